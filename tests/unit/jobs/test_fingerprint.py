from dataclasses import replace

import pytest

from cml_sync.jobs.fingerprint import PartNames, fingerprint, steady_path
from cml_sync.messages import text, text_n
from cml_sync.problems import Finding, Place, Problem, Severity

FINDING = Finding("CML301", Severity.ERROR, text("Price below zero"))
PLACE = Place("out/offers0_1.xml", 12, 5, "A/Предложение[3]/Цены/Цена[1]", "id-1")
NAMES = PartNames([("out/offers0_1.xml", "offers0_1.xml")])
PROBLEM = Problem(FINDING, text("The price is {price}", price="-1"), PLACE)


def test_it_stays_while_lines_and_numbers_move() -> None:
    moved = replace(PLACE, line=99, column=1, path="A/Предложение[700]/Цены/Цена[2]")
    assert fingerprint(replace(PROBLEM, place=moved), NAMES) == fingerprint(PROBLEM, NAMES)
    other = PartNames([("x/offers0_1.xml", "offers0_1.xml")])
    there = replace(PROBLEM, place=replace(PLACE, file="x/offers0_1.xml"))
    assert fingerprint(there, other) == fingerprint(PROBLEM, NAMES)


@pytest.mark.parametrize(
    "changed",
    [
        replace(PROBLEM, message=text("The price is {price}", price="-2")),
        replace(PROBLEM, place=replace(PLACE, record_id="id-2")),
        replace(PROBLEM, place=replace(PLACE, path="A/Предложение[3]")),
        replace(PROBLEM, place=replace(PLACE, file="other.xml")),
        replace(PROBLEM, finding=FINDING._replace(code="CML302")),
    ],
)
def test_another_case_is_another_one(changed: Problem) -> None:
    assert fingerprint(changed, NAMES) != fingerprint(PROBLEM, NAMES)


def test_the_words_may_change() -> None:
    reworded = replace(PROBLEM, message=text("{price} is below zero", price="-1"))
    assert fingerprint(reworded, NAMES) == fingerprint(PROBLEM, NAMES)


def test_how_many_there_are_may_change_and_which_is_the_first() -> None:
    finding = Finding("CML417", Severity.ADVICE, text("Unit known by its name only"))
    message = text("The base unit `{name}` has no code", name="шт")
    one = Problem(finding, message, PLACE)
    more = [
        Problem(
            finding,
            text_n("{message}, {count} time", "{message}, {count} times", n, message=message),
            replace(PLACE, record_id=f"id-{n}"),
        )
        for n in (2, 3)
    ]
    assert len({fingerprint(problem, NAMES) for problem in (one, *more)}) == 1
    other = replace(one, message=text("The base unit `{name}` has no code", name="кг"))
    assert fingerprint(other, NAMES) != fingerprint(one, NAMES)


def test_the_number_of_uses_may_change() -> None:
    used = [text_n("{count} use of `{id}`", "{count} uses of `{id}`", n, id="g") for n in (1, 2)]
    one, two = (replace(PROBLEM, message=message) for message in used)
    assert fingerprint(one, NAMES) == fingerprint(two, NAMES)


def test_values_inside_texts_count() -> None:
    one, two = (
        replace(PROBLEM, message=text("{what}", what=text("of {n}", n=number))) for number in (1, 2)
    )
    assert fingerprint(one, NAMES) != fingerprint(two, NAMES)


def test_names_lose_what_changes_with_every_export() -> None:
    name = "goods/goods_1_2_6bba10c4-f5ca-405f-a949-20cd097ca2bb.xml"
    assert PartNames(()).steady(name) == "goods/goods_1_2_*.xml"
    assert PartNames(()).steady("orders-20260302120000_1.xml") == "orders-*_1.xml"
    assert PartNames(()).steady(None) == ""
    assert steady_path("A/Б[12]/В") == "A/Б/В"
