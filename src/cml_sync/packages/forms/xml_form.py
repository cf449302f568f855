"""A package as XML files: what `package.Package` reads, written."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from io import BytesIO
from shutil import copyfileobj
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Final, Self

from cml_sync.messages import text, text_n
from cml_sync.model.classifier import Unit
from cml_sync.model.documents import Container
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import SECTION_FIELDS, SPOTS, field_of, model_at
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.forms.adding_up import added_up
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_losses import UNSAID, Loss, losses, told
from cml_sync.packages.package import Picture
from cml_sync.problems import Place, Problem
from cml_sync.xml.dialects import Dialect, Units, faithful, version_number
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionOpened
from cml_sync.xml.writer import PartWriter
from cml_sync.xml.writing.adapt_units import adapt_units, dictionary

if TYPE_CHECKING:
    from typing_extensions import Buffer

_COPY: Final = 1024 * 1024
_WITH_UNITS: Final = frozenset({Kind.PRODUCT, Kind.OFFER, Kind.DOCUMENT, Kind.CONTAINER})
_ONE: Final = 1
_CONTAINERS: Final = 3
"""The version that has containers of documents, and parts with a classifier in any place."""


class XmlTarget:
    """Writes XML parts; a `form.Target`.

    Containers of documents are taken apart where the dialect has none, and sections that it has no
    words for are left out; both are told as problems.

    Attributes:
        left_out: how many records of each kind were left out.
    """

    def __init__(
        self,
        output: Output,
        dialect: Dialect | None = None,
        *,
        encoding: str | None = None,
        bom: bool | None = None,
    ) -> None:
        """Nothing is written yet; `output` is opened and closed with this target.

        Args:
            output: where the parts go.
            dialect: of the receiver; None writes each part as it was read (`dialects.faithful`).
            encoding: another one than the dialect says, as Python knows it.
            bom: whether the files begin with a byte order mark; None as the dialect says.
        """
        self._output = output
        self._dialect = dialect
        self._encoding = encoding
        self._bom = bom
        self._units: list[Unit] = []
        self.left_out: Counter[Kind] = Counter()
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the dialect could not say, one for each field, character or kind."""
        return added_up(self._problems)

    def dialect_of(self, header: PartHeader) -> Dialect:
        """The dialect in which a part with this header is written."""
        dialect = faithful(header) if self._dialect is None else self._dialect
        if self._encoding is not None:
            dialect = replace(dialect, encoding=self._encoding)
        return dialect if self._bom is None else replace(dialect, bom=self._bom)

    @contextmanager
    def part(self, relative: str, header: PartHeader) -> Iterator["XmlPart"]:
        """Begin a part (see `form.Target`).

        Raises:
            FindingsError: an unsafe name, or one that comes twice.
            OutputWriteError: the disk does not take it.
        """
        dialect = self.dialect_of(header)
        with (
            self._output.file(relative) as file,
            PartWriter(file, dialect, header.information) as writer,
        ):
            part = XmlPart(writer, file, dialect, self._units)
            yield part
        self._problems += part.problems
        self.left_out += part.left_out

    @contextmanager
    def rehearsed(self, header: PartHeader) -> Iterator["XmlPart"]:
        """A part that is written nowhere: what is said in it is as large as in one that is."""
        dialect, nowhere = self.dialect_of(header), _Nowhere()
        with PartWriter(nowhere, dialect, header.information) as writer:
            yield XmlPart(writer, nowhere, dialect, list(self._units))

    def picture(self, picture: Picture) -> None:
        """Copy a picture or another attachment."""
        with self._output.file(picture.relative) as sink, picture.open() as file:
            copyfileobj(file, sink, _COPY)

    def __enter__(self) -> Self:
        self._output.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._output.__exit__(kind, error, trace)


class _Nowhere(BytesIO):
    """A file that only counts the bytes that are written to it."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def write(self, data: "Buffer") -> int:
        size = memoryview(data).nbytes
        self._count += size
        return size

    def tell(self) -> int:
        return self._count


class XmlPart:
    """One XML file that is being written; a `form.TargetPart`.

    Args:
        writer: of the file.
        file: that is written.
        dialect: in which it is written.
        units: the sender's dictionary of them; grows with what passes.

    Attributes:
        left_out: how many records of each kind were left out.
    """

    def __init__(
        self, writer: PartWriter, file: BinaryIO, dialect: Dialect, units: list[Unit]
    ) -> None:
        self._writer = writer
        self._file = file
        self._dialect = dialect
        self._units = units
        self._known = dictionary(units)
        self._silent = False
        self._parted = 0
        self._begun = False
        self._late = 0
        self._sections, self._spots = _unsayable(dialect)
        self.left_out: Counter[Kind] = Counter()
        self._unsaid: Counter[str] = Counter()
        self._lost: Counter[Loss] = Counter()

    def entry(self, entry: Entry) -> None:
        """Take the next entry, in document order.

        Raises:
            FindingsError: a value that XML or the encoding cannot hold.
        """
        if isinstance(entry, RecordRead):
            self._record(entry)
        elif isinstance(entry, SectionOpened):
            self._late += self._begun and entry.section is Section.CLASSIFIER
            self._silent = entry.section in self._sections
            if not self._silent:
                self._writer.open(entry.section, entry.header)
        elif self._silent:
            self._silent = False
        else:
            self._writer.close(entry.header)
        self._begun = True

    def finish(self, information: CommercialInformation) -> None:
        """No entry follows; `information` is the root as it was known at the end."""
        self._writer.finish(information)

    @property
    def size(self) -> int:
        """In bytes, so far."""
        return self._file.tell()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the dialect could not say."""
        return (*self._writer.problems, *self._own_problems(), *self._writer.trifles)

    def _record(self, entry: RecordRead) -> None:
        record = entry.record
        if isinstance(record, Unit):
            self._units.append(record)
            self._known = dictionary(self._units)
        if self._known and entry.kind in _WITH_UNITS and self._dialect.units is not Units.AS_IS:
            record = adapt_units(record, self._dialect.units, self._known)
        if (entry.section, entry.kind) not in self._spots:
            self._lost.update(losses(record, self._dialect))
            self._writer.record(record)
        elif isinstance(record, Container):
            self._parted += len(record.documents) > _ONE or bool(record.unknown)
            for document in record.documents:
                self._writer.record(document)
        else:
            self.left_out[entry.kind] += 1
            self._unsaid[field_path(entry.kind, entry.section)] += 1

    def _own_problems(self) -> Iterator[Problem]:
        version = self._dialect.schema_version or "–"
        for path, count in sorted(self._unsaid.items()):
            yield Problem(
                UNSAID,
                text_n(
                    "{path} is not in schema {version}: {count} record is left out",
                    "{path} is not in schema {version}: {count} records are left out",
                    count,
                    path=path,
                    version=version,
                ),
                Place(path=path),
                text("Choose a newer schema version for this receiver if it reads one"),
            )
        for loss, count in self._lost.items():
            yield told(loss, count, self._dialect)
        if self._late and _is_old(self._dialect):
            yield Problem(
                UNSAID,
                text_n(
                    "Schema {version} has a classifier first: {count} stands behind something else",
                    "Schema {version} has a classifier first: {count} stand behind something else",
                    self._late,
                    version=version,
                ),
                Place(path=slots_by_name(CommercialInformation)["classifiers"].wire.path),
                text("Merge the parts (`--merge`): it is written into a part of its own then"),
            )
        if self._parted:
            yield Problem(
                UNSAID,
                text_n(
                    "Schema {version} has no containers: {count} is taken apart, its documents "
                    "stand on their own",
                    "Schema {version} has no containers: {count} are taken apart, their documents "
                    "stand on their own",
                    self._parted,
                    version=version,
                ),
                Place(path=field_path(Kind.CONTAINER, None)),
            )


@cache
def _unsayable(
    dialect: Dialect,
) -> tuple[frozenset[Section], frozenset[tuple[Section | None, Kind]]]:
    """The sections that `dialect` has no words for, and the places of records."""
    root = slots_by_name(CommercialInformation)
    sections = frozenset(
        section for section, name in SECTION_FIELDS.items() if not dialect.says(root[name].wire)
    )
    spots = frozenset(
        (spot.section, kind)
        for spot, kind in SPOTS.items()
        if spot.section in sections
        or not dialect.says(slots_by_name(model_at(spot.section))[spot.field].wire)
    )
    if _is_old(dialect):  # whoever reads 2.x finds no document in a container
        spots |= {(None, Kind.CONTAINER)}
    return sections, spots


def _is_old(dialect: Dialect) -> bool:
    """Whether a dialect is of one of the schemas 2.x."""
    version = version_number(dialect.schema_version)
    return version is not None and version < _CONTAINERS


def field_path(kind: Kind, section: Section | None) -> str:
    """Where records of `kind` stand, in names of the standard."""
    root = slots_by_name(CommercialInformation)
    if section is None:
        return root[field_of(kind, None)].wire.path
    outer = root[SECTION_FIELDS[section]]
    if outer.element is None:
        return outer.wire.path
    return f"{outer.wire.path}/{slots_by_name(outer.element)[field_of(kind, section)].wire.path}"
