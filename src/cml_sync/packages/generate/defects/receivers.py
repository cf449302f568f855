"""71x to 75x: what one receiver stumbles over and others do not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from cml_sync.model.addresses import Address
from cml_sync.model.documents import Document, LineUnit
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Catalog, Characteristic, Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer
from cml_sync.model.parties import Counterparty
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import TaxRate
from cml_sync.model.warehouses import Warehouse
from cml_sync.model.words import CONTACT_PERSON, Operation
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but, without
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.raw import raw
from cml_sync.packages.generate.source import InventedPart, closed
from cml_sync.packages.parts import PartKind
from cml_sync.xml.dialects import NAMESPACE_2
from cml_sync.xml.entries import Entry

_ROOT: Final = "<КоммерческаяИнформация".encode()
_BITRIX: Final = "bitrix"
_UT: Final = "ut11"
_HOSTCMS: Final = "hostcms"
_OPENCART: Final = "opencart"
_OPENCART_ALWAYS: Final = ("CML750",)
"""What OpenCart stumbles over in every package that has price types."""

_CS_CART: Final = "cs-cart"
_TITLE: Final = "Основной каталог товаров"
_SIZE: Final = Characteristic(name="Размер", value="большой")
_CLASSIC: Final = (Need.CLASSIC,)
_FOR_UT: Final = (Need.UT,)


def _head(code: str, spoil: Callable[[bytes], bytes], **more: Any) -> Defect:
    fields: dict[str, Any] = {"receiver": _BITRIX, "most": 1, "needs": _CLASSIC} | more
    return Defect(code, Spot.HEAD, lambda head, _: spoil(head), **fields)


def _after_root(head: bytes, data: str) -> bytes:
    start = head.index(_ROOT)
    end = head.index(b">", start) + 1
    return head[:end] + b"\n" + data.encode() + head[end:]


def _named(code: str, data: str, **more: Any) -> Defect:
    fields: dict[str, Any] = {"receiver": _BITRIX, "raw": True, "needs": _CLASSIC} | more
    return Defect(
        code,
        Spot.PRODUCT,
        lambda one, _: but(one, name=f"Чай {one.sku} {raw(data.encode())}"),
        **fields,
    )


def _order(code: str, plant: Callable[[Document, Site], Document], **more: Any) -> Defect:
    return Defect(code, Spot.ORDER, plant, **{"receiver": _UT, "needs": _FOR_UT, **more})


def _product(code: str, plant: Callable[[Product, Site], Product], **more: Any) -> Defect:
    return Defect(code, Spot.PRODUCT, plant, **{"receiver": _BITRIX, "needs": _CLASSIC, **more})


def _rate(one: Document, _: Site) -> Document:
    return make.alone(one, taxes=({"name": "НДС", "rate": "22", "included": True},))


def _empty_requisite(one: Document, _: Site) -> Document:
    empty = Requisite(name="Комментарии покупателя", values=("",))
    return but(one, requisites=(*one.requisites, empty))


def _two_sites(one: Document, _: Site) -> Document:
    said = tuple(Requisite(name="Сайт", values=(name,)) for name in ("первый", "второй"))
    return but(one, requisites=(*one.requisites, *said))


def _at_nowhere(one: Document, site: Site) -> Document:
    address = Address(presentation="г. Примерск")
    return but(one, warehouses=(Warehouse(id=site.guid(), name="Склад", address=address),))


def _two_parties(one: Document, site: Site) -> Document:
    return but(one, counterparties=(*one.counterparties, make.buyer(site, role="Плательщик")))


def _represented(one: Document, site: Site) -> Document:
    person = {"id": site.guid(), "name": "Образцов Пётр", "relation": CONTACT_PERSON}
    return make.bought_by(one, make.buyer(site, representatives=(person,)))


def _two_rates(one: Document, site: Site) -> Document:
    line = make.plain_line(one)
    first = but(line, tax_rates=(TaxRate(name="НДС", rate="0"),))
    other = but(line, id=site.guid(), tax_rates=(TaxRate(name="НДС", rate="10"),))
    return make.lined(one, first, other)


def _nameless_service(one: Document, _: Site) -> Document:
    line = make.plain_line(one)
    service = but(
        without(line, "id"),
        name="Сборка мебели",
        requisites=(Requisite(name="ТипНоменклатуры", values=("Услуга",)),),
    )
    return make.lined(one, line, service)


def _gone(site: Site) -> Product:
    return make.product(site, status="Удален")


def _priced_alone(one: Offer, _: Site) -> Offer:
    return without(one, "name")


def _in_hryvnia(one: Offer, _: Site) -> Offer:
    return make.repriced(one, currency="грн")


def _same_names(site: Site) -> Sequence[Element]:
    return make.price_type(site), make.price_type(site, id=site.guid("2"))


def _offered(site: Site) -> Sequence[Element]:
    product = make.product(site)
    return product, make.offer(product, site, f"#{site.guid('1')}#large")


def _second_portion(parts: list[InventedPart], site: Site) -> list[InventedPart]:
    """One more portion of a full catalogue, with one product."""
    identifier = site.world.lists.catalog_id
    header = Catalog(
        changes_only=True, id=identifier, classifier_id=identifier, name=_TITLE, owner=_owner(site)
    )
    product = make.product(site)

    def entries(part: InventedPart) -> Iterator[Entry]:
        yield part.opened(Section.CATALOG, header)
        yield part.record(Kind.PRODUCT, product, Section.CATALOG)
        yield closed(Section.CATALOG, header)

    second = replace(
        parts[0],
        relative="import0_2.xml",
        kind=PartKind.GOODS,
        content=entries,
        spoilt_bytes=False,
    )
    return [parts[0], second, *parts[1:]]


def _owner(site: Site) -> Counterparty:
    return site.world.lists.owner


def _renamed(parts: list[InventedPart], _: Site) -> list[InventedPart]:
    return [*parts[:-1], replace(parts[-1], relative="prices.xml")]


DEFECTS: Final = (
    _head("CML710", lambda head: head.replace(b'encoding="UTF-8"', b"encoding='UTF-8'", 1)),
    _head("CML711", lambda head: head.replace(_ROOT, _ROOT + " Ид='1'".encode(), 1)),
    _head("CML712", lambda head: head.replace(_ROOT + b" ", _ROOT + b"\n", 1)),
    _named("CML713", "<![CDATA[чёрный]]>", together=True),
    _named("CML714", "&#8381;", together=True),
    _head("CML715", lambda head: head.replace(_ROOT, _ROOT + ' Ид="a > b"'.encode(), 1)),
    _head("CML716", lambda head: _after_root(head, '<c:Слаг xmlns:c="x:y"/>'), also=("CML167",)),
    _head("CML717", lambda head: _after_root(head, "<!-- <Каталог/> -->")),
    Defect(
        "CML719",
        Spot.HEADER,
        lambda one, _: replace(one, encoding="utf-16", bom=True),
        most=1,
        receiver=_BITRIX,
        needs=_CLASSIC,
    ),
    Defect(
        "CML721",
        Spot.HEADER,
        lambda one, _: replace(one, namespace=NAMESPACE_2),
        most=1,
        receiver=_UT,
        needs=_FOR_UT,
    ),
    _order("CML722", _rate),
    _order("CML723", lambda one, _: but(one, number=f"SHOP-{int(one.number or 0):08d}")),
    _order("CML724", _empty_requisite),
    _order("CML725", _two_sites, also=("CML646",)),
    _order("CML726", lambda one, _: but(one, operation=Operation.SHIPMENT.value)),
    _order("CML727", lambda one, _: but(one, currency=""), also=("CML125",)),
    _order("CML728", lambda one, _: make.alone(one, unit=LineUnit(text="упак"))),
    _order("CML729", _at_nowhere),
    _order("CML730", _two_parties),
    _order("CML731", _represented),
    _order("CML732", lambda one, _: make.alone(one, name="Гель #5")),
    _order("CML734", _two_rates),
    _order("CML737", _nameless_service),
    Defect(
        "CML738",
        Spot.NEW,
        lambda _, site: _gone(site),
        Kind.PRODUCT,
        also=("CML244",),
        receiver=_BITRIX,
        needs=_CLASSIC,
    ),
    Defect("CML739", Spot.OFFER, _priced_alone, receiver=_BITRIX, needs=_CLASSIC),
    _product(
        "CML740",
        lambda one, _: but(one, base_unit=BaseUnit(text="мешок")),
        most=1,
        also=("CML417",),
    ),
    Defect(
        "CML741",
        Spot.PRICED,
        _in_hryvnia,
        most=1,
        also=("CML305",),
        receiver=_BITRIX,
        needs=(*_CLASSIC, Need.PRICE_TYPES),
    ),
    Defect(
        "CML743",
        Spot.SECTION,
        lambda one, _: without(one, "changes_only"),
        section=Section.CATALOG,
        most=1,
        receiver=_BITRIX,
        needs=_CLASSIC,
    ),
    Defect(
        "CML744",
        Spot.NEW,
        lambda _, site: _same_names(site),
        Kind.PRICE_TYPE,
        also=("CML308",),
        receiver=_HOSTCMS,
    ),
    Defect(
        "CML745",
        Spot.NEW,
        lambda _, site: _offered(site),
        Kind.OFFER,
        also=("CML216",),
        receiver=_BITRIX,
        needs=_CLASSIC,
    ),
    Defect(
        "CML746",
        Spot.NEW,
        lambda _, site: make.product(site, id=f"{site.guid('1')}#{site.guid('2')}"),
        Kind.PRODUCT,
        receiver=_BITRIX,
        needs=_CLASSIC,
    ),
    Defect(
        "CML754",
        Spot.SECTION,
        lambda one, _: but(one, name="Мебель"),
        section=Section.CATALOG,
        most=1,
        receiver=_HOSTCMS,
        needs=_CLASSIC,
    ),
    _head("CML720", lambda head: b"\n" + head, receiver=_UT, needs=_FOR_UT, also=("CML161",)),
    _order(
        "CML733",
        lambda one, _: make.odd(one, "<Организация>Ромашка</Организация>"),
        also=("CML167",),
    ),
    Defect(
        "CML735",
        Spot.NEW,
        lambda _, site: make.order(site),
        Kind.DOCUMENT,
        receiver="bus",
        needs=(Need.SPLIT,),
    ),
    Defect(
        "CML742",
        Spot.PARTS,
        _second_portion,
        most=1,
        receiver=_BITRIX,
        needs=(*_CLASSIC, Need.FULL),
    ),
    Defect(
        "CML747",
        Spot.OFFER,
        lambda one, _: but(one, characteristics=(*one.characteristics, _SIZE)),
        also=_OPENCART_ALWAYS,
        receiver=_OPENCART,
        needs=(*_CLASSIC, Need.VARIANTS),
    ),
    Defect(
        "CML748",
        Spot.STOCKED,
        lambda one, _: without(one, *({"quantity", "stocks"} & one.model_fields_set)),
        most=1,
        also=_OPENCART_ALWAYS,
        receiver=_OPENCART,
        needs=(*_CLASSIC, Need.VARIANTS),
    ),
    Defect(
        "CML749",
        Spot.HEADER,
        lambda one, _: replace(one, information=but(one.information, schema_version="2.08")),
        most=1,
        also=("CML701",),
        receiver=_CS_CART,
        needs=_CLASSIC,
    ),
    Defect(
        "CML751",
        Spot.PRICED,
        lambda one, _: make.repriced(one, coefficient=10),
        also=("CML753",),
        receiver="woocommerce",
        needs=(*_CLASSIC, Need.PRICE_TYPES, Need.FULL),
    ),
    Defect(
        "CML757",
        Spot.PARTS,
        _renamed,
        most=1,
        receiver=_CS_CART,
        needs=_CLASSIC,
    ),
)
