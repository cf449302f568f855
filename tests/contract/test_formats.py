"""What holds for every format of `validate`: memory, endings, masks, files that are whole."""

import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from cml_sync.cli.formats.base import FORMATS, Format, Outlet, Shown, make_format
from cml_sync.cli.session import Session
from cml_sync.jobs.tally import FindingRow
from cml_sync.jobs.validate import PartRow, ValidationReport
from cml_sync.messages import text
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Finding, Place, Problem, Severity
from cml_sync.xml.places.framing import Excerpt

FINDINGS = (
    Finding("CML301", Severity.ERROR, text("Price below zero")),
    Finding("CML102", Severity.WARNING, text("Product without a base unit")),
    Finding("CML133", Severity.ADVICE, text("Part without content")),
    Finding("E106", Severity.ERROR, text("A part that cannot be read")),
)
NASTY = 'a.xml::error,%\n\r\x1b[31m<b>&"]]>\u202e'


class Nowhere(StringIO):
    """Counts what is written and keeps none of it."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def write(self, words: str, /) -> int:
        """Forget it."""
        self.count += len(words)
        return len(words)


def session(language: str = "en") -> Session:
    made = Session(
        {}, Path("/work"), lambda: datetime(2026, 3, 2, tzinfo=UTC), lambda _: None, language
    )
    made.stdout, made.stderr = StringIO(), StringIO()
    return made


def problems(count: int, name: str = "a.xml") -> Iterator[Shown]:
    for number in range(count):
        finding = FINDINGS[number % len(FINDINGS)]
        place = Place(name, number + 1, 3, f"A/Б[{number}]", f"id-{number}")
        found = Problem(finding, text("Wrong: {what}", what=NASTY), place, text("Mend {it}", it=1))
        yield Shown(found, lambda: Excerpt("<a>x</a>", 3, 1, 3, 1), lambda: "f" * 16, "a.xml")


def report(count: int = 4) -> ValidationReport:
    rows = (
        FindingRow(code=one.code, severity=one.severity, title=one.title, count=count)
        for one in FINDINGS
    )
    return ValidationReport(
        paths=(Path("a.xml"),),
        parts=(PartRow(name="a.xml", kind=PartKind.OFFERS), PartRow(name="b", kind=PartKind.EMPTY)),
        records={},
        findings=tuple(rows),
        errors=2,
        warnings=1,
        advice=1,
        known=3,
        unreadable=0,
        exit_code=1,
    )


def written(name: str, *, count: int = 4, language: str = "en", part: str = "a.xml") -> str:
    out = StringIO()
    made = make_format(name, Outlet(session(language), out))
    for shown in problems(count, part):
        made.problem(shown)
    made.end(report(), 0)
    return out.getvalue()


@pytest.fixture(params=FORMATS)
def name(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


def test_every_format_is_one(name: str) -> None:
    made: Format = make_format(name, Outlet(session(), StringIO()))
    assert made.most is None or made.most > 0


def test_nothing_is_written_before_the_first_problem(name: str) -> None:
    out = StringIO()
    make_format(name, Outlet(session(), out))
    assert out.getvalue() == ""


def test_every_problem_is_there_with_its_code(name: str) -> None:
    said = written(name)
    assert all(finding.code in said for finding in FINDINGS)


def test_no_control_character_of_a_file_gets_through(name: str) -> None:
    said = written(name, part=NASTY)
    assert not {"\x1b", "\u202e"} & set(_decoded(name, said))


def _decoded(name: str, said: str) -> str:
    """In JSON every character may stand: whoever shows it has to look; no terminal reads it raw."""
    return "" if name in {"json", "jsonl", "sarif"} else said


def test_memory_does_not_grow_with_the_problems(name: str) -> None:
    made = make_format(name, Outlet(session(), Nowhere()))
    for shown in problems(2_000):
        made.problem(shown)
    tracemalloc.start()
    for shown in problems(20_000):
        made.problem(shown)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 100_000


@pytest.mark.parametrize("count", [0, 1, 5])
def test_json_can_be_read(count: int) -> None:
    said = json.loads(written("json", count=count))
    assert len(said["problems"]) == count
    assert (said["schema"], said["known"]) == ("cml-sync.validate/1", 3)
    lines = [json.loads(line) for line in written("jsonl", count=count).splitlines()]
    assert [line["type"] for line in lines] == ["problem"] * count + ["summary"]


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "html", "junit"])
def test_what_was_cut_off_can_be_told(name: str) -> None:
    out = StringIO()
    made = make_format(name, Outlet(session(), out))
    for shown in problems(3):
        made.problem(shown)
    cut = out.getvalue()
    ends = {"jsonl": '"type": "summary"', "html": "</html>", "junit": "</testsuites>"}
    assert ends.get(name, "\n], ") not in cut
    made.end(report(), 0)
    assert ends.get(name, "\n], ") in out.getvalue()


def test_junit_is_xml_with_a_suite_for_every_part() -> None:
    root = etree.fromstring(written("junit", count=8).encode())
    assert dict(root.attrib) == {
        "name": "cml-sync validate",
        "tests": "5",
        "failures": "1",
        "errors": "1",
    }
    assert [suite.get("name") for suite in root] == ["a.xml", "b"]
    outcomes = {case.get("name"): [child.tag for child in case] for case in root[0]}
    assert outcomes == {
        "CML301 Price below zero": ["failure"],
        "CML102 Product without a base unit": ["system-out"],
        "CML133 Part without content": ["system-out"],
        "E106 A part that cannot be read": ["error"],
    }
    assert root[0][0][0].get("message") == "2 problems"
    assert [case.get("name") for case in root[1]] == ["nothing found"]


def test_github_escapes_and_keeps_to_ten_of_a_kind() -> None:
    lines = written("github", count=48, part="a,b:c%.xml").splitlines()
    commands = [line for line in lines if line.startswith("::")]
    assert [sum(line.startswith(f"::{kind} ") for line in commands) for kind in KINDS] == [10] * 3
    assert commands[0] == (
        "::error file=a%2Cb%3Ac%25.xml,line=1,col=3,title=CML301 Price below zero::"
        'Wrong: a.xml::error,%25%0A%0A\ufffd[31m<b>&"]]>\ufffd%0AИд id-0%0AMend 1'
    )
    rest = [line for line in lines if not line.startswith("::")]
    assert rest[0].startswith("- a,b:c%.xml:")


KINDS = ("error", "warning", "notice")


def test_text_counts_at_the_end_and_names_the_place() -> None:
    said = written("text", count=1).splitlines()
    assert said[0].startswith("a.xml:1:3: error[CML301]: Wrong: a.xml::error,%")
    assert said[-4:] == ["  A/Б[0] · Ид id-0", "  1 | <a>x</a>", "    |    ^", "  hint: Mend 1"]


def test_colours_only_where_they_are_wanted() -> None:
    out = StringIO()
    made = make_format("text", Outlet(session(), out, colour=True))
    for shown in problems(1):
        made.problem(shown)
    assert "\x1b[31m\x1b[1merror[CML301]\x1b[0m" in out.getvalue()


def test_the_page_needs_nothing_from_outside_and_speaks_both_languages() -> None:
    said = written("html", language="ru")
    assert said.startswith('<!DOCTYPE html>\n<html lang="ru">')
    assert "http://" not in said
    assert "https://" not in said
    assert '<span lang="en">Price below zero</span><span lang="ru">Цена меньше нуля</span>' in said
    assert "<b>&amp;" not in said
    assert "&lt;b&gt;&amp;" in said


def test_the_page_says_what_is_not_on_it() -> None:
    out = StringIO()
    made = make_format("html", Outlet(session(), out))
    made.end(report(), 5)
    assert "5 more problems were found and are not on this page" in out.getvalue()
    made.end(report(), 1)
    assert "1 more problem was found and is not on this page" in out.getvalue()


def sarif(**given: Any) -> Any:
    return json.loads(written("sarif", **given))["runs"][0]


def test_sarif_names_its_rules_in_both_languages() -> None:
    run = sarif(count=8)
    assert [result["ruleId"] for result in run["results"]] == [one.code for one in FINDINGS] * 2
    rules = run["tool"]["driver"]["rules"]
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    assert rules[0]["shortDescription"] == {"text": "Price below zero"}
    assert rules[0]["help"]["text"].startswith("A price in an offer is less than zero.")
    [translation] = run["translations"]
    assert (run["language"], translation["language"]) == ("en", "ru")
    assert translation["rules"][0]["shortDescription"] == {"text": "Цена меньше нуля"}


def test_sarif_places_are_relative_to_the_working_folder() -> None:
    run = sarif(count=1, part="/work/мой файл.xml")
    assert run["originalUriBaseIds"] == {"%SRCROOT%": {"uri": "file:///work/"}}
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical == {
        "artifactLocation": {
            "uri": "%D0%BC%D0%BE%D0%B9%20%D1%84%D0%B0%D0%B9%D0%BB.xml",
            "uriBaseId": "%SRCROOT%",
        },
        "region": {"startLine": 1, "startColumn": 3, "snippet": {"text": "<a>x</a>"}},
    }


def test_sarif_of_an_archive_names_the_archive() -> None:
    location = sarif(count=1, part="shop.zip!import0_1.xml")["results"][0]["locations"][0]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "shop.zip", "uriBaseId": "%SRCROOT%"}
    }
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "import0_1.xml/A/Б[0]"
