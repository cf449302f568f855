"""8xx: names, texts, pictures, properties; goods that look like others."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but
from cml_sync.packages.generate.lists import WEIGHT
from cml_sync.packages.generate.planted import Spot

_ENORMOUS: Final = 4_000


def _name(code: str, write: Callable[[str], str], **more: Any) -> Defect:
    return Defect(code, Spot.PRODUCT, lambda one, _: but(one, name=write(one.name or "")), **more)


def _text(code: str, written: str, **more: Any) -> Defect:
    return Defect(code, Spot.PRODUCT, lambda one, _: but(one, description=written), **more)


def _listed(code: str, kind: Kind, made: Callable[[Site], Any], **more: Any) -> Defect:
    return Defect(code, Spot.NEW, lambda _, site: made(site), kind, **more)


def _pictured(code: str, *paths: str, **more: Any) -> Defect:
    return Defect(
        code,
        Spot.PRODUCT,
        lambda one, _: but(one, images=paths),
        **more,
    )


def _valued(code: str, value_type: str, *values: str, **more: Any) -> Defect:
    def plant(site: Site) -> Sequence[Element]:
        kind = make.prop(site, value_type=value_type, **more)
        return kind, make.with_values(make.product(site), make.value(kind.id, *values))

    return _listed(code, Kind.PROPERTY, plant)


def _weight(one: Product, site: Site, *values: str) -> Product:
    identifier = site.world.lists.properties[WEIGHT].id
    return make.with_values(one, *(make.value(identifier, value) for value in values))


def _options(site: Site, *values: str) -> Element:
    options = tuple(
        {"id": site.guid(str(number)), "value": value} for number, value in enumerate(values)
    )
    return make.prop(site, value_type="Справочник", options=options)


def _option_by_text(one: Product, site: Site) -> Product:
    return make.with_values(one, make.value(make.colour_id(site), "синий"))


def _twins(site: Site, **fields: Any) -> Sequence[Product]:
    first, second = make.product(site), make.product(site, 1)
    return first, but(second, **{name: getattr(first, name) for name in fields})


def _case(site: Site) -> Sequence[Product]:
    identifier = f"abc-{site.guid()[:8]}-x"
    return make.product(site, id=identifier), make.product(site, 1, id=identifier.upper())


def _alike(site: Site) -> Sequence[Element]:
    first = make.price_type(site)
    name = f"Роз{site.number + 1}"
    return but(first, name=f"{name} Прайс"), make.price_type(
        site, id=site.guid("2"), name=f"{name} прайс"
    )


NAMES: Final = (
    Defect("CML803", Spot.PRODUCT, lambda one, _: but(one, name="я" * 256 + " " + (one.sku or ""))),
    _listed("CML804", Kind.PRODUCT, lambda site: make.product(site, id=site.guid() * 3)),
    _name("CML805", lambda name: f"{name}<br>новинка"),
    _name("CML806", lambda name: f"{name} &quot;Пух&quot;"),
    _text("CML807", "<script>x()</script>", also=("CML808",)),
    _text("CML808", "<p>Чай</p>"),
    _name("CML809", lambda name: f"{name[:3]}\u00ad{name[3:]}"),
    _text("CML811", "Цена: " + "Чай".encode().decode("cp1251")),
    _name("CML812", lambda name: f"{name} ????"),
    _listed(
        "CML813",
        Kind.PRICE_TYPE,
        lambda site: make.price_type(site, name=f"Cпециальная {site.number + 1}"),
    ),
    _name("CML814", lambda name: f"Cпектакль {name}"),
    _name("CML815", lambda name: name.replace(" ", "  ", 1)),
    _listed(
        "CML816",
        Kind.PRICE_TYPE,
        lambda site: make.price_type(site, name="я" * 256 + str(site.number)),
    ),
    _text("CML817", "я" * _ENORMOUS, needs=(Need.SINCE_2_06,)),
    Defect(
        "CML818",
        Spot.PRODUCT,
        lambda one, _: but(
            one,
            requisites=(*one.requisites, {"name": "Примечание", "values": ("я" * 1001,)}),
        ),
    ),
    _text("CML819", "&lt;p&gt;Чай&lt;/p&gt;"),
)
PICTURES: Final = (
    Defect(
        "CML821",
        Spot.PRODUCT,
        lambda one, site: but(one, images=(f"import_files/aa/{site.guid()}.png",)),
        needs=(Need.PICTURES,),
    ),
    _pictured("CML822", "import_files/a.pdf", needs=(Need.NO_PICTURES,)),
    Defect(
        "CML823",
        Spot.PRODUCT,
        lambda one, _: but(one, images=2 * (one.images or ("import_files/a.png",))),
    ),
    _pictured("CML824", "../a.png"),
    _pictured("CML825", "import_files\\a.png", needs=(Need.NO_PICTURES,)),
)
LOOKS: Final = (
    _listed("CML831", Kind.PRICE_TYPE, _alike),
    _listed(
        "CML832",
        Kind.PROPERTY,
        lambda site: (make.prop(site), make.prop(site, id=site.guid("2"))),
    ),
    _listed("CML833", Kind.PRODUCT, lambda site: _twins(site, sku="")),
    _listed(
        "CML834", Kind.PRODUCT, lambda site: _twins(site, barcode=""), needs=(Need.NO_VARIANTS,)
    ),
    _listed("CML835", Kind.PRODUCT, lambda site: _twins(site, name="", group_ids=())),
    _listed("CML836", Kind.PRODUCT, _case),
)
VALUES: Final = (
    Defect("CML841", Spot.PRODUCT, lambda one, site: _weight(one, site, "5 кг")),
    _valued("CML842", "Время", "скоро"),
    _listed("CML843", Kind.PROPERTY, lambda site: make.prop(site, value_type="Справочник")),
    _listed("CML844", Kind.PROPERTY, lambda site: _options(site, "Красный", "красный")),
    _listed("CML845", Kind.PROPERTY, lambda site: make.prop(site, value_type="Float")),
    Defect("CML846", Spot.PRODUCT, _option_by_text, needs=(Need.OPTIONS,)),
    _valued("CML847", "Строка", "красный", "синий", multiple=False),
    Defect("CML848", Spot.PRODUCT, lambda one, site: _weight(one, site, "1", "2")),
    Defect("CML849", Spot.PRODUCT, lambda one, site: _weight(one, site, "-999 999 999,9")),
)
DEFECTS: Final = (*NAMES, *PICTURES, *LOOKS, *VALUES)
