"""Decides where the defects that were asked for are planted; the seed chooses the places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from cml_sync.messages import Text, text, text_n
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import kind_of
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.draws import Chance
from cml_sync.packages.generate.errors import ImpossibleError
from cml_sync.packages.generate.planted import Change, Planted, Spot
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.packages.generate.world import World

_TEN: Final = 10
_FIFTY: Final = 50
_ON_RECORDS: Final = (
    Spot.PRODUCT,
    Spot.OFFER,
    Spot.PRICED,
    Spot.STOCKED,
    Spot.ORDER,
    Spot.DEAL,
)
_OF_OFFERS: Final = (Spot.OFFER, Spot.PRICED, Spot.STOCKED)
_NEW_ORDERS: Final = (Kind.DOCUMENT, Kind.CONTAINER)
_OF_ORDERS: Final = (Spot.ORDER, Spot.DEAL)


class Asked(NamedTuple):
    """A defect that is asked for, and how many cases of it."""

    defect: Defect
    cases: int


def planted(asked: Sequence[Asked], world: World, chance: Chance) -> Planted:
    """The places of the defects.

    Args:
        asked: each code once.
        world: the package.
        chance: chooses.

    Raises:
        ImpossibleError: the package has no place for one of them, or not enough.
    """
    for one in asked:
        check_possible(one, world)
    planner = _Planner(world, chance)
    for one in asked:
        planner.plan(one)
    return planner.planted()


def check_possible(one: Asked, world: World) -> None:
    """Whether the package can have it at all.

    Raises:
        ImpossibleError: it cannot.
    """
    defect, count = one
    for need in defect.needs:
        if not _MET[need](world.sizes, world.shape):
            raise ImpossibleError.of_defect(defect.code, REASONS[need])
    if defect.most is not None and count > defect.most:
        reason = text("a package can have {most} at most", most=defect.most)
        raise ImpossibleError.of_defect(defect.code, reason)
    of_orders = defect.spot in _OF_ORDERS or defect.kind in _NEW_ORDERS
    if of_orders and not world.sizes.orders:
        raise ImpossibleError.of_defect(defect.code, text("it needs orders (`--orders`)"))
    if defect.spot not in _OF_ORDERS and _is_about_goods(defect) and not world.sizes.products:
        raise ImpossibleError.of_defect(defect.code, text("it needs goods (`--products`)"))


class _Planner:
    """Collects what is planted where."""

    def __init__(self, world: World, chance: Chance) -> None:
        self._world, self._chance = world, chance
        self._free: dict[str, list[int]] = {}
        self._taken: dict[str, set[int]] = {}
        self._changes: dict[Spot, dict[int, Change]] = {}
        self._added: dict[Kind, list[Element]] = {}
        self._sections: dict[Section, list[Change]] = {}
        self._whole: dict[Spot, list[Callable[[Any], Any]]] = {}
        self._raw = False

    def plan(self, asked: Asked) -> None:
        """Finds the places of one defect."""
        defect, count = asked
        self._raw = self._raw or defect.raw
        if defect.ends is not None:
            for spot in (Spot.HEAD, Spot.TAIL):
                self._whole.setdefault(spot, []).append(defect.ends)
        places = self._places(defect, count) if defect.spot in _ON_RECORDS else range(count)
        for number, place in enumerate(places):
            site = Site(self._world, defect.code, number, place)
            if defect.spot in _ON_RECORDS:
                spot = self._spot(defect.spot)
                self._changes.setdefault(spot, {})[place] = partial(_spoil, defect, site)
            elif defect.spot is Spot.NEW:
                self._add(defect.plant(None, site))
            elif defect.section is not None:
                changes = self._sections.setdefault(defect.section, [])
                changes.append(partial(_spoil, defect, site))
            else:
                self._whole.setdefault(defect.spot, []).append(partial(_spoil, defect, site))

    def planted(self) -> Planted:
        """All of it."""
        return Planted(
            changes=self._changes,
            added=self._added,
            sections=self._sections,
            headers=self._whole.get(Spot.HEADER, ()),
            parts=self._whole.get(Spot.PARTS, ()),
            heads=self._whole.get(Spot.HEAD, ()),
            tails=self._whole.get(Spot.TAIL, ()),
            raw=self._raw,
        )

    def _add(self, made: Element | Iterable[Element]) -> None:
        for record in (made,) if isinstance(made, Element) else made:
            self._added.setdefault(kind_of(record), []).append(record)

    def _places(self, defect: Defect, count: int) -> list[int]:
        """Records that no other defect has, each spoilt once."""
        family, size = self._family(defect.spot)
        taken = self._taken.setdefault(family, set())
        if count > size - len(taken):
            reason = text_n(
                "there is {count} record for it, and {needed} would be needed",
                "there are {count} records for it, and {needed} would be needed",
                size - len(taken),
                needed=count,
            )
            raise ImpossibleError.of_defect(defect.code, reason)
        found: list[int] = []
        if 2 * (count + len(taken)) > size:  # few are left: choose among them
            rest = [number for number in range(size) if number not in taken]
            found = self._chance.sample(rest, count)
        while len(found) < count:
            place = self._chance.randrange(size)
            if place not in taken:
                found.append(place)
                taken.add(place)
        taken.update(found)
        return found

    def _family(self, spot: Spot) -> tuple[str, int]:
        sizes = self._world.sizes
        if spot in _OF_OFFERS:
            return "offers", sizes.offers
        if spot in _OF_ORDERS:
            return "orders", sizes.orders
        return "products", sizes.products

    def _spot(self, spot: Spot) -> Spot:
        """In 2.x an offer is one record, whatever is spoilt in it."""
        return spot if self._world.shape.split or spot not in _OF_OFFERS else Spot.OFFER


def _spoil(defect: Defect, site: Site, given: Any) -> Any:
    return defect.plant(given, site)


def _is_about_goods(defect: Defect) -> bool:
    return defect.kind not in (Kind.DOCUMENT, Kind.CONTAINER) and defect.spot not in (
        Spot.HEADER,
        Spot.PARTS,
        Spot.HEAD,
        Spot.TAIL,
    )


_MET: Final[Mapping[Need, Callable[[Sizes, Shape], bool]]] = {
    Need.SPLIT: lambda _, shape: shape.split,
    Need.CLASSIC: lambda _, shape: not shape.split,
    Need.WAREHOUSES: lambda sizes, shape: bool(
        sizes.warehouses and (shape.has_warehouses or shape.split)
    ),
    Need.OPTIONS: lambda _, shape: shape.lists_options,
    Need.VARIANTS: lambda sizes, _: sizes.variants > 0,
    Need.NO_VARIANTS: lambda sizes, _: not sizes.variants,
    Need.FULL: lambda _, shape: not shape.changes_only,
    Need.NO_PICTURES: lambda sizes, _: not sizes.pictures,
    Need.SINCE_2_06: lambda _, shape: shape.has_warehouses or shape.split,
    Need.UT: lambda _, shape: shape.orders_alone,
    Need.TEN: lambda sizes, _: sizes.offers >= _TEN,
    Need.FIFTY: lambda sizes, _: sizes.products >= _FIFTY,
    Need.CHANGES: lambda _, shape: shape.changes_only,
    Need.BOTH: lambda sizes, _: bool(sizes.products and sizes.orders),
    Need.SINCE_2_07: lambda _, shape: shape.has_changes,
    Need.PICTURES: lambda sizes, _: sizes.pictures,
    Need.GROUPS: lambda sizes, _: sizes.groups > 0,
    Need.PRICE_TYPES: lambda sizes, _: sizes.price_types > 0,
    Need.NO_PRICE_TYPES: lambda sizes, _: not sizes.price_types,
    Need.NO_NAMESPACE: lambda _, shape: not shape.dialect.namespace,
    Need.GOODS: lambda sizes, _: sizes.products > 0,
    Need.GOODS_ALONE: lambda sizes, _: bool(sizes.products and not sizes.orders),
    Need.ORDERS: lambda sizes, _: bool(sizes.orders and not sizes.products),
    Need.NESTED: lambda _, shape: shape.split or shape.subordinates,
}
REASONS: Final[Mapping[Need, Text]] = {
    Need.SPLIT: text("it needs the dialect 3.1"),
    Need.CLASSIC: text("it needs a dialect of 2.x"),
    Need.WAREHOUSES: text("it needs stock by warehouse: schema 2.06 or later, `--warehouses`"),
    Need.OPTIONS: text("it needs properties that list their options: schema 2.05 or later"),
    Need.VARIANTS: text("it needs variants (`--variants`)"),
    Need.NO_VARIANTS: text("it needs products without variants"),
    Need.FULL: text("it needs a full package, not changes"),
    Need.NO_PICTURES: text("it needs a package without pictures"),
    Need.SINCE_2_06: text("it needs schema 2.06 or later"),
    Need.UT: text("it needs the dialect ut11"),
    Need.TEN: text("it needs ten offers"),
    Need.FIFTY: text("it needs fifty products"),
    Need.CHANGES: text("it needs changes (`--changes-only`)"),
    Need.BOTH: text("it needs goods and orders"),
    Need.SINCE_2_07: text("it needs schema 2.07 to 2.10"),
    Need.PICTURES: text("it needs pictures (`--pictures`)"),
    Need.GROUPS: text("it needs groups (`--groups`)"),
    Need.PRICE_TYPES: text("it needs price types (`--price-types`)"),
    Need.NO_PRICE_TYPES: text("it needs goods without price types (`--price-types 0`)"),
    Need.NO_NAMESPACE: text("it needs a dialect without a namespace: 2.05, ut11, django-cml"),
    Need.GOODS: text("it needs goods (`--products`)"),
    Need.GOODS_ALONE: text("it needs goods without orders"),
    Need.ORDERS: text("it needs orders without goods"),
    Need.NESTED: text("it needs payments beside their order: schema 2.10 or 3.1"),
}
"""Why a package cannot have a defect, for people."""
