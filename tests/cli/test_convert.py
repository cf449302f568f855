"""`cml-sync convert` as it is typed."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, PROGRAM, CommandLine

SHOP = EXAMPLES / "shop-2.07"
SPLIT = EXAMPLES / "shop-3.1"


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    folder = tmp_path / "work"
    folder.mkdir()
    return CommandLine(folder)


def listed(command: CommandLine) -> list[str]:
    return sorted(path.name for path in command.folder.iterdir())


def same(command: CommandLine, one: str | Path, other: str | Path) -> bool:
    ran = command("diff", one, other, "--output", "json")
    assert ran.code in {0, 1}, ran.err
    return ran.code == 0


def test_a_package_of_2_07_becomes_one_of_3_1_and_comes_back(command: CommandLine) -> None:
    ran = command("convert", SHOP, "--to", "3.1", "-o", "split")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "split: 9 parts, 74 records, 8 pictures"
    folders = sorted(path.name for path in (command.folder / "split").iterdir())
    assert folders == [
        "goods",
        "groups",
        "offers",
        "priceLists",
        "prices",
        "propertiesGoods",
        "propertiesOffers",
        "rests",
        "storages",
    ]
    assert command("validate", "split").code == 0
    assert command("convert", "split", "--to", "2.07", "-o", "back").code == 0
    assert same(command, SHOP, "back")


def test_a_package_of_3_1_becomes_one_of_2_07_and_says_what_it_lost(command: CommandLine) -> None:
    ran = command("convert", SPLIT, "--to", "2.07", "-o", "shop")
    assert ran.code == 0
    assert "warning[CML793]: Классификатор/ЕдиницыИзмерения/ЕдиницаИзмерения" in ran.err
    assert "warning[CML790]: Налог of Price is not in schema 2.07" in ran.err
    assert sorted(p.name for p in (command.folder / "shop").glob("*.xml")) == [
        "import0_1.xml",
        "offers0_1.xml",
    ]
    assert command("validate", "shop").code == 0


def test_pictures_lie_where_the_products_say(command: CommandLine) -> None:
    for source, form in ((SHOP, "3.1"), (SPLIT, "2.07")):
        assert command("convert", source, "--to", form, "-o", f"to-{form}").code == 0
        report = command("inspect", f"to-{form}", "--output", "json").json()
        assert report["pictures"]["found"] == 8
        assert report["pictures"]["missing"] == 0
    assert command("convert", SHOP, "--no-pictures", "-o", "bare").code == 0
    assert listed_below(command.folder / "bare") == ["import0_1.xml", "offers0_1.xml"]


def listed_below(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("source", [SHOP, SPLIT, EXAMPLES / "orders", EXAMPLES / "changes"])
def test_lines_come_back_as_they_were(command: CommandLine, source: Path) -> None:
    assert command("convert", source, "--to", "jsonl", "-o", "lines").code == 0
    assert command("convert", "lines", "-o", "back").code == 0
    assert same(command, source, "back")
    assert command("convert", source, "--no-pictures", "-o", "same").code == 0
    for path in (command.folder / "same").rglob("*.xml"):
        name = path.relative_to(command.folder / "same")
        assert path.read_bytes() == (command.folder / "back" / name).read_bytes(), name


@pytest.mark.parametrize("source", [SHOP, SPLIT, EXAMPLES / "orders", EXAMPLES / "statuses"])
def test_faithful_changes_nothing_but_the_layout_of_lines(
    command: CommandLine, source: Path
) -> None:
    assert command("convert", source, "-o", "same").code == 0
    assert same(command, source, "same")


@pytest.mark.parametrize("form", ["210", "2.1", "2.10"])
def test_versions_are_known_in_any_spelling(command: CommandLine, form: str) -> None:
    ran = command("convert", SHOP, "--to", form, "-o", "new", "--output", "json")
    assert ran.json()["to"] == "2.10"


def test_encoding_and_mark_overrule_the_dialect(command: CommandLine) -> None:
    words = ("--to", "2.07", "--encoding", "windows-1251", "--no-bom", "-o", "new")
    ran = command("convert", SHOP, *words)
    assert ran.code == 0
    assert "warning[CML791]: U+00B2 is not in windows-1251: written as “2” 1 time" in ran.err
    start = (command.folder / "new" / "import0_1.xml").read_bytes()[:60]
    assert start.startswith(b'<?xml version="1.0" encoding="windows-1251"?>')
    assert command("validate", "new").code == 0


def test_stdout_gets_the_result_and_stderr_the_report(command: CommandLine) -> None:
    content = (SHOP / "offers0_1.xml").read_bytes()
    (command.folder / "offers.xml").write_bytes(content)
    ran = command("convert", "offers.xml", "--to", "jsonl", "-o", "-")
    assert ran.code == 0
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert sum(line["kind"] == "offer" for line in lines) == 16
    assert "1 part, 20 records" in ran.err
    (command.folder / "offers.jsonl").write_text(ran.out, encoding="utf-8")
    assert same(command, "offers.xml", "offers.jsonl")


def test_tables_are_written_and_read(command: CommandLine) -> None:
    words = ("--to", "csv", "--encoding", "windows-1251", "--decimal-comma", "--delimiter", "tab")
    ran = command("convert", SHOP, *words, "-o", "prices.csv")
    assert ran.code == 0
    assert "warning[CML973]" in ran.err
    first = (command.folder / "prices.csv").read_bytes().decode("cp1251").splitlines()[0]
    assert first.split("\t")[:3] == ["id", "price_type_id", "value"]
    assert command("convert", "prices.csv", "--to", "3.1", "-o", "new").code == 0
    report = command("inspect", "new", "--output", "json").json()
    assert report["records"] == {"offer": 16}


def test_portions_and_merging_undo_each_other(command: CommandLine) -> None:
    assert command("convert", SHOP, "--split-records", "5", "-o", "portions").code == 0
    report = command("inspect", "portions", "--output", "json").json()
    assert len(report["parts"]) == 7
    assert command("validate", "portions").code == 0
    assert command("convert", "portions", "--merge", "-o", "whole").code == 0
    assert same(command, SHOP, "whole")
    assert command("convert", SHOP, "--split-bytes", "64k", "-o", "small").code == 0
    assert same(command, SHOP, "small")


def test_changes_give_the_same_in_either_layout(command: CommandLine) -> None:
    changes = EXAMPLES / "changes"
    ran = command("convert", SHOP, "--apply", changes, "-o", "one")
    assert ran.code == 0
    assert "warning[CML794]: 1 product was not in the package, and is added" in ran.err
    assert command("convert", SHOP, "--to", "3.1", "-o", "split").code == 0
    words = ("--apply", changes, "--to", "2.07", "-o", "two")
    assert command("convert", "split", *words).code == 0
    assert same(command, "one", "two")
    assert (
        command("convert", SHOP, "--apply", changes, "--deleted", "mark", "-o", "three").code == 0
    )
    assert not same(command, "one", "three")


def test_the_report_says_what_was_written_and_lost(command: CommandLine) -> None:
    ran = command("convert", SPLIT, "--to", "2.05", "-o", "old", "--output", "json")
    assert (ran.code, ran.err) == (0, "")
    report = ran.json()
    assert report["schema"] == "cml-sync.convert/1"
    assert [part["name"] for part in report["parts"]] == ["import0_1.xml", "offers0_1.xml"]
    assert report["left_out"] == {"unit": 7, "warehouse": 2}
    assert report["records"]["offer"] == 16
    assert {(row["code"], row["path"], row["count"]) for row in report["problems"]} >= {
        ("CML790", "Налог", 44),
        ("CML793", "Предложение/Склад", 15),
    }
    assert report["pictures"] == 8


def test_strict_writes_nothing_that_is_not_the_whole_truth(command: CommandLine) -> None:
    ran = command("convert", SPLIT, "--to", "2.05", "--strict", "-o", "old")
    assert ran.code == 1
    assert "error[E114]" in ran.err
    assert listed(command) == []
    assert command("convert", SPLIT, "--strict", "-o", "same").code == 0


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        (("--to", "4.0", "-o", "new"), 2, "E200"),
        (("--to", "jsonl", "--encoding", "utf-8", "-o", "new"), 2, "E217"),
        (("--to", "jsonl", "--split-records", "5", "-o", "new"), 2, "E217"),
        (("--split-records", "5", "-o", "new.xml"), 2, "E217"),
        (("--to", "jsonl", "-o", "new.xml"), 2, "E217"),
        (("--to", "csv", "-o", "new.jsonl"), 2, "E217"),
        (("--merge", "-o", "new.JSONL"), 2, "E217"),
        (("--kind", "prices", "-o", "new"), 2, "E217"),
        (("--to", "csv", "--encoding", "utf-16", "-o", "new"), 2, "E217"),
        (("--encoding", "ebcdic", "-o", "new"), 2, "E200"),
        (("--split-bytes", "10", "-o", "new"), 2, "E200"),
        (("--to", "csv", "-o", "table.csv"), 2, "E216"),
        (("-o", "new.xml"), 2, "E216"),
        (("-o", "."), 2, "E216"),
        (("-o", "/"), 2, "E216"),
        (("-o", "no/folder"), 2, "E216"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(
    command: CommandLine, words: tuple[str, ...], code: int, error: str
) -> None:
    ran = command("convert", SHOP, *words)
    assert (ran.code, error in ran.err) == (code, True), ran.err
    assert listed(command) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--split-records", "5"), "`--split-records` and `-o new.xml`"),
        (("--split-bytes", "64k"), "`--split-bytes` and `-o new.xml`"),
        (("--split-records", "5", "--to", "csv"), "`--split-records` and `--to csv`"),
        (("--split-bytes", "1M", "--to", "jsonl"), "`--split-bytes` and `--to jsonl`"),
    ],
    ids=str,
)
def test_only_the_option_that_was_said_is_refused(
    command: CommandLine, words: tuple[str, ...], said: str
) -> None:
    ran = command("convert", SHOP, *words, "-o", "new.xml")
    assert ran.code == 2
    assert f"error[E217]: {said} do not go together\n" in ran.err


def test_what_is_there_stays_without_replace(command: CommandLine) -> None:
    place = command.folder / "old"
    place.mkdir()
    (place / "a.xml").write_text("mine")
    ran = command("convert", SHOP, "-o", "old")
    assert (ran.code, "error[E215]" in ran.err) == (2, True)
    assert listed_below(place) == ["a.xml"]
    assert command("convert", SHOP, "-o", "old", "--replace", "--no-pictures").code == 0
    assert listed_below(place) == ["import0_1.xml", "offers0_1.xml"]
    ran = command("convert", "old", "-o", "old", "--replace")
    assert (ran.code, "error[E216]" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("", "E1"),
        ("<КоммерческаяИнформация>", "E1"),
        ('{"kind":"product","id":', "E1"),
        ("name;colour\n1;2\n", "E1"),
    ],
    ids=["empty", "cut off", "half a line", "wrong columns"],
)
def test_broken_input_leaves_nothing(command: CommandLine, content: str, error: str) -> None:
    endings = {"{": "jsonl", "n": "csv"}
    name = f"broken.{endings.get(content[:1], 'xml')}"
    (command.folder / name).write_text(content, encoding="utf-8")
    ran = command("convert", name, "-o", "new")
    assert ran.code == 1
    assert f"error[{error}" in ran.err
    assert listed(command) == [name]


def test_input_that_breaks_in_the_middle_leaves_nothing(command: CommandLine) -> None:
    content = (SHOP / "offers0_1.xml").read_text(encoding="utf-8")
    broken = content.replace("</Предложение>", "</Предл>", 7).replace(
        "</Предл>", "</Предложение>", 6
    )
    (command.folder / "offers.xml").write_text(broken, encoding="utf-8")
    for form in ("2.07", "3.1", "jsonl", "csv"):
        ran = command("convert", "offers.xml", "--to", form, "-o", "new")
        assert ran.code == 1
        assert "offers.xml:" in ran.err
    assert listed(command) == ["offers.xml"]


def test_an_interruption_leaves_nothing(command: CommandLine) -> None:
    head, tail = (SHOP / "offers0_1.xml").read_text(encoding="utf-8").split("<Предложения>")
    offers, end = tail.split("</Предложения>")
    big = "".join((head, "<Предложения>", offers * 2000, "</Предложения>", end))
    (command.folder / "big.xml").write_text(big, encoding="utf-8")
    process = command.start("convert", "big.xml", "-o", "new")
    deadline = time.monotonic() + 30
    while not any(name.endswith(".partial") for name in listed(command)):
        assert time.monotonic() < deadline
        os.sched_yield()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 130
    assert listed(command) == ["big.xml"]


@pytest.mark.parametrize(
    "wish", ["-o new", "-o new --to jsonl", "-o new.jsonl --to jsonl", "-o new --to csv"]
)
def test_a_disk_that_is_full_ends_with_12(command: CommandLine, wish: str) -> None:
    line = f"ulimit -f 4; exec '{PROGRAM}' convert '{SHOP}' {wish}"
    ran = subprocess.run(
        ["/bin/sh", "-c", line], cwd=command.folder, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, "error[E1252]" in ran.stderr) == (12, True), ran.stderr
    assert "File too large" in ran.stderr
    assert listed(command) == []


def test_russian(command: CommandLine) -> None:
    ran = command("convert", SHOP, "-o", "new", "--lang", "ru")
    assert ran.code == 0
    assert "new: " in ran.out


@pytest.mark.parametrize(
    ("words", "meant"),
    [(("-o", "a.csv"), "csv"), (("--to", "csv", "-o", "a.xml"), "2.07")],
)
def test_a_name_that_says_another_form_is_answered_with_the_option(
    cml_sync: CommandLine, words: tuple[str, ...], meant: str
) -> None:
    ran = cml_sync("convert", EXAMPLES / "orders" / "orders.xml", *words)
    assert (ran.code, "error[E217]" in ran.err) == (2, True)
    assert f"hint: Say `--to {meant}`, or name a file that ends otherwise\n" in ran.err
