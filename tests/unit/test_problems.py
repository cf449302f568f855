import pytest

from cml_sync.messages import text
from cml_sync.problems import Finding, Place, Problem, Severity


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("a.xml", 3, 5, "x", "1"), "a.xml:3:5"),
        (Place("a.xml", 3), "a.xml:3"),
        (Place("a.zip!b.xml"), "a.zip!b.xml"),
        (Place(None, 0, 0), "0:0"),
        (Place(record_id="1"), ""),
    ],
)
def test_a_place_is_said_as_editors_read_it(place: Place, said: str) -> None:
    assert str(place) == said


def test_a_problem_is_of_the_kind_of_its_finding() -> None:
    finding = Finding("CML999", Severity.ADVICE, text("groups"))
    problem = Problem(finding, text("offers"), Place())
    assert (problem.code, problem.severity, problem.hint) == ("CML999", Severity.ADVICE, None)
    assert [str(one) for one in Severity] == ["error", "warning", "advice"]
