import pytest
from tests.unit.checks.staging import Sample, codes, sample

from cml_sync.checks.chapters.pictures import RULES, missing_picture
from cml_sync.checks.memory.index import Index
from cml_sync.checks.memory.pictures import PictureNames
from cml_sync.checks.view import Part, RecordView
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place
from cml_sync.xml.entries import PartHeader

HEADER = PartHeader("a.xml", "utf-8", None, False, "", CommercialInformation())


def shown(*images: str) -> Product:
    return Product(id="p", name="Чай", images=images)


SAMPLES = (
    sample("CML822", shown("import_files/a.pdf"), shown("import_files/a.jpeg")),
    sample("CML823", shown("a.jpg", "b.jpg", "a.jpg"), shown("a.jpg", "b.jpg")),
    sample("CML823", shown("a.jpg", "a.jpg"), shown("", "")),
    sample("CML824", shown("https://shop.example/a.jpg"), shown("import_files/a.jpg")),
    sample("CML824", shown("../a.jpg"), shown("a..jpg")),
    sample("CML825", shown("import_files\\a.jpg"), shown("import_files/a.jpg")),
    sample("CML825", shown("import_files/чай.jpg"), shown("")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    tested = {case.code for case in SAMPLES} | {missing_picture.code}
    assert tested == {rule.code for rule in RULES}


@pytest.mark.parametrize(
    ("there", "missing"),
    [
        (("import_files/a.jpg",), ["Picture `import_files/b.jpg` is not in the package"]),
        (("import_files/a.jpg", "import_files/b.jpg"), []),
        ((), []),
    ],
)
def test_pictures_are_missed_where_a_package_has_pictures(
    there: tuple[str, ...], missing: list[str]
) -> None:
    index = Index()
    index.pictures = PictureNames(there)
    record = shown("import_files/a.jpg", "import_files/b.jpg", "https://shop.example/c.jpg")
    view = RecordView(
        Kind.PRODUCT, record, Place("a.xml"), Part(HEADER, None), Section.CATALOG, "c", index
    )
    assert [str(found.message) for found in missing_picture.check(view)] == missing
