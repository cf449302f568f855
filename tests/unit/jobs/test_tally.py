from cml_sync.checks.selection import Selection
from cml_sync.errors import ExitCode, FindingsError
from cml_sync.jobs.tally import Tally
from cml_sync.messages import text
from cml_sync.problems import Finding, Place, Problem, Severity

BAD = Finding("CML301", Severity.ERROR, text("Price below zero"))
ODD = Finding("CML101", Severity.WARNING, text("Odd"))


def problem(finding: Finding) -> Problem:
    return Problem(finding, text("Wrong"), Place("a.xml"))


def test_problems_are_passed_on_and_counted_errors_first() -> None:
    shown: list[Problem] = []
    tally = Tally(shown.append, Selection())
    tally.add([problem(ODD), problem(BAD), problem(ODD)])
    assert [one.code for one in shown] == ["CML101", "CML301", "CML101"]
    assert [(row.code, row.count) for row in tally.rows()] == [("CML301", 1), ("CML101", 2)]
    assert tally.total == 3
    assert tally.count(Severity.WARNING) == 2
    assert tally.exit_code is ExitCode.FINDINGS


def test_ignored_codes_are_neither_shown_nor_counted() -> None:
    shown: list[Problem] = []
    tally = Tally(shown.append, Selection(ignore=("CML3",)))
    tally.add([problem(BAD), problem(ODD)])
    assert [one.code for one in shown] == ["CML101"]
    assert tally.exit_code is ExitCode.DONE


def test_an_unreadable_part_is_an_error_under_the_code_of_its_error() -> None:
    shown: list[Problem] = []
    tally = Tally(shown.append, Selection(ignore=("E",)))
    tally.unreadable(FindingsError(text("Broken"), hint=text("Mend it")), "b.xml")
    assert shown[0].place == Place("b.xml")
    assert (shown[0].code, str(shown[0].message), str(shown[0].hint)) == (
        "E100",
        "Broken",
        "Mend it",
    )
    assert tally.exit_code is ExitCode.FINDINGS
