"""Where pictures lie."""

import io

import pytest

from cml_sync.packages.convert.pictures import laid_together, moved, plain_name
from cml_sync.packages.package import Picture


def pictures(*names: str, size: int = 1) -> list[Picture]:
    return [Picture(name, name, size, io.BytesIO) for name in names]


@pytest.mark.parametrize(
    ("relative", "name"),
    [
        ("import_files/ab/1.jpg", "import_files/ab/1.jpg"),
        ("goods/import_files/ab/1.jpg", "import_files/ab/1.jpg"),
        ("a/b/import_files/1.jpg", "import_files/1.jpg"),
        ("my_import_files/1.jpg", "my_import_files/1.jpg"),
        ("docs/1.pdf", "docs/1.pdf"),
    ],
)
def test_products_name_pictures_from_their_folder_on(relative: str, name: str) -> None:
    assert plain_name(relative) == name


def test_pictures_move_with_the_goods() -> None:
    found = moved(pictures("x/import_files/1.jpg", "y/import_files/1.jpg", "docs/2.pdf"), "goods/")
    assert [one.relative for one in found] == [
        "goods/import_files/1.jpg",
        "goods/y/import_files/1.jpg",
        "goods/docs/2.pdf",
    ]
    assert [one.relative for one in moved(pictures("goods/import_files/1.jpg"), "")] == [
        "import_files/1.jpg"
    ]


def test_pictures_of_changes_take_the_place_of_old_ones() -> None:
    full = pictures("shop/import_files/1.jpg", "shop/import_files/2.jpg")
    changes = pictures("goods/import_files/2.jpg", "goods/import_files/3.jpg", size=9)
    assert [(one.relative, one.size) for one in laid_together(full, changes)] == [
        ("shop/import_files/1.jpg", 1),
        ("shop/import_files/2.jpg", 9),
        ("shop/import_files/3.jpg", 9),
    ]
    assert [one.relative for one in laid_together([], changes)] == [
        "import_files/2.jpg",
        "import_files/3.jpg",
    ]
