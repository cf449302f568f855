"""Only the set fields are picked, in the order of the model, whatever was picked before."""

from typing import Any

import pytest

from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, Stock
from cml_sync.packages.forms.jsonl.plain import as_json
from cml_sync.packages.forms.jsonl.pruning import is_large, pruner


def test_the_set_fields_are_picked_in_the_order_of_the_model() -> None:
    prune = pruner(Product)
    both = Product(name="Чайник", id="1")
    for _ in range(2):
        assert list(prune(both).items()) == [("id", "1"), ("name", "Чайник")]
        assert prune(Product(sku=None)) == {"sku": None}
        assert prune(Product()) == {}


@pytest.mark.parametrize(("model", "large"), [(Offer, True), (Stock, False)])
def test_only_large_models_are_picked_from(model: type[Element], large: bool) -> None:
    model.model_rebuild()
    assert is_large(_model_schema(model.__pydantic_core_schema__)) is large


def test_what_is_written_is_what_was_set() -> None:
    record = Offer(sku='"А"\n', stocks=(Stock(quantity=None),), name=None)
    assert (
        as_json(record).decode() == '{"sku":"\\"А\\"\\n","name":null,"stocks":[{"quantity":null}]}'
    )


def _model_schema(schema: Any) -> Any:
    return schema["schema"] if schema["type"] == "definitions" else schema
