from pathlib import Path

import pytest

from cml_sync.jobs.baseline import (
    Baseline,
    BaselineRecorder,
    KnownFilter,
    KnownProblem,
    read_baseline,
    write_baseline,
)
from cml_sync.messages import text
from cml_sync.packages.package import open_package
from cml_sync.problems import Finding, Place, Problem, Severity

BAD = Finding("CML301", Severity.ERROR, text("Price below zero"))
EXAMPLE = Path(__file__).parents[3] / "examples" / "shop-2.07"


def problem(number: int, *, identifier: str = "Иванов") -> Problem:
    place = Place("a.xml", number, 1, f"A/Б[{number}]", identifier)
    return Problem(BAD, text("{price}", price="-1"), place)


def recorded(*problems: Problem) -> Baseline:
    recorder = BaselineRecorder()
    assert all(recorder(one) for one in problems)
    return recorder.baseline()


def test_known_problems_are_known_as_often_as_they_occurred() -> None:
    known = KnownFilter(recorded(problem(1), problem(2)))
    assert [known(problem(number)) for number in (7, 8, 9)] == [True, True, False]
    assert not known(problem(1, identifier="Петров"))


def test_the_file_is_sorted_and_holds_no_personal_data() -> None:
    written = write_baseline(recorded(problem(2, identifier="Я"), problem(1), problem(3)))
    again = write_baseline(recorded(problem(3), problem(1), problem(9, identifier="Я")))
    assert written == again
    assert "Иванов" not in written
    assert read_baseline(written) == recorded(problem(1), problem(2), problem(4, identifier="Я"))


def test_an_empty_one_is_one() -> None:
    assert read_baseline(write_baseline(Baseline())) == Baseline()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"schema": "cml-sync.baseline/2", "problems": []}',
        '{"schema": "cml-sync.baseline/1", "problems": [{"code": "CML301"}]}',
    ],
)
def test_what_is_no_baseline_is_refused(content: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_baseline(content)


def test_what_is_not_found_again_is_stale_if_its_part_was_looked_at() -> None:
    here, there, everywhere = (
        KnownProblem(code="CML301", part=part, path="", fingerprint=part or "0", count=1)
        for part in ("import0_1.xml", "other.xml", "")
    )
    known = KnownFilter(Baseline(problems=(here, there, everywhere)))
    with open_package([EXAMPLE]) as package:
        known.opened(package)
    assert known.stale() == (here, everywhere)
