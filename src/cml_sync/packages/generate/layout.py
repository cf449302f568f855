"""Which parts an invented package has, and what stands in each: as 2.x has it, and as 3.1.

Names of files and sections as the 1C modules write them: УТ 11 (``import0_1.xml``), 1C-Bitrix
(``goods/goods_1_1_<guid>.xml``).
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from cml_sync.model.classifier import Classifier
from cml_sync.model.element import Element
from cml_sync.model.goods import Catalog
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import OffersPackage
from cml_sync.packages.generate.orders import Deal
from cml_sync.packages.generate.planted import NOTHING, Planted, Spot
from cml_sync.packages.generate.source import Content, Invented, InventedPart, closed
from cml_sync.packages.generate.world import World
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import Entry, PartHeader

_NAME = "Основной каталог товаров"
_PROFILE = "Обмен с сайтом (пример)"


def invented(world: World, planted: Planted = NOTHING) -> Invented:
    """The package of `world`, spoilt as `planted` says."""
    layout = Layout(world, planted)
    parts = layout.parts()
    for change in planted.parts:
        parts = change(parts)
    if planted.headers and parts:
        header = parts[0].header
        for spoil in planted.headers:
            header = spoil(header)
        parts[0] = InventedPart(
            parts[0].relative, parts[0].kind, header, parts[0].content, parts[0].spoilt_bytes
        )
    return Invented(world, parts, planted)


class Layout:
    """The parts of one package."""

    def __init__(self, world: World, planted: Planted) -> None:
        self._world, self._planted = world, planted
        self._lists = world.lists
        self._sizes, self._shape = world.sizes, world.shape

    def parts(self) -> list[InventedPart]:
        """In the order in which they are taken."""
        parts: list[InventedPart] = []
        if self._sizes.products or not self._sizes.orders:
            parts = self._split() if self._shape.split else self._classic()
        if self._sizes.orders:
            name = "documents/documents_1.xml" if self._shape.split else "orders.xml"
            parts.append(self._part(name, PartKind.DOCUMENTS, self._documents))
        if parts:
            parts[0] = InventedPart(
                parts[0].relative, parts[0].kind, parts[0].header, parts[0].content, True
            )
        return parts

    def part(self, relative: str, kind: PartKind, content: Content) -> InventedPart:
        """A part of this package."""
        return self._part(relative, kind, content)

    def _classic(self) -> list[InventedPart]:
        return [
            self._part("import0_1.xml", PartKind.CATALOG, self._import),
            self._part("offers0_1.xml", PartKind.OFFERS, self._offers),
        ]

    def _split(self) -> list[InventedPart]:
        lists, guid = self._lists, self._world.draws.guid
        # fmt: off
        rows: list[tuple[str, PartKind, Content]] = [
            ("groups/groups", PartKind.GROUPS,
             partial(self._listed, Kind.GROUP, lists.groups)),
            ("units/units", PartKind.UNITS, partial(self._listed, Kind.UNIT, lists.units)),
            ("priceLists/priceLists", PartKind.PRICE_TYPES,
             partial(self._listed, Kind.PRICE_TYPE, lists.price_types)),
            ("storages/storages", PartKind.WAREHOUSES,
             partial(self._listed, Kind.WAREHOUSE, lists.warehouses)),
            ("propertiesGoods/propertiesGoods_1_1_", PartKind.PROPERTIES,
             partial(self._listed, Kind.PROPERTY, lists.properties)),
            ("goods/goods_1_1_", PartKind.GOODS, self._goods),
            ("offers/offers_1_", PartKind.OFFERS,
             partial(self._offered, Spot.OFFER, self._world.goods.described)),
            ("prices/prices_1_", PartKind.PRICES,
             partial(self._offered, Spot.PRICED, self._world.goods.priced)),
            ("rests/rests_1_", PartKind.RESTS,
             partial(self._offered, Spot.STOCKED, self._world.goods.stocked)),
        ]
        # fmt: on
        parts = []
        for number, (stem, kind, content) in enumerate(rows):
            name = f"{stem}{guid(b'part', number)}.xml" if stem.endswith("_") else f"{stem}.xml"
            parts.append(self._part(name, kind, content))
        return parts

    def _part(self, relative: str, kind: PartKind, content: Content) -> InventedPart:
        shape = self._shape
        said: dict[str, Any] = {"schema_version": shape.version, "generated_at": shape.moment}
        if shape.split:
            said["exchange_id"] = _PROFILE
        header = PartHeader(
            relative,
            shape.dialect.encoding,
            shape.dialect.encoding_name,
            shape.dialect.bom,
            shape.dialect.namespace,
            CommercialInformation.model_validate(said),
        )
        return InventedPart(relative, kind, header, content)

    def _import(self, part: InventedPart) -> Iterator[Entry]:
        lists = self._lists
        header = self._header(Section.CLASSIFIER)
        yield part.opened(Section.CLASSIFIER, header)
        for kind, records in ((Kind.GROUP, lists.groups), (Kind.PROPERTY, lists.properties)):
            yield from part.records(kind, self._with(kind, records), Section.CLASSIFIER)
        for kind in (Kind.CATEGORY, Kind.UNIT):
            yield from part.records(kind, self._with(kind, ()), Section.CLASSIFIER)
        yield closed(Section.CLASSIFIER, header)
        yield from self._goods(part)

    def _goods(self, part: InventedPart) -> Iterator[Entry]:
        header = self._header(Section.CATALOG)
        yield part.opened(Section.CATALOG, header)
        records = self._spoilt(Spot.PRODUCT, self._world.goods.product, self._sizes.products)
        records = self._with(Kind.PRODUCT, records)
        yield from part.records(Kind.PRODUCT, records, Section.CATALOG)
        yield closed(Section.CATALOG, header)

    def _offers(self, part: InventedPart) -> Iterator[Entry]:
        header = self._header(Section.OFFERS_PACKAGE)
        yield part.opened(Section.OFFERS_PACKAGE, header)
        lists = self._lists
        listed: list[tuple[Kind, Iterable[Element]]] = [(Kind.PRICE_TYPE, lists.price_types)]
        if self._shape.has_warehouses:
            listed.append((Kind.WAREHOUSE, lists.warehouses))
        for kind, records in listed:
            yield from part.records(kind, self._with(kind, records), Section.OFFERS_PACKAGE)
        records = self._spoilt(Spot.OFFER, self._world.goods.offer, self._sizes.offers)
        records = self._with(Kind.OFFER, records)
        yield from part.records(Kind.OFFER, records, Section.OFFERS_PACKAGE)
        yield closed(Section.OFFERS_PACKAGE, header)

    def _listed(
        self, kind: Kind, records: Iterable[Element], part: InventedPart
    ) -> Iterator[Entry]:
        """A short list of 3.1: the catalogue it belongs to, then the classifier with it."""
        catalog = self._header(Section.CATALOG, full=False)
        yield part.opened(Section.CATALOG, catalog)
        yield closed(Section.CATALOG, catalog)
        header = self._header(Section.CLASSIFIER)
        yield part.opened(Section.CLASSIFIER, header)
        yield from part.records(kind, self._with(kind, records), Section.CLASSIFIER)
        yield closed(Section.CLASSIFIER, header)

    def _offered(
        self, spot: Spot, make: Callable[[int], Element], part: InventedPart
    ) -> Iterator[Entry]:
        header = self._header(Section.OFFERS_PACKAGE)
        yield part.opened(Section.OFFERS_PACKAGE, header)
        records = self._spoilt(spot, make, self._sizes.offers)
        if spot is Spot.OFFER:
            records = self._with(Kind.OFFER, records)
        yield from part.records(Kind.OFFER, records, Section.OFFERS_PACKAGE)
        yield closed(Section.OFFERS_PACKAGE, header)

    def _documents(self, part: InventedPart) -> Iterator[Entry]:
        orders, shape = self._world.orders, self._shape
        in_orders = self._planted.spoilt(Spot.ORDER)
        in_deals = self._planted.spoilt(Spot.DEAL)
        for number in range(self._sizes.orders):
            deal = orders.deal(number)
            if number in in_orders:
                deal = Deal(in_orders[number](deal.order), ())  # what followed would not fit
            if number in in_deals:
                deal = in_deals[number](deal)
            if shape.split:
                yield part.record(Kind.CONTAINER, orders.container(deal), None)
            elif shape.subordinates:
                yield part.record(Kind.DOCUMENT, orders.nested(deal), None)
            else:
                yield from part.records(Kind.DOCUMENT, (deal.order, *deal.followers), None)
        for kind in (Kind.DOCUMENT, Kind.CONTAINER):
            yield from part.records(kind, self._with(kind, ()), None)

    def _spoilt(self, spot: Spot, make: Callable[[int], Element], count: int) -> Iterable[Element]:
        changes = self._planted.spoilt(spot)
        if not changes:
            return map(make, range(count))
        return (
            changes[number](make(number)) if number in changes else make(number)
            for number in range(count)
        )

    def _with(self, kind: Kind, records: Iterable[Element]) -> Iterator[Element]:
        yield from records
        yield from self._planted.added.get(kind, ())

    def _header(self, section: Section, *, full: bool = True) -> Element:
        header = _HEADERS[section](self._world, full=full)
        for change in self._planted.sections.get(section, ()) if full else ():
            header = change(header)
        return header


def _classifier(world: World, *, full: bool) -> Element:  # noqa: ARG001 - one shape for all
    said: dict[str, Any] = {"id": world.lists.catalog_id}
    if world.shape.split:
        said |= {"changes_only": world.shape.changes_only, "name": _NAME}
    else:
        said |= {"name": f"Классификатор ({_NAME})", "owner": world.lists.owner}
    return Classifier.model_validate(said)


def _catalog(world: World, *, full: bool) -> Element:
    identifier = world.lists.catalog_id
    said: dict[str, Any] = {
        "changes_only": world.shape.changes_only or not full,
        "id": identifier,
        "classifier_id": identifier,
        "name": _NAME,
    }
    if not world.shape.split:
        said["owner"] = world.lists.owner
    return Catalog.model_validate(said)


def _offers_package(world: World, *, full: bool) -> Element:  # noqa: ARG001 - one shape for all
    identifier = world.lists.catalog_id
    split = world.shape.split
    said: dict[str, Any] = {
        "changes_only": world.shape.changes_only,
        "id": f"#{identifier}" if split else f"{identifier}#",
        "name": f"Пакет предложений ({_NAME})",
        "catalog_id": identifier,
        "classifier_id": identifier,
    }
    if not split:
        said["owner"] = world.lists.owner
    return OffersPackage.model_validate(said)


_HEADERS: dict[Section, Callable[..., Element]] = {
    Section.CLASSIFIER: _classifier,
    Section.CATALOG: _catalog,
    Section.OFFERS_PACKAGE: _offers_package,
}
