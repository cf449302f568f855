"""Cells: numbers, flags, and texts that no spreadsheet may take for a formula."""

from decimal import Decimal
from typing import Final

from cml_sync.patterns import pattern

_FORMULA: Final = pattern(r"'*[=+\-@\t\r\n]")
_GUARDED: Final = pattern(r"'+[=+\-@\t\r\n]")
_DOTTED: Final = pattern(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_EITHER: Final = pattern(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED: Final = pattern(r"[+-]?[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_BLANKS: Final = pattern(r"[ \u00a0\u2009\u202f]")
_LONGEST: Final = 60
_FLAGS: Final = {"true": True, "1": True, "да": True, "false": False, "0": False, "нет": False}


def guarded(value: str) -> str:
    """`value` as a cell: what a spreadsheet would take for a formula gets an apostrophe."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguarded(cell: str) -> str:
    """What `guarded` made a cell of."""
    return cell[1:] if _GUARDED.match(cell) else cell


def number_cell(value: Decimal | None, *, comma: bool) -> str:
    """A number without an exponent; nothing for None. A minus is no formula."""
    if value is None:
        return ""
    said = f"{value:f}"
    return said.replace(".", ",") if comma else said


def read_number(cell: str, *, comma: bool) -> Decimal | None:
    """The number in a cell; with `comma` the decimal sign may be one. None: it is no number."""
    said = cell.strip()
    shape = _EITHER if comma else _DOTTED
    if len(said) > _LONGEST or not shape.fullmatch(said):
        return None
    return Decimal(said.replace(",", "."))


def ungrouped(cell: str) -> str | None:
    """A number without the blanks that people, and Excel, put between thousands; None: no such."""
    said = cell.strip()
    if len(said) > _LONGEST or not _GROUPED.fullmatch(said):
        return None
    return _BLANKS.sub("", said)


def flag_cell(*, value: bool | None) -> str:
    """``true``, ``false``, or nothing."""
    return "" if value is None else "true" if value else "false"


def read_flag(cell: str) -> bool | None:
    """What a cell says; None: neither yes nor no."""
    return _FLAGS.get(cell.strip().casefold())
