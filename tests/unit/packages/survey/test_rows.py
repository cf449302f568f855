"""Rows are part of the report of `inspect`: programs read them, so their names stay."""

import pytest
from pydantic import ValidationError

from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.rows import FactsRow, FieldRow, RequisiteRow, UnitRow, ValueRow


def test_a_row_as_programs_read_it() -> None:
    row = FieldRow(
        kind=Kind.PRODUCT, field="sku", element="Артикул", records=3, present=2, filled=1
    )
    assert row.model_dump(mode="json") == {
        "kind": "product",
        "field": "sku",
        "element": "Артикул",
        "records": 3,
        "present": 2,
        "filled": 1,
    }


def test_facts_come_back_as_they_were_written() -> None:
    facts = FactsRow(
        units=(UnitRow(code="796", name=None, count=2),),
        vat_rates=(ValueRow(value="20", count=1),),
        requisites=(RequisiteRow(kind=Kind.OFFER, name="Вес", count=1, examples=("0.5",)),),
        left_out=4,
    )
    again = FactsRow.model_validate_json(facts.model_dump_json())
    assert again == facts
    assert FactsRow() == FactsRow(units=(), left_out=0)


def test_a_row_cannot_be_changed_nor_say_more_than_its_names() -> None:
    row = ValueRow(value="20", count=1)
    with pytest.raises(ValidationError, match="frozen"):
        row.count = 2  # type: ignore[misc]
    with pytest.raises(ValidationError, match="extra"):
        ValueRow.model_validate({"value": "20", "count": 1, "share": 0.5})
