import os
from pathlib import Path

import pytest

from cml_sync.errors import FindingsError
from cml_sync.packages.archive_checks import ArchiveLimits
from cml_sync.packages.errors import (
    NameFault,
    NoPartsError,
    NotRegularFileError,
    PathMissingError,
    PathUnreadableError,
    UnsafeNameError,
)
from cml_sync.packages.finding import find_files


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"<a/>")


def found(*paths: Path) -> dict[str, bool]:
    return {file.relative: file.picture for file in find_files(paths, ArchiveLimits()).files}


def test_a_folder_is_searched_to_the_bottom(tmp_path: Path) -> None:
    put(tmp_path, "import0_1.XML", "goods/1/import_files/ab/1.jpg", "goods/1/a.xml")
    put(tmp_path, "import_files/manual.pdf", "readme.html", ".git/b.xml", "c.xml.part")
    assert found(tmp_path) == {
        "import0_1.XML": False,
        "goods/1/a.xml": False,
        "goods/1/import_files/ab/1.jpg": True,
        "import_files/manual.pdf": True,
    }


def test_the_pictures_beside_a_file_belong_to_it(tmp_path: Path) -> None:
    put(tmp_path, "import0_1.xml", "offers0_1.xml", "import_files/ab/1.jpg", "other/2.jpg")
    assert found(tmp_path / "import0_1.xml") == {
        "import0_1.xml": False,
        "import_files/ab/1.jpg": True,
    }
    assert found(tmp_path / "import0_1.xml", tmp_path / "offers0_1.xml") == {
        "import0_1.xml": False,
        "import_files/ab/1.jpg": True,
        "offers0_1.xml": False,
    }


def test_several_paths_are_named_from_the_folder_above_them(tmp_path: Path) -> None:
    put(tmp_path, "goods/goods.xml", "prices/prices.xml", "goods/import_files/1.jpg")
    assert found(tmp_path / "goods", tmp_path / "prices") == {
        "goods/goods.xml": False,
        "goods/import_files/1.jpg": True,
        "prices/prices.xml": False,
    }
    assert found(tmp_path / "goods" / "goods.xml", tmp_path / "prices" / "prices.xml") == {
        "goods/goods.xml": False,
        "goods/import_files/1.jpg": True,
        "prices/prices.xml": False,
    }


def test_a_path_given_twice_is_one(tmp_path: Path) -> None:
    put(tmp_path, "a.xml")
    assert found(tmp_path / "a.xml", tmp_path / "a.xml") == {"a.xml": False}


def test_a_picture_among_several_paths_is_a_picture(tmp_path: Path) -> None:
    put(tmp_path, "a.xml", "1.jpg")
    assert found(tmp_path / "a.xml", tmp_path / "1.jpg") == {"a.xml": False, "1.jpg": True}


def refusal(*paths: Path) -> FindingsError:
    with pytest.raises(FindingsError) as caught:
        find_files(paths, ArchiveLimits())
    assert caught.value.hint
    return caught.value


def test_a_missing_path_is_said_to_be_missing(tmp_path: Path) -> None:
    put(tmp_path, "a.xml")
    error = refusal(tmp_path / "a.xml", tmp_path / "b.xml")
    assert isinstance(error, PathMissingError)
    assert str(error) == f"`{tmp_path / 'b.xml'}` does not exist"


def test_a_folder_without_xml_is_said_to_hold_none(tmp_path: Path) -> None:
    put(tmp_path, "readme.txt")
    error = refusal(tmp_path)
    assert isinstance(error, NoPartsError)
    assert "import0_1.xml" in str(error.hint)
    put(tmp_path, "product.jsonl")
    assert "It holds JSON Lines or CSV: `cml-sync convert FOLDER" in str(refusal(tmp_path).hint)
    put(tmp_path, "v8_1A_2b.zip")
    assert str(refusal(tmp_path).hint) == "It holds archives: name the .zip file itself"


def test_a_link_inside_a_folder_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.xml", "inbox/a.xml")
    (tmp_path / "inbox" / "import0_1.xml").symlink_to(tmp_path / "outside" / "secret.xml")
    error = refusal(tmp_path / "inbox")
    assert isinstance(error, NotRegularFileError)
    assert "is a symbolic link" in str(error)


def test_a_linked_folder_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path, "outside/secret.xml", "inbox/a.xml")
    (tmp_path / "inbox" / "more").symlink_to(tmp_path / "outside")
    assert found(tmp_path / "inbox") == {"a.xml": False}


def test_a_link_that_a_person_names_is_followed(tmp_path: Path) -> None:
    put(tmp_path, "outside/a.xml")
    (tmp_path / "link.xml").symlink_to(tmp_path / "outside" / "a.xml")
    assert found(tmp_path / "link.xml") == {"link.xml": False}


def test_a_file_put_in_place_of_another_later_is_not_followed_either(tmp_path: Path) -> None:
    put(tmp_path, "inbox/a.xml", "outside/secret.xml")
    (file,) = find_files([tmp_path / "inbox"], ArchiveLimits()).files
    (tmp_path / "inbox" / "a.xml").unlink()
    (tmp_path / "inbox" / "a.xml").symlink_to(tmp_path / "outside" / "secret.xml")
    with pytest.raises(NotRegularFileError):
        file.open()


def test_a_name_that_is_no_text_can_still_be_shown(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/\xd2\xee\xe2\xe0\xf0.xml", "wb") as file:  # noqa: PTH123 - bytes
        file.write(b"<a/>")
    (found_file,) = find_files([tmp_path], ArchiveLimits()).files
    assert found_file.relative == "?????.xml"
    with found_file.open() as file:
        assert file.read() == b"<a/>"


def test_folders_in_folders_without_end_are_refused(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(40):
        folder /= "d"
    folder.mkdir(parents=True)
    with pytest.raises(UnsafeNameError) as caught:
        find_files([tmp_path], ArchiveLimits())
    assert caught.value.fault is NameFault.DEPTH


def test_a_name_that_the_system_refuses_is_our_error(tmp_path: Path) -> None:
    with pytest.raises(PathUnreadableError) as caught:
        find_files([tmp_path / ("x" * 5000)], ArchiveLimits())
    assert "File name too long" in str(caught.value)
