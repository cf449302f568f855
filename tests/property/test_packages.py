"""What must hold for every file, every name and every archive."""

import io
import stat
import zipfile
from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cml_sync.errors import FindingsError
from cml_sync.packages.archive import Archive
from cml_sync.packages.archive_checks import ArchiveLimits
from cml_sync.packages.errors import UnsafeNameError
from cml_sync.packages.naming import TAKEN, safe_name
from cml_sync.packages.zipping import write_zip

NASTY = st.sampled_from(
    [
        "..",
        ".",
        "",
        "/",
        "\\",
        "C:",
        "con",
        "NUL.xml",
        "import_files",
        "webdata",
        "tmp",
        "1",
        "a.xml",
        "A.XML",
        "b.jpg",
        ".hidden",
        "a\0b.xml",
        "ё.xml",
        "е\u0308.xml",
        "x" * 300,
        "a.zip",
        "~",
        "%2e",
    ]
)
NAMES = st.one_of(
    st.lists(NASTY, min_size=1, max_size=7).map("/".join),
    st.lists(NASTY, min_size=1, max_size=7).map("\\".join),
    st.text(max_size=40),
)


@given(NAMES)
def test_a_safe_name_never_leads_outside_on_any_system(name: str) -> None:
    try:
        safe = safe_name(name)
    except UnsafeNameError:
        return
    for path in (PurePosixPath(safe), PureWindowsPath(safe)):
        assert not path.is_absolute()
        assert not path.drive
        assert ".." not in path.parts
        assert not PureWindowsPath(safe).is_reserved()
    assert safe == safe_name(safe)
    assert safe.rpartition(".")[2].lower() in TAKEN


@given(
    st.dictionaries(
        st.sampled_from(["import0_1.xml", "offers0_1.xml", "import_files/ab/1.jpg", "Цены.xml"]),
        st.binary(max_size=400),
        min_size=1,
    )
)
def test_what_we_zip_we_read_again(files: dict[str, bytes]) -> None:
    target = io.BytesIO()
    write_zip(target, [(name, partial(io.BytesIO, content)) for name, content in files.items()])
    with Archive(io.BytesIO(target.getvalue()), "out.zip") as archive:
        read = {name: entry.open().read() for name, entry in archive.entries.items()}
    assert read == files


@st.composite
def hostile_archives(draw: st.DrawFn) -> bytes:
    """An archive of nasty names, kinds and methods, some of its bytes changed afterwards."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in draw(st.lists(NAMES, max_size=4)):
            info = zipfile.ZipInfo(name or "empty")
            info.create_system = draw(st.sampled_from([0, 3]))
            kind = draw(st.sampled_from([0, stat.S_IFREG, stat.S_IFLNK, stat.S_IFDIR]))
            info.external_attr = (kind | 0o644) << 16
            info.compress_type = draw(st.sampled_from([0, 8, 14]))
            with suppress(UnicodeEncodeError):
                archive.writestr(info, draw(st.binary(max_size=60)))
    content = bytearray(target.getvalue())
    for place in draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        content[place] = draw(st.integers(0, 255))
    return bytes(content)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@given(hostile_archives())
def test_a_hostile_archive_is_read_whole_or_refused_by_our_own_errors(content: bytes) -> None:
    limits = ArchiveLimits(entries=10, entry_bytes=1000, total_bytes=2000)
    try:
        with Archive(io.BytesIO(content), "in.zip", limits=limits) as archive:
            archive.verify()
            names = list(archive.entries)
    except FindingsError:
        return
    assert names == [safe_name(name) for name in names]
