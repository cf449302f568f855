"""What was left out or replaced is told once for each field and character."""

from typing import TYPE_CHECKING

from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.problems import Place, Severity
from cml_sync.xml.dialects import DIALECTS
from cml_sync.xml.writing.characters import Encoder
from cml_sync.xml.writing.losses import TRIFLE, left_out, replaced

if TYPE_CHECKING:
    from cml_sync.model.element import Element


def test_every_field_once_in_an_order_of_its_own() -> None:
    counts: dict[tuple[type[Element], str], int] = {
        (Product, "sku"): 2,
        (Offer, "sku"): 1,
        (Product, "name"): 1,
    }
    problems = list(left_out(counts, DIALECTS["2.04"]))
    assert [str(problem.message) for problem in problems] == [
        "Артикул of Offer is not in schema 2.04: left out of 1 element",
        "Наименование of Product is not in schema 2.04: left out of 1 element",
        "Артикул of Product is not in schema 2.04: left out of 2 elements",
    ]
    assert {problem.code for problem in problems} == {"CML790"}
    assert problems[0].place == Place(path="Артикул")
    assert list(left_out({}, DIALECTS["2.04"])) == []


def test_a_trifle_is_advice_of_the_same_code() -> None:
    (problem,) = left_out({(Product, "sku"): 1}, DIALECTS["2.04"], TRIFLE)
    assert (problem.code, problem.severity) == ("CML790", Severity.ADVICE)


def test_every_character_once() -> None:
    encoder = Encoder("windows-1251")
    encoder.encode("100 ₽, 200 ₽, 10×20, да")
    problems = list(replaced(encoder, DIALECTS["2.04"]))
    name = DIALECTS["2.04"].encoding_name
    assert [str(problem.message) for problem in problems] == [
        f"U+00D7 is not in {name}: written as “x” 1 time",
        f"U+20BD is not in {name}: written as “руб.” 2 times",
    ]
    assert {problem.code for problem in problems} == {"CML791"}
