from decimal import Decimal

import pytest

from cml_sync.checks import usual_goods as usual
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Characteristic, Product, PropertyValue
from cml_sync.model.offers import Offer, OfferChange, Price, Stock
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import TaxRate

GUID = "bd72d8f9-55bc-11d9-848a-00112f43529a"
ZEROS = "00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    ("identifier", "plain"),
    [
        (GUID, True),
        (f"{GUID}#{GUID}", True),
        (None, False),
        ("", False),
        ("17", False),
        (GUID.upper(), False),
        (f"{GUID} ", False),
        (f"{GUID}#", False),
        (f"{GUID}#{ZEROS}", False),
        (ZEROS, False),
    ],
)
def test_ids(identifier: str | None, plain: bool) -> None:
    assert usual.has_plain_id(Product(id=identifier)) is plain
    assert usual.has_plain_id(OfferChange(id=identifier)) is plain


@pytest.mark.parametrize(
    ("record", "plain"),
    [
        (Product(), True),
        (Product(name="Кружка", sku="П-1", barcode="4600000000008"), True),
        (Product(name="Кружка <b>"), False),
        (Product(name="Кружка &quot;"), False),
        (Product(name="Круж\u200bка"), False),
        (Product(sku="П\u00ad1"), False),
        (Product(barcode="4600000000009"), False),
        (Product(barcode="4600000000008 "), False),
        (Product(barcode="123"), False),
    ],
)
def test_labels(record: Product, plain: bool) -> None:
    assert usual.has_plain_labels(record) is plain


@pytest.mark.parametrize(
    ("written", "sound"), [("Кружка", True), ("РљСЂСѓР¶РєР°", False), ("???", False)]
)
def test_texts(written: str, sound: bool) -> None:
    assert usual.has_sound_texts(Product(name=written)) is sound
    assert usual.has_sound_texts(Product(name="Кружка", description=written)) is sound


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        (None, True),
        ("Мыть & сушить", True),
        ("<b>", False),
        ("&lt;b&gt;", False),
        ("javascript:", False),
    ],
)
def test_descriptions(written: str | None, plain: bool) -> None:
    assert usual.has_plain_description(Product(description=written)) is plain


def test_prices() -> None:
    assert usual.has_usual_prices(Offer(prices=(Price(price_type_id="a", value=Decimal(1)),)))
    assert not usual.has_usual_prices(Offer(prices=(Price(price_type_id="a", value=Decimal(0)),)))


@pytest.mark.parametrize(
    ("total", "rows", "is_usual"),
    [
        (None, (), True),
        (Decimal(3), (), True),
        (Decimal(-1), (), False),
        (Decimal(10) ** 9, (), False),
        (Decimal(3), (("a", 1), ("b", 2)), True),
        (Decimal(4), (("a", 1), ("b", 2)), False),
        (None, (("a", 1), ("b", 2)), True),
        (Decimal(2), (("a", 1), ("a", 1)), False),
        (Decimal(0), (("a", 1), ("b", -1)), False),
        (None, (("a", 10**9),), False),
        (Decimal(1), (("", 1),), False),
        (Decimal(1), (("a", None),), False),
    ],
)
def test_stock(
    total: Decimal | None, rows: tuple[tuple[str, int | None], ...], is_usual: bool
) -> None:
    stocks = tuple(
        Stock(warehouse_id=one, quantity=None if count is None else Decimal(count))
        for one, count in rows
    )
    assert usual.has_usual_stock(Offer(quantity=total, stocks=stocks)) is is_usual


@pytest.mark.parametrize(
    ("rates", "known"),
    [((), True), (("22",), True), ((None,), True), (("23",), False), (("22", "22"), False)],
)
def test_rates(rates: tuple[str | None, ...], known: bool) -> None:
    record = Product(tax_rates=tuple(TaxRate(name="НДС", rate=rate) for rate in rates))
    assert usual.has_known_rates(record) is known


@pytest.mark.parametrize(
    ("images", "is_usual"),
    [
        ((), True),
        (("import_files/a.jpg", "import_files/b.jpg"), True),
        (("import_files/a.jpg", "import_files/a.jpg"), False),
        (("import_files/../a.jpg",), False),
        (("a.jpg",), False),
    ],
)
def test_pictures(images: tuple[str, ...], is_usual: bool) -> None:
    assert usual.has_usual_pictures(Product(images=images)) is is_usual


@pytest.mark.parametrize(
    ("record", "is_usual"),
    [
        (Product(), True),
        (Product(property_values=(PropertyValue(id="p", values=("", "7")),)), True),
        (Product(property_values=(PropertyValue(id="p", values=("7", "-7")),)), False),
        (Product(property_values=(PropertyValue(values=("7",)),)), False),
        (Product(characteristics=(Characteristic(id="c", value="7"),)), True),
        (Product(characteristics=(Characteristic(name="c"),)), True),
        (Product(characteristics=(Characteristic(name="c", value="-7"),)), False),
        (Product(characteristics=(Characteristic(value="7"),)), False),
        (Product(requisites=(Requisite(name="r"),)), True),
        (Product(requisites=(Requisite(values=("r",)),)), False),
    ],
)
def test_values(record: Product, is_usual: bool) -> None:
    assert usual.has_usual_values(record) is is_usual


def test_unknown_elements() -> None:
    unknown = (Unknown(xml="<А/>"),)
    assert usual.has_nothing_unknown(Product())
    assert not usual.has_nothing_unknown(Product(unknown=unknown))
    price = Price(price_type_id="a", value=Decimal(1))
    odd = Price(price_type_id="a", value=Decimal(1), unknown=unknown)
    assert usual.has_usual_prices(Offer(prices=(price,)))
    assert not usual.has_usual_prices(Offer(prices=(odd,)))
    assert not usual.has_usual_prices(Offer(prices=(price,), unknown=unknown))
