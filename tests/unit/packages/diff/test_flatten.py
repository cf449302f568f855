"""Any element as flat fields, before anybody knows better what it means."""

from decimal import Decimal

import pytest

from cml_sync.model.addresses import Contact
from cml_sync.model.documents import Document, DocumentLine, SitePayment
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import BaseUnit, Product, PropertyValue, UnitConversion
from cml_sync.model.offers import DiscountTier, Offer, Stock
from cml_sync.model.parties import BankAccount, Counterparty, Representative
from cml_sync.model.requisites import Requisite
from cml_sync.packages.diff.flatten import Flattener, Out, bracketed, keyed

PLAIN = Flattener({})


def flat(element: Element, at: str = "", skip: tuple[str, ...] = ()) -> Out:
    out: Out = {}
    PLAIN.flatten(element, at, out, skip)
    return out


@pytest.mark.parametrize(
    ("element", "fields"),
    [
        (
            Product(id=" 1 ", name=None, images=("b", "a")),
            {"id": "1", "name": None, "images": ("b", "a")},
        ),
        (Product(group_ids=("b", "a")), {"group_ids": ("a", "b")}),
        (Product(base_unit=BaseUnit(code="796")), {"base_unit.code": "796"}),
        (Product(base_unit=BaseUnit()), {"base_unit": None}),
        (Product(base_unit=None), {"base_unit": None}),
        (Product(requisites=()), {"requisites": ()}),
        (Product(), {}),
    ],
)
def test_every_field_that_is_set_is_told(element: Element, fields: Out) -> None:
    assert flat(element) == fields


def test_where_it_stands_is_put_in_front_and_what_is_known_is_left_out() -> None:
    assert flat(Product(id="1", name="a", sku="s"), "x.", ("id", "sku")) == {"x.name": "a"}


@pytest.mark.parametrize(
    ("element", "fields"),
    [
        (
            Product(property_values=(PropertyValue(id="p", values=("1",)),)),
            {"property_values[p].values": ("1",)},
        ),
        (
            Product(property_values=(PropertyValue(id=None, name="Цвет", values=("1",)),)),
            {"property_values[Цвет].id": None, "property_values[Цвет].values": ("1",)},
        ),
        (
            Counterparty(bank_accounts=(BankAccount(number="40702"),)),
            {"bank_accounts[40702]": None},
        ),
        (
            Counterparty(contacts=(Contact(kind=" Почта\n рабочая ", value="a"),)),
            {"contacts[Почта рабочая].value": "a"},
        ),
        (
            Offer(discount_tiers=(DiscountTier(threshold=Decimal("1.50"), percent=Decimal(5)),)),
            {"discount_tiers[1.50].percent": Decimal(5)},
        ),
        (
            Document(site_payments=(SitePayment(document_number="7", transaction_number="t"),)),
            {"site_payments[t].document_number": "7"},
        ),
        (
            Document(site_payments=(SitePayment(document_number="7"),)),
            {"site_payments[7]": None},
        ),
        (
            BaseUnit(conversions=(UnitConversion(unit="778", coefficient=Decimal(6)),)),
            {"conversions[778].coefficient": Decimal(6)},
        ),
        (
            Counterparty(representatives=(Representative(official_name="ООО"),)),
            {"representatives[ООО]": None},
        ),
        (Document(lines=(DocumentLine(sku="s"),)), {"lines[s]": None}),
        (
            Offer(stocks=(Stock(quantity=Decimal(1)), Stock(quantity=Decimal(0)))),
            {"stocks[].quantity": Decimal(0), "stocks[]#2.quantity": Decimal(1)},
        ),
    ],
)
def test_rows_are_found_by_what_identifies_them(element: Element, fields: Out) -> None:
    assert flat(element) == fields


@pytest.mark.parametrize(
    ("key", "said"),
    [("a", "[a]"), ("", "[]"), ("a]b", r"[a\]b]"), ("a\\", "[a\\\\]"), ("[", "[[]")],
)
def test_a_key_ends_where_its_bracket_does(key: str, said: str) -> None:
    assert bracketed(key) == said


def test_rows_of_one_key_have_an_order_of_their_own() -> None:
    rows: list[Out] = [{"b": "2"}, {"a": Decimal(1)}, {"b": "1"}, {}]
    for order in (rows, rows[::-1]):
        out: Out = {}
        keyed({"k": list(order), "l": [{"": "x"}]}, "r", out)
        assert out == {
            "r[k].a": Decimal(1),
            "r[k]#2.b": "1",
            "r[k]#3.b": "2",
            "r[k]#4": None,
            "r[l]": "x",
        }


@pytest.mark.parametrize(
    ("document", "fields"),
    [
        (Document(deletion_mark=True), {"deleted": True}),
        (Document(deletion_mark=False), {}),
        (
            Document(
                requisites=(
                    Requisite(name="ПометкаУдаления", values=("true",)),
                    Requisite(name="Сайт", values=("s",)),
                )
            ),
            {"deleted": True, "requisites[Сайт].values": ("s",)},
        ),
        (
            Document(requisites=(Requisite(name="Пометка удаления", values=("false",)),)),
            {},
        ),
        (
            Document(
                deletion_mark=True,
                requisites=(Requisite(name="ПометкаУдаления", values=("false",)),),
            ),
            {"deleted": True, "requisites[ПометкаУдаления].values": ("false",)},
        ),
        (
            Document(requisites=(Requisite(name="ПометкаУдаления", values=("true", "x")),)),
            {"deleted": True, "requisites[ПометкаУдаления].values": ("true", "x")},
        ),
    ],
)
def test_a_mark_of_deletion_is_said_once_and_what_it_does_not_say_is_kept(
    document: Document, fields: Out
) -> None:
    assert flat(document) == fields


def test_an_unknown_element_is_named_by_its_tag_and_place() -> None:
    product = Product(
        unknown=(Unknown(xml="<А x='1'/>", at="Б"), Unknown(xml="no element")),
        unknown_attributes=(("В", ""),),
    )
    assert flat(product, "p.") == {
        "p.unknown[Б/А]": '<А x="1"/>',
        "p.unknown[]": "no element",
        "p.unknown[@В]": None,
    }


def test_a_form_says_first_what_it_knows_better() -> None:
    def louder(element: Element, at: str, out: Out) -> frozenset[str]:
        out[f"{at}title"] = str(element.__dict__["name"]).upper()
        return frozenset({"name"})

    flattener = Flattener({Product: (louder,)})
    out: Out = {}
    flattener.flatten(Product(id="1", name="a"), "", out)
    flattener.flatten(Offer(name="b"), "o.", out)  # an offer is a product, too
    flattener.flatten(Counterparty(name="c"), "c.", out)
    assert out == {"title": "A", "id": "1", "o.title": "B", "c.name": "c"}
