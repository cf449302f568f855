import io
import zipfile
from functools import partial

import pytest

from cml_sync.packages.archive import Archive
from cml_sync.packages.errors import UnsafeNameError
from cml_sync.packages.zipping import write_zip


def packed(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    write_zip(target, [(name, partial(io.BytesIO, content)) for name, content in files])
    return target.getvalue()


FILES = (("import0_1.xml", b"<a/>" * 50), ("import_files/ab/Кайма.jpg", b"JPEG"))


def test_the_same_files_give_the_same_bytes() -> None:
    assert packed(*FILES) == packed(*FILES)


def test_what_is_packed_passes_our_own_checks() -> None:
    with Archive(io.BytesIO(packed(*FILES)), "out.zip") as archive:
        archive.verify()
        assert {name: entry.open().read() for name, entry in archive.entries.items()} == dict(FILES)


def test_pictures_are_stored_and_xml_is_packed() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(*FILES))) as archive:
        methods = [info.compress_type for info in archive.infolist()]
    assert methods == [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]


def test_no_archive_is_made_that_a_receiver_would_refuse() -> None:
    with pytest.raises(UnsafeNameError):
        packed(("../import.xml", b""))
    with pytest.raises(ValueError, match="twice"):
        packed(("a.xml", b"1"), ("a.xml", b"2"))
