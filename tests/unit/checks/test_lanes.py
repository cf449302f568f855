from collections.abc import Iterable

from cml_sync.checks.lanes import Lane
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.problems import Severity


def made(code: str, *needs: str) -> Rule:
    @rule(code, Severity.ERROR, on=(Kind.PRODUCT,), title=text("A rule"), needs=needs)
    def check(_: RecordView[Product]) -> Iterable[Found]:
        """An article."""
        return ()

    return check


ALWAYS = made("CML801")
NAMED = made("CML802", "name")
NAMED_OR_CODED = made("CML803", "name", "barcode")
LANE = Lane([ALWAYS, NAMED, NAMED_OR_CODED])


def chosen(product: Product) -> list[str]:
    return [rule.code for _, rule in LANE.checks(product)]


def test_a_rule_is_left_out_where_none_of_its_fields_is_set() -> None:
    assert chosen(Product(id="p")) == ["CML801"]
    assert chosen(Product(barcode="1")) == ["CML801", "CML803"]
    assert chosen(Product(name="Кружка", barcode="1")) == ["CML801", "CML802", "CML803"]


def test_an_empty_field_is_a_field() -> None:
    assert chosen(Product(name=None)) == ["CML801", "CML802", "CML803"]


def test_the_choice_is_remembered_per_set_of_fields() -> None:
    lane = Lane([ALWAYS, NAMED])
    first = lane.checks(Product(id="p", name="Кружка"))
    assert lane.checks(Product(name="Чашка", id="q")) is first


def test_more_shapes_than_are_remembered_are_chosen_anew() -> None:
    lane = Lane([ALWAYS, NAMED])
    fields = [name for name in Product.model_fields if name not in ("id", "name")][:11]
    for number in range(2048):
        given = {f for bit, f in enumerate(fields) if number >> bit & 1}
        product = Product.model_construct(_fields_set=given)
        assert [rule.code for _, rule in lane.checks(product)] == ["CML801"]
