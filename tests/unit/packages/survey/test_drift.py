from collections.abc import Sequence
from decimal import Decimal

import pytest

from cml_sync.model.classifier import PriceType, Unit
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, Price
from cml_sync.model.records import kind_of
from cml_sync.packages.survey.drift import Change, DriftReport, drift
from cml_sync.packages.survey.shaping import Shaping
from cml_sync.xml.entries import PartHeader

GUID = "0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e001"


def shaped(records: Sequence[Element], version: str = "2.07", encoding: str = "utf-8") -> Shaping:
    shaping = Shaping()
    information = CommercialInformation(schema_version=version)
    shaping.part(PartHeader("a.xml", encoding, None, False, "", information))
    for record in records:
        shaping.record(kind_of(record), record)
    return shaping


def compared(before: Sequence[Element], now: Sequence[Element]) -> DriftReport:
    return drift(shaped(before).shape(), shaped(now))


def changes(report: DriftReport) -> list[tuple[Change, str, str, str]]:
    return [(row.change, row.path, row.before, row.now) for row in report.changes]


def products(count: int, **fields: object) -> list[Element]:
    return [Product.model_validate({"id": GUID, **fields}) for _ in range(count)]


def test_the_same_is_no_drift() -> None:
    report = compared(products(50, sku="a"), products(50, sku="b"))
    assert report == DriftReport(drifted=False, changes=(), possible=(), not_compared=())


def test_a_new_path() -> None:
    report = compared(products(50), products(50, sku="a"))
    assert changes(report) == [(Change.NEW_PATH, "product/sku", "never", "always")]
    assert report.drifted
    assert report.changes[0].element == "Товар/Артикул"


def test_a_path_that_is_gone() -> None:
    report = compared(products(50, sku="a"), products(50))
    assert changes(report) == [(Change.PATH_GONE, "product/sku", "always", "never")]


def test_what_stands_in_something_gone_or_new_is_not_told_too() -> None:
    with_price = [Offer(id="1", prices=(Price(value=Decimal(1)),)) for _ in range(50)]
    without = [Offer(id="1") for _ in range(50)]
    assert changes(compared(with_price, without)) == [
        (Change.PATH_GONE, "offer/prices", "always", "never")
    ]
    assert changes(compared(without, with_price)) == [
        (Change.NEW_PATH, "offer/prices", "never", "always")
    ]


def test_other_values() -> None:
    money = [Offer(quantity=Decimal("1.00")) for _ in range(20)]
    whole = [Offer(quantity=Decimal(1)) for _ in range(20)]
    assert changes(compared(money, whole)) == [
        (Change.VALUES, "offer/quantity", "number.2", "number")
    ]
    assert changes(compared(products(20, code=GUID), products(20, code="17"))) == [
        (Change.VALUES, "product/code", "guid", "digits")
    ]


def test_some_other_values_are_data() -> None:
    before = products(95, sku="1") + products(5, sku="a")
    now = products(60, sku="1") + products(40, sku="a")
    assert changes(compared(before, now)) == []


def test_a_share_that_jumped() -> None:
    before = products(900, sku="a") + products(100)
    now = products(300, sku="a") + products(700)
    assert changes(compared(before, now)) == [
        (Change.PRESENT, "product/sku", "mostly", "sometimes")
    ]
    emptied = products(300, sku="a") + products(600, sku="") + products(100)
    assert changes(compared(before, emptied)) == [
        (Change.FILLED, "product/sku", "mostly", "sometimes")
    ]
    assert changes(compared(before, products(780, sku="a") + products(220))) == []


def test_another_version_and_encoding() -> None:
    report = drift(shaped([]).shape(), shaped([], "2.10", "cp1251"))
    assert [(row.change, row.before, row.now) for row in report.changes] == [
        (Change.VERSION, "2.07", "2.10"),
        (Change.ENCODING, "utf-8", "cp1251"),
    ]


def test_a_new_unknown_element() -> None:
    unknown = (Unknown(xml="<Слаг>a</Слаг>"),)
    report = compared(products(50), products(50, unknown=unknown))
    assert changes(report) == [(Change.NEW_UNKNOWN, "product/?Слаг", "never", "always")]


def test_rare_new_paths_are_possible_and_no_drift() -> None:
    report = compared(products(50), products(999) + products(1, sku="a"))
    assert not report.drifted
    assert [(row.path, row.now) for row in report.possible] == [("product/sku", "rarely")]


def test_a_kind_that_is_not_there_is_not_compared_and_a_new_one_is_told() -> None:
    report = compared([*products(5), PriceType(id="1")], products(5))
    assert (report.drifted, report.not_compared) == (False, ("price_type",))
    report = compared(products(5), [*products(5), Unit(id="796")])
    assert changes(report) == [(Change.NEW_PATH, "unit", "", "")]


@pytest.mark.parametrize(("count", "drifted"), [(1, False), (2, False), (3, True), (10, True)])
def test_few_records_do_not_cry_wolf(count: int, drifted: bool) -> None:
    assert compared(products(count), products(count, sku="a")).drifted is drifted
    assert compared(products(count, sku="a"), products(count)).drifted is drifted
    assert compared(products(count, sku="a"), products(count, sku=GUID)).drifted is drifted


def test_only_what_the_shape_was_made_of_is_compared() -> None:
    before = Shaping((Kind.PRODUCT,))
    now = Shaping((Kind.PRODUCT,))
    for shaping in (before, now):
        shaping.record(Kind.PRODUCT, Product(id="1"))
    now.record(Kind.OFFER, Offer(id="1"))
    assert not drift(before.shape(), now).drifted


def unread(count: int, of: int) -> list[Element]:
    """Offers whose price is a number, and `count` in which it is a text that cannot be read."""
    kept = Unknown(at="", xml="<ЦенаЗаЕдиницу>по запросу</ЦенаЗаЕдиницу>")
    prices = (Price(value=Decimal("10.5")), Price(unknown=(kept,)))
    return [Offer(id="1", prices=(prices[number < count],)) for number in range(of)]


@pytest.mark.parametrize(("count", "now"), [(50, "never"), (47, "seldom")])
def test_values_that_can_no_longer_be_read_are_told_once(count: int, now: str) -> None:
    report = compared(unread(0, 50), unread(count, 50))
    assert changes(report) == [(Change.UNREADABLE, "offer/prices/value", "always", now)]
    assert report.changes[0].element == "Предложение/Цены/Цена/ЦенаЗаЕдиницу"


def test_an_unknown_element_beside_a_field_that_is_gone_is_two_things() -> None:
    before = products(50, sku="a")
    now = products(50, unknown=(Unknown(at="", xml="<Слаг>a</Слаг>"),))
    assert changes(compared(before, now)) == [
        (Change.NEW_UNKNOWN, "product/?Слаг", "never", "always"),
        (Change.PATH_GONE, "product/sku", "always", "never"),
    ]
