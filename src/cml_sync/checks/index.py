"""What is remembered of a package while it streams by: ids and a few facts, never records."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cml_sync.checks.tables import IdTable, Sighting, Sightings
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place

PENDING_LIMIT: Final = 20_000
"""How many different ids without a definition are kept per target."""

SPLIT_SINCE: Final = Decimal(3)
"""From this schema version on, price types and warehouses come in parts of their own."""


class Target(StrEnum):
    """What an id can refer to."""

    GROUP = "group"
    PROPERTY = "property"
    OPTION = "option"
    PRICE_TYPE = "price_type"
    WAREHOUSE = "warehouse"
    PRODUCT = "product"


class Index:
    """What was met in the package so far.

    Attributes:
        counts: records by kind.
        sections: the first place of every section, by what it says in `СодержитТолькоИзменения`
            (None where it says nothing).
        repeated: ids by kind, with bits that say what was met of them.
        price_types: the currency of every price type, by id, as written.
        price_currencies: every pair of price type and currency met in prices.
        price_type_names: the id of the price type that first had a name.
        options: ids of the properties that list their options.
        incomplete: a part of the package could not be read.
    """

    def __init__(self, pending_limit: int = PENDING_LIMIT) -> None:
        self.counts: Counter[Kind] = Counter()
        self.sections: dict[tuple[Section, bool | None], Place] = {}
        self.repeated: dict[Kind, IdTable] = {kind: IdTable() for kind in Kind}
        self.price_types: dict[str, str | None] = {}
        self.price_currencies = Sightings(pending_limit)
        self.price_type_names: dict[str, str] = {}
        self.options: set[str] = set()
        self.incomplete = False
        self._known = {target: IdTable() for target in Target}
        self._defined_in: dict[Target, set[Section]] = {target: set() for target in Target}
        self._split = False
        self._pending = {target: Sightings(pending_limit) for target in Target}

    def section(self, section: Section, place: Place, *, changes_only: bool | None) -> None:
        """Remembers that a section was met, and whether it says that it holds only changes."""
        self.sections.setdefault((section, changes_only), place)

    def define(
        self, target: Target, identifier: str, section: Section, version: Decimal | None
    ) -> None:
        """Remembers a definition."""
        self._known[target].mark(identifier)
        self._defined_in[target].add(section)
        self._split = self._split or (version is not None and version >= SPLIT_SINCE)

    def refer(self, target: Target, place: Place, *key: str) -> None:
        """Remembers a reference, unless its definition was met already.

        Args:
            target: what is referred to.
            place: where.
            key: the id; for an option the property's id and the value.
        """
        if not self._known[target].knows("\0".join(key) if len(key) > 1 else key[0]):
            self._pending[target].add(key, place)

    def defines(self, target: Target) -> bool:
        """Whether the package holds any definition of `target`."""
        return len(self._known[target]) > 0

    def missing(self, target: Target) -> Iterator[tuple[tuple[str, ...], Sighting]]:
        """The references that found no definition up to now."""
        known = self._known[target]
        for key, sighting in self._pending[target].items():
            if not known.knows("\0".join(key)):
                yield key, sighting

    def dropped(self, target: Target) -> int:
        """How many references without a definition were too many to be kept."""
        return self._pending[target].dropped

    def is_partial(self, target: Target) -> bool:
        """Whether the definitions of `target` in the package need not be all there are.

        A part that says that it holds only changes defines what has changed. The price types and
        warehouses of a 2.x package of offers are always listed in full.
        """
        if self.incomplete:
            return True
        sections = self._defined_in[target]
        if Section.OFFERS_PACKAGE in sections and not self._split:
            return False
        if Section.CLASSIFIER in sections:
            says_nothing = (Section.CLASSIFIER, None) in self.sections
            return self._changes_only(Section.CLASSIFIER) or (
                says_nothing and self._changes_only(Section.CATALOG)
            )
        return any(self._changes_only(section) for section in sections)

    def _changes_only(self, section: Section) -> bool:
        return (section, True) in self.sections
