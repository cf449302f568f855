"""Names of the parts that are made anew, as 1C would write them."""

import posixpath
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid5

from cml_sync.packages.errors import UnsafeNameError
from cml_sync.packages.forms.form import SourcePart
from cml_sync.packages.naming import fold, safe_name
from cml_sync.packages.parts import PartKind

_OURS: Final = UUID("6f0f7c0e-5d0b-5b0a-9d55-6d2b7e7a3f10")
"""Makes ids of parts from what they hold: the same package gives the same names."""


class Role(StrEnum):
    """What a part of 3.1 holds; the value is the folder and the beginning of the name."""

    GROUPS = "groups"
    UNITS = "units"
    PRICE_TYPES = "priceLists"
    WAREHOUSES = "storages"
    GOODS_PROPERTIES = "propertiesGoods"
    OFFERS_PROPERTIES = "propertiesOffers"
    GOODS = "goods"
    OFFERS = "offers"
    PRICES = "prices"
    RESTS = "rests"


_SINGLE: Final = frozenset({Role.GROUPS, Role.UNITS, Role.PRICE_TYPES, Role.WAREHOUSES})
_NUMBERED: Final = frozenset({Role.GOODS, Role.GOODS_PROPERTIES, Role.OFFERS_PROPERTIES})
_STEMS: Final[Mapping[str, str]] = MappingProxyType({"import": "import", "offers": "offers"})


_APART: Final[Mapping[PartKind, str]] = MappingProxyType(
    {
        PartKind.DOCUMENTS: "orders.xml",
        PartKind.COUNTERPARTIES: "contragents.xml",
        PartKind.REFERENCE_BOOKS: "references.xml",
        PartKind.CHANGES: "offers_changes.xml",
    }
)


class ApartNames:
    """Names of the parts that are the same files in every layout: those they have.

    Args:
        merge: all parts of a kind get one name.
    """

    def __init__(self, *, merge: bool) -> None:
        self._merge = merge
        self._taken: set[str] = set()

    def name(self, part: SourcePart) -> str:
        """The name of a part."""
        if self._merge and part.kind in _APART:
            return _APART[part.kind]
        return part_name(part.relative, len(self._taken) + 1, self._taken)


def part_name(relative: str, number: int, taken: set[str]) -> str:
    """The name of a part in an XML package: its own, if that can be the name of a file there.

    Args:
        relative: its name where it was read.
        number: of the part, for a name that has to be made.
        taken: names that were given; the new one is added.
    """
    stem, extension = posixpath.splitext(relative)
    name = relative if extension.lower() == ".xml" else f"{stem}.xml"
    try:
        name = safe_name(name)
    except UnsafeNameError:
        name = f"part{number}.xml"
    if fold(name) in taken:
        name = f"{name.removesuffix('.xml')}_{number}.xml"
    taken.add(fold(name))
    return name


class SplitNames:
    """Names in the layout of 3.1 (``goods/goods_1_1_<guid>.xml``, ``groups/groups.xml``)."""

    def __init__(self) -> None:
        self._scopes: dict[Role, list[str]] = {}

    def name(self, role: Role, scope: str) -> str:
        """The name of the part of `scope` (a catalogue, a classifier); the same when asked again.

        Args:
            role: what it holds.
            scope: the id of what its records belong to.
        """
        scopes = self._scopes.setdefault(role, [])
        if scope not in scopes:
            scopes.append(scope)
        number = scopes.index(scope) + 1
        if role in _SINGLE and number == 1:
            return f"{role}/{role}.xml"
        portion = "_1" if role in _NUMBERED else ""
        return f"{role}/{role}_{number}{portion}_{uuid5(_OURS, f'{role}/{scope}')}.xml"


class ClassicNames:
    """Names in the layout of 2.x (``import0_1.xml``, ``offers0_1.xml``): catalogues from 0."""

    def __init__(self) -> None:
        self._scopes: list[str] = []

    def name(self, stem: str, scope: str) -> str:
        """The name of the first portion of `scope` (a catalogue).

        Args:
            stem: ``import`` or ``offers``.
            scope: the id of the catalogue.
        """
        if scope not in self._scopes:
            self._scopes.append(scope)
        return f"{_STEMS[stem]}{self._scopes.index(scope)}_1.xml"
