"""Every way of reading gives the same: values, problems, places, and the same error at one place.

The slow way hands everything to a push parser; the fast one cuts whole records out of the bytes, at
borders that depend on the size of the chunks.
"""

import csv
import io
from pathlib import Path

import pytest
from tests.property.spoiling import spoilt

from cml_sync.problems import Place
from cml_sync.xml.entries import Entry, RecordRead
from cml_sync.xml.errors import ReadError
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.part import open_part

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = sorted(ROOT.glob("examples/**/*.xml"))
SLOW = Limits(chunk_bytes=0)
WAYS = (Limits(), Limits(chunk_bytes=2_000), Limits(chunk_bytes=100))
LARGE = 200_000
"""Larger files are read in two ways in tests/corpus."""

SPOILT_EXAMPLES = 25
"""How often each example is spoilt here; `make fuzz` does it far more often."""


def corpus() -> list[Path]:
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        paths = [CORPUS / row["local path"] for row in csv.DictReader(file, delimiter="\t")]
    return [path for path in paths if path.stat().st_size < LARGE]


def named(paths: list[Path], root: Path) -> list[object]:
    missing = pytest.mark.skip(reason="the real files are not beside the repository")
    return [pytest.param(path, id=str(path.relative_to(root))) for path in paths] or [
        pytest.param(Path(), marks=missing)
    ]


def where(entry: Entry) -> list[Place | None]:
    """Where the record itself and its first values stand, asked at once."""
    if not isinstance(entry, RecordRead):
        return []
    return [entry.spot.place(at) for at in ("", "Ид", "Цены/Цена[2]/Валюта", "@Статус")]


def outcome(data: bytes, limits: Limits) -> object:
    """Everything that reading gives; of an error what it says, and the entries before it."""
    entries: list[tuple[Entry, list[Place | None]]] = []
    try:
        part = open_part(io.BytesIO(data), "x.xml", limits=limits)
        entries += ((entry, where(entry)) for entry in part)
    except ReadError as error:
        return entries, type(error), str(error), error.place, error.hint
    return entries, part.problems, part.information


def differences(data: bytes) -> list[str]:
    slow = outcome(data, SLOW)
    return [
        f"chunks of {limits.chunk_bytes}: {found!s:.500} != {slow!s:.500}"
        for limits in WAYS
        if (found := outcome(data, limits)) != slow
    ]


@pytest.mark.parametrize("path", named(EXAMPLES, ROOT))
def test_an_example_is_read_the_same_in_every_way(path: Path) -> None:
    assert differences(path.read_bytes()) == []


@pytest.mark.parametrize("path", named(EXAMPLES, ROOT))
def test_a_spoilt_example_is_read_the_same_in_every_way(path: Path) -> None:
    data = path.read_bytes()
    for number in range(SPOILT_EXAMPLES):
        assert differences(spoilt(data, (path.name, number))) == [], number


@pytest.mark.corpus
@pytest.mark.parametrize("path", named(corpus(), CORPUS))
def test_a_real_file_is_read_the_same_in_every_way(path: Path) -> None:
    assert differences(path.read_bytes()) == []


@pytest.mark.corpus
@pytest.mark.parametrize("path", named(corpus(), CORPUS))
def test_a_spoilt_real_file_is_read_the_same_in_every_way(path: Path) -> None:
    assert differences(spoilt(path.read_bytes(), path.name)) == []


def test_a_nested_record_and_an_end_tag_with_a_blank_do_not_even_out() -> None:
    groups = (
        "<Группа><Ид>1</Ид><Группы><Группа><Ид>2</Ид></Группа></Группы></Группа>\n"
        "<Группа><Ид>3</Ид></Группа\n>\n<Группа><Ид>4</Ид></Группа>\n"
    )
    text = (
        f"<КоммерческаяИнформация><Классификатор><Группы>{groups * 9}</Группы></Классификатор>"
        "</КоммерческаяИнформация>"
    )
    assert differences(text.encode()) == []
