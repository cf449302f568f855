from collections.abc import Iterable
from decimal import Decimal

from tests.unit.checks.staging import MOMENT

from cml_sync.checks.lanes import Lane
from cml_sync.checks.memory.index import Index
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import Part, RecordView
from cml_sync.messages import text
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.problems import Place, Severity
from cml_sync.xml.entries import PartHeader

INFORMATION = CommercialInformation(schema_version="2.07", generated_at=MOMENT)
PART = Part(PartHeader("a.xml", "utf-8", "UTF-8", True, "", INFORMATION), Decimal("2.07"))
FIND = Found(text("Here"))


def made(code: str, *needs: str, decided_by: str = "") -> Rule:
    @rule(
        code,
        Severity.ERROR,
        on=(Kind.PRODUCT,),
        title=text("A rule"),
        needs=needs,
        decided_by=decided_by,
    )
    def check(view: RecordView[Product]) -> Iterable[Found]:
        """An article."""
        unit = view.record.base_unit
        return (FIND,) if not decided_by or unit is None or unit.code == "7" else ()

    return check


def chosen(lane: Lane, product: Product) -> list[str]:
    view = RecordView(Kind.PRODUCT, product, Place("a.xml", 1), PART, None, "", Index())
    return [code for code, _, _ in lane.finds(view)]


LANE = Lane([made("CML801"), made("CML802", "name"), made("CML803", "name", "barcode")])


def test_a_rule_is_left_out_where_none_of_its_fields_is_set() -> None:
    assert chosen(LANE, Product(id="p")) == ["CML801"]
    assert chosen(LANE, Product(barcode="1")) == ["CML801", "CML803"]
    assert chosen(LANE, Product(name="Кружка", barcode="1")) == ["CML801", "CML802", "CML803"]


def test_an_empty_field_is_a_field() -> None:
    assert chosen(LANE, Product(name=None)) == ["CML801", "CML802", "CML803"]


def test_more_shapes_than_are_remembered_are_chosen_anew() -> None:
    lane = Lane([made("CML801"), made("CML802", "name")])
    fields = [name for name in Product.model_fields if name not in ("id", "name")][:11]
    for number in range(2048):
        given = {f for bit, f in enumerate(fields) if number >> bit & 1}
        assert chosen(lane, Product.model_construct(_fields_set=given)) == ["CML801"]


def test_a_value_that_showed_nothing_is_passed_by() -> None:
    units = Lane([made("CML901"), made("CML802", "base_unit", decided_by="base_unit")])
    good, odd = BaseUnit(code="796"), BaseUnit(code="7")
    for _ in range(3):
        assert chosen(units, Product(base_unit=good)) == ["CML901"]
        assert chosen(units, Product(base_unit=odd)) == ["CML802", "CML901"]
        assert chosen(units, Product(base_unit=None)) == ["CML802", "CML901"]
        assert chosen(units, Product()) == ["CML901"]


def test_values_differ_by_what_is_set() -> None:
    calls: list[BaseUnit | None] = []

    @rule(
        "CML802",
        Severity.ERROR,
        on=(Kind.PRODUCT,),
        title=text("A rule"),
        needs=("base_unit",),
        decided_by="base_unit",
    )
    def check(view: RecordView[Product]) -> Iterable[Found]:
        """An article."""
        calls.append(view.record.base_unit)
        return ()

    lane = Lane([check])
    for unit in (BaseUnit(code="796"), BaseUnit(code="796", full_name=None), BaseUnit(code="796")):
        chosen(lane, Product(base_unit=unit))
    assert calls == [BaseUnit(code="796"), BaseUnit(code="796", full_name=None)]
