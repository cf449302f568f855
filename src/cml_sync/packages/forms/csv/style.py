"""How a table is spelt: separator, decimal sign, encoding."""

from typing import Final, Literal, NamedTuple

from cml_sync.xml.dialects import encoding_name

SEPARATORS: Final = (";", ",", "\t")


class CsvStyle(NamedTuple):
    """How tables are written; of tables that are read, only what is not seen in them.

    Attributes:
        separator: between cells.
        decimal_comma: numbers have a comma, as Russian spreadsheets want it.
        encoding: of the file; windows-1251 is ``cp1251``.
        bom: a byte order mark in front of UTF-8, by which Excel knows it.
    """

    separator: Literal[";", ",", "\t"] = ";"
    decimal_comma: bool = False
    encoding: Literal["utf-8", "cp1251"] = "utf-8"
    bom: bool = False

    @property
    def encoding_name(self) -> str:
        """The encoding as people know it."""
        return encoding_name(self.encoding)
