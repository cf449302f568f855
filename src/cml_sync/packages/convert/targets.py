"""The target that a form is written with, by the name of the form."""

from pathlib import Path
from typing import Final

from cml_sync.packages.forms.form import Target
from cml_sync.packages.forms.output import STDOUT, Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.xml.dialects import DIALECTS, FAITHFUL, Dialect

LINES: Final = "jsonl"
TABLE: Final = "csv"

FORMS: Final = (*DIALECTS, LINES, TABLE)
"""Every form that a package is written in: the dialects of XML, JSON Lines, CSV."""

_SINGLE: Final = frozenset({".xml", ".jsonl", ".csv"})


def is_single(path: Path) -> bool:
    """Whether an output is one file, as its name says; a folder otherwise."""
    return path == STDOUT or path.suffix.lower() in _SINGLE


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
