"""The target that a form is written with, by the name of the form."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from cml_sync.messages import text
from cml_sync.packages.forms.form import Target
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.output_errors import OutputPlaceError
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.xml.dialects import DIALECTS, FAITHFUL, Dialect

if TYPE_CHECKING:
    from cml_sync.packages.forms.csv.style import CsvStyle

LINES: Final = "jsonl"
TABLES: Final = "csv"
TABLE_NAMES: Final = ("prices", "rests", "statuses", "goods")
"""What a table may hold."""

FORMS: Final = (*DIALECTS, LINES, TABLES)
"""Every form that a package is written in: the dialects of XML, JSON Lines, CSV."""


def dialect_named(form: str) -> Dialect | None:
    """The dialect of that name; None for forms other than XML."""
    return DIALECTS.get(form)


def xml_target(
    output: Output, dialect: Dialect, *, encoding: str | None = None, bom: bool | None = None
) -> XmlTarget:
    """A target of XML; that of `dialects.FAITHFUL` writes every part as it was read."""
    wanted = None if dialect is FAITHFUL else dialect
    return XmlTarget(output, wanted, encoding=encoding, bom=bom)


def lines_target(output: Output) -> Target:
    """A target of JSON Lines."""
    from cml_sync.packages.forms.jsonl.target import JsonLinesTarget  # noqa: PLC0415 - if wanted

    return JsonLinesTarget(output)


def tables_target(
    output: Output, style: "CsvStyle | None" = None, tables: Sequence[str] = ()
) -> Target:
    """A target of CSV tables; a single file takes one table, by default that of its name.

    Raises:
        OutputPlaceError: a single file, and nobody says which table.
    """
    from cml_sync.packages.forms.csv.target import CsvTarget  # noqa: PLC0415 - if wanted

    wanted = tuple(tables)
    if output.single and not wanted and output.path.stem in TABLE_NAMES:
        wanted = (output.path.stem,)
    if output.single and len(wanted) != 1:
        raise OutputPlaceError(
            str(output.path),
            text("one file holds one table: say `--kind`, or name a folder"),
            text("There are {tables}", tables=", ".join(TABLE_NAMES)),
        )
    return CsvTarget(output, style, wanted)
