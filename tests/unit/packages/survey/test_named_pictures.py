import pytest

from cml_sync.packages.survey.named_pictures import NamedPictures

NAMES = [f"import_files/{number}.jpg" for number in range(5000)]


@pytest.mark.parametrize("in_memory", [10, 3000, 100_000])
def test_each_picture_counts_once_however_many_there_are(in_memory: int) -> None:
    with NamedPictures(NAMES[:4000], in_memory=in_memory) as pictures:
        for _ in range(2):
            for name in NAMES:
                pictures.look((name,), "import0_1.xml")
        assert pictures.counts() == (5000, 1000)


def test_overflow_goes_to_a_file_and_comes_back() -> None:
    names = [f"{number}.jpg" for number in range(200_000)]
    with NamedPictures((), in_memory=100) as pictures:
        for name in names:
            pictures.look((name, name), "")
        assert pictures.counts() == (200_000, 200_000)


def test_a_picture_is_looked_for_beside_the_part_and_in_the_package() -> None:
    with NamedPictures(["goods/import_files/1.jpg", "2.jpg"]) as pictures:
        pictures.look(
            (r"import_files\1.JPG", "2.jpg", "3.jpg", "", "https://a/4.jpg"), "goods/g.xml"
        )
        assert pictures.counts() == (4, 1)
        assert pictures.examples == ["3.jpg"]


def test_two_parts_may_mean_two_pictures_by_one_name() -> None:
    with NamedPictures(["a/1.jpg"]) as pictures:
        pictures.look(("1.jpg",), "a/x.xml")
        pictures.look(("1.jpg",), "b/x.xml")
        assert pictures.counts() == (2, 1)
