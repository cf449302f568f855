import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from cml_sync.packages.errors import NotAnArchiveError
from cml_sync.site.errors import UnknownFileError
from cml_sync.site.uploaded import Uploaded, choose
from cml_sync.site.uploads import Upload
from cml_sync.transports.base import Offered, Topic


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as found:
        yield found


def put(folder: Path, **files: bytes) -> dict[str, Upload]:
    made = {}
    for number, (name, content) in enumerate(files.items()):
        path = folder / str(number)
        path.write_bytes(content)
        made[name] = Upload(path, len(content))
    return made


def archive(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in files.items():
            target.writestr(name, content)
    return buffer.getvalue()


def test_the_asked_file_and_the_pictures_are_chosen(tmp_path: Path, stack: ExitStack) -> None:
    uploads = put(
        tmp_path,
        **{
            "import.xml": b"1",
            "offers.xml": b"2",
            "a/1.jpg": b"3",
            "a/2.JPG": b"4",
            "b/3.pdf": b"5",
        },
    )
    chosen = choose(uploads, "import.xml", stack, pictures=True, taken={"a/1.jpg"})
    assert set(chosen) == {"import.xml", "a/2.JPG", "b/3.pdf"}
    assert set(choose(uploads, "offers.xml", stack, pictures=False)) == {"offers.xml"}


def test_archives_are_unpacked_for_what_is_asked_by_the_name_inside(
    tmp_path: Path, stack: ExitStack
) -> None:
    packed = archive(**{"import.xml": b"inside", "import_files/1.jpg": b"picture"})
    uploads = put(tmp_path, **{"v8_1.zip": packed, "offers.xml": b"2"})
    chosen = choose(uploads, "import.xml", stack, pictures=True)
    assert set(chosen) == {"import.xml", "import_files/1.jpg"}
    sink = io.BytesIO()
    assert Uploaded(chosen).fetch(Topic.CATALOG, Offered("import.xml"), sink) == 6
    assert sink.getvalue() == b"inside"


def test_a_loose_file_comes_before_one_in_an_archive(tmp_path: Path, stack: ExitStack) -> None:
    uploads = put(
        tmp_path, **{"v8_1.zip": archive(**{"import.xml": b"old"}), "import.xml": b"newer"}
    )
    assert choose(uploads, "import.xml", stack, pictures=True)["import.xml"].size == 5


def test_the_archive_itself_may_be_asked_for(tmp_path: Path, stack: ExitStack) -> None:
    uploads = put(tmp_path, **{"v8_1.zip": archive(**{"import.xml": b"1", "1.jpg": b"2"})})
    assert set(choose(uploads, "v8_1.zip", stack, pictures=True)) == {"v8_1.zip"}


def test_another_case_or_a_missing_folder_will_do_where_one_file_is_meant(
    tmp_path: Path, stack: ExitStack
) -> None:
    uploads = put(
        tmp_path, **{"goods/1/Import.xml": b"1", "x/offers.xml": b"2", "y/offers.xml": b"3"}
    )
    assert set(choose(uploads, "import.XML", stack, pictures=False)) == {"goods/1/Import.xml"}
    assert set(choose(uploads, "X/Offers.xml", stack, pictures=False)) == {"x/offers.xml"}
    with pytest.raises(UnknownFileError, match=r"offers\.xml"):
        choose(uploads, "offers.xml", stack, pictures=False)


def test_a_damaged_archive_is_an_error(tmp_path: Path, stack: ExitStack) -> None:
    uploads = put(tmp_path, **{"v8_1.zip": archive(**{"import.xml": b"1"})[:-10]})
    with pytest.raises(NotAnArchiveError):
        choose(uploads, "import.xml", stack, pictures=False)


def test_it_offers_what_was_chosen_by_name(tmp_path: Path, stack: ExitStack) -> None:
    uploads = put(tmp_path, **{"b.xml": b"12", "a.jpg": b"3"})
    transport = Uploaded(choose(uploads, "b.xml", stack, pictures=True))
    assert transport.offered(Topic.CATALOG) == [Offered("a.jpg", 1), Offered("b.xml", 2)]
    assert transport.asks_again is False
    transport.confirm(Topic.CATALOG, transport.offered(Topic.CATALOG))
