"""16x, 70x, 76x: what is wrong with the XML itself, before anybody asks what it says."""

from dataclasses import replace
from typing import Any, Final

from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.raw import raw
from cml_sync.xml.entries import PartHeader

_BOM: Final = "\ufeff".encode()
_VERSIONS: Final = ("2.07", "2.08")


def _written(code: str, xml: str, *names: str, at: str = "", **more: Any) -> Defect:
    return Defect(code, Spot.PRODUCT, lambda one, _: make.odd(one, xml, *names, at=at), **more)


def _counted(code: str, written: str, **more: Any) -> Defect:
    xml = f"<Количество>{written}</Количество>"

    def plant(one: Offer, _: Site) -> Offer:
        return make.odd(make.totalled(make.weighed(one), 1), xml, "quantity")

    return Defect(code, Spot.STOCKED, plant, **more)


def _named(code: str, data: bytes, **more: Any) -> Defect:
    return Defect(
        code,
        Spot.PRODUCT,
        lambda one, _: but(one, name=f"{one.name}{raw(data)}новинка"),
        raw=True,
        **more,
    )


def _lying(head: bytes, _: Site) -> bytes:
    return head.removeprefix(_BOM).replace(b'encoding="UTF-8"', b'encoding="windows-1251"', 1)


def _space(head: bytes, _: Site) -> bytes:
    return b"\n" + head.removeprefix(_BOM)


def _declared_twice(head: bytes, _: Site) -> bytes:
    declaration, _line, rest = head.partition(b"\n")
    return declaration + b"\n" + declaration.removeprefix(_BOM) + b"\n" + rest


def _said(header: PartHeader, **fields: Any) -> PartHeader:
    return replace(header, information=but(header.information, **fields))


def _other_version(header: PartHeader, _: Site) -> PartHeader:
    mine = header.information.schema_version
    return _said(header, schema_version=next(one for one in _VERSIONS if one != mine))


def _other_day(header: PartHeader, _: Site) -> PartHeader:
    made = header.information.generated_at
    return header if made is None else _said(header, generated_at=made.replace(year=made.year - 1))


def _misspelt_flag(one: Product, _: Site) -> Product:
    return make.odd(one, "<ПометкаУдаления>Нет</ПометкаУдаления>", "deletion_mark")


def _padded(one: Product, _: Site) -> Product:
    return make.odd(one, f"<Артикул> {one.sku} </Артикул>", "sku")


def _again(one: Product, _: Site) -> Product:
    return make.odd(one, "<Страна>БЕЛАРУСЬ</Страна>")


def _empty_day(one: Any, _: Site) -> Any:
    return make.odd(one, "<СрокПлатежа>0001-01-01</СрокПлатежа>")


def _russian_day(one: Any, _: Site) -> Any:
    day = one.date.strftime("%d.%m.%Y")
    return make.odd(one, f"<Дата>{day}</Дата>", "date")


def _not_plain(one: Product, _: Site) -> Product:
    return make.odd(one, f'<Артикул вид="1">{one.sku}</Артикул>', "sku")


def _stray(one: Product, _: Site) -> Product:
    return make.odd(one, "<ЗначенияСвойств>нет</ЗначенияСвойств>", "property_values")


def _text_instead(one: Product, _: Site) -> Product:
    return make.odd(one, "<Изготовитель>ООО Пример</Изготовитель>", "manufacturer")


DEFECTS: Final = (
    Defect("CML160", Spot.HEAD, _lying, most=1),
    Defect("CML161", Spot.HEAD, _space, most=1),
    Defect("CML162", Spot.HEAD, _declared_twice, most=1),
    Defect("CML164", Spot.PRODUCT, _again),
    Defect("CML165", Spot.PRODUCT, _stray),
    Defect("CML166", Spot.PRODUCT, _not_plain),
    _written("CML167", "<Слаг>kruzhka</Слаг>"),
    Defect("CML168", Spot.PRODUCT, _text_instead),
    Defect("CML701", Spot.HEADER, _other_version, most=1),
    Defect("CML702", Spot.HEADER, _other_day, most=1),
    Defect(
        "CML703",
        Spot.HEADER,
        lambda one, _: _said(one, schema_version="3.2"),
        most=1,
        also=("CML701",),
    ),
    _written("CML704", "<Артикел>1</Артикел>", also=("CML167",)),
    _written("CML705", "<Apтикул>1</Apтикул>", also=("CML167",)),
    _counted("CML760", "много", needs=(Need.CLASSIC,)),
    Defect("CML761", Spot.PRODUCT, _padded),
    _counted("CML762", "1 000,5"),
    Defect("CML763", Spot.PRODUCT, _misspelt_flag),
    Defect("CML764", Spot.ORDER, _russian_day),
    Defect("CML765", Spot.ORDER, _empty_day),
    Defect(
        "CML766", Spot.HEADER, lambda one, _: replace(one, namespace="urn:example:shop"), most=1
    ),
    _named("CML767", b"\x01"),
    _named("CML768", b"&laquo;"),
    _named("CML769", b" & "),
    Defect(
        "CML781",
        Spot.HEADER,
        lambda one, _: _said(one, schema_version="2.7"),
        most=1,
        also=("CML701",),
    ),
)
