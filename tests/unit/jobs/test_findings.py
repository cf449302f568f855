"""What a pull finds beyond the checks: which problem, of what, where."""

from cml_sync.jobs.findings import ambiguous_answer, no_identity, portion_missing
from cml_sync.messages import load_translations
from cml_sync.problems import Place, Severity


def test_a_record_without_an_id() -> None:
    place = Place("a.xml", 3)
    problem = no_identity(place, "offer")
    assert (problem.code, problem.severity, problem.place) == ("CML931", Severity.ERROR, place)
    assert str(problem.message) == "this record (offers) has no id, so it is kept aside"
    assert "предложения" in problem.message.translated(load_translations("ru"))


def test_a_portion_that_is_missing() -> None:
    problem = portion_missing("import0_2.xml", "2, 3")
    assert (problem.code, problem.severity) == ("CML932", Severity.WARNING)
    assert problem.place == Place(file="import0_2.xml")
    assert str(problem.message) == "only the portions 2, 3 of a full set came"


def test_an_answer_for_two_shops() -> None:
    problem = ambiguous_answer("7", "a, b")
    assert (problem.code, problem.severity) == ("CML933", Severity.WARNING)
    assert problem.place == Place(record_id="7")
    assert str(problem.message) == "document 7 answers orders of a, b: it is sent to none"
