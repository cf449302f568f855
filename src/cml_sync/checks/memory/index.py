"""What is remembered of a package while it streams by: ids and a few facts, never records."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from cml_sync.checks.knowledge.names import Names
from cml_sync.checks.memory.pictures import PictureNames
from cml_sync.checks.memory.tables import IdTable, Placed, Seen, Sighting, Sightings
from cml_sync.checks.memory.variants import Goods
from cml_sync.checks.receivers.memory import Memory
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place

PENDING_LIMIT: Final = 20_000
"""How many different ids without a definition are kept per target."""

_SETTLED: Final = 1_000
_DEFINED: Final = 1
_DELETED: Final = 2

SPLIT_SINCE: Final = Decimal(3)
"""From this schema version on, price types and warehouses come in parts of their own."""


class Target(StrEnum):
    """What an id can refer to; its value is the attribute of `Index`."""

    GROUP = "groups"
    PROPERTY = "properties"
    OPTION = "options"
    PRICE_TYPE = "price_types"
    WAREHOUSE = "warehouses"
    PRODUCT = "products"
    UNIT = "units"
    CATEGORY = "categories"


class Pending(Sightings):
    """The references that have found no definition yet.

    Where nothing at all is defined, no reference can be proved wrong, and nobody asks how often it
    was met: then those that are too many to be kept may be anyone's.
    """

    __slots__ = ("_defined",)

    def __init__(self, limit: int, defined: IdTable) -> None:
        super().__init__(limit)
        self._defined = defined

    def fits(self, seen: Seen) -> bool:
        """Whether it is sure whose cases were seen elsewhere, or does not matter."""
        return not len(self._defined) or super().fits(seen)


class References:
    """The definitions of one target, and the references to it that have found none yet."""

    __slots__ = ("_deleted", "_known", "_pending", "sections", "settled", "split")

    def __init__(self, limit: int) -> None:
        self._known = IdTable()
        self.settled: set[str] = set()
        """The first ids that were referred to and are defined: there is no more to look up."""
        self._pending = Pending(limit, self._known)
        self.sections: set[Section] = set()
        """The sections that hold definitions."""
        self.split = False
        """A part of 3.x holds definitions."""

    def define(
        self,
        identifier: str,
        section: Section,
        version: Decimal | None,
        *,
        deleted: bool = False,
    ) -> None:
        """Remembers a definition, or that something is deleted; that of an option by `option_key`.

        What is deleted in one part and defined in another counts as defined.
        """
        self._known.mark(identifier, bits=_DELETED if deleted else _DEFINED)
        self.sections.add(section)
        self.split = self.split or (version is not None and version >= SPLIT_SINCE)

    def refer(self, at: Placed, identifier: str) -> None:
        """Remembers a reference, unless its definition was met already."""
        if identifier not in self.settled and not (len(self._known) and self.knows(identifier)):
            self._pending.add((identifier,), at)

    def knows(self, identifier: str) -> bool:
        """Whether a definition was met; the first thousand ids it is asked for are found faster."""
        if identifier in self.settled:
            return True
        if not self._known.bits(identifier) & _DEFINED:
            return False
        if len(self.settled) < _SETTLED:
            self.settled.add(identifier)
        return True

    def refer_to_option(self, at: Placed, identifier: str, value: str) -> None:
        """Remembers a reference to an option of the property `identifier`."""
        if not self._known.bits(option_key(identifier, value)) & _DEFINED:
            self._pending.add((identifier, value), at)

    def missing(self) -> Iterator[tuple[tuple[str, ...], Sighting]]:
        """The references that found no definition up to now: the id, and the value of an option."""
        for key, sighting in self._pending.items():
            if not self._known.bits(_SEPARATOR.join(key)):
                yield key, sighting

    def to_deleted(self) -> Iterator[tuple[tuple[str, ...], Sighting]]:
        """The references to what is deleted: the id, and the value of an option."""
        for key, sighting in self._pending.items():
            if self._known.bits(_SEPARATOR.join(key)) == _DELETED:
                yield key, sighting

    @property
    def dropped(self) -> int:
        """How many references without a definition were too many to be kept."""
        return self._pending.dropped

    def __bool__(self) -> bool:
        """Whether there is any definition."""
        return len(self._known) > 0


class Edition(NamedTuple):
    """Schema version and moment of origin of a part; None where it does not say."""

    version: Decimal | None
    made: datetime | None


class Index:
    """What was met in the package so far.

    Attributes:
        counts: records by kind.
        sections: the first place of every section, by what it says in `СодержитТолькоИзменения`
            (None where it says nothing).
        repeated: ids by kind, with bits that say what was met of them.
        currencies: the currency of every price type, by id, as written.
        price_type_places: where every price type is defined first, by id.
        price_currencies: every pair of price type and currency met in prices.
        price_type_names: the id of the price type that first had a name.
        listed: ids of the properties that list their options.
        value_types: the type of the values of every property that has one of its own, by id.
        types_met: all these types.
        names: the names of groups, properties, price types, units, warehouses and categories.
        goods: the forms in which products and offers come.
        pictures: the pictures of the package by name; set by whoever knows the package.
        catalogs: the first place of every catalogue, package of offers and classifier, by section
            and by the id of the catalogue or classifier.
        zero_prices: how many prices of every price type are zero or empty.
        worthful: the price types that have a price above or below zero.
        marked: how many products and offers say that they are deleted, by kind.
        offers_say: everything that offers say (`gather.offer_bits`).
        numbers: of documents, the hash of operation, number and year, with that of the id.
        inns: of counterparties, the hash of the id, with that of the ИНН.
        ordered: the products of lines of documents.
        again: how many products, offers and documents of a part said what was said before, by file.
        editions: the schema version and the moment of every part that has sections, by its file;
            parts with nothing but documents are made at other times.
        incomplete: a part of the package could not be read.
        for_receivers: what the rules about receivers remember.
        alike: cases of rules that count them, by code, file, message and hint (`alike`).
        groups, properties, options, price_types, warehouses, products, units, categories:
            references and definitions.
    """

    def __init__(self, pending_limit: int = PENDING_LIMIT) -> None:
        self.counts: Counter[Kind] = Counter()
        self.sections: dict[tuple[Section, bool | None], Place] = {}
        self.repeated: dict[Kind, IdTable] = {kind: IdTable() for kind in Kind}
        self.currencies: dict[str, str | None] = {}
        self.price_type_places: dict[str, Place] = {}
        self.price_currencies = Sightings(pending_limit)
        self.price_type_names: dict[str, str] = {}
        self.listed: set[str] = set()
        self.value_types: dict[str, str] = {}
        self.types_met: set[str] = set()
        self.names = Names()
        self.goods = Goods()
        self.pictures = PictureNames(())
        self.catalogs: dict[tuple[Section, str], Place] = {}
        self.zero_prices: Counter[str] = Counter()
        self.worthful: set[str] = set()
        self.marked: Counter[Kind] = Counter()
        self.offers_say = 0
        self.numbers: dict[int, int] = {}
        self.inns: dict[int, int] = {}
        self.ordered = Sightings(pending_limit)
        self.again: Counter[str] = Counter()
        self.editions: dict[str, Edition] = {}
        self.incomplete = False
        self.for_receivers = Memory()
        self.alike = Sightings(pending_limit)
        self.groups = References(pending_limit)
        self.properties = References(pending_limit)
        self.options = References(pending_limit)
        self.price_types = References(pending_limit)
        self.warehouses = References(pending_limit)
        self.products = References(pending_limit)
        self.units = References(pending_limit)
        self.categories = References(pending_limit)
        self.met_prices: dict[tuple[str | None, str | None], Sighting] = {}
        """What `priced` was told of pairs of a known price type and a currency."""

    def priced(self, price_type_id: str | None, currency: str | None, at: Placed) -> None:
        """Remembers a price: the reference to its type, and the pair of type and currency."""
        pair = (price_type_id, currency)
        met = self.met_prices.get(pair)
        if met is not None:
            met.count += 1
            return
        if price_type_id:
            self.price_types.refer(at, price_type_id)
        if currency:
            met = self.price_currencies.add((price_type_id or "", currency), at)
            if met is not None and (not price_type_id or self.price_types.knows(price_type_id)):
                self.met_prices[pair] = met

    def section(
        self, section: Section, place: Place, *, changes_only: bool | None, catalog: str = ""
    ) -> None:
        """Remembers that a section was met, and whether it says that it holds only changes."""
        self.sections.setdefault((section, changes_only), place)
        if catalog:
            self.catalogs.setdefault((section, catalog), place)

    def references(self, target: Target) -> References:
        """What is known of `target`."""
        found: References = getattr(self, target.value)
        return found

    @property
    def offers_alone(self) -> Place | None:
        """Where a full package of offers begins, if nothing of its catalogue came with it."""
        if self.incomplete or not self.counts[Kind.OFFER] or self.counts[Kind.PRODUCT]:
            return None
        if any(section is Section.CATALOG for section, _ in self.sections):
            return None
        return self.sections.get((Section.OFFERS_PACKAGE, False))

    @property
    def groups_lacking(self) -> Place | None:
        """Where a full catalogue begins that has goods in groups, if no group at all is defined."""
        if self.incomplete or self.groups or not any(self.groups.missing()):
            return None
        return self.sections.get((Section.CATALOG, False))

    def is_partial(self, target: Target) -> bool:
        """Whether the definitions of `target` in the package need not be all there are.

        A part that says that it holds only changes defines what has changed. The price types and
        warehouses of a 2.x package of offers are always listed in full.
        """
        if self.incomplete:
            return True
        references = self.references(target)
        if Section.OFFERS_PACKAGE in references.sections and not references.split:
            return False
        if Section.CLASSIFIER in references.sections:
            says_nothing = (Section.CLASSIFIER, None) in self.sections
            return self._changes_only(Section.CLASSIFIER) or (
                says_nothing and self._changes_only(Section.CATALOG)
            )
        return any(self._changes_only(section) for section in references.sections)

    def _changes_only(self, section: Section) -> bool:
        return (section, True) in self.sections


_SEPARATOR: Final = "\0"


def option_key(identifier: str, value: str) -> str:
    """The id of an option among all options: that of its property, and its own or its text."""
    return f"{identifier}{_SEPARATOR}{value}"
