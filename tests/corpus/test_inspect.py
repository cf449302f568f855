"""Real packages are inspected, and what is counted agrees with a count that knows nothing of us."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree
from tests.corpus.real import CORPUS
from tests.corpus.test_reading import GOOD

from cml_sync.jobs.inspect import survey
from cml_sync.jobs.inspect_walk import Asked
from cml_sync.model.kinds import Kind
from cml_sync.model.records import kind_of
from cml_sync.packages.survey.drift import drift
from cml_sync.packages.survey.shape import Shape
from cml_sync.packages.survey.shaping import Shaping
from cml_sync.xml.entries import RecordRead, SectionClosed
from cml_sync.xml.reader import open_part

pytestmark = pytest.mark.corpus

PLACES = {
    "Товар": (Kind.PRODUCT, "Каталог/Товары"),
    "Предложение": (Kind.OFFER, "ПакетПредложений/Предложения"),
    "Документ": (Kind.DOCUMENT, "КоммерческаяИнформация"),
}
FIELDS = {"sku": "Артикул", "name": "Наименование", "description": "Описание", "number": "Номер"}
LARGE = 30_000_000


def walked(path: Path) -> tuple[Counter[Kind], Counter[tuple[Kind, str]]]:
    """Products, offers and documents, and which of some children of theirs are not empty."""
    counts: Counter[Kind] = Counter()
    filled: Counter[tuple[Kind, str]] = Counter()
    with path.open("rb") as file:
        for _, element in etree.iterparse(file, recover=True, huge_tree=True):
            if not isinstance(element.tag, str):
                continue
            place = PLACES.get(etree.QName(element).localname)
            if place is None or not above(element).endswith(place[1]):
                continue
            counts[place[0]] += 1
            for field, name in FIELDS.items():
                found = [child for child in element if local(child) == name]
                if found and (found[0].text or "").strip():
                    filled[place[0], field] += 1
    return counts, filled


def above(element: etree._Element) -> str:
    names = []
    parent = element.getparent()
    while parent is not None:
        names.append(local(parent))
        parent = parent.getparent()
    return "/".join(reversed(names))


def local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


@pytest.mark.parametrize("name", GOOD)
def test_counts_agree_with_a_walk_of_its_own(name: str) -> None:
    path = CORPUS / name
    if path.stat().st_size > LARGE:
        pytest.skip("a large file takes long")
    report, shape = survey([path], Asked(shape=True, tree=True, sample=2))
    assert shape is not None
    counts, filled = walked(path)
    rows = {(row.kind, row.field): row for row in report.fields}
    for kind, count in counts.items():
        if kind is not Kind.DOCUMENT or not report.records.get(Kind.CONTAINER):
            assert report.records.get(kind, 0) == count
            for field in FIELDS:
                row = rows.get((kind, field))
                assert (row.filled if row else 0) == filled[kind, field], (kind, field)
    samples = Counter(sample.kind for sample in report.samples or ())
    for kind, count in report.records.items():
        assert samples[kind] == min(count, 2)


@pytest.mark.parametrize("name", GOOD)
def test_a_package_has_its_own_shape_and_not_that_of_a_changed_one(name: str) -> None:
    path = CORPUS / name
    if path.stat().st_size > LARGE:
        pytest.skip("a large file takes long")
    shaping = shaped(path)
    shape = shaping.shape()
    same = drift(shape, shaping)
    assert (same.drifted, same.possible, same.not_compared) == (False, (), ())
    known = {holder.path: holder.at_least for holder in shape.holders}
    enough = [row for row in shape.paths if known[row.holder] >= 3 and row.present == "always"]
    for row in enough[:3]:
        left = tuple(one for one in shape.paths if not one.path.startswith(row.path))
        without = Shape.model_validate({**dict(shape), "paths": left})
        assert row.path in {change.path for change in drift(without, shaping).changes}


def shaped(path: Path) -> Shaping:
    shaping = Shaping()
    with path.open("rb") as file:
        part = open_part(file, path.name)
        shaping.part(part.header)
        for entry in part:
            if isinstance(entry, RecordRead):
                assert kind_of(entry.record) is entry.kind
                shaping.record(entry.kind, entry.record)
            elif isinstance(entry, SectionClosed):
                shaping.section(entry.section, entry.header)
        shaping.information(part.information)
    return shaping
