from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import kind_of, record_id
from cml_sync.packages.survey.sampling import Sampler, spread
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead


def entry(record: Element) -> RecordRead:
    section = Section.CATALOG if isinstance(record, Product) else None
    place = Place("a.xml", 1, None, "", record_id(record))
    return RecordRead(kind_of(record), record, section, place)


def test_samples_are_spread_evenly() -> None:
    assert sorted(spread(3, 9)) == [1, 4, 7]
    assert sorted(spread(1, 100)) == [50]
    assert sorted(spread(5, 3)) == [0, 1, 2]
    assert spread(0, 10) == spread(3, 0) == frozenset()


def test_samples_come_by_kind_in_the_order_of_the_package() -> None:
    sampler = Sampler(2, {Kind.PRODUCT: 10, Kind.DOCUMENT: 4, Kind.CONTAINER: 2})
    for number in range(2):
        documents = (Document(id=f"{number}0"), Document(id=f"{number}1"))
        sampler.look(entry(Container(documents=documents)))
    for number in range(10):
        sampler.look(entry(Product(id=str(number))))
    assert [(row.kind, row.id) for row in sampler.rows()] == [
        (Kind.PRODUCT, "2"),
        (Kind.PRODUCT, "7"),
        (Kind.DOCUMENT, "01"),
        (Kind.DOCUMENT, "11"),
        (Kind.CONTAINER, "00"),
        (Kind.CONTAINER, "10"),
    ]


def test_kinds_that_are_not_wanted_are_left_out() -> None:
    sampler = Sampler(2, {})
    sampler.look(entry(Product(id="1")))
    assert sampler.rows() == ()
