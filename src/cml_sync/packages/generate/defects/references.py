"""2xx: ids, and what refers to them."""

from collections.abc import Sequence
from typing import Any, Final

from cml_sync.model.classifier import Category, Group, PropertyOption
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Characteristic, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, Price, Rest, RestWarehouse, Stock
from cml_sync.model.words import NO_ID
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but, without
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.source import InventedPart

_CODES: Final = ("778", "839", "704", "736", "868")
_CLASSIC: Final = (Need.CLASSIC,)
_FULL_DELETION: Final = ("CML244",)


def _foreign_warehouse(record: Offer, site: Site) -> Offer:
    return make.restocked(record, (site.guid(), 1))


def _categorised(site: Site) -> Sequence[Element]:
    category = Category(id=site.guid("known"), name=make.name(site))
    return category, make.product(site, category_id=site.guid("unknown"))


def _twice_ordered(site: Site) -> Sequence[Element]:
    order = make.order(site)
    return make.documents(site, order, order)


def _twice_made(site: Site) -> Sequence[Element]:
    product = make.product(site)
    return product, product


def _twice_offered(site: Site) -> Sequence[Element]:
    product = make.product(site)
    offer = make.offer(product, site)
    return product, offer, offer


def _offered(site: Site, suffix: str) -> Sequence[Element]:
    product = make.product(site)
    return product, make.offer(product, site, suffix)


def _deep(site: Site) -> Group:
    made = make.group(site, id=site.guid("9"), name=f"{make.name(site)}, уровень 9")
    for level in range(8, 0, -1):
        made = make.group(
            site,
            id=site.guid(str(level)),
            name=f"{make.name(site)}, уровень {level}",
            children=(made,),
        )
    return made


def _two_alike(site: Site) -> Sequence[Element]:
    first = make.group(site, id=site.guid("1"))
    return first, make.group(site, id=site.guid("2"))


def _in_deleted(site: Site) -> Sequence[Element]:
    gone = make.group(site, deletion_mark=True)
    return gone, make.product(site, group_ids=(gone.id,))


def _priced_by_deleted(site: Site) -> Sequence[Element]:
    gone, product = make.price_type(site, deletion_mark=True), make.product(site)
    prices = (Price(price_type_id=gone.id, value=1, currency="RUB"),)
    return gone, product, make.offer(product, site, prices=prices)


def _stocked_in_deleted(site: Site) -> Sequence[Element]:
    gone, product = make.warehouse(site, deletion_mark=True), make.product(site)
    said: dict[str, Any] = {"quantity": 1}
    if make.attributes(site):
        said["stocks"] = (Stock(warehouse_id=gone.id, quantity=1),)
    else:
        said = {"rests": (Rest(warehouses=(RestWarehouse(id=gone.id, quantity=1),)),)}
    return gone, product, make.offer(product, site, **said)


def _valued_by_deleted(site: Site) -> Sequence[Element]:
    options = (
        PropertyOption(id=site.guid("1"), value="красный"),
        PropertyOption(id=site.guid("2"), value="жёлтый", deletion_mark=True),
    )
    listing = make.prop(site, value_type="Справочник", options=options)
    return listing, make.with_values(make.product(site), make.value(listing.id, site.guid("2")))


def _gone(site: Site) -> Product:
    if site.shape.split:
        return make.product(site, deletion_mark=True)
    return make.product(site, status="Удален")


def _gone_with_stock(site: Site) -> Sequence[Element]:
    product = make.product(site)
    return product, make.offer(product, site, status="Удален", quantity=3)


def _gone_offered(site: Site) -> Sequence[Element]:
    product = _gone(site)
    return product, make.offer(product, site)


def _all_deleted(parts: list[InventedPart]) -> list[InventedPart]:
    return [parts[0].changed(lambda one: but(one, status="Удален"), Kind.PRODUCT)]


def _unknown_variant(site: Site) -> Sequence[Element]:
    product = make.product(site)
    red = but(product, id=f"{product.id}#{site.guid('red')}")
    return red, make.offer(product, site, f"#{site.guid('blue')}")


def _with_and_without(site: Site) -> Sequence[Element]:
    product = make.product(site)
    variant = make.offer(product, site, f"#{site.guid('red')}")
    return product, make.offer(product, site), variant


def _same_variants(site: Site) -> Sequence[Element]:
    product = make.product(site)
    tints = (Characteristic(name="Цвет", value="белый"),)
    first = make.offer(product, site, f"#{site.guid('1')}", characteristics=tints)
    return product, first, make.offer(product, site, f"#{site.guid('2')}", characteristics=tints)


def _new(code: str, kind: Kind, plant: Any, **more: Any) -> Defect:
    return Defect(code, Spot.NEW, lambda _, site: plant(site), kind, **more)


def _product(code: str, identifier: Any, **more: Any) -> Defect:
    return _new(code, Kind.PRODUCT, lambda site: make.product(site, id=identifier(site)), **more)


DEFECTS: Final = (
    Defect(
        "CML207",
        Spot.PRODUCT,
        lambda one, site: but(one, group_ids=(site.guid(),)),
        needs=(Need.CHANGES, Need.GROUPS),
        together=True,
    ),
    Defect(
        "CML201",
        Spot.PRODUCT,
        lambda one, site: but(one, group_ids=(site.guid(),)),
        most=9,
        needs=(Need.FULL,),
    ),
    Defect(
        "CML202",
        Spot.PRICED,
        lambda one, site: make.repriced(one, price_type_id=site.guid()),
        most=9,
        needs=(Need.FULL, Need.PRICE_TYPES),
    ),
    Defect("CML203", Spot.STOCKED, _foreign_warehouse, most=9, needs=(Need.FULL, Need.WAREHOUSES)),
    Defect(
        "CML204",
        Spot.PRODUCT,
        lambda one, site: make.with_values(one, make.value(site.guid(), "да")),
        most=9,
        needs=(Need.FULL,),
    ),
    Defect(
        "CML205",
        Spot.PRODUCT,
        lambda one, site: make.with_values(one, make.value(make.colour_id(site), site.guid())),
        most=9,
        needs=(Need.FULL,),
    ),
    _new(
        "CML206",
        Kind.OFFER,
        lambda site: make.offer(make.product(site), site),
        most=9,
        needs=(*_CLASSIC, Need.FULL),
    ),
    Defect(
        "CML208",
        Spot.PRODUCT,
        lambda one, site: but(one, base_unit=BaseUnit(text=_CODES[site.number])),
        most=len(_CODES),
        needs=(Need.FULL, Need.SPLIT),
    ),
    _new("CML209", Kind.PRODUCT, _categorised, most=9, needs=(*_CLASSIC, Need.FULL)),
    _new("CML211", Kind.PRODUCT, _twice_made),
    _new("CML212", Kind.OFFER, _twice_offered),
    _new(
        "CML213",
        Kind.PRICE_TYPE,
        lambda site: make.price_type(site, id=site.world.lists.price_types[0].id),
        needs=(Need.PRICE_TYPES,),
    ),
    _new(
        "CML214",
        Kind.GROUP,
        lambda site: make.group(site, id=site.world.lists.leaves[0]),
        needs=(Need.GROUPS,),
    ),
    _new("CML215", Kind.DOCUMENT, _twice_ordered),
    _new("CML216", Kind.OFFER, lambda site: _offered(site, f"#{site.guid('1')}#large")),
    _new("CML221", Kind.GROUP, _deep),
    _new("CML222", Kind.GROUP, _two_alike),
    Defect(
        "CML223",
        Spot.PRODUCT,
        lambda one, _: without(one, "group_ids"),
        needs=(Need.GROUPS,),
        together=True,
    ),
    _new("CML224", Kind.GROUP, _in_deleted, most=9),
    _product("CML231", lambda site: site.guid()[:-1]),
    _product("CML232", lambda site: f"ТД {site.number + 1}"),
    _product("CML233", lambda site: f"{NO_ID}#{site.guid()}"),
    _new("CML234", Kind.OFFER, lambda site: _offered(site, "#")),
    _new("CML235", Kind.GROUP, lambda site: make.group(site, id=f"{site.guid()}-{'0' * 9}")),
    _product("CML236", lambda site: f"A{site.guid()[1:]}".upper()),
    _new(
        "CML241",
        Kind.PRODUCT,
        lambda site: make.product(site, status="Удален", deletion_mark=False),
        also=_FULL_DELETION,
    ),
    _new("CML242", Kind.OFFER, _gone_with_stock, needs=_CLASSIC),
    Defect(
        "CML243",
        Spot.PARTS,
        lambda parts, _: _all_deleted(parts),
        most=1,
        also=("CML244",),
        needs=(Need.FULL, Need.CLASSIC),
    ),
    _new("CML244", Kind.PRODUCT, _gone, needs=(Need.FULL,), together=True),
    _new("CML245", Kind.PRICE_TYPE, _priced_by_deleted, most=9),
    _new("CML246", Kind.WAREHOUSE, _stocked_in_deleted, most=9, needs=(Need.WAREHOUSES,)),
    _new("CML247", Kind.PROPERTY, _valued_by_deleted, most=9, needs=(Need.OPTIONS,)),
    _new("CML248", Kind.PRODUCT, _gone_offered, also=_FULL_DELETION, most=9),
    Defect(
        "CML251",
        Spot.SECTION,
        lambda one, site: but(one, id=f"{site.guid()}#", catalog_id=site.guid()),
        section=Section.OFFERS_PACKAGE,
        most=1,
        needs=_CLASSIC,
    ),
    Defect(
        "CML252",
        Spot.SECTION,
        lambda one, site: but(one, classifier_id=site.guid()),
        section=Section.CATALOG,
        most=1,
        needs=_CLASSIC,
    ),
    _new("CML253", Kind.OFFER, _unknown_variant),
    _new("CML254", Kind.OFFER, _with_and_without),
    _new("CML255", Kind.OFFER, _same_variants),
)
