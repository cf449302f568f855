"""A package that is written as tables: what they hold, and nothing else."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Any, BinaryIO, Final, Self

from cml_sync.messages import text, text_n
from cml_sync.model.information import CommercialInformation
from cml_sync.packages.forms.csv.style import CsvStyle
from cml_sync.packages.forms.csv.tables import TABLES
from cml_sync.packages.forms.csv.telling import Teller
from cml_sync.packages.forms.findings import NO_PLACE, NO_PLACE_NEEDED
from cml_sync.packages.forms.form import TargetPart
from cml_sync.packages.forms.output import Output
from cml_sync.packages.package import Picture
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed
from cml_sync.xml.writing.unwritable import UnencodableCharacterError

_MARK: Final = b"\xef\xbb\xbf"


class CsvTarget:
    """Writes a package as tables (see `form.Target`).

    A folder gets a file for each table that has rows; a single file gets one table.
    """

    def __init__(
        self, output: Output, style: CsvStyle | None = None, tables: Sequence[str] = ()
    ) -> None:
        """Nothing is written yet.

        Args:
            output: a folder, or a single file for one table.
            style: how the tables are spelt; None: as `CsvStyle` is by itself.
            tables: that are wanted; empty: all of them.

        Raises:
            ValueError: there is no such table; a single file and not exactly one table.
        """
        wanted = tuple(tables) or tuple(TABLES)
        if not set(wanted) <= set(TABLES) or (output.single and len(wanted) != 1):
            message = f"no such tables: {wanted}"
            raise ValueError(message)
        self._output = output
        self._style = style or CsvStyle()
        self._wanted = wanted
        self._teller = Teller(frozenset(wanted), comma=self._style.decimal_comma)
        self._files = ExitStack()
        self._writers: dict[str, _TableWriter] = {}
        self._pictures = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(self._output)
            if self._output.single:
                self._writer(self._wanted[0])
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            with self._stack, self._files:
                for name in () if self._writers else self._wanted:
                    self._writer(name)  # a header row says that there is nothing
                return
        try:
            self._files.__exit__(kind, error, trace)  # a full disk fails once more here
        finally:
            self._stack.__exit__(kind, error, trace)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What found no column, field by field, with the number of records; and pictures."""
        place = Place(file=str(self._output.path))
        hint = text("JSON Lines hold everything; a table is for those who read nothing else")
        found = [
            Problem(
                NO_PLACE,
                text_n(
                    "`{field}` of {count} record (`{kind}`) has no column",
                    "`{field}` of {count} records (`{kind}`) has no column",
                    count,
                    field=field,
                    kind=kind,
                )
                if field
                else text_n(
                    "{count} record (`{kind}`) has no row in these tables",
                    "{count} records (`{kind}`) have no rows in these tables",
                    count,
                    kind=kind,
                ),
                place,
                hint,
            )
            for (kind, field), count in sorted(self._teller.lost.items())
        ]
        if self._pictures:
            message = text_n(
                "{count} picture has no place in a table",
                "{count} pictures have no place in a table",
                self._pictures,
            )
            found.append(Problem(NO_PLACE, message, place, hint))
        return (*found, *self._trifles(place))

    def _trifles(self, place: Place) -> Iterator[Problem]:
        for section, count in sorted(self._teller.headers.items()):
            if count:
                message = text(
                    "What `{section}` says of itself has no place in a table", section=section
                )
                yield Problem(NO_PLACE_NEEDED, message, place)
        for (kind, field), count in sorted(self._teller.emptied.items()):
            yield Problem(
                NO_PLACE_NEEDED,
                text_n(
                    "An empty `{field}` of {count} record (`{kind}`) clears nothing in a table",
                    "An empty `{field}` of {count} records (`{kind}`) clears nothing in a table",
                    count,
                    field=field,
                    kind=kind,
                ),
                place,
            )

    @contextmanager
    def part(self, relative: str, header: PartHeader) -> Iterator[TargetPart]:  # noqa: ARG002 - a table knows no parts
        """Begin a part; its rows follow those of the parts before it."""
        yield _Rows(self)

    def picture(self, picture: Picture) -> None:  # noqa: ARG002 - only counted
        """A table has no place for it."""
        self._pictures += 1

    def record(self, entry: RecordRead) -> None:
        """The rows of a record.

        Raises:
            UnencodableCharacterError: the encoding cannot hold a character of it.
        """
        for table, cells in self._teller.rows(entry.record):
            try:
                self._writer(table).row(cells)
            except UnicodeEncodeError as error:
                raise UnencodableCharacterError(
                    error.object[error.start],
                    self._style.encoding_name,
                    table,
                    entry.place.record_id,
                ) from error

    def header(self, entry: SectionClosed) -> None:
        """What a section says of itself."""
        self._teller.header(entry.section, entry.header)

    def _writer(self, name: str) -> "_TableWriter":
        found = self._writers.get(name)
        if found is None:
            table = TABLES[name]
            file = self._files.enter_context(self._output.file(table.file))
            found = self._writers[name] = _TableWriter(file, self._style)
            found.row(table.names)
        return found


class _Rows:
    """A part that becomes rows."""

    def __init__(self, target: CsvTarget) -> None:
        self._target = target

    def entry(self, entry: Entry) -> None:
        """Take the next entry; what sections say has no place in a table."""
        if isinstance(entry, RecordRead):
            self._target.record(entry)
        elif isinstance(entry, SectionClosed):
            self._target.header(entry)

    def finish(self, information: CommercialInformation) -> None:
        """No entry follows; the root has no place in a table."""


class _TableWriter:
    """Rows of one file, encoded one by one, so that a character at fault is that of a record."""

    def __init__(self, file: BinaryIO, style: CsvStyle) -> None:
        self._file = file
        self._encoding = style.encoding
        self._text = io.StringIO(newline="")
        self._csv: Any = csv.writer(self._text, delimiter=style.separator, lineterminator="\r\n")
        if style.bom and style.encoding == "utf-8":
            file.write(_MARK)

    def row(self, cells: Sequence[str]) -> None:
        self._csv.writerow(cells)
        row = self._text.getvalue()
        self._text.seek(0)
        self._text.truncate()
        self._file.write(row.encode(self._encoding))
