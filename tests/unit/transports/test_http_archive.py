import io
import zipfile
from pathlib import Path

import pytest
from tests.servers.talk import outgoing

from cml_sync.transports.base import Outgoing
from cml_sync.transports.http_archive import pack
from cml_sync.transports.http_errors import PackingError

FILES = [
    outgoing("import0_1.xml", "<а/>".encode() * 100),
    outgoing("import_files/ab/1.jpg", bytes(range(256)), announce=False),
]


def test_an_archive_holds_every_file_under_its_name(tmp_path: Path) -> None:
    archive = pack(FILES, tmp_path, "import.zip")
    assert archive.name == "import.zip"
    with archive.open() as file:
        content = file.read()
    assert len(content) == archive.size
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.namelist() == ["import0_1.xml", "import_files/ab/1.jpg"]
        assert opened.read("import0_1.xml") == "<а/>".encode() * 100
        assert opened.read("import_files/ab/1.jpg") == bytes(range(256))


def test_the_same_files_give_the_same_archive(tmp_path: Path) -> None:
    pack(FILES, tmp_path, "a.zip")
    pack(FILES, tmp_path, "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_an_archive_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    gone = Outgoing("a.xml", 1, lambda: (tmp_path / "gone.xml").open("rb"))
    with pytest.raises(PackingError):
        pack([gone], tmp_path, "import.zip")
