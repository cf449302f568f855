"""`explain`: offline, in both languages, forgiving about how a code is written."""

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.cli.commandline import CommandLine


def test_codes_are_explained(cml_sync: CommandLine, snapshot: SnapshotAssertion) -> None:
    ran = cml_sync("explain", "cml301", "g2", "E401")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == snapshot


def test_russian(cml_sync: CommandLine) -> None:
    ran = cml_sync("explain", "301", "--lang", "ru")
    assert ran.code == 0
    assert ran.out.startswith("CML301  Цена меньше нуля\n  ошибка · ")


def test_a_mistyped_code_gets_suggestions(cml_sync: CommandLine) -> None:
    ran = cml_sync("explain", "CML300")
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first == "error[E205]: there is no code `CML300`"
    assert second.startswith("  hint: did you mean CML301, CML302, CML303?")


def test_the_beginning_of_codes_lists_them(cml_sync: CommandLine) -> None:
    lines = cml_sync("explain", "CML30", "g2").out.splitlines()
    assert lines[:2] == ["Prices", "  CML301  Price below zero"]
    assert lines[-2:] == ["Guards, which hold a run", "  G2      Too large a share would go"]


def test_a_code_said_twice_is_explained_once(cml_sync: CommandLine) -> None:
    once, twice = cml_sync("explain", "G2"), cml_sync("explain", "g2", "G2")
    assert once == twice


@pytest.mark.parametrize("words", [(), ("--all",)])
def test_all_codes_are_listed_by_chapter(cml_sync: CommandLine, words: tuple[str, ...]) -> None:
    lines = cml_sync("explain", *words).out.splitlines()
    assert lines.index("Prices") < lines.index("  CML301  Price below zero")
    assert "Guards, which hold a run" in lines
    assert "Errors, which stop a run" in lines


def test_data_is_in_the_language_of_the_run(cml_sync: CommandLine) -> None:
    ran = cml_sync("explain", "301", "--lang", "ru", "--output", "json")
    [row] = ran.json()["explanations"]
    assert (row["code"], row["severity"], row["level"], row["title"]) == (
        "CML301",
        "error",
        "business",
        "Цена меньше нуля",
    )
