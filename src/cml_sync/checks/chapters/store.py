"""95x: the package against the last applied state (`validate --store`)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from cml_sync.checks.memory.index import Target
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.messages import Text, text, text_n
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.views import base_unit_code
from cml_sync.problems import Severity

if TYPE_CHECKING:
    from cml_sync.checks.remembered import Compared, Outcome, SetView

MOST_GONE: Final = Decimal("0.1")
"""The share of the live records that a full set may come without; as the guard G2 has it."""
MOST_UNPRICED: Final = Decimal("0.02")
"""The share of the offers that may lose their price; as the guard G5 has it."""
MIN_ITEMS: Final = 20
"""Smaller sets are not held to shares."""
LEAP: Final = 10
"""A price that grows or falls by this factor is a slip of the comma more often than a price."""
FEW_KNOWN: Final = Decimal("0.1")

_PRICED: Final = (Kind.OFFER, Kind.OFFER_CHANGE)
_TARGETS: Final[Mapping[Target, Text]] = MappingProxyType(
    {
        Target.GROUP: text("group"),
        Target.PROPERTY: text("property"),
        Target.PRICE_TYPE: text("price type"),
        Target.WAREHOUSE: text("warehouse"),
        Target.PRODUCT: text("product"),
    }
)
_KINDS: Final[Mapping[Kind, Text]] = MappingProxyType(
    {Kind.PRODUCT: text("products"), Kind.OFFER: text("offers")}
)
_EXPORT_FULL: Final = text("Run a full export in 1C, or check the whole package at once")


@rule(
    "CML951",
    Severity.ERROR,
    scope=Scope.STORE,
    title=text("Reference that neither package nor store resolves"),
)
def unresolved(view: "Outcome") -> Iterator[Found]:
    """Ids refer to something that the package does not define and the store has never had.

    Why: the receiver drops what refers to them: goods without a group, prices without a type, stock
    without a warehouse. A package of changes is normally allowed to lean on what came before, but
    it never came.

    Mend: in 1C, run a full export ("Полная выгрузка"), so that groups, price types and warehouses
    come along; look whether the exchange node filters them out.

    Source: `СодержитТолькоИзменения` (schema 2.04).
    """
    for target, met in view.unresolved.items():
        for identifier, sighting in met:
            yield Found(
                text_n(
                    "{what} `{id}` is neither in the package nor in the store ({count} use)",
                    "{what} `{id}` is neither in the package nor in the store ({count} uses)",
                    sighting.count,
                    what=_TARGETS[target],
                    id=identifier,
                ),
                _EXPORT_FULL,
                place=sighting.place,
            )


@rule(
    "CML952",
    Severity.ERROR,
    scope=Scope.STORE,
    title=text("Full set that would leave nothing"),
)
def empties(view: "Outcome") -> Iterable[Found]:
    """A full set holds not one of the live records that the store has.

    Why: everything would be withdrawn from the shops; `pull` stops there (guard G1).

    Mend: in 1C, look at the filter of the exchange node and at the rights of the user under whom it
    runs: an export under a user who sees no goods is empty and says success.

    Source: `СодержитТолькоИзменения` (schema 2.04).
    """
    return [
        Found(
            text_n(
                "Nothing would be left of {count} live record ({kind})",
                "Nothing would be left of {count} live records ({kind})",
                found.before,
                kind=_KINDS[found.kind],
            ),
            text("Look at the filter and the user of the exchange in 1C, then export again"),
            place=found.place,
        )
        for found in view.sets
        if _emptied(found)
    ]


@rule(
    "CML953",
    Severity.WARNING,
    scope=Scope.STORE,
    title=text("Full set that lacks many records of the store"),
)
def shrinks(view: "Outcome") -> Iterator[Found]:
    """A full set comes without more than a tenth of the live records that the store has.

    Why: they would be withdrawn from the shops; `pull` stops there (guard G2).

    Mend: in 1C, compare the filter of the exchange node with that of the last full export. If the
    goods are really gone, `pull --allow-deletions` says so.

    Source: `СодержитТолькоИзменения` (schema 2.04).
    """
    for found in view.sets:
        gone = found.absent or 0
        if found.before >= MIN_ITEMS and gone > MOST_GONE * found.before and not _emptied(found):
            yield Found(
                text(
                    "{gone} of {before} live records ({kind}) are not in this full set",
                    gone=gone,
                    before=found.before,
                    kind=_KINDS[found.kind],
                ),
                text("If that is meant, pull with --allow-deletions; if not, mend the export"),
                place=found.place,
            )


@rule(
    "CML954",
    Severity.WARNING,
    scope=Scope.STORE,
    title=text("Part older than what was applied"),
)
def older(view: "Outcome") -> Iterable[Found]:
    """A part was made before another of its kind and catalogue that has been applied already.

    Why: old prices and stock would replace new ones; `pull` stops there (guard G11).

    Mend: export again. Files that stay behind in the exchange folder are the usual cause.

    Source: `КоммерческаяИнформация@ДатаФормирования` (schema 2.04).
    """
    return [
        Found(
            text(
                "Made at {made}, but what was made at {newest} has been applied",
                made=_moment(late.made),
                newest=_moment(late.newest),
            ),
            text("Export again, and look for files that were left behind"),
            place=late.place,
        )
        for late in view.late
    ]


@rule(
    "CML955",
    Severity.ERROR,
    scope=Scope.STORE,
    title=text("Records of another base"),
)
def foreign(view: "Outcome") -> Iterable[Found]:
    """Hardly any id of the package is known, though the store is full of records of this kind.

    Why: every product would come a second time, and the first one would stay or be withdrawn. It
    happens when the export comes from a copy of the base, from another base, or when ids were made
    anew by a move to a new configuration.

    Mend: in 1C, look from which base the exchange runs. After a planned move, keep the old ids
    ("Загрузка данных с сохранением ссылок"), or begin with an empty store.

    Source: `Товар/Ид`, `Предложение/Ид` (schema 2.04).
    """
    return [
        Found(
            text(
                "The store knows {known} of {met} records ({kind}), and holds {before} others",
                known=found.known,
                met=found.met,
                kind=_KINDS[found.kind],
                before=found.before - found.known,
            ),
            text("Look in 1C from which base this export comes"),
            place=found.place,
        )
        for found in view.sets
        if min(found.before, found.met) >= MIN_ITEMS and found.known < FEW_KNOWN * found.met
    ]


@rule(
    "CML956",
    Severity.WARNING,
    scope=Scope.STORE,
    on=_PRICED,
    title=text("Price ten times the last one, or a tenth of it"),
)
def leaping_price(view: "Compared[Offer] | Compared[OfferChange]") -> Iterator[Found]:
    """A price has grown or fallen tenfold since it was applied last.

    Why: nearly always a comma was lost, a price was set for a box instead of a piece, or the
    currency changed; the shop sells at it until somebody calls.

    Mend: in 1C, look at the document that set the price ("Установка цен номенклатуры") and at unit
    and currency in it.

    Source: `Цена/ЦенаЗаЕдиницу` (schema 2.04).
    """
    before = _lone_prices(view.known.prices) if isinstance(view.known, Offer) else {}
    now = _lone_prices(view.record.prices) if before else {}
    for number, price in enumerate(view.record.prices, start=1):
        if now.get(price.price_type_id) is not price:
            continue
        old = before.get(price.price_type_id)
        if old is None or not old.value or not price.value or old.currency != price.currency:
            continue
        if price.value >= old.value * LEAP or price.value * LEAP <= old.value:
            yield Found(
                text("The price was `{old}` and is `{new}`", old=old.value, new=price.value),
                text("Look at the document that set this price in 1C"),
                at=f"Цены/Цена[{number}]",
            )


@rule(
    "CML957",
    Severity.WARNING,
    scope=Scope.STORE,
    title=text("Many offers would lose their price"),
)
def loses_prices(view: "Outcome") -> Iterable[Found]:
    """More than one offer of fifty had a price above zero and would have none.

    Why: goods without a price cannot be bought; `pull` stops there (guard G5).

    Mend: in 1C, look whether the price type is still in the exchange node ("Виды цен") and whether
    the user of the exchange may read prices.

    Source: `Предложение/Цены` (schema 2.04).
    """
    return [
        Found(
            text(
                "{count} of {before} offers would lose their price",
                count=found.unpriced,
                before=found.before,
            ),
            text("Look at the price types of the exchange in 1C, then export again"),
            place=found.place,
        )
        for found in view.sets
        if found.before >= MIN_ITEMS and found.unpriced > MOST_UNPRICED * found.before
    ]


@rule(
    "CML958",
    Severity.WARNING,
    scope=Scope.STORE,
    on=(Kind.PRODUCT, Kind.OFFER),
    needs=("base_unit",),
    title=text("Another base unit than before"),
)
def other_unit(view: "Compared[Product]") -> Iterable[Found]:
    """The base unit of goods has changed since they were applied last.

    Why: prices and stock count in the base unit; until the next full export of both, the shop sells
    boxes at the price of pieces.

    Mend: in 1C, if the change is meant, export prices and stock in full as well.

    Source: `Товар/БазоваяЕдиница@Код` (schema 2.04).
    """
    known = view.known if isinstance(view.known, Product) else None
    old = base_unit_code(known.base_unit) if known is not None else None
    new = base_unit_code(view.record.base_unit)
    if old and new and old != new:
        return (
            Found(
                text("The base unit was `{old}` and is `{new}`", old=old, new=new),
                text("Export prices and stock in full as well"),
                at="БазоваяЕдиница",
            ),
        )
    return ()


@rule(
    "CML959",
    Severity.WARNING,
    scope=Scope.STORE,
    title=text("Catalogue that the store does not know"),
)
def new_catalog(view: "Outcome") -> Iterable[Found]:
    """The package names a catalogue that was never applied, while the store holds another one.

    Why: a full set only replaces records of its own catalogue: the goods of the old one stay live
    beside those of the new one. A new id of the catalogue is often an accident: a new exchange node
    makes one.

    Mend: in 1C, keep the exchange node, or withdraw the old catalogue by a last full export.

    Source: `Каталог/Ид`, `ПакетПредложений/ИдКаталога` (schema 2.04).
    """
    return [
        Found(
            text(
                "Catalogue `{id}` is new, but most of its records are known from `{other}`",
                id=found.id,
                other=found.other,
            ),
            text("Look whether the exchange node in 1C was made anew"),
            place=found.place,
        )
        for found in view.new_catalogs
        if 2 * found.known > found.met
    ]


def _emptied(found: "SetView") -> bool:
    return bool(found.absent) and found.absent == found.before and found.met == found.known


def _lone_prices(prices: tuple[Price, ...]) -> dict[str | None, Price]:
    """The prices of the types that have one; tiers of quantity are no single price."""
    lone: dict[str | None, Price] = {}
    several: set[str | None] = set()
    for price in prices:
        if price.price_type_id in lone:
            several.add(price.price_type_id)
        lone[price.price_type_id] = price
    return {name: price for name, price in lone.items() if name not in several}


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds")


RULES: Final[tuple[Rule, ...]] = (
    unresolved,
    empties,
    shrinks,
    older,
    foreign,
    leaping_price,
    loses_prices,
    other_unit,
    new_catalog,
)
