"""How what came is laid over what we have."""

from decimal import Decimal

from cml_sync.model.documents import Document
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Product
from cml_sync.model.merging import as_stored, merged
from cml_sync.model.offers import Offer, OfferChange, Price, Rest, Stock


def price(type_: str, value: str) -> Price:
    return Price(price_type_id=type_, value=Decimal(value))


OLD = Offer(
    id="o1",
    name="Ведро",
    barcode="46",
    prices=(price("retail", "10"), price("trade", "8")),
    stocks=(Stock(warehouse_id="w1", quantity=Decimal(5)),),
)


def test_what_is_absent_stays_and_what_is_empty_clears() -> None:
    now = merged(OLD, Offer(id="o1", barcode="", prices=()))
    assert isinstance(now, Offer)
    assert (now.name, now.barcode, now.prices) == ("Ведро", "", ())
    assert now.stocks == OLD.stocks


def test_stock_in_one_form_makes_the_other_form_void() -> None:
    now = merged(OLD, Offer(id="o1", rests=(Rest(quantity=Decimal(3)),)))
    assert "stocks" not in now.model_fields_set
    assert "quantity" not in now.model_fields_set


def test_a_record_in_full_without_a_mark_is_not_deleted_any_more() -> None:
    gone = Product(id="p1", name="Таз", status="Удален")
    assert "status" not in merged(gone, Product(id="p1", name="Таз")).model_fields_set
    assert "status" in merged(gone, Product(id="p1", sku="A1")).model_fields_set


def test_a_change_replaces_rows_one_by_one() -> None:
    change = OfferChange(
        id="o1",
        prices=(price("trade", "7"),),
        stocks=(Stock(warehouse_id="w2", quantity=Decimal(1)),),
    )
    now = merged(OLD, as_stored(change), change=True)
    assert isinstance(now, Offer)
    assert now.prices == (price("retail", "10"), price("trade", "7"))
    assert [stock.warehouse_id for stock in now.stocks] == ["w1", "w2"]
    assert now.name == "Ведро"


def test_a_change_of_a_characteristic_is_kept_as_its_offer() -> None:
    stored = as_stored(OfferChange(id="p1", characteristic_id="c1", prices=()))
    assert isinstance(stored, Offer)
    assert stored.id == "p1#c1"
    assert stored.model_fields_set == {"id", "prices"}


def test_unknown_elements_are_replaced_by_place_and_name() -> None:
    old = Product(id="p1", unknown=(Unknown(xml="<Цвет>синий</Цвет>"), Unknown(xml="<Вес>1</Вес>")))
    now = merged(old, Product(id="p1", unknown=(Unknown(xml="<Цвет>белый</Цвет>"),)))
    assert [item.xml for item in now.unknown] == ["<Вес>1</Вес>", "<Цвет>белый</Цвет>"]


def test_a_document_replaces_the_one_before() -> None:
    now = merged(Document(id="1", number="A1", total=Decimal(5)), Document(id="1", number="A1"))
    assert now == Document(id="1", number="A1")
    assert "total" not in now.model_fields_set
