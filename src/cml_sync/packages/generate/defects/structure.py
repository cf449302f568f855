"""1xx: what is missing."""

from collections.abc import Iterator
from typing import Any, Final

from cml_sync.model.classifier import Property, PropertyOption
from cml_sync.model.goods import Characteristic, PropertyValue
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, Price
from cml_sync.model.requisites import Requisite
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but, without
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.source import InventedPart
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import Entry, PartHeader


def _empty_part(parts: list[InventedPart], site: Site) -> list[InventedPart]:
    name, first = f"empty_{site.number + 1}.xml", parts[0]
    header = first.header
    return [*parts, InventedPart(name, PartKind.EMPTY, header, _nothing)]


def _nothing(part: InventedPart) -> Iterator[Entry]:  # noqa: ARG001 - of every part
    return iter(())


def _unsaid(header: PartHeader, name: str) -> PartHeader:
    from dataclasses import replace  # noqa: PLC0415 - seldom wanted

    return replace(header, information=without(header.information, name))


def _option_without_text(site: Site) -> Property:
    options = (
        PropertyOption(id=site.guid("1"), value="красный"),
        PropertyOption(id=site.guid("2"), value=""),
    )
    return make.prop(site, value_type="Справочник", options=options)


def _price_of_nothing(record: Offer, _: Site) -> Offer:
    return but(record, prices=(*record.prices, Price(value=record.prices[0].value)))


def _order(code: str, field: str, **more: Any) -> Defect:
    return Defect(code, Spot.ORDER, lambda order, _: without(order, field), **more)


DEFECTS: Final = (
    Defect("CML101", Spot.PRODUCT, lambda one, _: without(one, "name")),
    Defect("CML102", Spot.PRODUCT, lambda one, _: without(one, "base_unit")),
    Defect(
        "CML103",
        Spot.NEW,
        lambda _, site: without(make.product(site), "id", "sku", "barcode"),
        Kind.PRODUCT,
    ),
    Defect(
        "CML104",
        Spot.NEW,
        lambda _, site: without(make.offer(make.product(site), site), "id"),
        Kind.OFFER,
    ),
    Defect("CML105", Spot.NEW, lambda _, site: without(make.group(site), "name"), Kind.GROUP),
    Defect("CML106", Spot.NEW, lambda _, site: without(make.prop(site), "id"), Kind.PROPERTY),
    Defect(
        "CML107", Spot.NEW, lambda _, site: without(make.price_type(site), "id"), Kind.PRICE_TYPE
    ),
    Defect("CML108", Spot.PRICED, _price_of_nothing, needs=(Need.PRICE_TYPES,)),
    Defect(
        "CML111",
        Spot.SECTION,
        lambda one, _: without(one, "id"),
        section=Section.CLASSIFIER,
        most=1,
        needs=(Need.CLASSIC,),
    ),
    Defect(
        "CML112",
        Spot.SECTION,
        lambda one, _: but(without(one, "catalog_id"), id="#"),
        section=Section.OFFERS_PACKAGE,
        also=("CML251",),
        most=1,
        needs=(Need.CLASSIC,),
    ),
    _order("CML121", "number"),
    _order("CML122", "date"),
    _order("CML123", "operation"),
    _order("CML124", "role"),
    _order("CML125", "currency"),
    _order("CML126", "total"),
    _order("CML127", "counterparties"),
    Defect("CML131", Spot.HEADER, lambda one, _: _unsaid(one, "generated_at"), most=1),
    Defect("CML132", Spot.HEADER, lambda one, _: _unsaid(one, "schema_version"), most=1),
    Defect("CML133", Spot.PARTS, _empty_part),
    Defect("CML141", Spot.NEW, lambda _, site: _option_without_text(site), Kind.PROPERTY),
    Defect(
        "CML142",
        Spot.PRODUCT,
        lambda one, _: but(
            one,
            property_values=(*one.property_values, PropertyValue(name="Узор", values=("клетка",))),
        ),
    ),
    Defect(
        "CML143",
        Spot.OFFER,
        lambda one, _: but(
            one, characteristics=(*one.characteristics, Characteristic(value="крупный"))
        ),
    ),
    Defect(
        "CML144",
        Spot.PRODUCT,
        lambda one, _: but(one, requisites=(*one.requisites, Requisite(values=("1",)))),
    ),
    Defect("CML145", Spot.PRODUCT, lambda one, _: but(one, status="Скрыт")),
    Defect(
        "CML147", Spot.NEW, lambda _, site: without(make.price_type(site), "name"), Kind.PRICE_TYPE
    ),
    Defect(
        "CML148",
        Spot.PRODUCT,
        lambda one, site: but(
            one,
            components=(
                {"id": site.world.goods.product_id(0), "name": "Блюдце", "catalog_id": "c"},
            ),
        ),
    ),
)
