from decimal import Decimal

import pytest

from cml_sync.model.classifier import Property, PropertyOption, PropertyVariant
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import NestedValue, Product, PropertyValue
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import (
    Offer,
    OfferChange,
    Price,
    Rest,
    RestWarehouse,
    Stock,
    WarehouseQuantity,
)
from cml_sync.model.parties import Counterparty, PersonDetails, Representative
from cml_sync.model.requisites import Requisite
from cml_sync.packages.diff.normal import normal_fields
from cml_sync.packages.diff.values import Fields


def of(record: Element, kind: Kind = Kind.OFFER) -> Fields:
    return normal_fields(kind, record)


IN_TWO = {"stock[1]": Decimal(3), "stock[2]": Decimal(4), "stock.total": Decimal(7)}


@pytest.mark.parametrize(
    "offer",
    [
        Offer(
            id="1",
            stocks=(
                Stock(warehouse_id="1", quantity=Decimal(3)),
                Stock(warehouse_id="2", quantity=Decimal(4)),
            ),
        ),
        Offer(
            quantity=Decimal("7.000"),
            stocks=(
                Stock(warehouse_id="2", quantity=Decimal("4.0")),
                Stock(warehouse_id="1", quantity=Decimal(3)),
            ),
        ),
        Offer(
            rests=(
                Rest(warehouses=(RestWarehouse(id="1", quantity=Decimal(3)),)),
                Rest(warehouses=(RestWarehouse(id="2", quantity=Decimal(4)),)),
            )
        ),
        Offer(
            rests=(
                Rest(warehouse_id="1", quantity=Decimal(3)),
                Rest(warehouse_id="2", quantity=Decimal(4)),
            )
        ),
        Offer(
            warehouse_quantities=(
                WarehouseQuantity(warehouse_id="1", quantity=Decimal(3)),
                WarehouseQuantity(warehouse_id="2", quantity=Decimal(4)),
            )
        ),
    ],
)
def test_stock_has_one_form(offer: Offer) -> None:
    assert of(offer) == IN_TWO


def test_a_total_and_no_stock_are_told_apart() -> None:
    assert of(Offer(rests=(Rest(quantity=Decimal(7)),))) == {"stock.total": Decimal(7)}
    assert of(Offer(quantity=Decimal(0))) == {"stock.total": Decimal(0)}
    assert of(Offer(rests=())) == {"stock": ()}
    assert of(Offer()) == {}


def test_a_form_of_stock_that_another_hides_is_not_lost() -> None:
    fields = of(
        Offer(
            stocks=(Stock(warehouse_id="1", quantity=Decimal(3)),),
            warehouse_quantities=(WarehouseQuantity(warehouse_id="1", quantity=Decimal(4)),),
        )
    )
    assert fields["stock[1]"] == Decimal(4)
    assert Decimal(3) in fields.values()


def test_prices_are_found_by_type_and_tier() -> None:
    offer = Offer(
        prices=(
            Price(price_type_id="b", value=Decimal(80), currency="руб.", unit="шт"),
            Price(price_type_id="a", value=Decimal("100.00"), min_quantity=Decimal(0)),
            Price(price_type_id="a", value=Decimal(90), qty_from=Decimal("10.0"), qty_to=None),
        )
    )
    assert of(offer) == {
        "prices[b].value": Decimal(80),
        "prices[b].currency": "RUB",
        "prices[b].unit": "796",
        "prices[a].value": Decimal(100),
        "prices[a; 10].value": Decimal(90),
    }


def test_a_change_of_an_offer_says_what_the_offer_says() -> None:
    change = OfferChange(id="1", unit_code="796", prices=(), quantity=Decimal(5))
    assert of(change, Kind.OFFER_CHANGE) == {
        "base_unit": "796",
        "prices": (),
        "stock.total": Decimal(5),
    }


@pytest.mark.parametrize(
    "record",
    [
        Product(status="Удален"),
        Product(status_element="удалён"),
        Product(deletion_mark=True),
        Product(requisites=(Requisite(name="Пометка Удаления", values=("Истина",)),)),
    ],
)
def test_deletion_has_one_form(record: Product) -> None:
    assert of(record, Kind.PRODUCT) == {"deleted": True}


def test_what_is_not_deleted_says_nothing_and_other_states_are_kept() -> None:
    assert of(Product(deletion_mark=False), Kind.PRODUCT) == {}
    assert of(Product(status="Новый"), Kind.PRODUCT) == {"status": "Новый"}


def test_absent_and_empty_stay_apart() -> None:
    assert of(Product(description=None), Kind.PRODUCT) == {"description": None}
    assert of(Product(group_ids=()), Kind.PRODUCT) == {"group_ids": ()}
    assert of(Product(), Kind.PRODUCT) == {}


def test_the_order_of_pictures_counts_and_that_of_groups_does_not() -> None:
    fields = of(Product(images=("b", "a"), group_ids=("b", "a")), Kind.PRODUCT)
    assert fields == {"images": ("b", "a"), "group_ids": ("a", "b")}


def test_values_of_a_property_in_both_forms() -> None:
    plain = PropertyValue(id="1", values=("b", "a"))
    nested = PropertyValue(id="1", nested=(NestedValue(value="a"), NestedValue(value="b")))
    both = PropertyValue(id="1", values=("a", "b"), nested=nested.nested)
    for value in (plain, nested, both):
        product = Product(property_values=(value,))
        assert of(product, Kind.PRODUCT) == {"property_values[1].values": ("a", "b")}


def test_options_of_a_property_in_both_forms() -> None:
    known = Property(options=(PropertyOption(id="1", value="белый"),))
    bitrix = Property(variants=(PropertyVariant(id="1", value="белый"),))
    for one in (known, bitrix):
        assert of(one, Kind.PROPERTY) == {"options[1].value": "белый"}


def test_rows_with_one_key_are_numbered_whatever_their_order() -> None:
    lines = (DocumentLine(id="1", price=Decimal(5)), DocumentLine(id="1", price=Decimal(3)))
    expected = {"lines[1].price": Decimal(3), "lines[1]#2.price": Decimal(5)}
    assert of(Document(lines=lines), Kind.DOCUMENT) == expected
    assert of(Document(lines=lines[::-1]), Kind.DOCUMENT) == expected


def test_a_key_cannot_be_taken_for_a_field() -> None:
    one = Document(requisites=(Requisite(name="a].values", values=("1",)),))
    assert list(of(one, Kind.DOCUMENT)) == ["requisites[a\\].values].values"]


def test_wrappers_around_people_do_not_count() -> None:
    plain = Counterparty(
        inn="1",
        representatives=(Representative(id="2", name="Пётр"),),
        last_name="Примеров",
        okpo="3",
    )
    wrapped = Counterparty(
        inn="1",
        representatives=(Representative(counterparty=Counterparty(id="2", name="Пётр")),),
        person=PersonDetails(last_name="Примеров"),
        okpo_code="3",
    )
    assert of(plain, Kind.COUNTERPARTY) == of(wrapped, Kind.COUNTERPARTY)
    assert of(plain, Kind.COUNTERPARTY)["last_name"] == "Примеров"


def test_unknown_elements_count_by_their_meaning() -> None:
    spaced = Product(unknown=(Unknown(xml="<Я> <Ид>1</Ид>\n </Я>"), Unknown(xml="<Я>2</Я>")))
    tight = Product(unknown=(Unknown(xml="<Я>2</Я>"), Unknown(xml="<Я><Ид>1</Ид></Я>")))
    assert of(spaced, Kind.PRODUCT) == of(tight, Kind.PRODUCT)
    assert of(spaced, Kind.PRODUCT) == {
        "unknown[Я]": "<Я>2</Я>",
        "unknown[Я]#2": "<Я><Ид>1</Ид></Я>",
    }
    named = Product(unknown_attributes=(("Слаг", " a "),), unknown=(Unknown(at="Б", xml="<В/>"),))
    assert of(named, Kind.PRODUCT) == {"unknown[Б/В]": "<В/>", "unknown[@Слаг]": " a "}


def test_a_group_has_its_parent() -> None:
    assert normal_fields(Kind.PRODUCT, Product(), "")["parent"] is None
    assert normal_fields(Kind.PRODUCT, Product(), "7")["parent"] == "7"
