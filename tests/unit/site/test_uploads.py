from pathlib import Path

import pytest

from cml_sync.packages.errors import UnsafeNameError
from cml_sync.site.errors import NotWholeError, TooMuchError
from cml_sync.site.uploads import Upload, Uploads, upload_name


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    return Uploads(tmp_path / "files", limit=100)


def send(uploads: Uploads, name: str, content: bytes, announced: int | None = None) -> Upload:
    piece = uploads.piece(name, len(content) if announced is None else announced)
    piece.write(content)
    return piece.keep()


def content(uploads: Uploads, name: str) -> bytes:
    return uploads.files[name].path.read_bytes()


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("import0_1.xml", "import0_1.xml"),
        ("/tmp/import0_1.xml", "import0_1.xml"),  # noqa: S108 - a name
        ("upload/1c/webdata/import0_1.xml", "import0_1.xml"),
        ("/upload/1c_catalog/import_files/ab/1.jpg", "import_files/ab/1.jpg"),
        ("webdata/000000003/import0_1.xml", "import0_1.xml"),
        ("import_files\\ab\\1.jpg", "import_files/ab/1.jpg"),
        ("v8_1A2B_3.zip", "v8_1A2B_3.zip"),
    ],
)
def test_folders_of_servers_on_linux_are_left_out(name: str, kept: str) -> None:
    assert upload_name(name) == kept


@pytest.mark.parametrize("name", ["/etc/a.xml", "/tmp/../a.xml", "/tmp//tmp/a.xml", "a.php", ""])  # noqa: S108 - names
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(UnsafeNameError):
        upload_name(name)


def test_pieces_are_joined_under_one_name(uploads: Uploads) -> None:
    for piece in (b"<a>", b"1", b"</a>"):
        send(uploads, "a.xml", piece)
    send(uploads, "b.xml", b"")
    assert content(uploads, "a.xml") == b"<a>1</a>"
    assert content(uploads, "b.xml") == b""
    assert uploads.size == 8


def test_on_the_disk_a_file_has_a_number(uploads: Uploads) -> None:
    send(uploads, "import_files/ab/1.jpg", b"1")
    assert [path.name for path in uploads.folder.iterdir()] == ["000001"]
    assert uploads.folder.stat().st_mode & 0o777 == 0o700
    assert uploads.files["import_files/ab/1.jpg"].path.stat().st_mode & 0o777 == 0o600


def test_a_piece_that_is_taken_back_never_came(uploads: Uploads) -> None:
    send(uploads, "a.xml", b"<a>")
    for name in ("a.xml", "new.xml"):
        piece = uploads.piece(name, 10)
        piece.write(b"12345")
        with pytest.raises(NotWholeError, match="5 bytes came instead of 10"):
            piece.keep()
        piece.take_back()
    assert content(uploads, "a.xml") == b"<a>"
    assert set(uploads.files) == {"a.xml"}
    assert len(list(uploads.folder.iterdir())) == 1
    send(uploads, "a.xml", b"</a>")
    assert content(uploads, "a.xml") == b"<a></a>"


def test_an_empty_file_survives_a_piece_that_is_taken_back(uploads: Uploads) -> None:
    send(uploads, "a.xml", b"")
    piece = uploads.piece("a.xml", 10)
    piece.write(b"123")
    piece.take_back()
    assert content(uploads, "a.xml") == b""


def test_the_limit_counts_all_files_before_and_while_they_come(uploads: Uploads) -> None:
    send(uploads, "a.xml", b"x" * 60)
    with pytest.raises(TooMuchError):
        uploads.piece("b.xml", 41)
    piece = uploads.piece("b.xml", None)
    piece.write(b"x" * 40)
    with pytest.raises(TooMuchError):
        piece.write(b"x")
    piece.take_back()
    assert uploads.size == 60


def test_what_was_imported_begins_anew(uploads: Uploads) -> None:
    send(uploads, "a.xml", b"old")
    uploads.close(["a.xml", "unknown.xml"])
    assert send(uploads, "a.xml", b"new").closed is False
    assert content(uploads, "a.xml") == b"new"
    assert len(list(uploads.folder.iterdir())) == 1


def test_white_space_behind_what_was_imported_is_no_new_file(uploads: Uploads) -> None:
    send(uploads, "a.xml", b"<a/>")
    uploads.close(["a.xml"])
    assert send(uploads, "a.xml", b"\r\n").closed
    assert content(uploads, "a.xml") == b"<a/>"


def test_a_whole_part_and_a_whole_archive_are_told_from_their_ends(uploads: Uploads) -> None:
    end = b"PK\x05\x06" + bytes(18)
    assert not send(uploads, "a.zip", b"PK\x03\x04").seems_whole()
    assert send(uploads, "b.zip", end).seems_whole()
    root = "<КоммерческаяИнформация>".encode()
    assert not send(uploads, "a.xml", root[:20]).seems_whole()
    assert not send(uploads, "b.xml", b"").seems_whole()


def test_nothing_is_left_after_clearing(uploads: Uploads) -> None:
    send(uploads, "a.xml", b"1")
    uploads.clear()
    uploads.clear()
    assert not uploads.folder.exists()
    assert dict(uploads.files) == {}
