import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable

import pytest

from cml_sync.errors import CmlSyncError
from cml_sync.packages.archive import Archive
from cml_sync.packages.archive_checks import ArchiveLimits
from cml_sync.packages.errors import (
    ArchiveLimitError,
    DamagedEntryError,
    NotAnArchiveError,
    UnsafeArchiveError,
    UnsafeNameError,
)

Change = Callable[[zipfile.ZipInfo], object]


def zipped(*files: tuple[str, bytes], change: Change | None = None, packed: bool = True) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            if change:
                change(info)
            archive.writestr(info, content)
    return target.getvalue()


def opened(content: bytes, limits: ArchiveLimits | None = None) -> Archive:
    return Archive(io.BytesIO(content), "shop.zip", limits=limits)


def refusal(content: bytes, limits: ArchiveLimits | None = None) -> CmlSyncError:
    with pytest.raises(CmlSyncError) as caught:
        opened(content, limits)
    return caught.value


def test_files_are_found_under_safe_names_and_read() -> None:
    content = zipped(("import0_1.xml", b"<a/>"), ("import_files\\ab\\1.jpg", b"JPEG"))
    with opened(content) as archive:
        assert list(archive.entries) == ["import0_1.xml", "import_files/ab/1.jpg"]
        with archive.entries["import0_1.xml"].open() as file:
            assert file.read() == b"<a/>"
            file.seek(1)
            assert file.read(1) == b"a"
        assert archive.entries["import_files/ab/1.jpg"].size == 4
        archive.verify()


def test_names_of_windows_are_cp866_unless_they_can_be_utf8() -> None:
    content = zipped(("AAAAAA.xml", b"1"), ("BBBBBBBBBBBB.xml", b"2"))
    content = content.replace(b"AAAAAA", "Товары".encode("cp866"))
    content = content.replace(b"BBBBBBBBBBBB", "Остатк".encode())
    with opened(content) as archive:
        assert list(archive.entries) == ["Товары.xml", "Остатк.xml"]
        with archive.entries["Товары.xml"].open() as file:
            assert file.read() == b"1"


def test_what_is_not_taken_is_never_read_but_named() -> None:
    with opened(zipped(("a.xml", b"1"), ("Thumbs.db", b"2"), ("__MACOSX/._a.xml", b"3"))) as it:
        assert list(it.entries) == ["a.xml"]
        assert it.skipped == ("Thumbs.db", "__MACOSX/._a.xml")


def test_folders_are_passed_over() -> None:
    with opened(zipped(("import_files/", b""), ("import_files/1.jpg", b"1"))) as archive:
        assert list(archive.entries) == ["import_files/1.jpg"]


@pytest.mark.parametrize(
    "name", ["../import.xml", "/import.xml", "C:\\import.xml", "..\\import.xml", "con.xml", "../"]
)
def test_names_that_lead_outside_refuse_the_whole_archive(name: str) -> None:
    error = refusal(zipped(("import.xml", b"1"), (name, b"2" if not name.endswith("/") else b"")))
    assert isinstance(error, UnsafeNameError)


def test_a_name_with_a_hidden_end_is_refused() -> None:
    content = zipped(("import.xmlZ.jpg", b"1")).replace(b"import.xmlZ.jpg", b"import.xml\0.jpg")
    assert isinstance(refusal(content), UnsafeNameError)


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_refused(kind: int) -> None:
    def make(info: zipfile.ZipInfo) -> None:
        info.create_system = 3
        info.external_attr = (kind | 0o777) << 16

    error = refusal(zipped(("a.xml", b"/etc/shadow"), change=make))
    assert isinstance(error, UnsafeArchiveError)
    assert str(error) == "shop.zip: This archive is refused: `a.xml` is a link or a device"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a.xml", "A.XML"),
        ("Й.xml", "И\u0306.xml"),
        ("webdata/a.xml", "a.xml"),
        ("d/a.xml", "d\\a.xml"),
        ("d.xml/a.xml", "d.xml"),
    ],
)
def test_names_that_meet_on_some_disk_are_refused(first: str, second: str) -> None:
    error = refusal(zipped((first, b"1"), (second, b"2")))
    assert isinstance(error, UnsafeArchiveError)
    assert "is in it twice" in str(error)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused() -> None:
    error = refusal(zipped(("a.xml", b"1"), ("a.xml", b"2")))
    assert isinstance(error, UnsafeArchiveError)


def test_an_archive_in_the_archive_is_refused() -> None:
    error = refusal(zipped(("inner.zip", zipped(("a.xml", b"1")))))
    assert isinstance(error, UnsafeArchiveError)
    assert "is an archive inside the archive" in str(error)


def test_encrypted_entries_are_refused() -> None:
    content = bytearray(zipped(("a.xml", b"secret")))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    error = refusal(bytes(content))
    assert isinstance(error, UnsafeArchiveError)
    assert "is encrypted" in str(error)


def test_rare_methods_are_refused() -> None:
    def rare(info: zipfile.ZipInfo) -> None:
        info.compress_type = zipfile.ZIP_LZMA

    error = refusal(zipped(("a.xml", b"1"), change=rare))
    assert isinstance(error, UnsafeArchiveError)
    assert "unusual method" in str(error)


def test_entries_that_share_bytes_are_refused() -> None:
    content = zipped(("a.xml", b"1" * 100), ("b.xml", b"2" * 100), packed=False)
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    overlapping = bytearray(content)
    overlapping[second + 42 : second + 46] = struct.pack("<I", 0)
    error = refusal(bytes(overlapping))
    assert isinstance(error, UnsafeArchiveError)
    assert "overlap" in str(error)


def test_an_entry_that_reaches_into_the_directory_is_refused() -> None:
    content = bytearray(zipped(("a.xml", b"1" * 100), packed=False))
    directory = content.index(b"PK\x01\x02")
    content[directory + 20 : directory + 28] = struct.pack("<II", 140, 140)
    error = refusal(bytes(content))
    assert isinstance(error, UnsafeArchiveError)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (ArchiveLimits(entries=1), "it holds 2 entries, more than 1"),
        (ArchiveLimits(entry_bytes=99), "`a.xml` unpacks to 100 bytes, more than 99"),
        (ArchiveLimits(total_bytes=199), "it unpacks to 200 bytes, more than 199"),
        (ArchiveLimits(ratio=3, ratio_from=50), "6 bytes unpack to 100, more than 3 times"),
    ],
)
def test_limits_hold(limits: ArchiveLimits, words: str) -> None:
    error = refusal(zipped(("a.xml", b"1" * 100), ("b.xml", b"2" * 100)), limits)
    assert isinstance(error, ArchiveLimitError)
    assert words in str(error)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    error = refusal(zipped(("a.xml", b"\0" * 8_000_000)))
    assert isinstance(error, ArchiveLimitError)


def test_a_huge_directory_is_refused_unread() -> None:
    content = zipped(*((f"{number}.xml", b"") for number in range(60)))
    error = refusal(content, ArchiveLimits(entries=2))
    assert isinstance(error, ArchiveLimitError)
    assert "its directory is too large" in str(error)


def test_a_lie_about_the_size_is_damage() -> None:
    content = bytearray(zipped(("a.xml", b"1" * 100)))
    directory = content.index(b"PK\x01\x02")
    content[22:26] = content[directory + 24 : directory + 28] = struct.pack("<I", 40)
    with opened(bytes(content)) as archive, pytest.raises(DamagedEntryError):
        archive.verify()


@pytest.mark.parametrize("packed", [True, False])
def test_changed_bytes_are_damage(packed: bool) -> None:
    content = bytearray(zipped(("a.xml", bytes(range(250))), packed=packed))
    content[60] ^= 0xFF
    with opened(bytes(content)) as archive, pytest.raises(DamagedEntryError) as caught:
        archive.verify()
    assert str(caught.value) == "shop.zip: `a.xml` in this archive is damaged"


def test_another_name_in_the_local_header_is_damage() -> None:
    content = zipped(("a.xml", b"1")).replace(b"a.xml", b"b.xml", 1)
    with opened(content) as archive, pytest.raises(DamagedEntryError):
        archive.entries["a.xml"].open()


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"<?xml version='1.0'?><a/>", zlib.compress(b"a" * 100)]
)
def test_what_is_no_archive_is_said_to_be_none(content: bytes) -> None:
    assert isinstance(refusal(content), NotAnArchiveError)


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_cut_archive_is_said_to_be_none(cut: int) -> None:
    assert isinstance(refusal(zipped(("a.xml", b"1" * 100))[:-cut]), NotAnArchiveError)


def test_the_file_is_closed_with_the_archive_and_by_a_refusal() -> None:
    good, bad = io.BytesIO(zipped(("a.xml", b"1"))), io.BytesIO(b"no")
    archive = Archive(good, "shop.zip")
    archive.close()
    archive.close()
    assert good.closed
    with pytest.raises(NotAnArchiveError):
        Archive(bad, "shop.zip")
    assert bad.closed
