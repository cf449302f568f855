from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from tests.property.sources import MemorySource, source_of

from cml_sync.model.classifier import Group, PriceType
from cml_sync.model.documents import Container, Document, SubordinateDocument
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, OfferChange, Price, Stock
from cml_sync.packages.diff import compare as module
from cml_sync.packages.diff.change import ABSENT, Change, FieldChange, What
from cml_sync.packages.diff.compare import Comparison, compare
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cml_sync.model.element import Element


def compared(
    old: MemorySource, new: MemorySource, terms: Terms | None = None
) -> tuple[list[Change], Comparison]:
    with Spill() as spill:
        found = compare(old, new, spill, terms or Terms())
        return list(found), found


def said(old: MemorySource, new: MemorySource, terms: Terms | None = None) -> list[str]:
    """The changes in short."""
    lines = []
    for change in compared(old, new, terms)[0]:
        fields = [
            f"{row.field} {_short(row.old)}>{_short(row.new)}"
            for row in change.fields
            if change.what is What.CHANGED
        ]
        lines.append(" ".join([change.what.value, change.kind, change.key, *fields]))
    return lines


def _short(value: object) -> str:
    return "" if value is ABSENT else str(value)


def product(number: int, name: str = "кружка") -> Product:
    return Product(id=str(number), name=name)


def test_records_that_come_go_and_change() -> None:
    old = source_of([product(1), product(2), product(3)])
    new = source_of([product(1), product(3, "чашка"), product(4)])
    changes, found = compared(old, new)
    assert changes == [
        Change("product", "2", What.REMOVED, "кружка", (FieldChange("name", "кружка", ABSENT),)),
        Change("product", "3", What.CHANGED, "чашка", (FieldChange("name", "кружка", "чашка"),)),
        Change("product", "4", What.ADDED, "кружка", (FieldChange("name", ABSENT, "кружка"),)),
    ]
    assert found.equal == 1
    assert found.counts == {
        ("product", What.ADDED): 1,
        ("product", What.REMOVED): 1,
        ("product", What.CHANGED): 1,
    }


@pytest.mark.parametrize("memory", [0, 100, 10_000_000])
def test_what_waits_may_wait_on_disk(monkeypatch: pytest.MonkeyPatch, memory: int) -> None:
    monkeypatch.setattr(module, "_MEMORY", memory)
    records = [product(number) for number in range(50)]
    turned = [*reversed(records[1:]), product(0, "чашка")]
    assert said(source_of(records), source_of(turned)) == ["changed product 0 name кружка>чашка"]


def test_an_offer_in_one_piece_and_in_three() -> None:
    price = (Price(price_type_id="a", value=Decimal(5)),)
    whole = Offer(id="1", name="кружка", prices=price, quantity=Decimal(3))
    pieces: list[Sequence[Element]] = [
        [Offer(id="1", name="кружка")],
        [Offer(id="1", prices=price)],
        [Offer(id="1", quantity=Decimal(4))],
    ]
    expected = ["changed offer 1 stock.total 3>4"]
    assert said(source_of([whole]), source_of(*pieces)) == expected


def test_prices_that_only_one_package_has_do_not_make_a_record_new() -> None:
    base = Offer(id="1", name="кружка")
    prices = Offer(id="1", prices=(Price(price_type_id="a", value=Decimal(5)),))
    added = ["changed offer 1 prices[a].value >5"]
    assert said(source_of([base]), source_of([base], [prices])) == added
    gone = ["changed offer 1 prices[a].value 5>"]
    assert said(source_of([base], [prices]), source_of([base])) == gone


def test_changes_are_laid_over_row_by_row() -> None:
    old = source_of(
        [
            product(1),
            Offer(
                id="1",
                name="кружка",
                prices=(
                    Price(price_type_id="a", value=Decimal(5)),
                    Price(price_type_id="b", value=Decimal(4)),
                ),
                stocks=(Stock(warehouse_id="x", quantity=Decimal(1)),),
            ),
        ]
    )
    change = OfferChange(id="1", prices=(Price(price_type_id="b", value=Decimal(3)),))
    new = source_of([change, product(2)])
    terms = Terms(apply_changes=True)
    assert said(old, new, terms) == [
        "added product 2",
        "changed offer 1 prices[b].value 4>3",
    ]
    plain = said(old, new)
    assert "removed product 1" in plain
    assert any(line.startswith("changed offer 1") and "name" in line for line in plain)


def test_a_change_keeps_what_the_store_has_no_room_for() -> None:
    old = source_of([OfferChange(id="1", barcode="1", quantity=Decimal(1))])
    new = source_of([OfferChange(id="1", barcode="2", quantity=Decimal(1))])
    assert said(old, new) == ["changed offer 1 barcode 1>2"]
    other = source_of([Offer(id="1", barcode="1")], [Offer(id="1", quantity=Decimal(1))])
    assert said(old, other) == []


def test_groups_are_compared_one_by_one() -> None:
    old = source_of([Group(id="1", children=(Group(id="2", name="a"),)), Group(id="3")])
    new = source_of([Group(id="3", children=(Group(id="2", name="b"),)), Group(id="1")])
    assert said(old, new) == ["changed group 2 name a>b parent 1>3"]


def test_what_every_part_says_again_is_said_once() -> None:
    retail = PriceType(id="1", name="Розничная")
    changes, found = compared(source_of([retail], [retail]), source_of([retail]))
    assert (changes, found.doubles) == ([], 0)


def test_a_payment_belongs_to_its_order_wherever_it_stands() -> None:
    order = Document(id="1", total=Decimal(5))
    below = Document(
        id="1", total=Decimal(5), subordinates=(SubordinateDocument(id="2", total=Decimal(3)),)
    )
    payment = Document(id="2", total=Decimal(3), basis_id="1")
    container = Container(documents=(order, Document(id="2", total=Decimal(3))))
    for new in ([order, payment], [container]):
        assert said(source_of([below]), source_of(new)) == []
    other = Container(documents=(order, Document(id="2", total=Decimal(4))))
    assert said(source_of([below]), source_of([other])) == ["changed document 2 total 3>4"]


def test_documents_without_an_id_have_number_and_operation() -> None:
    order = Document(number="7", operation="Заказ товара")
    payment = Document(number="7", operation="Выплата наличных денег")
    assert said(source_of([order, payment]), source_of([payment, order])) == []
    assert said(source_of([order]), source_of([order, payment])) == [
        "added document 7 (Выплата наличных денег)"
    ]


def test_records_that_nothing_identifies_are_compared_by_all_they_say() -> None:
    one, other = Product(name="a"), Product(name="b")
    assert said(source_of([one, other]), source_of([other, one])) == []
    changes, _ = compared(source_of([one]), source_of([other]))
    assert [(change.what, change.key[0]) for change in changes] == [
        (What.ADDED, "?"),
        (What.REMOVED, "?"),
    ] or [(change.what, change.key[0]) for change in changes] == [
        (What.REMOVED, "?"),
        (What.ADDED, "?"),
    ]


def test_a_doubled_record_is_told_of_and_compared_by_turns() -> None:
    old = source_of([product(1), product(1, "чашка"), product(2)])
    new = source_of([product(1), product(1, "ваза"), product(2)])
    changes, found = compared(old, new)
    assert [(change.key, change.fields) for change in changes] == [
        ("1", (FieldChange("name", "чашка", "ваза"),))
    ]
    assert found.doubles == 2
    assert [(one.new, one.key, one.place.line) for one in found.doubled] == [
        (False, "1", 2),
        (True, "1", 2),
    ]
    assert said(old, old) == []


def test_only_what_was_asked_for() -> None:
    old = source_of([product(1), Offer(id="1", name="a", quantity=Decimal(1))])
    new = source_of([Offer(id="1", name="b", quantity=Decimal(2)), Offer(id="2", name="c")])
    assert said(old, new, Terms(only=frozenset({"rests"}))) == ["changed offer 1 stock.total 1>2"]
    assert said(old, new, Terms(only=frozenset({"product"}))) == ["removed product 1"]
    assert said(old, new, Terms(ignored=("name", "stock"))) == [
        "removed product 1",
        "added offer 2",
    ]
