"""The walks of `inspect` through a package, and everything that is remembered on the way."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from cml_sync.errors import FindingsError
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.inspect_report import InspectedPart, NamedRow, SectionRow
from cml_sync.model.classifier import Group, PriceType
from cml_sync.model.documents import Container
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.warehouses import Warehouse
from cml_sync.packages.forms.form import Reading, Source, SourcePart
from cml_sync.packages.survey.facts import Facts
from cml_sync.packages.survey.filling import Filling
from cml_sync.packages.survey.finding_records import Finder
from cml_sync.packages.survey.named_pictures import NamedPictures
from cml_sync.packages.survey.names import tag_of
from cml_sync.packages.survey.sampling import Sampler
from cml_sync.packages.survey.shape import Shape
from cml_sync.packages.survey.shaping import Shaping
from cml_sync.packages.survey.strangers import unknown_elements
from cml_sync.packages.survey.tally import Tally
from cml_sync.packages.survey.tree import Trees
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed
from cml_sync.xml.findings import UNKNOWN_ELEMENT, repairs
from cml_sync.xml.limits import Limits
from cml_sync.xml.reader import PartReader

NAMED_SHOWN: Final = 1000
"""So many price types and warehouses are listed."""


class Asked(NamedTuple):
    """What is to be looked at beside the usual.

    Attributes:
        tree: the groups and properties.
        find: ids, numbers, articles and barcodes of records.
        sample: so many records of each kind.
        kinds: fill rates, samples, found records and the shape only of these; of all if empty.
        show_data: personal data is not masked.
        shape: the shape of the package.
        against: the shape of an earlier one.
    """

    tree: bool = False
    find: tuple[str, ...] = ()
    sample: int = 0
    kinds: tuple[Kind, ...] = ()
    show_data: bool = False
    shape: bool = False
    against: Shape | None = None


class Seen:
    """What was met in the package so far, each thing once."""

    def __init__(self, asked: Asked, pictures: NamedPictures) -> None:
        self.asked = asked
        self.pictures = pictures
        self.price_types: dict[str | None, NamedRow] = {}
        self.warehouses: dict[str | None, NamedRow] = {}
        self.unknown: Tally[str] = Tally()
        self.repaired = 0
        self.filling = Filling()
        self.facts = Facts()
        self.kinds = frozenset(asked.kinds)
        self.trees = Trees() if asked.tree else None
        self.finder = Finder(asked.find, asked.kinds, show_data=asked.show_data)
        self.sampler: Sampler | None = None
        known = asked.against.kinds if asked.against is not None else ()
        wanted = asked.shape or asked.against is not None
        self.shaping = Shaping(asked.kinds or known) if wanted else None

    def look(self, entry: RecordRead, relative: str) -> None:
        """Remembers what a record says."""
        kind, record = entry.kind, entry.record
        if entry.problems:
            self.repaired += repairs(entry.problems)
        if not self.kinds or kind in self.kinds:
            self.filling.look(kind, record)
        self.facts.look(kind, record)
        if isinstance(record, Product):
            if record.images:
                self.pictures.look(record.images, relative)
        elif isinstance(record, Container):
            self._documents(record)
        elif isinstance(record, PriceType | Warehouse):
            self._named(record)
        if self.shaping is not None:
            self.shaping.record(kind, record)
        if self.trees is not None:
            self.trees.look(kind, record)
        if self.asked.find:
            self.finder.look(entry)

    def look_again(self, entry: RecordRead) -> None:
        """Looks at a record for the second time."""
        self.finder.look_for_references(entry)
        if self.sampler is not None:
            self.sampler.look(entry)

    def look_for_unknown(self, entry: RecordRead) -> None:
        """Counts unknown elements, where the reader of a form does not."""
        for path in unknown_elements(entry.record, tag_of(entry.kind)):
            self.unknown.add(path)

    def _documents(self, container: Container) -> None:
        if not self.kinds or Kind.DOCUMENT in self.kinds:
            for document in container.documents:
                self.filling.look(Kind.DOCUMENT, document)

    def _named(self, record: PriceType | Warehouse) -> None:
        if isinstance(record, PriceType):
            rows, currency = self.price_types, record.currency
        else:
            rows, currency = self.warehouses, None
        if len(rows) < NAMED_SHOWN:
            row = NamedRow(id=record.id, name=record.name, currency=currency)
            rows.setdefault(record.id, row)


@dataclass(slots=True)
class _PartSoFar:
    """What is known of a part while it is read."""

    header: PartHeader | None = None
    sections: list[SectionRow] = field(default_factory=list)
    records: Counter[Kind] = field(default_factory=Counter)
    groups: int = 0
    problems: int = 0
    failure: Failure | None = None

    def take(self, entry: RecordRead) -> None:
        """Counts a record, the documents in a container, and the groups in a group."""
        self.records[entry.kind] += 1
        if entry.problems:
            self.problems += len(entry.problems)
        if isinstance(entry.record, Container):
            self.records[Kind.DOCUMENT] += len(entry.record.documents)
        elif isinstance(entry.record, Group):
            self.groups += _with_those_below(entry.record)

    def close(self, entry: SectionClosed) -> None:
        """Keeps what a section says of itself."""
        self.problems += len(entry.problems)
        self.sections.append(_section(entry))


def inspect_part(
    part: SourcePart,
    seen: Seen,
    limits: Limits | None,
    watched: Callable[[Reading], Iterable[Entry]] = iter,
) -> InspectedPart:
    """The first walk through a part; why it ends early is no error but a row of the report.

    Args:
        part: to be read.
        seen: remembers what is met.
        limits: what the part may ask for.
        watched: its entries, with somebody else looking at them.
    """
    so_far = _PartSoFar()
    try:
        with part.read(limits) as reading:
            so_far.header = reading.header
            entries = watched(reading)
            _read(reading, entries, part.relative, seen, so_far)
    except FindingsError as error:
        so_far.failure = Failure.of(error)
    known = {} if so_far.header is None else _known(so_far.header)
    return InspectedPart.model_validate(
        {
            "name": part.name,
            "kind": part.kind,
            "size": part.size,
            "sections": so_far.sections,
            "records": dict(so_far.records),
            "groups": so_far.groups,
            "problems": so_far.problems,
            "failure": so_far.failure,
            **known,
        }
    )


def _known(header: PartHeader) -> dict[str, Any]:
    """What the beginning of a part says; a table has no root that could say anything."""
    if header.table_encoding is not None:
        return {"namespace": None, "encoding": header.table_encoding}
    return {
        "schema_version": header.information.schema_version,
        "namespace": header.namespace,
        "encoding": header.encoding,
        "declared_encoding": header.declared_encoding,
        "bom": header.bom,
        "generated_at": header.information.generated_at,
        "exchange_id": header.information.exchange_id,
    }


def _with_those_below(group: Group) -> int:
    count, waiting = 0, [group]
    while waiting:
        count += 1
        waiting += waiting.pop().children
    return count


def _read(
    reading: Reading, entries: Iterable[Entry], relative: str, seen: Seen, so_far: _PartSoFar
) -> None:
    shaping = seen.shaping
    if shaping is not None:
        shaping.part(reading.header)
    counted_there = isinstance(reading, PartReader)
    for entry in entries:
        if isinstance(entry, RecordRead):
            so_far.take(entry)
            seen.look(entry, relative)
            if not counted_there:
                seen.look_for_unknown(entry)
        elif isinstance(entry, SectionClosed):
            so_far.close(entry)
            seen.repaired += repairs(entry.problems)
            if shaping is not None:
                shaping.section(entry.section, entry.header)
    if shaping is not None:
        shaping.information(reading.information)
    _take_problems(reading, seen, so_far)


def _take_problems(reading: Reading, seen: Seen, so_far: _PartSoFar) -> None:
    seen.repaired += repairs(reading.problems)
    for problem in reading.problems:
        so_far.problems += 1
        if problem.finding is UNKNOWN_ELEMENT:
            seen.unknown.add(problem.place.path, problem.message.count or 1)


def counted(parts: Sequence[InspectedPart]) -> Counter[Kind]:
    """How many records of each kind all parts hold together."""
    counts: Counter[Kind] = Counter()
    for part in parts:
        counts.update(part.records)
    return counts


def walk_again(
    source: Source, parts: Sequence[InspectedPart], seen: Seen, limits: Limits | None
) -> None:
    """The second walk through the package: samples, and who refers to what was found."""
    asked = seen.asked
    counts = counted(parts)
    readable = [
        part for part, inspected in zip(source.parts, parts, strict=True) if inspected.records
    ]
    if asked.sample:
        wanted = {kind: n for kind, n in counts.items() if not seen.kinds or kind in seen.kinds}
        seen.sampler = Sampler(asked.sample, wanted, show_data=asked.show_data)
    for part in readable:
        try:
            with part.read(limits) as reading:
                for entry in reading:
                    if isinstance(entry, RecordRead):
                        seen.look_again(entry)
        except FindingsError:
            continue  # the first walk ended there as well, and has said why


def _section(entry: SectionClosed) -> SectionRow:
    header = entry.header
    return SectionRow(
        section=entry.section,
        id=getattr(header, "id", None),
        name=getattr(header, "name", None),
        changes_only=getattr(header, "changes_only", None),
    )
