import re
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from cml_sync.packages.diff.change import ABSENT, FieldChange
from cml_sync.packages.diff.terms import Terms, Tolerance, fits, parse_tolerance, without_keys

if TYPE_CHECKING:
    from cml_sync.packages.diff.values import Fields

PATH = "prices[a; 10].value"


@pytest.mark.parametrize(
    ("wanted", "path", "does"),
    [
        ("prices", PATH, True),
        ("prices.value", PATH, True),
        ("prices[a; 10].value", PATH, True),
        ("prices[a; 10]", PATH, True),
        ("prices[b]", PATH, False),
        ("offer.prices", PATH, True),
        ("product.prices", PATH, False),
        ("*.value", PATH, True),
        ("price", PATH, False),
        ("pric?s.value", PATH, True),
        ("value", PATH, False),
        ("prices.value", "prices[a\\].x]#2.value", True),
        ("stock", "stock.total", True),
        ("stock", "stocks[1].quantity", False),
    ],
)
def test_a_pattern_means_a_field_and_what_is_below(wanted: str, path: str, does: bool) -> None:
    assert fits(wanted, "offer", path) is does


@pytest.mark.parametrize(
    ("wanted", "bare"),
    [
        (PATH, "prices.value"),
        ("prices[a\\].x]#2.value", "prices.value"),
        ("prices[*].value", "prices.value"),
        ("requisites[Ста*", "requisites*"),
        ("*заказа].values", "*.values"),
        ("requisites[Ст*].values", "requisites.values"),
        ("*Ст*заказа].values", "*.values"),
        ("prices[a", "prices[a"),
    ],
)
def test_a_pattern_without_its_keys(wanted: str, bare: str) -> None:
    assert without_keys(wanted) == bare


def test_fields_differ_by_value_presence_and_emptiness() -> None:
    old: Fields = {"a": Decimal("1.0"), "b": None, "c": "x", "d": ("x",)}
    new: Fields = {"a": Decimal(1), "b": "", "c": None, "e": True}
    assert Terms().differences("offer", old, new) == (
        FieldChange("b", None, ""),
        FieldChange("c", "x", None),
        FieldChange("d", ("x",), ABSENT),
        FieldChange("e", ABSENT, True),
    )


def test_of_tolerances_the_last_that_fits_holds() -> None:
    old, new = (
        {"prices[a].value": Decimal("1.05"), "stock.total": Decimal(5)},
        {
            "prices[a].value": Decimal("1.00"),
            "stock.total": Decimal(4),
        },
    )

    def differing(*tolerances: str) -> list[str]:
        terms = Terms(tolerances=tuple(map(parse_tolerance, tolerances)))
        return [row.field for row in terms.differences("offer", old, new)]

    assert differing() == ["prices[a].value", "stock.total"]
    assert differing("0.05") == ["stock.total"]
    assert differing("0,05", "stock=1") == []
    assert differing("1", "prices=0.04") == ["prices[a].value"]


@pytest.mark.parametrize("words", ["", "x", "prices=", "-1", "NaN", "prices=Infinity"])
def test_what_is_no_tolerance(words: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(words)}$"):
        parse_tolerance(words)


def test_a_tolerance_names_its_field() -> None:
    assert parse_tolerance("prices.value=0.01") == Tolerance("prices.value", Decimal("0.01"))


def test_requisites_are_the_same_in_any_spelling_and_ids_are_not() -> None:
    old: Fields = {"requisites[Статус заказа].values": ("a",), "lines[Ab].price": "1"}
    new: Fields = {"requisites[статусЗаказа].values": ("a",), "lines[aB].price": "1"}
    assert [row.field for row in Terms().differences("document", old, new)] == [
        "lines[Ab].price",
        "lines[aB].price",
    ]


def test_two_spellings_in_one_record_are_two_requisites() -> None:
    old = {"requisites[А].values": ("1",), "requisites[а].values": ("1",)}
    new = {"requisites[ А ].values": ("1",)}
    assert len(Terms().differences("document", old, new)) == 1


def test_only_a_part_of_an_offer() -> None:
    terms = Terms(only=frozenset({"prices"}))
    assert terms.wants("offer")
    assert not terms.wants("product")
    assert terms.counts("offer", "prices[a].value")
    assert not terms.counts("offer", "stock.total")
    assert terms.kept("offer", {"name": "x", "prices[a].value": Decimal(1)}) == {
        "prices[a].value": Decimal(1)
    }
