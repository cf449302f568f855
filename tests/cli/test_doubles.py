"""Records that stand twice are named by both lines, whatever reads them."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.commandline import CommandLine
from tests.unit.packages.convert.samples import catalog_part, offer, offers_part, package, product

LINES = ("s/import0_1.xml:5", "s/import0_1.xml:7")
SAID = (
    "s/import0_1.xml:7: warning[CML796]: product `p1` stands twice: first in s/import0_1.xml:5, "
    "again in s/import0_1.xml:7\n"
)
ROW = {
    "kind": "product",
    "id": "p1",
    "first_file": "s/import0_1.xml",
    "first_line": 5,
    "file": "s/import0_1.xml",
    "line": 7,
}
COMMANDS = {
    "convert": ("convert", "s", "-o", "out"),
    "convert --to jsonl": ("convert", "s", "--to", "jsonl", "-o", "out"),
    "convert --to 3.1": ("convert", "s", "--to", "3.1", "-o", "out"),
    "convert --apply": ("convert", "s", "--apply", "c", "-o", "out"),
    "inspect": ("inspect", "s"),
    "anonymize": ("anonymize", "s", "-o", "out"),
}


@pytest.fixture
def twice(cml_sync: CommandLine) -> CommandLine:
    """A shop with a product that stands twice, and changes of another one."""
    package(
        cml_sync.folder / "s",
        {
            "import0_1.xml": catalog_part(product("p1"), product("p2"), product("p1", "Кофе")),
            "offers0_1.xml": offers_part(offer("p1"), offer("p2")),
        },
    )
    changes(cml_sync.folder, product("p2", "Мята"))
    return cml_sync


def changes(folder: Path, *products: str) -> None:
    content = catalog_part(*products, flag="true", classifier="")
    package(folder / "c", {"import0_1.xml": content})


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_people_are_told_both_lines(twice: CommandLine, words: tuple[str, ...]) -> None:
    ran = twice(*words)
    assert ran.code == 0
    assert SAID in ran.err
    assert "CML796" not in twice(*words, *(["--replace"] if "-o" in words else []), "--quiet").err


@pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)
def test_programs_are_told_both_lines(twice: CommandLine, words: tuple[str, ...]) -> None:
    ran = twice("--output", "json", *words)
    report: Any = ran.json()
    assert (ran.code, report["exit_code"]) == (0, 0)
    assert (report["doubled"], report["doubles"]) == ([ROW], 1)
    assert "CML796" not in ran.err


def test_both_are_kept(twice: CommandLine) -> None:
    report = twice("--output", "json", "convert", "s", "--to", "jsonl", "-o", "out").json()
    assert report["records"]["product"] == 3
    assert [one["code"] for one in report["problems"]] == ["CML796"]
    again = twice("--output", "json", "inspect", "out").json()
    (row,) = again["doubled"]
    assert Path(row["file"]).name == "products.jsonl"
    assert (row["first_line"], row["line"]) == (1, 3)


def test_a_table_that_says_a_row_twice(twice: CommandLine) -> None:
    assert SAID in twice("convert", "s", "--to", "csv", "-o", "tables").err
    (row,) = twice("--output", "json", "inspect", "tables/goods.csv").json()["doubled"]
    assert (row["file"], row["first_line"], row["line"]) == ("tables/goods.csv", 2, 4)


def test_strict_refuses_and_writes_nothing(twice: CommandLine) -> None:
    ran = twice("convert", "s", "--to", "jsonl", "--strict", "-o", "out")
    assert ran.code == 1
    assert SAID in ran.err
    assert "E111" in ran.err
    assert all(line in ran.err.replace(SAID, "") for line in LINES)
    assert not (twice.folder / "out").exists()


def test_changes_of_what_stands_twice_are_refused(twice: CommandLine) -> None:
    changes(twice.folder, product("p2", "Мята"), product("p1", "Мята"))
    ran = twice("convert", "s", "--apply", "c", "-o", "out")
    assert ran.code == 1
    assert "E111" in ran.err
    assert all(line in ran.err for line in LINES)
    assert not (twice.folder / "out").exists()


def test_changes_that_stand_twice_are_refused(twice: CommandLine) -> None:
    changes(twice.folder, product("p2", "Мята"), product("p2", "Липа"))
    ran = twice("convert", "s", "--apply", "c", "-o", "out")
    assert ran.code == 1
    assert "E111" in ran.err
    assert all(line in ran.err for line in ("c/import0_1.xml:4", "c/import0_1.xml:5"))
    assert not (twice.folder / "out").exists()


def test_changes_of_two_catalogues_may_name_the_same_id(twice: CommandLine) -> None:
    other = catalog_part(product("p2", "Липа"), flag="true", classifier="")
    other = other.replace("<Ид>c</Ид>", "<Ид>d</Ид>")
    package(twice.folder / "c", {"import1_1.xml": other})
    ran = twice("convert", "s", "--apply", "c", "-o", "out")
    assert (ran.code, ran.err) == (0, SAID)


def test_joining_names_both_lines(twice: CommandLine) -> None:
    ran = twice("convert", "s", "--to", "2.07", "--merge", "-o", "out")
    assert ran.code == 1
    assert "E111" in ran.err
    assert all(line in ran.err for line in LINES)
    assert not (twice.folder / "out").exists()


def test_what_was_planted_is_told(cml_sync: CommandLine) -> None:
    words = ("--products", "20", "--seed", "1", "--defect", "CML211:3")
    assert cml_sync("generate", "-o", "s", *words).code == 0
    report = cml_sync("--output", "json", "inspect", "s").json()
    assert report["doubles"] == 3
    assert {row["kind"] for row in report["doubled"]} == {"product"}
    told = cml_sync("anonymize", "s", "-o", "out").err
    assert told.count("CML796") == 3


def test_whose_id_names_a_person_is_masked(cml_sync: CommandLine) -> None:
    party = "<Контрагент><Ид>12#anna#Иванова Анна</Ид></Контрагент>\n"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация ВерсияСхемы="3.1">\n'
        f"<Контрагенты>\n{party}{party}</Контрагенты></КоммерческаяИнформация>"
    )
    package(cml_sync.folder / "s", {"contragents.xml": content})
    ran = cml_sync("inspect", "s")
    assert "s/contragents.xml:5: warning[CML796]: counterparty" in ran.err
    assert "Иванова" not in ran.out + ran.err
    assert "Иванова" in cml_sync("inspect", "s", "--show-data").err
