"""What the CommerceML of a partner looks like, as data: one row per partner or schema version.

The presets are named as users name them in the configuration. Where a fact comes from is said at
the row.
"""

import codecs
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from cml_sync.model.wire import Wire
from cml_sync.model.wiring import Slot, respelt
from cml_sync.model.words import SCHEMA_VERSIONS
from cml_sync.xml.entries import PartHeader

NAMESPACE_2: Final = "urn:1C.ru:commerceml_2"
NAMESPACE_3: Final = "urn:1C.ru:commerceml_3"


class Units(StrEnum):
    """How the unit of a price or of a document line is written."""

    AS_IS = "as is"
    TEXT = "text"  # шт: up to three letters, valid up to schema 2.07; else the code
    CODE = "code"  # 796, the ОКЕИ code: valid from schema 2.08
    NONE = "none"


class DeletionForm(StrEnum):
    """How a record says that it is deleted; shops differ in which form they read."""

    ATTRIBUTE = "attribute"  # Статус="Удален", the form of the schema
    CHILD = "child"  # <Статус>Удален</Статус>, read by 1C-Bitrix and HostCMS
    MARK = "mark"  # <ПометкаУдаления>true</…>, 3.1


class StockForm(StrEnum):
    """How an offer says how much there is, and where."""

    AS_IS = "as is"
    ATTRIBUTES = "attributes"  # <Склад ИдСклада="…" КоличествоНаСкладе="…"/>, since schema 2.06
    RESTS = "rests"  # Остатки/Остаток/Склад, 3.1
    TOTAL = "total"  # Количество alone: schemas up to 2.05 know no warehouses


class Owners(StrEnum):
    """Whether the owner of a section is written: the schemas demand it, nobody reads it."""

    AS_IS = "as is"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """The look of one partner's CommerceML.

    Attributes:
        name: as in the configuration.
        schema_version: written as ``ВерсияСхемы``; None keeps that of the information.
        namespace: the default namespace of the root; empty for none.
        encoding: as Python knows it.
        bom: whether the file begins with a byte order mark.
        newline: between lines.
        vocabulary: None writes every field; a set writes what `schema_version` has, and of what no
            schema has only these (`Wire.beyond`).
        units: of prices and lines.
        deletions: every form a deleted record is written in; empty keeps the form it has.
        stocks: of offers, whatever form they have.
        stocks_alone: of offers that say nothing but their stock, if another form; 1C-Bitrix takes
            them for whole offers otherwise.
        lists_in_classifier: price types and warehouses stand in the classifier, where 3.1 has
            them; otherwise in the package of offers, as in every schema.
        owners: of classifiers, catalogues and packages of offers.
        empty_requisites: whether requisites without a value are written; УТ 11 takes the value of
            the requisite before an empty one.
    """

    name: str
    schema_version: str | None = None
    namespace: str = ""
    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    vocabulary: frozenset[str] | None = None
    units: Units = Units.AS_IS
    deletions: frozenset[DeletionForm] = frozenset()
    stocks: StockForm = StockForm.AS_IS
    stocks_alone: StockForm | None = None
    lists_in_classifier: bool = False
    owners: Owners = Owners.AS_IS
    empty_requisites: bool = True

    @property
    def encoding_name(self) -> str:
        """The encoding as the XML declaration names it."""
        return encoding_name(self.encoding)

    def says(self, wire: Wire) -> bool:
        """Whether this dialect has words for a field."""
        if self.vocabulary is None:
            return True
        if wire.beyond is not None:
            return wire.beyond in self.vocabulary
        version = version_number(self.schema_version)
        if version is None:
            return True
        since, until = version_number(wire.since), version_number(wire.until)
        return (since is None or since <= version) and (until is None or version <= until)

    def spells(self, slot: Slot) -> Slot:
        """A field under the name that this dialect's version has for it."""
        until, version = slot.wire.alias_until, version_number(self.schema_version)
        if until is None or version is None or version > Decimal(until):
            return slot
        return respelt(slot)


_ENCODING_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"utf-8": "UTF-8", "cp1251": "windows-1251"}
)


def encoding_name(encoding: str) -> str:
    """An encoding, by any name that Python knows, as an XML declaration names it."""
    codec = codecs.lookup(encoding).name
    if codec.startswith("utf-16"):
        return "UTF-16"
    return _ENCODING_NAMES.get(codec, codec)


def version_number(version: str | None) -> Decimal | None:
    """`version` for comparison; None if it is no number.

    Versions order as decimals (2.021 < 2.03 < 2.10 < 3.1); ``210`` is written by УНФ for 2.10.
    """
    if version is None:
        return None
    try:
        number = Decimal(version.strip())
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return number if number < 100 else number / 100  # noqa: PLR2004 - versions have one digit in front


FAITHFUL: Final = Dialect(name="faithful")
"""Writes whatever is set, in UTF-8 without a namespace."""


def faithful(header: PartHeader) -> Dialect:
    """The dialect that writes a part as it was read: its namespace, encoding and byte order mark.

    The version needs no word here: it stands in the information of the header.
    """
    return replace(
        FAITHFUL,
        namespace=header.namespace,
        encoding=header.encoding,
        bom=header.bom,
    )


_OF_SCHEMA_2_04: Final = Dialect(
    name="2.04",
    schema_version="2.04",
    bom=True,
    vocabulary=frozenset(),
    units=Units.TEXT,
    stocks=StockForm.TOTAL,
    deletions=frozenset({DeletionForm.ATTRIBUTE}),
)
_OF_SCHEMA_2_07: Final = replace(
    _OF_SCHEMA_2_04,
    name="2.07",
    schema_version="2.07",
    namespace=NAMESPACE_2,
    stocks=StockForm.ATTRIBUTES,
)

_PRESETS: Final = (
    FAITHFUL,
    # The schemas; 2.07 is what УТ 11, ERP and КА write up to today. The namespaces of the schemas
    # 2.04 and 2.05 are in no file that was ever seen; those of that age have none.
    _OF_SCHEMA_2_04,
    replace(_OF_SCHEMA_2_04, name="2.05", schema_version="2.05"),
    replace(_OF_SCHEMA_2_07, name="2.06", schema_version="2.06"),
    _OF_SCHEMA_2_07,
    replace(_OF_SCHEMA_2_07, name="2.08", schema_version="2.08", units=Units.CODE),
    replace(_OF_SCHEMA_2_07, name="2.09", schema_version="2.09", units=Units.CODE),
    replace(_OF_SCHEMA_2_07, name="2.10", schema_version="2.10", units=Units.CODE),
    # No schema of 3.1 is public: it is what the 1C-Bitrix module writes.
    Dialect(
        name="3.1",
        schema_version="3.1",
        namespace=NAMESPACE_3,
        bom=True,
        vocabulary=frozenset({"3.1", "BX"}),
        stocks=StockForm.RESTS,
        lists_in_classifier=True,
        deletions=frozenset({DeletionForm.MARK}),
    ),
    # Replies with orders to 1C: УТ compares the first characters with "<?xml" and binds a
    # namespaced reply to a typed package that refuses what it does not know.
    Dialect(name="ut11", schema_version="2.07", units=Units.TEXT, empty_requisites=False),
    # 1C-Bitrix reads its own child elements of deletion and not the attribute of the schema.
    Dialect(
        name="bitrix",
        schema_version="2.07",
        namespace=NAMESPACE_2,
        bom=True,
        units=Units.TEXT,
        stocks=StockForm.ATTRIBUTES,
        stocks_alone=StockForm.RESTS,
        deletions=frozenset(DeletionForm),
    ),
    # django-cml finds elements by their plain names: with a namespace it answers success and
    # stores nothing.
    Dialect(
        name="django-cml",
        schema_version="2.07",
        stocks=StockForm.ATTRIBUTES,
        deletions=frozenset({DeletionForm.ATTRIBUTE}),
    ),
)

DIALECTS: Final[Mapping[str, Dialect]] = MappingProxyType({row.name: row for row in _PRESETS})
"""Every preset by name."""

VERSIONS: Final = (*SCHEMA_VERSIONS, "3.1")
"""The versions that have a dialect of their own, oldest first."""


def of_version(version: str) -> Dialect:
    """The dialect of a schema version, in any spelling of it (``2.10``, ``210``).

    Raises:
        KeyError: there is no schema of that version.
    """
    number = version_number(version)
    for name in VERSIONS:
        if number is not None and number == version_number(name):
            return DIALECTS[name]
    raise KeyError(version)
