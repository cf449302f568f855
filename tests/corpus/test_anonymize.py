"""Real files without their people: nobody is left, and everything else is as before."""

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.property.leaks import folded, personal, said

from cml_sync.checks.selection import Selection
from cml_sync.jobs.anonymize import Destination, anonymize
from cml_sync.jobs.validate import validate
from cml_sync.model.element import Element
from cml_sync.packages.package import Package, open_package
from cml_sync.xml.dialects import faithful
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionOpened
from cml_sync.xml.writer import PartWriter

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "files"
pytestmark = pytest.mark.corpus

LARGEST = 3_000_000
KEY = b"a key for the tests of real files"
COUNTRY = {"россия"}
READ = ("CML16", "CML76")
"""What the reader mends on the way: gone from anything that is written anew."""

KEPT_BY_GOODS = {
    "argentcrusade/documents-example.xml",  # every value is the name of its element
    "django-cml/import.xml",  # a town and the bread of it
    "dobromyslov/import0_1.xml",  # makers in the names of their goods, here and below
    "dobromyslov/import0_1_with_nested_groups.xml",
    "geekoon/offers.xml",  # masked by one letter that stands in names of goods, too
    "outlet/test.xml",
}


def files() -> Iterator[Path]:
    """Every real file of a usual size but the one of CommerceML 1."""
    for path in sorted(CORPUS.rglob("*.[xX][mM][lL]")) if CORPUS.is_dir() else ():
        if path.stat().st_size < LARGEST and path.name != "Sale77.xml":
            yield path


FILES = [pytest.param(path, id=str(path.relative_to(CORPUS))) for path in files()] or [
    pytest.param("", marks=pytest.mark.skip(reason="the real files are not beside the repository"))
]


def read(path: Path) -> tuple[PartHeader, list[Entry]]:
    """What a file holds."""
    with open_package([path]) as package:
        return _read(package)


def _read(package: Package) -> tuple[PartHeader, list[Entry]]:
    (part,) = package.parts
    with part.read() as reading:
        return reading.header, list(reading)


def written(header: PartHeader, entries: list[Entry]) -> bytes:
    """The same file, with nothing but what the reader understood."""
    file = io.BytesIO()
    with PartWriter(file, faithful(header), header.information) as writer:
        for entry in entries:
            if isinstance(entry, RecordRead):
                writer.record(entry.record)
            elif isinstance(entry, SectionOpened):
                writer.open(entry.section, entry.header)
            else:
                writer.close(entry.header)
    return file.getvalue()


def told(entries: list[Entry]) -> list[Element]:
    """Every record and header; where a field of a header stood may change."""
    return [
        entry.record if isinstance(entry, RecordRead) else entry.header
        for entry in entries
        if not isinstance(entry, SectionOpened)
    ]


def codes(path: Path) -> Counter[str]:
    """How often `validate` finds what."""
    found: Counter[str] = Counter()
    validate([path], on_problem=lambda one: found.update([one.code]), selection=Selection())
    return found


def form(value: object) -> object:
    """What stays of a record: the fields that are set, and how many stand in each."""
    if isinstance(value, Element):
        return {name: form(getattr(value, name)) for name in sorted(value.model_fields_set)}
    if isinstance(value, tuple):
        return tuple(map(form, value))
    return value == "" if isinstance(value, str) else value is None


@pytest.mark.parametrize("path", FILES)
def test_nobody_is_left_and_all_else_is_as_it_was(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xml"
    report = anonymize([path], Destination(path=out), KEY)
    header, before = read(path)
    assert report.records == Counter(e.kind for e in before if isinstance(e, RecordRead))

    models = told(before)
    people = {value for model in models for value in map(said, personal(model)) if value}
    new_header, after = read(out)
    text = folded(out.read_bytes().decode(new_header.encoding))
    if str(path.relative_to(CORPUS)) not in KEPT_BY_GOODS:
        assert {value for value in people - COUNTRY if value in text} == set()

    assert list(map(form, told(after))) == list(map(form, models))
    assert (new_header.encoding, new_header.namespace) == (header.encoding, header.namespace)

    same = tmp_path / "same.xml"
    same.write_bytes(written(header, before))
    assert codes(out) == codes(same)


def test_a_finding_of_a_rule_is_never_lost(tmp_path: Path) -> None:
    if not CORPUS.is_dir():
        pytest.skip("the real files are not beside the repository")
    before, after = Counter[str](), Counter[str]()
    for number, path in enumerate(files()):
        out = tmp_path / f"{number}.xml"
        anonymize([path], Destination(path=out), KEY)
        before += codes(path)
        after += codes(out)
    rules = {code for code in before | after if not code.startswith(READ)}
    assert {code: after[code] for code in rules} == {code: before[code] for code in rules}
