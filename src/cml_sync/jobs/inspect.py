"""Looks at a package and says what is in it, without judging: parts, records, what they name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cml_sync.checks.memory.tables import IdTable
from cml_sync.errors import ExitCode, FindingsError
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.inspect_report import (
    InspectedPart,
    InspectReport,
    NamedRow,
    PicturesRow,
    SectionRow,
    UnknownRow,
)
from cml_sync.model.classifier import PriceType
from cml_sync.model.documents import Container
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.warehouses import Warehouse
from cml_sync.packages.package import Package, Part, open_package
from cml_sync.xml.entries import PartHeader, RecordRead, SectionClosed
from cml_sync.xml.findings import UNKNOWN_ELEMENT
from cml_sync.xml.limits import Limits
from cml_sync.xml.reader import PartReader, open_part

NAMED_SHOWN: Final = 1000
"""So many price types and warehouses are listed."""

MISSING_SHOWN: Final = 20
"""So many missing pictures are listed; how many there are is counted."""


def inspect(paths: Sequence[Path], *, limits: Limits | None = None) -> InspectReport:
    """Reads the package that `paths` make to its end and says what is in it.

    Args:
        paths: files, folders or archives.
        limits: what a part may ask for.

    Raises:
        FindingsError: the paths make no package: nothing there, or nothing that can be opened.
    """
    with open_package(paths) as package:
        seen = _Seen(package)
        parts = tuple(_inspect_part(part, seen, limits) for part in package.parts)
        found, size = len(package.pictures), sum(picture.size for picture in package.pictures)
    records: Counter[Kind] = Counter()
    for part in parts:
        records.update(part.records)
    broken = any(part.failure is not None for part in parts)
    return InspectReport(
        paths=tuple(paths),
        parts=parts,
        records=dict(records),
        price_types=tuple(seen.price_types.values()),
        warehouses=tuple(seen.warehouses.values()),
        pictures=PicturesRow(
            found=found,
            bytes=size,
            referenced=len(seen.referenced),
            missing=seen.missing,
            missing_examples=tuple(seen.missing_examples),
        ),
        unknown_elements=tuple(
            UnknownRow(path=path, count=count) for path, count in seen.unknown.most_common()
        ),
        problems=sum(part.problems for part in parts),
        exit_code=int(ExitCode.FINDINGS if broken else ExitCode.DONE),
    )


@dataclass(slots=True)
class _Seen:
    """What was met in the package so far, each thing once."""

    package: Package
    price_types: dict[str | None, NamedRow] = field(default_factory=dict)
    warehouses: dict[str | None, NamedRow] = field(default_factory=dict)
    unknown: Counter[str] = field(default_factory=Counter)
    referenced: IdTable = field(default_factory=IdTable)
    missing: int = 0
    missing_examples: list[str] = field(default_factory=list)

    def look(self, record: Element, part: Part) -> None:
        """Remembers what a record names."""
        if isinstance(record, PriceType):
            if len(self.price_types) < NAMED_SHOWN:
                row = NamedRow(id=record.id, name=record.name, currency=record.currency)
                self.price_types.setdefault(record.id, row)
        elif isinstance(record, Warehouse):
            if len(self.warehouses) < NAMED_SHOWN:
                self.warehouses.setdefault(record.id, NamedRow(id=record.id, name=record.name))
        elif isinstance(record, Product):
            for path in record.images:
                if path and not self.referenced.mark(path, scope=part.relative):
                    self._look_for(path, part)

    def _look_for(self, path: str, part: Part) -> None:
        if "://" not in path and self.package.picture(part, path) is None:
            self.missing += 1
            if len(self.missing_examples) < MISSING_SHOWN:
                self.missing_examples.append(path)


@dataclass(slots=True)
class _PartSoFar:
    """What is known of a part while it is read."""

    header: PartHeader | None = None
    sections: list[SectionRow] = field(default_factory=list)
    records: Counter[Kind] = field(default_factory=Counter)
    problems: int = 0
    failure: Failure | None = None


def _inspect_part(part: Part, seen: _Seen, limits: Limits | None) -> InspectedPart:
    so_far = _PartSoFar()
    try:
        with part.open() as file:
            reader = open_part(file, part.name, limits=limits)
            so_far.header = reader.header
            _read(reader, part, seen, so_far)
    except FindingsError as error:
        so_far.failure = Failure.of(error)
    header = so_far.header
    known = {} if header is None else {
        "schema_version": header.information.schema_version,
        "namespace": header.namespace,
        "encoding": header.encoding,
        "declared_encoding": header.declared_encoding,
        "bom": header.bom,
        "generated_at": header.information.generated_at,
        "exchange_id": header.information.exchange_id,
    }  # fmt: skip
    return InspectedPart.model_validate(
        {
            "name": part.name,
            "kind": part.kind,
            "size": part.size,
            "sections": so_far.sections,
            "records": dict(so_far.records),
            "problems": so_far.problems,
            "failure": so_far.failure,
            **known,
        }
    )


def _read(reader: PartReader, part: Part, seen: _Seen, so_far: _PartSoFar) -> None:
    for entry in reader:
        if isinstance(entry, RecordRead):
            so_far.records[entry.kind] += 1
            so_far.problems += len(entry.problems)
            if isinstance(entry.record, Container):
                so_far.records[Kind.DOCUMENT] += len(entry.record.documents)
            seen.look(entry.record, part)
        elif isinstance(entry, SectionClosed):
            so_far.problems += len(entry.problems)
            so_far.sections.append(_section(entry))
    for problem in reader.problems:
        so_far.problems += 1
        if problem.finding is UNKNOWN_ELEMENT:
            seen.unknown[problem.place.path] += problem.message.count or 1


def _section(entry: SectionClosed) -> SectionRow:
    header = entry.header
    return SectionRow(
        section=entry.section,
        id=getattr(header, "id", None),
        name=getattr(header, "name", None),
        changes_only=getattr(header, "changes_only", None),
    )
