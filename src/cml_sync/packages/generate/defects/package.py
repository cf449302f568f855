"""9xx: the package as a whole."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import OfferChange, OffersChanges
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but, without
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.source import InventedPart, closed
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import Entry, RecordRead

_GOODS: Final = (PartKind.CATALOG, PartKind.GOODS)
_OFFERS: Final = (PartKind.OFFERS,)
_CLASSIC: Final = (Need.CLASSIC,)
_FEW: Final = 10
_ROOT: Final = "<КоммерческаяИнформация".encode()
_ROOT_END: Final = "</КоммерческаяИнформация>".encode()
Parts = list[InventedPart]


def _filtered(part: InventedPart, *kinds: Kind) -> InventedPart:
    """`part` without the records of `kinds`."""
    content = part.content

    def entries(walked: InventedPart) -> Iterator[Entry]:
        for entry in content(walked):
            if not (isinstance(entry, RecordRead) and entry.kind in kinds):
                yield entry

    return replace(part, content=entries)


def _without_records(parts: Parts, kind: Kind) -> Parts:
    return [_filtered(part, kind) for part in parts]


def _priceless(parts: Parts, _: Site) -> Parts:
    return [part.changed(lambda one: without(one, "prices"), Kind.OFFER) for part in parts]


def _left_out(parts: Parts, *kinds: PartKind) -> Parts:
    return [part for part in parts if part.kind not in kinds]


def _renamed(parts: Parts, _: Site) -> Parts:
    return [
        replace(part, relative=part.relative.replace("import0_1", "import0_2")) for part in parts
    ]


def _copied(parts: Parts, _: Site) -> Parts:
    last = next(part for part in reversed(parts) if part.kind is PartKind.OFFERS)
    name = last.relative.replace("0_1", "0_2")
    return [*parts, replace(_filtered(last, Kind.PRICE_TYPE, Kind.WAREHOUSE), relative=name)]


def mixed(parts: Parts, site: Site) -> Parts:
    """An order beside the goods, or goods beside the orders."""
    world = site.world
    order = world.orders.deal(0).order

    def entries(part: InventedPart) -> Iterator[Entry]:
        yield part.record(Kind.DOCUMENT, order, None)

    part = replace(parts[-1], relative="orders.xml", kind=PartKind.DOCUMENTS, content=entries)
    return [*parts, part]


def _few_products(parts: Parts, _: Site) -> Parts:
    """Ten products are left, and all their offers."""
    content = parts[0].content

    def entries(walked: InventedPart) -> Iterator[Entry]:
        products = 0
        for entry in content(walked):
            if isinstance(entry, RecordRead) and entry.kind is Kind.PRODUCT:
                products += 1
                if products > _FEW:
                    continue
            yield entry

    return [replace(parts[0], content=entries), *parts[1:]]


def _nothing_but_deletions(parts: Parts, _: Site) -> Parts:
    return [parts[0].changed(lambda one: but(one, status="Удален"), Kind.PRODUCT)]


def _unsure(parts: Parts, site: Site) -> Parts:
    """One more catalogue, which is empty."""
    identifier = site.world.lists.catalog_id
    header = Catalog(id=identifier, classifier_id=identifier, name="Основной каталог товаров")

    def entries(part: InventedPart) -> Iterator[Entry]:
        yield part.opened(Section.CATALOG, header)
        yield closed(Section.CATALOG, header)

    number = site.number + 2
    return [*parts, replace(parts[0], relative=f"import0_{number}.xml", kind=PartKind.GOODS,
                            content=entries, spoilt_bytes=False)]  # fmt: skip


def _changes(parts: Parts, site: Site) -> Parts:
    """A part of changes; the code of its unit is none."""
    world = site.world
    identifier = world.lists.catalog_id
    header = OffersChanges(changes_only=True, id=f"{identifier}#", catalog_id=identifier)
    change = OfferChange(id=world.goods.offer_id(0), unit_code="шт")

    def entries(part: InventedPart) -> Iterator[Entry]:
        yield part.opened(Section.OFFERS_CHANGES, header)
        yield part.record(Kind.OFFER_CHANGE, change, Section.OFFERS_CHANGES)
        yield closed(Section.OFFERS_CHANGES, header)

    return [*parts, replace(parts[-1], relative="changes0_1.xml", kind=PartKind.CHANGES,
                            content=entries, spoilt_bytes=False)]  # fmt: skip


def _alone(parts: Parts, site: Site) -> Parts:
    """One more part, with a catalogue and no root around it."""
    identifier = site.world.lists.catalog_id
    header = Catalog(
        id=identifier, classifier_id=identifier, name="Основной каталог товаров", changes_only=True
    )
    product = make.product(site)

    def entries(part: InventedPart) -> Iterator[Entry]:
        yield part.opened(Section.CATALOG, header)
        yield part.record(Kind.PRODUCT, product, Section.CATALOG)
        yield closed(Section.CATALOG, header)

    more = replace(
        parts[0],
        relative="import0_2.xml",
        kind=PartKind.GOODS,
        content=entries,
        spoilt_bytes=True,
    )
    return [*(replace(part, spoilt_bytes=False) for part in parts), more]


def _rootless(data: bytes) -> bytes:
    """Bytes without the start and without the end of the root."""
    end = data.rfind(_ROOT_END)
    data = data if end < 0 else data[:end]
    start = data.find(_ROOT)
    return data if start < 0 else data[:start] + data[data.index(b">", start) + 1 :]


DEFECTS: Final = (
    Defect(
        "CML163",
        Spot.PARTS,
        _alone,
        most=1,
        needs=(Need.CLASSIC, Need.GOODS, Need.CHANGES),
        also=("CML131", "CML132"),
        ends=_rootless,
    ),
    Defect("CML425", Spot.PARTS, _changes, most=1, needs=(Need.SINCE_2_07,)),
    Defect(
        "CML616",
        Spot.ORDER,
        lambda one, site: make.alone(one, id=site.guid()),
        also=("CML909",),
        most=9,
        needs=(Need.BOTH,),
    ),
    Defect(
        "CML903",
        Spot.PARTS,
        _few_products,
        most=1,
        also=("CML206",),
        needs=(Need.FULL, Need.CLASSIC, Need.FIFTY),
    ),
    Defect(
        "CML911",
        Spot.PARTS,
        _nothing_but_deletions,
        most=1,
        needs=(Need.CHANGES, Need.CLASSIC, Need.FIFTY),
    ),
    Defect("CML912", Spot.PARTS, _unsure, needs=_CLASSIC),
    Defect(
        "CML905",
        Spot.PARTS,
        lambda parts, _: _without_records(parts, Kind.GROUP),
        most=1,
        needs=(Need.GROUPS, Need.FULL),
    ),
    Defect("CML904", Spot.PARTS, _priceless, most=1, needs=(Need.CLASSIC, Need.FULL)),
    Defect(
        "CML906",
        Spot.PARTS,
        lambda parts, _: _left_out(parts, *_OFFERS),
        most=1,
        needs=(Need.SPLIT, Need.FULL),
    ),
    Defect(
        "CML907",
        Spot.PARTS,
        lambda parts, _: _left_out(parts, *_GOODS),
        most=1,
        needs=(Need.CLASSIC, Need.FULL),
    ),
    Defect(
        "CML910",
        Spot.PARTS,
        _copied,
        most=1,
        also=("CML212",),
        needs=(Need.CLASSIC, Need.TEN),
    ),
    Defect("CML908", Spot.PARTS, _renamed, most=1, needs=(Need.CLASSIC,)),
    Defect("CML909", Spot.PARTS, mixed, most=1, needs=(Need.CLASSIC,)),
    Defect(
        "CML901",
        Spot.PARTS,
        lambda parts, _: _without_records(parts, Kind.PRODUCT),
        most=1,
        also=("CML207",),
        needs=(Need.FULL,),
    ),
    Defect(
        "CML902",
        Spot.PARTS,
        lambda parts, _: _without_records(parts, Kind.OFFER),
        most=1,
        needs=(Need.FULL,),
    ),
)
