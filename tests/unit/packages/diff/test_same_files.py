import shutil
import zipfile
from pathlib import Path

import pytest

from cml_sync.packages.diff.same_files import same_files
from cml_sync.packages.package import open_package

EXAMPLES = Path(__file__).parents[4] / "examples"


def same(old: Path, new: Path) -> bool:
    with open_package([old]) as one, open_package([new]) as other:
        return same_files(one, other)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "copy"
    shutil.copytree(EXAMPLES / "shop-2.07", folder)
    return folder


def test_a_copy_is_the_same_in_a_folder_and_in_an_archive(copy: Path, tmp_path: Path) -> None:
    assert same(EXAMPLES / "shop-2.07", copy)
    archive = tmp_path / "copy.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in copy.rglob("*.*"):
            packed.write(path, path.relative_to(copy))
    assert same(copy, archive)


def test_the_name_of_a_file_does_not_matter(copy: Path) -> None:
    (copy / "offers0_1.xml").rename(copy / "offers0_7.xml")
    assert same(EXAMPLES / "shop-2.07", copy)


@pytest.mark.parametrize("name", ["offers0_1.xml", "picture"])
def test_one_byte_makes_a_difference(copy: Path, name: str) -> None:
    path = next(copy.rglob("*.jpg")) if name == "picture" else copy / name
    data = bytearray(path.read_bytes())
    data[-2] ^= 1
    path.write_bytes(data)
    assert not same(EXAMPLES / "shop-2.07", copy)


def test_a_part_or_a_picture_more_makes_a_difference(copy: Path) -> None:
    shutil.copy(next(copy.rglob("*.jpg")), copy / "more.jpg")
    assert not same(EXAMPLES / "shop-2.07", copy)
    (copy / "more.jpg").unlink()
    (copy / "offers0_1.xml").unlink()
    assert not same(EXAMPLES / "shop-2.07", copy)
