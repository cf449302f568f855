"""Problems of many parts as one list."""

from dataclasses import replace

from cml_sync.messages import text, text_n
from cml_sync.packages.forms.adding_up import added_up
from cml_sync.problems import Finding, Place, Problem, Severity

FOUND = Finding("CML790", Severity.WARNING, text("left out"))


def lost(count: int, path: str) -> Problem:
    message = text_n("{path}: {count} time", "{path}: {count} times", count, path=path)
    return Problem(FOUND, message, Place(path=path))


def test_what_says_the_same_is_added_up() -> None:
    found = added_up([lost(2, "Ид"), lost(1, "Имя"), lost(5, "Ид")])
    assert [(str(one.message), one.message.count) for one in found] == [
        ("Ид: 7 times", 7),
        ("Имя: 1 time", 1),
    ]


def test_what_is_not_counted_is_said_once() -> None:
    one = Problem(FOUND, text("as it is"), Place())
    assert added_up([one, one]) == (one,)


def test_what_is_no_loss_is_not_added_to_what_is_one() -> None:
    trifle = replace(lost(3, "Ид"), finding=FOUND._replace(severity=Severity.ADVICE))
    assert [one.message.count for one in added_up([lost(2, "Ид"), trifle, lost(1, "Ид")])] == [3, 3]
