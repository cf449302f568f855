"""Packages built from models, without XML: what the checker is shown in tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from cml_sync.checks.checker import Checker
from cml_sync.checks.selection import Selection
from cml_sync.model.classifier import Classifier
from cml_sync.model.documents import Container, Document, DocumentLine
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Section
from cml_sync.model.offers import Offer, OfferChange, OffersChanges, OffersPackage
from cml_sync.model.parties import Counterparty
from cml_sync.model.records import SECTIONS, kind_of, record_id
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened

MOMENT = datetime(2026, 3, 1, 4, 0)  # noqa: DTZ001 - the format knows no time zones


@dataclass(frozen=True)
class StagedSection:
    """A section and its records."""

    header: Element
    records: tuple[Element, ...]


@dataclass(frozen=True)
class StagedPart:
    """A part: its root and what stands below it."""

    file: str
    information: CommercialInformation
    content: tuple[StagedSection | Element, ...]


def section(header: Element, *records: Element) -> StagedSection:
    return StagedSection(header, records)


def part(
    *content: StagedSection | Element,
    file: str = "import0_1.xml",
    information: CommercialInformation | None = None,
    version: str = "2.07",
) -> StagedPart:
    default = CommercialInformation(schema_version=version, generated_at=MOMENT)
    return StagedPart(file, information or default, content)


def problems(*parts: StagedPart, selection: Selection | None = None) -> list[Problem]:
    checker = Checker(selection)
    found: list[Problem] = []
    for staged in parts:
        header = PartHeader(staged.file, "utf-8", "UTF-8", True, "", staged.information)
        checker.begin(header)
        for entry in _entries(staged):
            found += checker.look(entry)
        found += checker.end()
    return found + list(checker.finish())


def codes(*parts: StagedPart) -> set[str]:
    return {problem.code for problem in problems(*parts)}


def _entries(staged: StagedPart) -> Iterator[Entry]:
    line = 1
    for item in staged.content:
        line += 1
        if not isinstance(item, StagedSection):
            yield _record(staged.file, line, item, None)
            continue
        which = next(which for which, model in SECTIONS.items() if type(item.header) is model)
        yield SectionOpened(which, item.header, Place(staged.file, line))
        for record in item.records:
            line += 1
            yield _record(staged.file, line, record, which)
        yield SectionClosed(which, item.header)


def _record(file: str, line: int, record: Element, which: Section | None) -> RecordRead:
    place = Place(file, line, 1, f"[{line}]", record_id(record))
    return RecordRead(kind_of(record), record, which, place)


@dataclass(frozen=True)
class Sample:
    """What a rule must find, and a near miss that it must not."""

    code: str
    found: tuple[StagedPart, ...]
    near: tuple[StagedPart, ...]


def sample(code: str, found: Element | StagedPart, near: Element | StagedPart) -> Sample:
    return Sample(code, (staged(found),), (staged(near),))


def staged(content: Element | StagedPart) -> StagedPart:
    """A part around one record, if it is not one already."""
    if isinstance(content, StagedPart):
        return content
    if isinstance(content, DocumentLine):
        return part(order(lines=(content,)))
    if isinstance(content, (Document, Counterparty, Container)):
        return part(content)
    return part(section(_HEADERS.get(type(content), Classifier(id="c")), content))


_HEADERS: dict[type[Element], Element] = {
    Offer: OffersPackage(id="c#", catalog_id="c", changes_only=True),
    OfferChange: OffersChanges(id="c#", catalog_id="c", changes_only=True),
    Product: Catalog(id="c", changes_only=True),
}


def order(**changed: object) -> Document:
    """An order in which nothing is wrong, but for what is `changed`."""
    fields: dict[str, object] = {
        "id": "o-1",
        "number": "1",
        "date": MOMENT.date(),
        "operation": "Заказ товара",
        "role": "Продавец",
        "currency": "RUB",
        "rate": Decimal(1),
        "total": Decimal("700.00"),
        "counterparties": (Counterparty(id="u-1", name="Иванова А.", role="Покупатель"),),
        "lines": (line("350.00", "2", "700.00"),),
    }
    return Document.model_validate({**fields, **changed})


def line(price: str, quantity: str, total: str | None, **more: object) -> DocumentLine:
    """A line of an order."""
    fields: dict[str, object] = {
        "id": "p-1",
        "name": "Кружка",
        "price": Decimal(price),
        "quantity": Decimal(quantity),
        "total": None if total is None else Decimal(total),
    }
    return DocumentLine.model_validate({**fields, **more})


def classifier(*records: Element, changes_only: bool | None = None) -> StagedSection:
    """A classifier that holds groups, properties and the like."""
    if changes_only is None:
        return section(Classifier(id="c"), *records)
    return section(Classifier(id="c", changes_only=changes_only), *records)


def catalog(*products: Product, changes_only: bool | None = False) -> StagedSection:
    """A catalogue, a full one if nothing else is said."""
    return section(Catalog(id="c", changes_only=changes_only), *products)


def offers(*records: Element, changes_only: bool = False) -> StagedSection:
    """A package of offers of this catalogue."""
    return section(OffersPackage(id="c#", catalog_id="c", changes_only=changes_only), *records)
