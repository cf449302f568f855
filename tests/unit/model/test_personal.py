"""Whether a field tells something about a person is decided for every field there is."""

from collections.abc import Iterator

from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.parties import Counterparty, Head, Representative
from cml_sync.model.personal import Nature, natures, shown_fields
from cml_sync.model.wiring import slots_by_name


def models() -> Iterator[type[Element]]:
    """Every model that a file can hold."""
    seen: set[type[Element]] = set()
    waiting: list[type[Element]] = [CommercialInformation]
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model
            waiting.extend(s.element for s in slots_by_name(model).values() if s.element)


def test_every_plain_field_of_every_model_is_decided() -> None:
    undecided = [
        f"{model.__name__}.{slot.name}"
        for model in models()
        for slot in slots_by_name(model).values()
        if slot.element is None and slot.name not in natures(model)
    ]
    assert undecided == []


def test_no_field_is_named_that_is_not_there() -> None:
    known = {name for model in models() for name in slots_by_name(model)}
    assert {name for model in models() for name in natures(model)} <= known


def test_a_model_takes_over_what_its_base_says_and_may_say_otherwise() -> None:
    assert natures(Head)["inn"] is natures(Representative)["inn"] is Nature.INN
    assert natures(Product)["sku"] is natures(DocumentLine)["sku"] is Nature.GOODS_CODE
    assert natures(Document)["comment"] is Nature.TEXT
    assert natures(Counterparty)["role"] is Nature.OPEN


def test_nothing_that_is_personal_is_shown() -> None:
    harmless = {Nature.OPEN, Nature.GOODS_CODE, Nature.BARCODE}
    shown = {
        natures(model)[name]
        for model, name in shown_fields()
        if slots_by_name(model)[name].element is None
    }
    assert shown == harmless
