import pytest

from cml_sync.checks.memory.pictures import PictureNames, is_outside, is_picture

NAMES = PictureNames(("webdata/import_files/ab/Кружка.JPG", "logo.png"))


@pytest.mark.parametrize(
    ("reference", "there"),
    [
        ("import_files/ab/Кружка.jpg", True),
        ("webdata/import_files/ab/Кружка.jpg", True),
        ("import_files\\ab\\кружка.jpg ", True),
        ("./logo.png", True),
        ("files/ab/Кружка.jpg", False),
        ("go.png", False),
    ],
)
def test_a_picture_is_found_from_any_folder_of_its_path(reference: str, there: bool) -> None:
    assert NAMES.has(reference) is there


def test_no_pictures_are_none() -> None:
    assert not PictureNames(())
    assert NAMES


@pytest.mark.parametrize(
    ("reference", "outside"),
    [
        ("/etc/passwd", True),
        ("C:\\a.jpg", True),
        ("\\\\server\\a.jpg", True),
        ("https://shop.example/a.jpg", True),
        ("import_files/../../a.jpg", True),
        ("import_files/a..b.jpg", False),
    ],
)
def test_paths_that_lead_out(reference: str, outside: bool) -> None:
    assert is_outside(reference) is outside


@pytest.mark.parametrize(("name", "yes"), [("a.JPG", True), ("a.pdf", False), ("jpg", True)])
def test_endings(name: str, yes: bool) -> None:
    assert is_picture(name) is yes
