import subprocess
import sys
from decimal import Decimal

import pytest
from pydantic import ValidationError

from cml_sync.model.classifier import Classifier, Group
from cml_sync.model.documents import Container, Document, DocumentLine
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OfferChange, Price, Stock
from cml_sync.model.parties import Counterparty, Head
from cml_sync.model.records import (
    MODELS,
    SECTION_FIELDS,
    SECTIONS,
    SPOTS,
    Spot,
    digest,
    dump,
    field_of,
    kind_of,
    load,
    model_at,
    record_id,
)
from cml_sync.model.wiring import slots_by_name, wiring


def test_every_kind_and_every_section_has_a_model() -> None:
    assert set(MODELS) == set(Kind)
    assert set(SECTIONS) == set(Section)
    assert set(SECTION_FIELDS) == set(Section)


def test_the_spots_are_exactly_the_streamed_fields() -> None:
    streamed = {
        Spot(section, slot.name): slot.element
        for section in (None, *Section)
        for slot in wiring(model_at(section)).streamed()
    }

    assert {spot: MODELS[kind] for spot, kind in SPOTS.items()} == streamed


def test_nothing_is_streamed_inside_a_record() -> None:
    for model in MODELS.values():
        assert wiring(model).streamed() == ()


def test_the_fields_of_the_root_hold_the_models_of_the_sections() -> None:
    slots = slots_by_name(CommercialInformation)

    assert {s: slots[name].element for s, name in SECTION_FIELDS.items()} == dict(SECTIONS)


def test_a_record_knows_its_kind() -> None:
    assert kind_of(Offer()) is Kind.OFFER
    assert kind_of(Product()) is Kind.PRODUCT
    with pytest.raises(KeyError):
        kind_of(Classifier())


def test_a_kind_has_its_field_in_a_section() -> None:
    assert field_of(Kind.WAREHOUSE, Section.OFFERS_PACKAGE) == "warehouses"
    assert field_of(Kind.DOCUMENT, None) == "documents"
    with pytest.raises(KeyError):
        field_of(Kind.PRODUCT, Section.CLASSIFIER)


@pytest.mark.parametrize(
    ("record", "identifier"),
    [
        (Product(id="p-1"), "p-1"),
        (Product(id=""), None),
        (Product(), None),
        (Offer(id="p-1#c-2"), "p-1#c-2"),
        (OfferChange(id="p-1", characteristic_id="c-2"), "p-1#c-2"),
        (OfferChange(id="p-1#c-2"), "p-1#c-2"),
        (OfferChange(characteristic_id="c-2"), None),
        (Document(id="d-1", number="17"), "d-1"),
        (Document(number="17"), "17"),
        (Document(), None),
        (Container(documents=(Document(number="17"), Document(id="d-2"))), "17"),
        (Container(), None),
        (Counterparty(id="k-1"), "k-1"),
    ],
)
def test_what_identifies_a_record(record: Element, identifier: str | None) -> None:
    assert record_id(record) == identifier


def an_offer() -> Offer:
    return Offer(
        id="p-1#c-2",
        name="Кружка (синяя)",
        description="",
        prices=(Price(price_type_id="t-1", value=Decimal("350.00"), currency=None),),
        stocks=(Stock(warehouse_id="w-1", quantity=Decimal(-2)),),
        unknown=(Unknown(xml="<Слаг>kruzhka</Слаг>"),),
        unknown_attributes=(("Вид", "2"),),
    )


def test_a_dumped_record_loads_as_it_was() -> None:
    before = an_offer()

    after = load(Kind.OFFER, dump(before))

    assert after == before
    assert isinstance(after, Offer)
    assert after.model_fields_set == before.model_fields_set
    assert after.prices[0].model_fields_set == {"price_type_id", "value", "currency"}
    assert str(after.prices[0].value) == "350.00"


def test_a_dump_holds_the_set_fields_only_in_a_fixed_order() -> None:
    assert dump(Product(sku="А-1", id="p-1", group_ids=())) == (
        '{"group_ids":[],"id":"p-1","sku":"А-1"}'.encode()
    )


def test_recursive_records_come_back() -> None:
    tree = Group(id="1", children=(Group(id="2", children=(Group(id="3"),)),))
    line = DocumentLine(id="p-1", quantity=Decimal(2), price=Decimal("10.50"))
    order = Document.model_validate(
        {
            "number": "17",
            "date": "2026-03-01",
            "time": "09:05:00",
            "counterparties": [Counterparty(official_name="ООО «Чашка»", head=Head(last_name="К"))],
            "lines": [line],
        }
    )

    assert load(Kind.GROUP, dump(tree)) == tree
    assert load(Kind.DOCUMENT, dump(order)) == order


def test_a_digest_tells_absent_from_empty_and_one_scale_from_another() -> None:
    digests = {
        digest(Product(id="p-1")),
        digest(Product(id="p-1", description=None)),
        digest(Product(id="p-1", description="")),
        digest(Product(id="p-1", weight=Decimal(1))),
        digest(Product(id="p-1", weight=Decimal("1.0"))),
    }

    assert len(digests) == 5
    assert all(len(one) == 32 for one in digests)
    assert digest(an_offer()) == digest(an_offer())


def test_what_is_no_record_does_not_load() -> None:
    with pytest.raises(ValidationError):
        load(Kind.PRODUCT, b'{"colour":"red"}')


def test_importing_the_models_builds_none_of_their_validators() -> None:
    code = (
        "from cml_sync.model.records import MODELS;"
        "print([m.__name__ for m in MODELS.values() if m.__pydantic_complete__])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
