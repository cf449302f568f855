from collections.abc import Iterator

import pytest

from cml_sync.checks.rule import Found, Level, Rule, Scope, rule
from cml_sync.messages import text
from cml_sync.model.kinds import Kind
from cml_sync.problems import Place, Severity


def _never(_view: object) -> Iterator[Found]:
    """Nothing is wrong."""
    return iter(())


def _rule(code: str = "CML301", severity: Severity = Severity.ERROR) -> Rule:
    return rule(code, severity, on=(Kind.OFFER,), title=text("A title"))(_never)


def test_a_rule_takes_its_article_from_the_docstring() -> None:
    made = _rule()
    assert made.code == "CML301"
    assert str(made.article) == "Nothing is wrong."
    assert made.scope is Scope.RECORD


def test_a_rule_without_an_article_is_refused() -> None:
    with pytest.raises(ValueError, match="article"):
        rule("CML301", Severity.ERROR, on=(Kind.OFFER,), title=text("A title"))(lambda _: ())


def test_kinds_are_needed_for_records_and_refused_for_packages() -> None:
    with pytest.raises(ValueError, match="on"):
        rule("CML301", Severity.ERROR, title=text("A title"))
    with pytest.raises(ValueError, match="on"):
        rule("CML901", Severity.ERROR, on=(Kind.OFFER,), scope=Scope.PACKAGE, title=text("A"))


@pytest.mark.parametrize(
    ("code", "severity", "level"),
    [
        ("CML101", Severity.ERROR, Level.STRUCTURE),
        ("CML201", Severity.WARNING, Level.REFERENCES),
        ("CML601", Severity.WARNING, Level.BUSINESS),
        ("CML101", Severity.ADVICE, Level.STRICT),
    ],
)
def test_the_level_follows_from_chapter_and_severity(
    code: str, severity: Severity, level: Level
) -> None:
    assert _rule(code, severity).level is level


def test_a_problem_stands_below_the_record() -> None:
    where = Place("a.xml", 7, 3, "Каталог/Товары/Товар[1]", "id-1")
    problem = _rule().problem(Found(text("Wrong"), at="Цены/Цена[2]"), where)
    assert problem.place == Place("a.xml", 7, 3, "Каталог/Товары/Товар[1]/Цены/Цена[2]", "id-1")
    assert problem.code == "CML301"


def test_a_problem_may_stand_elsewhere() -> None:
    elsewhere = Place("b.xml", 1)
    assert _rule().problem(Found(text("Wrong"), place=elsewhere), Place("a.xml")).place is elsewhere
