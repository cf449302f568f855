"""Real files in other forms: what a form holds comes back to the byte, the rest is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.corpus.real import CORPUS, well_formed
from tests.corpus.test_convert import DOUBLED, LARGE, into

from cml_sync.packages.diff.change import Change, What
from cml_sync.packages.diff.compare import compare
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms
from cml_sync.packages.forms.opening import open_source

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not beside the repository"),
]

DELETION = {"status", "status_element", "deletion_mark"}


def names() -> list[str]:
    return well_formed(below=LARGE)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_we_wrote_is_the_same_to_the_byte_after_lines(tmp_path: Path) -> None:
    differing = []
    for number, name in enumerate(names()):
        place = tmp_path / str(number)
        place.mkdir()
        into(CORPUS / name, "faithful", place / "a")
        into(place / "a", "jsonl", place / "lines")
        into(place / "lines", "faithful", place / "b")
        if contents(place / "a") != contents(place / "b"):
            differing.append(name)
    assert differing == []
    assert number > 90


def test_tables_are_the_same_to_the_byte_after_lines(tmp_path: Path) -> None:
    """But for rows that stand twice: they say the total of one offer, which is said once."""
    differing = []
    rows = 0
    for number, name in enumerate(names()):
        place = tmp_path / str(number)
        place.mkdir()
        into(CORPUS / name, "csv", place / "a")
        into(place / "a", "jsonl", place / "lines")
        into(place / "lines", "csv", place / "b")
        if contents(place / "a") != contents(place / "b"):
            differing.append(name)
        rows += sum(data.count(b"\n") for data in contents(place / "a").values())
    assert differing == [DOUBLED]
    assert rows > 1000


Told = set[tuple[str, str]]


def untold(change: Change, told: Told) -> Iterator[str]:
    """What of a change no problem names; a deletion is told by the field that says it."""
    fields = {field.split("/")[0] for kind, field in told if kind == change.kind}
    if "" in fields or change.what is What.ADDED:
        return
    if change.what is What.REMOVED:
        yield "removed"
    if fields & DELETION:
        fields.add("deleted")
    tops = {row.field.split("[")[0].split(".")[0].split("#")[0] for row in change.fields}
    yield from sorted(tops - fields)


def test_what_no_table_holds_is_told(tmp_path: Path) -> None:
    found = set()
    for number, name in enumerate(names()):
        place, back = tmp_path / f"{number}t", tmp_path / f"{number}x"
        problems = into(CORPUS / name, "csv", place)
        into(place, "faithful", back)
        told: Told = set()
        for values in (problem.message.values for problem in problems):
            if "section" in values:
                told.add((str(values["section"]), ""))
            elif "kind" in values:
                told.add((str(values["kind"]), str(values.get("field", ""))))
        with Spill() as spill, open_source([CORPUS / name]) as old, open_source([back]) as new:
            for change in compare(old, new, spill, Terms()):
                found |= {f"{name}: {change.kind} {what}" for what in untold(change, told)}
    assert found == set()
