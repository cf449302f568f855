"""Tables that are read as a package: what they say are changes, and nothing but."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from cml_sync.model.information import CommercialInformation
from cml_sync.model.records import record_id
from cml_sync.packages.errors import NoPartsError, PathMissingError
from cml_sync.packages.forms.csv.records import HEADERS, KINDS, records
from cml_sync.packages.forms.csv.rows import Sheet, looks_like_table, rows, sheet
from cml_sync.packages.forms.csv.style import CsvStyle
from cml_sync.packages.forms.form import Reading, SourcePart
from cml_sync.packages.order import processing_order
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.limits import Limits

if TYPE_CHECKING:
    from cml_sync.packages.package import Picture

_TABLE: Final = ".csv"
_NAMESPACE: Final = "urn:1C.ru:commerceml_2"
_INFORMATION: Final = CommercialInformation(schema_version="2.10")


class CsvPart(NamedTuple):
    """A table as a part (see `form.SourcePart`).

    Attributes:
        name: as the user knows it.
        relative: what the same part would be called in XML (``prices.xml``).
        kind: what it holds.
        size: of the table, in bytes.
        generated_at: a table does not tell.
        sheet: the table.
        comma: numbers may have a decimal comma; None: they may where commas part no cells.
    """

    name: str
    relative: str
    kind: PartKind
    size: int
    generated_at: datetime | None
    sheet: Sheet
    comma: bool | None

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator[Reading]:  # noqa: ARG002 - the csv module has limits of its own
        """Begin a walk through it (see `form.SourcePart.read`).

        Raises:
            FindingsError: it cannot be read.
        """
        yield CsvReading(self.sheet, self.name, comma=self.comma)


class CsvReading:
    """Walks through one table (see `form.Reading`).

    Attributes:
        header: of an XML part of the same content, and the encoding of the table.
        information: likewise.
        problems: none.
    """

    def __init__(self, sheet: Sheet, name: str, *, comma: bool | None) -> None:
        """Nothing is read yet."""
        self.information = _INFORMATION
        self.problems: tuple[Problem, ...] = ()
        self.header = PartHeader(
            file=name,
            encoding="utf-8",
            declared_encoding="UTF-8",
            bom=False,
            namespace=_NAMESPACE,
            information=_INFORMATION,
            line=1,
            column=1,
            table_encoding=sheet.encoding,
        )
        self._sheet = sheet
        self._name = name
        self._comma = comma

    def __iter__(self) -> Iterator[Entry]:
        """The entries; once.

        Raises:
            WrongCellError: a row or a cell cannot be read.
        """
        table = self._sheet.table.name
        kind = KINDS[table]
        header = HEADERS[table]
        section = header[0] if header else None
        if header:
            yield SectionOpened(header[0], header[1], Place(self._name, 1, 1))
        for made in records(table, rows(self._sheet, comma=self._comma)):
            place = Place(self._name, made.line, 1, record_id=record_id(made.record))
            yield RecordRead(kind, made.record, section, place, made.problems)
        if header:
            yield SectionClosed(header[0], header[1])


class CsvSource:
    """Reads tables (see `form.Source`).

    Attributes:
        parts: one for each table, in the order in which they are taken.
        pictures: none.
    """

    def __init__(self, paths: Sequence[Path], style: CsvStyle | None = None) -> None:
        """The header row of every table is looked at.

        Args:
            paths: tables, and folders with tables in them.
            style: how they are spelt; None: separator and encoding are found out, and numbers may
                have a comma where commas part no cells.

        Raises:
            FindingsError: nothing is there, or the columns are those of no table.
        """
        encoding = None if style is None else style.encoding
        parts = [
            CsvPart(
                str(path),
                f"{path.stem}.xml",
                found.table.part,
                path.stat().st_size,
                None,
                found,
                style.decimal_comma if style is not None and style.decimal_comma else None,
            )
            for path in _files(paths)
            for found in (sheet(path, encoding),)
        ]
        self.parts: Sequence[SourcePart] = processing_order(parts)
        self.pictures: Sequence[Picture] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open."""


def looks_like_csv(path: Path) -> bool:
    """Whether tables are at `path`.

    A file of that extension, or one whose first row names the columns of a table; a folder with
    such files in it and no XML beside them.
    """
    if path.is_dir():
        beside = list(path.iterdir())
        return not any(one.suffix.lower() == ".xml" for one in beside) and any(
            one.suffix.lower() == _TABLE and one.is_file() and looks_like_table(one)
            for one in beside
        )
    if not path.is_file():
        return False
    return path.suffix.lower() == _TABLE or looks_like_table(path)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.exists():
            raise PathMissingError(str(path))
        if not path.is_dir():
            yield path
            continue
        tables = sorted(one for one in path.iterdir() if one.suffix.lower() == _TABLE)
        if not tables:
            raise NoPartsError(str(path))
        yield from tables
