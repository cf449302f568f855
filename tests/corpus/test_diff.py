"""Real packages differ from others, and not from themselves."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, permutations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cml_sync.errors import FindingsError
from cml_sync.jobs.convert import Wish, convert
from cml_sync.packages.diff.canonical import lines
from cml_sync.packages.diff.change import Change
from cml_sync.packages.diff.compare import compare
from cml_sync.packages.diff.families import families_of
from cml_sync.packages.diff.patch import apply
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import SECTIONS, Terms, without_keys
from cml_sync.packages.diff.values import Fields
from cml_sync.packages.diff.vocabulary import is_field
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.package import Package, open_package

if TYPE_CHECKING:
    from cml_sync.problems import Problem

FILES = Path(__file__).parents[2].parent / "shared" / "corpus" / "files"
BETWEEN = re.compile(r">(\n\s*)<(?=\w)")
CONVERTED = 150_000
"""Bytes of the largest files that are brought into other forms."""
PAIRED = 40_000
"""Bytes of the largest files of which every pair is compared; of larger ones each with the next."""

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES.is_dir(), reason="no real files beside the repository"),
]


def readable(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.xml")) if folder.is_dir() else ():
        try:
            with open_package([path]) as package:
                for part in package.parts:
                    with part.read() as reading:
                        for _ in reading:
                            pass
        except FindingsError:
            continue
        yield path


def changes(old: Path | None, new: Path) -> list[Change]:
    with Spill() as spill, open_source([new]) as after:
        before = Package((), ()) if old is None else open_source([old])
        with before:
            return list(compare(before, after, spill, Terms()))


def normals(path: Path) -> dict[tuple[str, str], Fields]:
    return apply({}, changes(None, path))


@pytest.fixture(scope="module")
def files() -> list[Path]:
    return list(readable(FILES))


def test_no_real_file_differs_from_itself(files: list[Path]) -> None:
    assert len(files) > 80
    assert {path.name: found for path in files if (found := changes(path, path))} == {}


def test_every_field_that_is_shown_can_be_named(files: list[Path]) -> None:
    shown = {
        f"{change.kind}.{row.field}"
        for path in files
        for change in changes(None, path)
        for row in change.fields
    }
    assert len({without_keys(field) for field in shown}) > 250
    names = shown | {field.partition(".")[2] for field in shown}
    assert [name for name in sorted(names) if not is_field(name)] == []


def test_no_real_file_differs_from_its_text_in_another_encoding(
    files: list[Path], tmp_path: Path
) -> None:
    """Other bytes, other chunks, blanks between the elements: every record is looked at."""
    other = tmp_path / "other.xml"
    looked = 0
    for path in files:
        data = path.read_bytes()
        if not data.startswith((b"\xef\xbb\xbf<?xml", b"<?xml")) or b"CDATA" in data:
            continue
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        head, _, rest = text.partition("?>")
        wide = BETWEEN.sub(r">\1  <", rest)
        other.write_text(f'<?xml version="1.0" encoding="UTF-16"?>{wide}', encoding="utf-16")
        assert head
        assert changes(path, other) == [], path
        looked += 1
    assert looked > 40


def pairs(files: list[Path]) -> Iterator[tuple[Path, Path]]:
    by_family: dict[frozenset[str], list[Path]] = defaultdict(list)
    for path in files:
        with open_package([path]) as package:
            by_family[families_of(package)].append(path)
    for held in by_family.values():
        small = [path for path in held if path.stat().st_size <= PAIRED]
        yield from permutations(small, 2)
        yield from pairwise(held)


def test_what_differs_makes_one_real_file_into_another(files: list[Path]) -> None:
    """Every pair of one sort; a doubled record has no one key, and is left out with its like."""
    known = {path: normals_or_none(path) for path in files}
    compared = 0
    for old, new in pairs(files):
        before, after = known[old], known[new]
        if before is None or after is None:
            continue
        made, wanted = spelt(apply(before, changes(old, new))), spelt(after)
        for ident in made.keys() ^ wanted.keys():
            assert ident[0] in SECTIONS, (old, new)  # one that holds nothing is as good as none
        assert all(wanted[ident] == made[ident] for ident in made.keys() & wanted.keys())
        compared += 1
    assert compared > 500


def normals_or_none(path: Path) -> dict[tuple[str, str], Fields] | None:
    with Spill() as spill, open_source([path]) as source:
        found = compare(Package((), ()), source, spill, Terms())
        return None if found.doubles else apply({}, found)


def spelt(records: dict[tuple[str, str], Fields]) -> dict[tuple[str, str], Fields]:
    """Requisites under any spelling of their names."""
    return {
        ident: {name.casefold().replace(" ", ""): value for name, value in fields.items()}
        for ident, fields in records.items()
        if fields
    }


def test_the_text_of_a_package_is_the_same_every_time(files: list[Path]) -> None:
    for path in files[:40]:
        with open_source([path]) as one, open_source([path]) as other:
            assert list(lines(one, Terms())) == list(lines(other, Terms()))


@pytest.mark.parametrize("form", ["jsonl", "3.1", "bitrix"])
def test_no_record_of_a_real_file_differs_from_itself_in_another_form(
    files: list[Path], tmp_path: Path, form: str
) -> None:
    """Where nothing is told to be lost; sections may get another header of their own."""
    compared = 0
    for number, path in enumerate(path for path in files if path.stat().st_size <= CONVERTED):
        problems: list[Problem] = []
        wish = Wish(to=form, output=tmp_path / str(number), pictures=False)
        convert([path], wish, on_problem=problems.append)
        if problems:
            continue
        found = changes(path, wish.output)
        sections = () if form == "jsonl" else SECTIONS
        assert [change for change in found if change.kind not in sections] == [], path
        compared += 1
    assert compared > 60
