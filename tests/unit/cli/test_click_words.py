"""click's own sentences come in the language of the session, and only while it speaks."""

import gettext
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click
import pytest
from babel.messages.extract import extract_from_dir

from cml_sync.cli.app import COMMANDS
from cml_sync.cli.click_words import CLICK_WORDS, speaking
from cml_sync.cli.entry import run
from cml_sync.cli.session import Session

CLICK: Final = Path(click.__file__).parent
SAID: Final = {"core.py", "exceptions.py", "formatting.py", "parser.py", "types.py"}
"""The modules of click that speak while a command line is read."""
NEVER_SAID: Final = (
    "Aborted!",  # `boundary` has words of its own
    "Error: ",
    "Try '",
    "Commands",  # ours
    "deprecated",
    "DeprecationWarning",
    "defined twice",  # mistakes in the code, not on the line
    "Boolean option",
    "Could not determine name",
    "No options defined",
    "Arguments take exactly one",
    "Invalid start character",
    "must be an iterable",
    "Choice(",
    "does not match the format",  # dates, UUIDs and tuples, which no option takes
    "UUID",
    "values are required",
)
NAMES: Final = {"file", "directory", "path"}


def said_by_click() -> set[str]:
    found = extract_from_dir(
        str(CLICK), method_map=[("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
    )
    return {
        message if isinstance(message, str) else message[0]
        for file, _, message, _, _ in found
        if file in SAID
    }


def russian() -> Session:
    return Session(
        environ={},
        folder=Path("/"),
        clock=lambda: datetime(2026, 3, 2, tzinfo=UTC),
        sleep=lambda _: None,
        language="ru",
    )


def test_the_list_is_what_this_click_says() -> None:
    expected = {
        sentence
        for sentence in said_by_click() - NAMES
        if not any(part in sentence for part in NEVER_SAID)
    }
    assert {word.template for word in CLICK_WORDS} == expected


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_no_headline_of_a_russian_help_is_english(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*name.split(), "--help"], russian()) == 0
    said = capsys.readouterr().out
    assert said.startswith("Использование: cml-sync")
    headlines = [line for line in said.splitlines() if line.endswith(":") and line[0] != " "]
    assert headlines[0] == "Параметры:"
    assert not any(line.isascii() for line in headlines)
    assert "показать эту справку и выйти" in said
    assert "[OPTIONS]" not in said


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("pul", "Нет команды 'pul'."),
        ("--bogus", "Нет параметра '--bogus'."),
        ("validate", "Не указан аргумент 'PATHS...'."),
        (
            "--output xml status",
            "Неверное значение '--output': 'xml' не подходит, можно одно из: 'text', 'json'.",
        ),
        (
            "validate --max-problems -1 x",
            "Неверное значение '--max-problems': -1 не в пределах x>=0.",
        ),
        ("push --to", "Параметру '--to' нужно 1 значение."),
        ("status here there", "Лишние аргументы (here there)"),
        (
            "run --wiat 3 x",
            "Нет параметра '--wiat'. (Может быть, одно из: '--quiet', '--wait'?)",
        ),
    ],
)
def test_a_usage_error_is_russian(
    line: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(line.split(), russian()) == 2
    assert capsys.readouterr().err.splitlines()[0] == f"ошибка[E200]: {sentence}"


def test_afterwards_the_process_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    with speaking("ru", os.environ):
        assert gettext.gettext("Usage:") == "Использование:"
    assert gettext.gettext("Usage:") == "Usage:"
    assert os.environ["LANGUAGE"] == "de"


def test_a_variable_that_was_not_set_is_not_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LANGUAGE", raising=False)
    with speaking("ru", os.environ):
        assert os.environ["LANGUAGE"] == "ru"
    assert "LANGUAGE" not in os.environ


def test_english_is_what_click_says_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "ru")
    with speaking("en", os.environ):
        assert gettext.gettext("Usage:") == "Usage:"
