"""What differs is told, and nothing else; a change is never overlooked."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.property.elements import elements
from tests.property.sources import MemorySource, source_of

from cml_sync.model.classifier import PriceType, Property, Unit
from cml_sync.model.documents import Container, Document, LineUnit, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.parties import Counterparty
from cml_sync.model.records import MODELS
from cml_sync.model.taxes import Excise
from cml_sync.model.warehouses import Warehouse
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.diff.change import Change
from cml_sync.packages.diff.compare import Comparison, compare
from cml_sync.packages.diff.normal import normal_fields
from cml_sync.packages.diff.patch import apply
from cml_sync.packages.diff.pieces import pack, unpack
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms
from cml_sync.packages.diff.values import Fields
from cml_sync.packages.diff.vocabulary import is_field

FLAT = sorted(set(MODELS) - {Kind.CONTAINER, Kind.GROUP, Kind.DOCUMENT})
"""Kinds that are compared record by record as they stand."""

SAME_MEANING: dict[type[Element], set[str]] = {
    BaseUnit: {"code", "text", "short_name", "full_name", "international"},
    LineUnit: {"code", "text", "id", "short_name", "full_name"},
    Price: {"currency", "unit"},
    PriceType: {"currency"},
    Excise: {"currency"},
    SubordinateDocument: {"currency"},
    OfferChange: {"unit_code", "id", "characteristic_id"},
}
"""Fields that say the same in several ways; their own tests stand beside their module."""
DELETION = {"deletion_mark", "status", "status_element"}


RECORDS_OF_ANY_KIND = st.sampled_from(sorted(MODELS)).flatmap(lambda kind: elements(MODELS[kind]))


def compared(
    old: MemorySource, new: MemorySource, terms: Terms | None = None
) -> tuple[list[Change], Comparison]:
    with Spill() as spill:
        found = compare(old, new, spill, terms or Terms())
        return list(found), found


def normals(source: MemorySource) -> dict[tuple[str, str], Fields]:
    changes, _ = compared(source_of(), source)
    return apply({}, changes)


def meant(records: dict[tuple[str, str], Fields]) -> dict[tuple[str, str], Fields]:
    """For comparison: requisites by whatever spelling of their names."""
    return {
        ident: {path.casefold().replace(" ", ""): value for path, value in fields.items()}
        for ident, fields in records.items()
    }


def other(value: Any) -> Any:
    """A value of the same type that means something else."""
    if isinstance(value, str):
        return f"ж{value}ж"
    if isinstance(value, bool):
        return not value
    if isinstance(value, Decimal):
        return value + 7 if abs(value) < 10**9 else Decimal(7)
    if isinstance(value, datetime):
        return datetime(2001, 2, 3, 4, 5, 6) if value.year != 2001 else datetime(2002, 2, 3)  # noqa: DTZ001
    if isinstance(value, date):
        return value + timedelta(days=1)
    assert isinstance(value, time)
    return value.replace(minute=(value.minute + 1) % 60)


def mutants(element: Element) -> Iterable[Element]:
    """The element with one value changed, for each of its values, however deep."""
    slots = slots_by_name(type(element))
    skipped = DELETION.union(*(SAME_MEANING.get(base, ()) for base in type(element).__mro__))
    for name in sorted(element.model_fields_set & slots.keys() - skipped):
        value = getattr(element, name)
        for changed in _changed(value):
            yield element.model_copy(update={name: changed})


def _changed(value: Any) -> Iterable[Any]:
    if isinstance(value, Element):
        yield from mutants(value)
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            for changed in _changed(one):
                yield (*value[:number], changed, *value[number + 1 :])
    elif value is not None:
        yield other(value)


@pytest.mark.parametrize("kind", FLAT)
@given(data=st.data())
def test_a_value_that_changes_is_never_overlooked(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(elements(MODELS[kind])).model_copy(update={"id": "1"})
    changed = [one for one in mutants(record) if getattr(one, "id", "1") == "1"]
    assume(changed)
    mutant = data.draw(st.sampled_from(changed))
    before, after = normal_fields(kind, record), normal_fields(kind, mutant)
    assert Terms().differences(kind.value, before, after) != ()


@given(RECORDS_OF_ANY_KIND)
def test_every_field_that_is_shown_can_be_named(record: Element) -> None:
    changes, _ = compared(source_of(), source_of([record]))
    names = [f"{change.kind}.{row.field}" for change in changes for row in change.fields]
    assert [name for name in names if not is_field(name)] == []


@pytest.mark.parametrize("kind", sorted(set(MODELS) - {Kind.CONTAINER}))
@given(data=st.data())
def test_what_waits_comes_back_as_it_was(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(elements(MODELS[kind]))
    again = unpack(kind, pack(record))
    assert normal_fields(kind, again) == normal_fields(kind, record)
    assert pack(again) == pack(record)


RECORDS = st.one_of(
    *(
        st.builds(
            lambda record, number: record.model_copy(update={"id": f"{number}"}),
            elements(model),
            st.integers(1, 9),
        )
        for model in (Product, Offer, Property, PriceType, Warehouse, Unit, Counterparty, Document)
    )
)


def identified(record: Element) -> tuple[type[Element], object]:
    return type(record), record.__dict__["id"]


def bare(record: Element) -> Element:
    """Without records inside it, whose keys may meet those of others."""
    if not isinstance(record, Document):
        return record
    return record.model_copy(update={"subordinates": ()})


LISTS = st.lists(RECORDS.map(bare), max_size=8, unique_by=identified)


@given(LISTS, LISTS)
def test_what_differs_makes_the_one_into_the_other(
    old: Sequence[Element], new: Sequence[Element]
) -> None:
    before, after = source_of(old), source_of(new)
    changes, found = compared(before, after)
    assert meant(apply(normals(before), changes)) == meant(normals(after))
    assert sum(found.counts.values()) == len(changes)


@given(LISTS, st.randoms(use_true_random=False))
def test_the_order_of_records_does_not_matter(records: list[Element], random: Any) -> None:
    shuffled = list(records)
    random.shuffle(shuffled)
    assert compared(source_of(records), source_of(shuffled))[0] == []


@given(LISTS, st.data())
def test_how_records_are_shared_out_does_not_matter(
    records: list[Element], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(records)))
    assert compared(source_of(records), source_of(records[at:], records[:at]))[0] == []


OFFERS = st.lists(
    st.builds(
        lambda offer, number: offer.model_copy(update={"id": f"{number}", "name": "кружка"}),
        elements(Offer),
        st.integers(1, 99),
    ),
    max_size=6,
    unique_by=identified,
)
PRICES = {"prices", "discount_tiers"}
RESTS = {"quantity", "stocks", "rests", "warehouse_quantities"}


def part_of(offer: Element, fields: set[str]) -> Element | None:
    held = offer.model_fields_set & fields
    values = {name: getattr(offer, name) for name in held}
    if not held - {"id"}:
        return None
    return type(offer).model_construct(
        _fields_set=set(values) | {"id"}, **{**values, "id": offer.__dict__["id"]}
    )


@given(OFFERS)
def test_an_offer_spread_over_three_parts_is_the_same_offer(offers: list[Element]) -> None:
    base = set(Offer.model_fields) - PRICES - RESTS
    spread = [
        [part for offer in offers if (part := part_of(offer, fields)) is not None]
        for fields in (base, PRICES | {"id"}, RESTS | {"id"})
    ]
    assert compared(source_of(offers), source_of(*spread))[0] == []
    assert compared(source_of(*spread), source_of(offers))[0] == []


@given(st.lists(elements(Document), max_size=4))
def test_a_container_is_its_documents(documents: list[Element]) -> None:
    held = [
        one.model_copy(update={"id": f"{n}", "basis_id": "0"}) for n, one in enumerate(documents)
    ]
    wrapped = [Container(documents=tuple(held))] if held else []
    assert compared(source_of(held), source_of(wrapped))[0] == []


@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.DOCUMENT, Kind.CONTAINER])
@given(data=st.data())
def test_a_value_that_changes_in_a_tree_is_never_overlooked(
    kind: Kind, data: st.DataObject
) -> None:
    record = data.draw(elements(MODELS[kind]))
    changed = list(mutants(record))
    assume(changed)
    mutant = data.draw(st.sampled_from(changed))
    assert compared(source_of([record]), source_of([mutant]))[0] != []
