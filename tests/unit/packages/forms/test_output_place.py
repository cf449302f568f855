import os
from pathlib import Path

import pytest

from cml_sync.packages.forms.output_errors import OutputExistsError, OutputPlaceError
from cml_sync.packages.forms.output_place import checked_place


def _refused(path: Path, *inputs: Path, single: bool = False) -> str:
    with pytest.raises(OutputPlaceError) as caught:
        checked_place(path, inputs, single=single, replace=True)
    assert caught.value.exit_code == 2
    return f"{caught.value}; {caught.value.hint}"


def test_a_place_where_nothing_stands_is_fine(tmp_path: Path) -> None:
    place = checked_place(tmp_path / "new", (), single=False, replace=False)
    assert place == Path(os.path.realpath(tmp_path)) / "new"


@pytest.mark.parametrize("path", [".", "..", "/"])
def test_the_folder_one_is_in_is_never_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "you are in this folder" in _refused(Path(path))


def test_what_is_read_is_not_written_to(tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    file = shop / "import.xml"
    file.write_bytes(b"<a/>")
    (tmp_path / "link").symlink_to(shop)
    for path in (shop, shop / "out", tmp_path, tmp_path / "link" / "out"):
        assert "it is what is read" in _refused(path, shop)
    assert "it is what is read" in _refused(file, file, single=True)
    assert "it is what is read" in _refused(shop, file)
    assert checked_place(shop / "new.xml", [file], single=True, replace=False).name == "new.xml"


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    said = _refused(tmp_path / "no" / "out")
    assert "there is no folder" in said
    assert said.endswith("; Check the spelling, or make that folder first")


def test_devices_are_no_place(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "neither a file nor a folder" in _refused(tmp_path / "pipe", single=True)


def test_a_folder_is_not_replaced_by_a_file_nor_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    assert "it is a folder" in _refused(tmp_path / "folder", single=True)
    assert "it is a file" in _refused(tmp_path / "file")


@pytest.mark.parametrize("name", ["notes.py", ".git", "README", "sub/a.sh"])
def test_a_folder_with_files_of_somebody_else_is_not_replaced(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    (folder / name).parent.mkdir(parents=True)
    (folder / "a.xml").write_bytes(b"")
    (folder / name).write_bytes(b"")
    assert f"it holds `{name}`" in _refused(folder)


def test_a_folder_with_a_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "link.xml").symlink_to(tmp_path)
    assert "it holds `link.xml`" in _refused(tmp_path / "out")


@pytest.mark.parametrize("name", ["photo.jpg", "letters/thesis.docx", "settings.json"])
def test_a_folder_without_any_part_is_not_replaced(tmp_path: Path, name: str) -> None:
    file = tmp_path / "out" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(b"")
    assert "no part of a package among them" in _refused(tmp_path / "out")


def test_a_package_may_be_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    (folder / "import_files" / "ab").mkdir(parents=True)
    (folder / "import_files" / "ab" / "1.jpg").write_bytes(b"")
    (folder / "manifest.json").write_bytes(b"")
    assert checked_place(folder, (), single=False, replace=True) == Path(os.path.realpath(folder))
    with pytest.raises(OutputExistsError):
        checked_place(folder, (), single=False, replace=False)


@pytest.mark.parametrize("name", ["a.zip", "a.csv", "a.JSON", "a.xml.gz", "a.txt"])
def test_a_folder_is_not_called_like_a_file(tmp_path: Path, name: str) -> None:
    said = _refused(tmp_path / name)
    assert "that is the name of a file, and the output is a folder; Name a folder" in said
    (tmp_path / name).mkdir()
    assert checked_place(tmp_path / name, (), single=False, replace=False).name == name


@pytest.mark.parametrize("name", ["webdata-3.1", "2026.03.02", "shop.d", "a"])
def test_other_dots_in_the_name_of_a_folder_are_fine(tmp_path: Path, name: str) -> None:
    assert checked_place(tmp_path / name, (), single=False, replace=False).name == name
