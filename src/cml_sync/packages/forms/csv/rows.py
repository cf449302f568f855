"""A table that is read row by row, with the place of every cell that is at fault."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from cml_sync.messages import Text, shortened, text
from cml_sync.packages.forms.csv.cells import read_flag, read_number, ungrouped, unguarded
from cml_sync.packages.forms.csv.errors import WrongCellError, WrongColumnsError
from cml_sync.packages.forms.csv.style import SEPARATORS
from cml_sync.packages.forms.csv.tables import TABLES, CellKind, Column, Table, table_of
from cml_sync.packages.landing import open_regular
from cml_sync.problems import Place, Problem
from cml_sync.xml.findings import ODD_NUMBER

_BLOCK: Final = 1024 * 1024
_MARK: Final = b"\xef\xbb\xbf"
_LONGEST_HEADER: Final = 64 * 1024
_LONGEST_NAME: Final = 40
_LONGEST_LINE: Final = 16 * 1024 * 1024


class Sheet(NamedTuple):
    """A file with a table in it.

    Attributes:
        path: of the file.
        table: which table.
        columns: in the order of the file.
        separator: between cells.
        encoding: of the file.
    """

    path: Path
    table: Table
    columns: tuple[Column, ...]
    separator: str
    encoding: str


class Row(NamedTuple):
    """One row.

    Attributes:
        line: of its first cell, counted from 1.
        cells: by column; texts, Decimal, bool; empty ones are not there.
        problems: what was mended in them.
    """

    line: int
    cells: dict[str, Any]
    problems: tuple[Problem, ...] = ()


def sheet(path: Path, encoding: str | None = None) -> Sheet:
    """A look at a table: the header row says what it is.

    Args:
        path: of the file.
        encoding: of the file; None: UTF-8 if it is valid from end to end, else windows-1251.

    Raises:
        WrongColumnsError: it fits no table.
        FindingsError: it cannot be opened.
    """
    used = encoding or _encoding(path)
    first = _first_line(path, used)
    for separator in SEPARATORS:
        names = _names(first, separator)
        table = table_of(names)
        if table is not None:
            known = {column.name: column for column in table.columns}
            return Sheet(path, table, tuple(known[name] for name in names), separator, used)
    expected = " · ".join(f"{table.name}: {', '.join(table.names)}" for table in TABLES.values())
    reason = _why(max((_names(first, one) for one in SEPARATORS), key=len))
    raise WrongColumnsError(Place(str(path), 1, 1), reason, expected)


def looks_like_table(path: Path) -> bool:
    """Whether the first row of a file names the columns of a table."""
    with open_regular(path) as file:
        start = file.read(_LONGEST_HEADER)
    first = start.removeprefix(_MARK).partition(b"\n")[0].decode("ascii", "replace")
    return any(table_of(_names(first, separator)) for separator in SEPARATORS)


def rows(sheet: Sheet, *, comma: bool | None = None) -> Iterator[Row]:
    """The rows of a table.

    Args:
        sheet: the table.
        comma: numbers may have a decimal comma; None: they may where commas part no cells.

    Raises:
        WrongCellError: a row has too few or too many cells, or a cell does not fit its column.
    """
    with open_regular(sheet.path) as file:
        lines = _Lines(file, sheet)
        csv.field_size_limit(
            _LONGEST_LINE
        )  # of the module: a description may be longer than its own
        reader = csv.reader(lines, delimiter=sheet.separator, strict=True)
        _next(reader, lines)
        with_comma = sheet.separator != "," if comma is None else comma
        while (cells := _next(reader, lines)) is not None:
            if cells:  # an empty line says nothing
                yield _row(cells, lines, sheet, comma=with_comma)


def _next(reader: Iterator[list[str]], lines: "_Lines") -> list[str] | None:
    lines.done()
    try:
        return next(reader, None)
    except csv.Error:
        reason = text("a cell in quotes does not end, or a line end stands in one without")
        raise lines.fault(0, reason) from None


class _Lines:
    """The lines of a file; those of the row that is being read are remembered."""

    def __init__(self, file: BinaryIO, sheet: Sheet) -> None:
        self.first = 1
        self._number = 0
        self._file = file
        self._sheet = sheet
        self._held: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._file.readline(_LONGEST_LINE)
        if not raw:
            raise StopIteration
        if self._number == 0:
            raw = raw.removeprefix(_MARK)
        if len(raw) == _LONGEST_LINE:
            raise self.fault(0, text("it is longer than any row may be"))
        try:
            line = raw.decode(self._sheet.encoding)
        except UnicodeDecodeError:
            raise self.fault(0, text("it is not in the encoding of the table")) from None
        self._number += 1
        self._held.append(line)
        return line

    def done(self) -> None:
        """The row is read."""
        self.first = self._number + 1
        self._held.clear()

    def fault(self, cell: int, reason: Text) -> WrongCellError:
        """Something is wrong with a cell of the row."""
        columns = ", ".join(column.name for column in self._sheet.columns)
        return WrongCellError(self.place(cell), reason, columns)

    def place(self, cell: int) -> Place:
        """Where a cell of the row begins."""
        line, column = _place("".join(self._held), cell, self._sheet.separator)
        return Place(str(self._sheet.path), self.first + line, column)


def _row(cells: Sequence[str], lines: _Lines, sheet: Sheet, *, comma: bool) -> Row:
    if len(cells) != len(sheet.columns):
        raise lines.fault(
            min(len(cells), len(sheet.columns)),
            text(
                "it has {there} cells, and the table has {columns} columns",
                there=len(cells),
                columns=len(sheet.columns),
            ),
        )
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for number, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
        if not (cell if column.kind is CellKind.TEXT else cell.strip()):
            if column.needed:
                raise lines.fault(number, text("`{column}` is empty", column=column.name))
            continue
        value: Any = unguarded(cell)
        if column.kind is CellKind.NUMBER:
            value = read_number(cell, comma=comma)
            if value is None and (dense := ungrouped(cell)) is not None:
                value = read_number(dense, comma=comma)
                message = text("`{column}` has blanks between its thousands", column=column.name)
                problems.append(Problem(ODD_NUMBER, message, lines.place(number)))
        elif column.kind is CellKind.FLAG:
            value = read_flag(cell)
        if value is None:
            raise lines.fault(number, _unreadable(column, comma=comma))
        values[column.name] = value
    return Row(lines.first, values, tuple(problems))


def _unreadable(column: Column, *, comma: bool) -> Text:
    if column.kind is CellKind.FLAG:
        return text("`{column}` is neither `true` nor `false`", column=column.name)
    if comma:
        return text("`{column}` is no number like `12.50` or `12,50`", column=column.name)
    return text("`{column}` is no number like `12.50`", column=column.name)


def _place(row: str, cell: int, separator: str) -> tuple[int, int]:
    """Lines passed and column, where a cell of a row begins."""
    quoted, passed, begins = False, 0, 0
    for at, character in enumerate(row):
        if passed == cell:
            break
        if character == '"':
            quoted = not quoted
        elif character == separator and not quoted:
            passed += 1
            begins = at + 1
    before = row[:begins]
    return before.count("\n"), begins - (before.rfind("\n") + 1) + 1


def _names(first: str, separator: str) -> tuple[str, ...]:
    try:
        (names,) = csv.reader([first], delimiter=separator)
    except (csv.Error, ValueError):
        return ()
    return tuple(name.strip().casefold() for name in names)


def _why(names: Sequence[str]) -> Text:
    if not any(names):
        return text("the first row is empty")
    known = {name for table in TABLES.values() for name in table.names}
    for name in names:
        if name not in known:
            shown = shortened(name, _LONGEST_NAME)
            return text("`{name}` is none", name=shown if shown.isprintable() else ascii(shown))
        if names.count(name) > 1:
            return text("`{name}` stands twice", name=name)
    return text("together they are no table: one that is needed is missing, or two are mixed")


def _first_line(path: Path, encoding: str) -> str:
    with open_regular(path) as file:
        line = file.readline(_LONGEST_HEADER)
    return line.removeprefix(_MARK).decode(encoding, "replace").strip("\r\n")


def _encoding(path: Path) -> str:
    """UTF-8 if the whole file is valid, with or without its mark; else windows-1251."""
    decoder = _UTF8(errors="strict")
    with open_regular(path) as file:
        try:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1251"
    return "utf-8"


_UTF8: Final = codecs.getincrementaldecoder("utf-8")
