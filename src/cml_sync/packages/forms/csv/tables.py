"""The tables: which columns each of them has. The only place where these names are typed."""

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final, NamedTuple

from cml_sync.packages.parts import PartKind


class CellKind(Enum):
    """What stands in the cells of a column."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"  # true, false, or nothing


class Column(NamedTuple):
    """One column.

    Attributes:
        name: in the header row.
        kind: of its cells.
        needed: the column must be there, and no cell of it may be empty.
    """

    name: str
    kind: CellKind = CellKind.TEXT
    needed: bool = False


class Table(NamedTuple):
    """One table.

    Attributes:
        name: what it is called; its file is ``<name>.csv``.
        part: what an XML part of the same content is called.
        columns: in the order in which they are written.
    """

    name: str
    part: PartKind
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def names(self) -> tuple[str, ...]:
        """Those of its columns."""
        return tuple(column.name for column in self.columns)


_ID: Final = Column("id", needed=True)

TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {
        table.name: table
        for table in (
            Table(
                "prices",
                PartKind.PRICES,
                (
                    _ID,
                    Column("price_type_id"),
                    Column("value", CellKind.NUMBER, needed=True),
                    Column("currency"),
                    Column("unit"),
                    Column("coefficient", CellKind.NUMBER),
                    Column("min_quantity", CellKind.NUMBER),
                ),
            ),
            Table(
                "rests",
                PartKind.RESTS,
                (_ID, Column("warehouse_id"), Column("quantity", CellKind.NUMBER, needed=True)),
            ),
            Table(
                "statuses",
                PartKind.DOCUMENTS,
                (
                    _ID,
                    Column("number"),
                    Column("number_1c"),
                    Column("status", needed=True),
                    Column("status_id"),
                    Column("paid", CellKind.FLAG),
                    Column("shipped", CellKind.FLAG),
                    Column("cancelled", CellKind.FLAG),
                ),
            ),
            Table(
                "goods",
                PartKind.GOODS,
                (
                    _ID,
                    Column("sku"),
                    Column("barcode"),
                    Column("name", needed=True),
                    Column("unit_code"),
                    Column("unit_name"),
                    Column("group_id"),
                    Column("brand"),
                    Column("country"),
                    Column("weight", CellKind.NUMBER),
                    Column("description"),
                    Column("deleted", CellKind.FLAG),
                ),
            ),
        )
    }
)
"""Every table by its name."""


def table_of(header: tuple[str, ...]) -> Table | None:
    """The table that has these columns: all that it needs, none twice, none that it has not."""
    names = set(header)
    if len(names) != len(header):
        return None
    for table in TABLES.values():
        needed = {column.name for column in table.columns if column.needed}
        if needed <= names <= set(table.names):
            return table
    return None
