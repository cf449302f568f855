"""Doubles in reports and for people."""

from cml_sync.jobs.doubled_row import DoubledRecord, doubled_problems, doubled_rows
from cml_sync.packages.doubles.doubled import Doubled, Doubles
from cml_sync.problems import Place

DOUBLES = Doubles((Doubled("product", "p1", Place("a.xml", 4), Place("b.xml", 7, 2)),), 3)


def test_a_row_has_both_places() -> None:
    assert doubled_rows(DOUBLES) == (
        DoubledRecord(
            kind="product", id="p1", first_file="a.xml", first_line=4, file="b.xml", line=7
        ),
    )


def test_those_that_are_not_named_are_counted() -> None:
    told = [
        (problem.code, str(problem.place), str(problem.message))
        for problem in doubled_problems(doubled_rows(DOUBLES), DOUBLES.total)
    ]
    assert told == [
        ("CML796", "b.xml:7", "product `p1` stands twice: first in a.xml:4, again in b.xml:7"),
        ("CML796", "", "2 more records stand again in the package"),
    ]
