import pytest

from cml_sync.model.documents import LineUnit
from cml_sync.model.goods import BaseUnit
from cml_sync.packages.diff.units import unit_code, unit_fields


@pytest.mark.parametrize("written", ["796", "шт", "шт.", " Штука ", "PCE"])
def test_a_piece_is_a_piece(written: str) -> None:
    assert unit_code(written) == "796"


def test_a_unit_of_their_own_is_what_is_written() -> None:
    assert unit_code("бухта") == "бухта"
    assert unit_code("  ") is None
    assert unit_code("г") == "г"  # grams, or years


@pytest.mark.parametrize(
    "unit",
    [
        BaseUnit(code="796", text="шт", full_name="Штука", international="PCE"),
        BaseUnit(text="796"),
        BaseUnit(text="шт"),
        BaseUnit(code="796"),
        BaseUnit(short_name="шт", full_name="Штука"),
        LineUnit(text="шт"),
        LineUnit(id="796", code="796", short_name="шт"),
    ],
)
def test_every_form_of_a_unit_says_its_code(unit: BaseUnit | LineUnit) -> None:
    assert list(unit_fields(unit)) == [("", "796")]


def test_a_name_that_is_not_that_of_the_code_is_kept() -> None:
    assert list(unit_fields(BaseUnit(code="796", text="кг"))) == [("", "796"), (".text", "кг")]
    assert list(unit_fields(LineUnit(code="796", id="1"))) == [("", "796"), (".id", "1")]
    assert list(unit_fields(BaseUnit(code="796", international="KGM"))) == [
        ("", "796"),
        (".international", "KGM"),
    ]
    assert list(unit_fields(BaseUnit())) == [("", None)]
