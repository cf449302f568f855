"""`cml-sync convert` reads lines and tables strictly: a fault is named, and nothing is written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine

SHOP = EXAMPLES / "shop-2.07"


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    folder = tmp_path / "work"
    folder.mkdir()
    return CommandLine(folder)


def cut(lines: list[bytes]) -> list[bytes]:
    return [*lines[:7], lines[7][:100] + b"\n", *lines[8:]]


def doubled(lines: list[bytes]) -> list[bytes]:
    return [*lines[:7], b'{"deleted":true,' + lines[7][1:], *lines[8:]]


def missing(lines: list[bytes]) -> list[bytes]:
    return lines[:-1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cut, "error[E119]: lines/offers.jsonl:8:"),
        (doubled, "error[E119]: lines/offers.jsonl:8:"),
        (missing, "error[E118]: lines/offers.jsonl: "),
    ],
)
def test_lines_that_are_not_whole(
    command: CommandLine, change: Callable[[list[bytes]], list[bytes]], said: str
) -> None:
    assert command("convert", SHOP, "--to", "jsonl", "-o", "lines", "--no-pictures").code == 0
    offers = command.folder / "lines" / "offers.jsonl"
    offers.write_bytes(b"".join(change(offers.read_bytes().splitlines(keepends=True))))
    ran = command("convert", "lines", "-o", "new")
    assert ran.code == 1
    assert ran.err.startswith(said)
    assert [path.name for path in command.folder.iterdir()] == ["lines"]


def test_lines_without_a_manifest(command: CommandLine) -> None:
    assert command("convert", SHOP, "--to", "jsonl", "-o", "lines", "--no-pictures").code == 0
    (command.folder / "lines" / "manifest.json").unlink()
    ran = command("convert", "lines", "-o", "new")
    assert (ran.code, ran.err.splitlines()[0]) == (
        1,
        "error[E116]: lines: There is no `manifest.json`: the package is not whole",
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("id;cost\na;5\n", "error[E161]: table.csv:1:1:"),
        ("id;value\na;5\nb;five\n", "error[E162]: table.csv:3:3:"),
        ("id;value\na;5\nb;5;RUB\n", "error[E162]: table.csv:3:5:"),
    ],
)
def test_tables_that_are_wrong(command: CommandLine, rows: str, said: str) -> None:
    (command.folder / "table.csv").write_text(rows, encoding="utf-8")
    ran = command("convert", "table.csv", "-o", "new")
    assert ran.code == 1
    assert ran.err.startswith(said)
    assert "price_type_id" in ran.err or "id, value" in ran.err
    assert [path.name for path in command.folder.iterdir()] == ["table.csv"]


def test_lines_of_a_shop_become_xml_and_their_odd_key_is_kept(command: CommandLine) -> None:
    folder = command.folder / "shop"
    folder.mkdir()
    line = {"kind": "order", "id": "7", "total": 10.5, "requisites": {"Цвет": "синий"}, "tag": "x"}
    (folder / "orders.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    files = [{"kind": "order", "file": "orders.jsonl", "count": 1}]
    manifest = {"contract": "cml-sync.jsonl/1", "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert command("convert", "shop", "-o", "new").code == 0
    written = (command.folder / "new" / "orders.xml").read_text(encoding="utf-8")
    for element in ("<Сумма>10.5</Сумма>", "<Значение>синий</Значение>", "<tag>x</tag>"):
        assert element in written
