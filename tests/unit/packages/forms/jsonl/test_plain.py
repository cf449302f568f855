"""Only the set fields are picked, in the order of the model, whatever was picked before."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from cml_sync.model.classifier import Group
from cml_sync.model.element import Unknown
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.offers import Offer, Stock
from cml_sync.packages.forms.jsonl import plain as module
from cml_sync.packages.forms.jsonl.plain import as_json, plain


def test_the_set_fields_are_picked_in_the_order_of_the_model() -> None:
    made = plain(Product)
    both = Product(name="Чайник", id="1")
    for _ in range(2):
        assert list(made(both).items()) == [("id", "1"), ("name", "Чайник")]
        assert made(Product(sku=None)) == {"sku": None}
        assert made(Product()) == {}


def test_elements_inside_become_mappings_as_well() -> None:
    unit = BaseUnit(code="796", text="шт")
    offer = Offer(
        id="1",
        base_unit=unit,
        stocks=(Stock(quantity=Decimal("2.50")), Stock(warehouse_id="w")),
        unknown=(Unknown(xml="<a/>"), Unknown(at="Цены", xml="<b/>")),
    )
    assert plain(Offer)(offer) == {
        "unknown": [{"xml": "<a/>"}, {"at": "Цены", "xml": "<b/>"}],
        "id": "1",
        "base_unit": {"code": "796", "text": "шт"},
        "stocks": [{"quantity": Decimal("2.50")}, {"warehouse_id": "w"}],
    }
    assert plain(Offer)(Offer(base_unit=None, stocks=())) == {"base_unit": None, "stocks": []}


def test_a_model_may_hold_itself() -> None:
    group = Group(id="1", children=(Group(id="2", children=(Group(id="3"),)),))
    assert as_json(group) == b'{"id":"1","children":[{"id":"2","children":[{"id":"3"}]}]}'


def test_units_that_records_share_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_SHARED", 2)
    units = [BaseUnit(code=str(number), text="шт") for number in range(5)]
    for unit in (*units, *reversed(units)):
        assert plain(BaseUnit)(unit) == {"code": unit.code, "text": "шт"}


def test_more_sets_of_fields_than_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MAX_SHAPES", 2)
    for names in (["id"], ["id", "sku"], ["name"], ["sku"], ["id"], ["name", "sku"]):
        values = {name: name.upper() for name in sorted(names)}
        assert plain(Offer)(Offer.model_validate(values)) == values


def test_what_is_written_is_what_was_set() -> None:
    record = Offer(sku='"А"\n', stocks=(Stock(quantity=None),), name=None)
    assert (
        as_json(record).decode() == '{"sku":"\\"А\\"\\n","name":null,"stocks":[{"quantity":null}]}'
    )


def test_names_of_fields_are_those_of_the_model_alone() -> None:
    with pytest.raises(ValidationError):
        Offer.model_validate({"id'] + exit() + values['": "1"})
