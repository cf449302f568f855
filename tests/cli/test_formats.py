"""What `validate` writes in every format, through the real program."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from syrupy.assertion import SnapshotAssertion
from tests.cli.commandline import EXAMPLES, PROGRAM, CommandLine
from tests.cli.sarif import checked
from tests.docs.pages import REPOSITORY

FORMATS = ("text", "jsonl", "junit", "github")
SHOP = EXAMPLES / "shop-2.07" / "offers0_1.xml"
ORDERS = EXAMPLES / "orders" / "orders.xml"


@pytest.fixture
def broken(cml_sync: CommandLine) -> CommandLine:
    """A folder with a package in which three things are wrong."""
    offers = SHOP.read_text(encoding="utf-8").replace(">390<", ">дорого<", 1)
    orders = ORDERS.read_text(encoding="utf-8").replace(">10000.00<", ">много<", 1)
    orders = orders.replace("<ИНН>0000123450<", "<ИНН>0000123459<", 1)
    (cml_sync.folder / "offers.xml").write_text(offers, encoding="utf-8")
    (cml_sync.folder / "orders.xml").write_text(orders, encoding="utf-8")
    return cml_sync


@pytest.mark.parametrize("name", FORMATS)
def test_a_package_with_errors(broken: CommandLine, name: str, snapshot: SnapshotAssertion) -> None:
    ran = broken("validate", "offers.xml", "orders.xml", "--format", name)
    assert ran.code == 1
    assert (ran.out, ran.err) == snapshot


def test_sarif(broken: CommandLine) -> None:
    ran = broken("validate", "offers.xml", "orders.xml", "--format", "sarif")
    results = checked(ran.json())
    found = {
        (one["ruleId"], one["locations"][0]["physicalLocation"]["region"]["startLine"])
        for one in results
    }
    assert ("CML760", 126) in found
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in results}
    assert uris == {"offers.xml", "orders.xml"}


def test_sarif_without_results(cml_sync: CommandLine) -> None:
    ran = cml_sync("validate", EXAMPLES / "shop-2.07", "--format", "sarif")
    assert (ran.code, checked(ran.json())) == (0, [])


def test_output_json_is_format_json(broken: CommandLine) -> None:
    one = broken("validate", "offers.xml", "--output", "json")
    two = broken("validate", "offers.xml", "--format", "json")
    assert one == two
    missing = broken("validate", "none.xml", "--format", "json")
    assert json.loads(missing.err)["code"] == "E150"


def test_lines_fit_their_schema(broken: CommandLine) -> None:
    path = REPOSITORY / "schemas" / "reports" / "cml-sync.validate-line-1.schema.json"
    schema = Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    lines = broken("validate", "offers.xml", "orders.xml", "--format", "jsonl").out.splitlines()
    assert len(lines) > 2
    for line in lines:
        schema.validate(json.loads(line))


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16"])
def test_the_caret_stands_right_in_every_encoding(broken: CommandLine, encoding: str) -> None:
    path = broken.folder / "offers.xml"
    words = path.read_text(encoding="utf-8").replace("UTF-8", encoding, 1)
    path.write_bytes(words.lstrip("\ufeff").encode(encoding, "xmlcharrefreplace"))
    lines = broken("validate", "offers.xml").out.splitlines()
    assert lines[0].startswith("offers.xml:126:7: error[CML760]")
    assert lines[2].index("дорого") == lines[3].index("^^^^^^")


def test_an_archive_has_excerpts_too(broken: CommandLine) -> None:
    shutil.make_archive(str(broken.folder / "shop"), "zip", broken.folder, "offers.xml")
    lines = broken("validate", "shop.zip").out.splitlines()
    assert lines[0].startswith("shop.zip!offers.xml:126:7: error[CML760]")
    assert lines[2] == "  126 | <ЦенаЗаЕдиницу>дорого</ЦенаЗаЕдиницу>"


def test_files_are_written_whole_or_not_at_all(broken: CommandLine) -> None:
    kept = broken.folder / "out.sarif"
    kept.write_text("old", encoding="utf-8")
    words = ("--format", "sarif", "--output-file", "out.sarif", "--html", "out.html")
    ran = broken("validate", "none.xml", *words)
    assert (ran.code, kept.read_text(encoding="utf-8")) == (1, "old")
    ran = broken("validate", "offers.xml", *words)
    assert (ran.code, ran.out) == (1, "")
    assert checked(json.loads(kept.read_text(encoding="utf-8")))
    assert (broken.folder / "out.html").read_text(encoding="utf-8").endswith("</html>\n")
    assert not list(broken.folder.glob("*partial*"))
    assert not list(broken.folder.glob(".*"))


def test_fewer_problems_are_shown_when_asked_for(broken: CommandLine) -> None:
    for name in FORMATS:
        ran = broken(
            "validate", "offers.xml", "orders.xml", "--format", name, "--max-problems", "1"
        )
        assert ran.out.count("CML") < broken("validate", ".", "--format", name).out.count("CML")
    ran = broken("validate", "offers.xml", "orders.xml", "--max-problems", "1")
    assert "more (--max-problems 0 for all)" in ran.err


def test_colours_on_a_terminal_unless_they_are_refused(broken: CommandLine) -> None:
    assert "\x1b[" in on_terminal(broken.folder)
    assert "\x1b[" not in on_terminal(broken.folder, NO_COLOR="1")
    assert "\x1b[" not in on_terminal(broken.folder, TERM="dumb")


def on_terminal(folder: Path, **environ: str) -> str:
    main, other = os.openpty()
    given = {"LANG": "C.UTF-8", "TERM": "xterm", "HOME": str(folder), **environ}
    ran = subprocess.Popen(
        [PROGRAM, "validate", "offers.xml", "--quiet"], cwd=folder, env=given, stdout=other
    )
    os.close(other)
    said = b""
    try:
        while block := os.read(main, 4096):
            said += block
    except OSError:  # the other end has been closed
        pass
    ran.wait(60)
    os.close(main)
    return said.decode()


def test_what_is_known_is_left_out_and_one_more_is_new(broken: CommandLine) -> None:
    words = ("validate", "offers.xml", "--baseline", "known.json")
    ran = broken(*words)
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "error[E206]: the baseline known.json cannot be used: it is not there",
    )
    assert broken("validate", "offers.xml", "--write-baseline").code == 2
    ran = broken(*words, "--write-baseline")
    assert (ran.code, ran.out, ran.err) == (
        0,
        "",
        (
            "1 part, 20 records: 0 errors, 0 warnings; 1 known before\n"
            "known.json is written: these are known now\n"
        ),
    )
    known = json.loads((broken.folder / "known.json").read_text(encoding="utf-8"))
    assert [(one["code"], one["part"], one["count"]) for one in known["problems"]] == [
        ("CML760", "offers.xml", 1)
    ]
    ran = broken(*words, "--format", "json")
    assert (ran.code, ran.json()["problems"], ran.json()["known"]) == (0, [], 1)
    path = broken.folder / "offers.xml"
    path.write_text(path.read_text(encoding="utf-8").replace(">390<", ">даром<"), encoding="utf-8")
    ran = broken(*words)
    assert ran.code == 1
    assert ran.out.count("error[CML760]") == 1
    path.write_text(SHOP.read_text(encoding="utf-8"), encoding="utf-8")
    ran = broken(*words)
    assert ran.code == 0
    assert "1 entry of the baseline was not found again" in ran.err


def test_a_baseline_is_not_written_when_a_part_cannot_be_read(broken: CommandLine) -> None:
    (broken.folder / "cut.xml").write_text(
        SHOP.read_text(encoding="utf-8")[:9000], encoding="utf-8"
    )
    ran = broken(
        "validate", "cut.xml", "offers.xml", "--baseline", "known.json", "--write-baseline"
    )
    assert ran.code == 1
    assert "known.json is not written: a part cannot be read" in ran.err
    assert not (broken.folder / "known.json").exists()


def test_why_a_part_cannot_be_read_is_never_left_out(broken: CommandLine) -> None:
    cut = (broken.folder / "orders.xml").read_text(encoding="utf-8")[:9000]
    (broken.folder / "orders.xml").write_text(cut, encoding="utf-8")
    ran = broken("validate", "offers.xml", "orders.xml", "--max-problems", "1")
    heads = [line for line in ran.out.splitlines() if not line.startswith(" ")]
    assert [line.partition("[")[2].partition("]")[0] for line in heads] == ["CML760", "E106"]


def test_the_page_is_well_formed_and_needs_nothing_from_elsewhere(broken: CommandLine) -> None:
    ran = broken("validate", "offers.xml", "orders.xml", "--html", "page.html", "--lang", "ru")
    assert ran.code == 1
    page = (broken.folder / "page.html").read_text(encoding="utf-8")
    assert "\ufffd" not in page
    assert not re.search(r"<script|https?:|src=|@import|url\(", page)
    tree = etree.fromstring(_as_xml(page))
    assert {one.get("data-code") for one in tree.iter("article")} >= {"CML760"}
    checked = {one.get("id") for one in tree.iter("input") if one.get("checked")}
    assert checked == {"ru", "error", "warning", "advice", "all"}
    targets = {one.get("for") for one in tree.iter("label")}
    assert targets == {one.get("id") for one in tree.iter("input")}
    articles = [one.text or "" for one in tree.iter("p")]
    assert any(one.startswith("Почему: ") for one in articles)
    assert any(one.startswith("Why: ") for one in articles)


def _as_xml(page: str) -> str:
    """The page with its few void elements closed and its bare attributes given a value."""
    closed = re.sub(r"<(meta|input)((?:[^>\"]|\"[^\"]*\")*)>", r"<\1\2/>", page)
    return closed.replace(" checked/>", ' checked="checked"/>').removeprefix("<!DOCTYPE html>\n")
