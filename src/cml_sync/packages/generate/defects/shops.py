"""71x to 75x: what a shop stumbles over in a package that is right otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cml_sync.model.documents import Container
from cml_sync.model.element import Element
from cml_sync.model.goods import Characteristic
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but
from cml_sync.packages.generate.defects.package import mixed
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.source import InventedPart
from cml_sync.packages.parts import PartKind
from cml_sync.xml.dialects import NAMESPACE_2
from cml_sync.xml.entries import Entry

_WOOCOMMERCE: Final = "woocommerce"
_CLASSIC: Final = (Need.CLASSIC,)


def _in_container(site: Site) -> Element:
    return Container(documents=(make.order(site),))


def _apart(site: Site) -> Element:
    """A variant of a product whose other variants stand far in front."""
    world = site.world
    product = world.goods.product_id(site.number)
    described = world.goods.offer(site.number * world.sizes.variants)
    size = Characteristic(name="Размер", value="особый")
    return but(
        described,
        id=f"{product}#{site.guid()}",
        barcode=None,
        characteristics=(*described.characteristics, size),
    )


def _another_part(parts: list[InventedPart], site: Site) -> list[InventedPart]:
    """One more part, with an order."""
    order = make.order(site)

    def entries(part: InventedPart) -> Iterator[Entry]:
        yield part.record(Kind.DOCUMENT, order, None)

    more = replace(
        parts[0],
        relative="orders2.xml",
        kind=PartKind.DOCUMENTS,
        content=entries,
        spoilt_bytes=False,
    )
    return [*parts, more]


DEFECTS: Final = (
    Defect(
        "CML718",
        Spot.HEADER,
        lambda one, _: replace(one, namespace=NAMESPACE_2),
        most=1,
        also=("CML756",),
        receiver="django-cml",
        needs=(Need.NO_NAMESPACE, Need.GOODS),
    ),
    Defect(
        "CML736",
        Spot.NEW,
        lambda _, site: _in_container(site),
        kind=Kind.CONTAINER,
        receiver="php-commerceml",
        needs=(*_CLASSIC, Need.ORDERS),
    ),
    Defect(
        "CML750",
        Spot.NEW,
        lambda _, site: make.price_type(site),
        kind=Kind.PRICE_TYPE,
        most=1,
        receiver="opencart",
        needs=(*_CLASSIC, Need.NO_PRICE_TYPES),
    ),
    Defect(
        "CML752",
        Spot.NEW,
        lambda _, site: _apart(site),
        kind=Kind.OFFER,
        most=2,
        also=("CML753",),
        receiver=_WOOCOMMERCE,
        needs=(*_CLASSIC, Need.VARIANTS, Need.FULL),
    ),
    Defect(
        "CML753",
        Spot.SECTION,
        lambda one, _: but(one, changes_only=False),
        section=Section.CATALOG,
        most=1,
        receiver=_WOOCOMMERCE,
        needs=(*_CLASSIC, Need.CHANGES),
    ),
    Defect(
        "CML758",
        Spot.PARTS,
        mixed,
        most=1,
        also=("CML909",),
        receiver="tilda",
        needs=(*_CLASSIC, Need.GOODS_ALONE),
    ),
    Defect(
        "CML759",
        Spot.PARTS,
        _another_part,
        most=1,
        receiver="yii2",
        needs=(*_CLASSIC, Need.ORDERS),
    ),
)
