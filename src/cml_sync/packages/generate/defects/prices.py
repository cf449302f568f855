"""3xx: prices, currencies and taxes of goods; 4xx: stock and units; barcodes."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

from cml_sync.model.classifier import Unit
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Product, UnitConversion
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, Price, Rest
from cml_sync.model.taxes import TaxRate
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but, without
from cml_sync.packages.generate.digits import barcode, ean_13
from cml_sync.packages.generate.planted import Spot

_TYPES: Final = (Need.PRICE_TYPES,)
_STORES: Final = (Need.WAREHOUSES,)
_STRANGE: Final = ("PRO", "ZZZ", "QQQ", "XYX", "MIZ")
_OTHER: Final = ("USD", "EUR", "CNY", "KZT", "BYN")


def _price(code: str, also: tuple[str, ...] = (), **fields: Any) -> Defect:
    return Defect(
        code,
        Spot.PRICED,
        lambda one, _: make.repriced(one, **fields),
        also=also,
        needs=_TYPES,
    )


def _tiers(code: str, *tiers: dict[str, Any]) -> Defect:
    return Defect(code, Spot.PRICED, lambda one, _: make.tiered(one, *tiers), needs=_TYPES)


def _twice(record: Offer, _: Site) -> Offer:
    record = make.repriced(record)
    return but(record, prices=(*record.prices, record.prices[0]))


def _of_zeros(site: Site) -> Sequence[Element]:
    kind, products = make.price_type(site), (make.product(site), make.product(site, 1))
    prices = (Price(price_type_id=kind.id, value=Decimal(0), currency="RUB"),)
    return kind, *products, *(make.offer(one, site, prices=prices) for one in products)


def _in_dollars(site: Site) -> Sequence[Element]:
    kind, product = make.price_type(site), make.product(site)
    currency = _OTHER[site.number % len(_OTHER)]
    prices = (Price(price_type_id=kind.id, value=1, currency=currency),)
    return kind, product, make.offer(product, site, prices=prices)


def _rated(code: str, *rates: TaxRate) -> Defect:
    return Defect(code, Spot.PRODUCT, lambda one, _: but(one, tax_rates=rates))


def _unit(defect: str, **fields: Any) -> Defect:
    said = {"code": "796", "text": "шт"} | fields
    made = BaseUnit.model_validate({name: given for name, given in said.items() if given})
    return Defect(
        defect, Spot.PRODUCT, lambda one, _: but(one, base_unit=made), needs=(Need.CLASSIC,)
    )


def _converted(code: str, **fields: Any) -> Defect:
    return _unit(code, conversions=(UnitConversion.model_validate(fields),))


def _stock(code: str, spoil: Callable[[Offer, Site], Offer], **more: Any) -> Defect:
    return Defect(code, Spot.STOCKED, spoil, **{"needs": _STORES, **more})


def _first(site: Site) -> str | None:
    return site.world.lists.warehouses[0].id


def _total_differs(record: Offer, site: Site) -> Offer:
    return make.restocked(record, (_first(site), 2), total=5)


def _half(record: Offer, _: Site) -> Offer:
    unit = BaseUnit(code="796", full_name="Штука", international="PCE", text="шт")
    prices = tuple(without(price, "unit", "presentation") for price in record.prices)
    return but(make.totalled(record, "2.5"), base_unit=unit, prices=prices)


def _two_forms(record: Offer, site: Site) -> Offer:
    rests = (Rest(quantity=Decimal(1)), Rest(warehouse_id=_first(site), quantity=Decimal(1)))
    return but(without(record, *({"stocks", "quantity"} & record.model_fields_set)), rests=rests)


def _no_goods(record: Offer, _: Site) -> Offer:
    return make.repriced(record, coefficient=0)


def _packs(record: Offer, _: Site) -> Offer:
    unit = BaseUnit(code="796", full_name="Штука", international="PCE", text="шт")
    prices = (without(but(record.prices[0], unit="упак"), "coefficient", "presentation"),)
    return but(record, base_unit=unit, prices=prices)


def _listed(site: Site, **fields: Any) -> Unit:
    said = {"id": site.guid(), "short_name": make.name(site)}
    return Unit.model_validate(said | fields | site.world.lists.marks())


def _wrong_digit(one: Product | Offer, site: Site) -> Product | Offer:
    right = ean_13("460", site.beyond % 10**9)
    return but(one, barcode=f"{right[:-1]}{(int(right[-1]) + 1) % 10}")


def _several(one: Product | Offer, site: Site) -> Product | Offer:
    return but(one, barcode=f"{barcode(site.beyond)}, {barcode(site.beyond + 1)}")


MONEY: Final = (
    _price("CML301", value="-1.50"),
    _price("CML302", value="0"),
    Defect(
        "CML303",
        Spot.PRICED,
        lambda one, _: make.repriced(one, value=None),
        needs=_TYPES,
    ),
    Defect(
        "CML304",
        Spot.PRICED,
        lambda one, site: make.repriced(one, currency=_STRANGE[site.number]),
        most=len(_STRANGE),
        needs=_TYPES,
    ),
    Defect("CML305", Spot.NEW, lambda _, site: _in_dollars(site), Kind.PRICE_TYPE),
    Defect("CML306", Spot.PRICED, _twice, needs=_TYPES),
    _price("CML307", value="101.999"),
    Defect(
        "CML308",
        Spot.NEW,
        lambda _, site: (make.price_type(site), make.price_type(site, id=site.guid("2"))),
        Kind.PRICE_TYPE,
    ),
    _price("CML309", value="1000000000000"),
    _rated("CML311", TaxRate(name="НДС", rate="21")),
    _rated("CML313", TaxRate(name="НДС", rate="0.2")),
    _rated("CML314", TaxRate(name="НДС", rate="10%")),
    _rated("CML315", TaxRate(rate="10")),
    _rated("CML316", TaxRate(name="НДС", rate="10"), TaxRate(name="НДС", rate="0")),
    _tiers("CML321", {"value": "100", "min_quantity": "-1"}),
    _tiers(
        "CML322",
        {"value": "90", "qty_from": "1", "qty_to": "10"},
        {"value": "80", "qty_from": "5", "qty_to": "20"},
    ),
    _tiers(
        "CML323",
        {"value": "80", "qty_from": "1", "qty_to": "10"},
        {"value": "90", "qty_from": "11"},
    ),
    _price("CML325", value="10.00", presentation="12 RUB за шт"),
    Defect("CML326", Spot.NEW, lambda _, site: _of_zeros(site), Kind.PRICE_TYPE, also=("CML302",)),
    Defect(
        "CML331",
        Spot.PRICED,
        lambda one, _: make.repriced(one, currency="руб"),
        most=1,
        needs=_TYPES,
    ),
    Defect(
        "CML335",
        Spot.NEW,
        lambda _, site: without(make.price_type(site), "currency"),
        Kind.PRICE_TYPE,
    ),
    Defect(
        "CML336",
        Spot.NEW,
        lambda _, site: make.price_type(site, currency="руб."),
        Kind.PRICE_TYPE,
        most=1,
        also=("CML331",),
    ),
    Defect(
        "CML338",
        Spot.PRODUCT,
        lambda one, _: make.odd(one, "<Цены><Цена/></Цены>"),
        also=("CML167",),
    ),
)
STOCK: Final = (
    Defect("CML401", Spot.STOCKED, lambda one, _: make.totalled(one, -1)),
    _stock("CML402", _total_differs),
    _stock("CML403", lambda one, site: make.restocked(one, (_first(site), 2), (_first(site), 3))),
    Defect("CML404", Spot.STOCKED, lambda one, _: make.totalled(one, "1000000000")),
    Defect("CML405", Spot.STOCKED, lambda one, _: make.totalled(make.weighed(one), "0.0001")),
    Defect("CML406", Spot.STOCKED, _half, needs=(Need.CLASSIC,)),
    _stock("CML407", _two_forms),
    _unit("CML411", code="  "),
    _unit("CML412", code="1"),
    _unit("CML413", code="001", text="лист"),
    Defect(
        "CML414",
        Spot.NEW,
        lambda _, site: without(_listed(site), "id", "code"),
        Kind.UNIT,
    ),
    _unit("CML415", text="кг"),
    _unit("CML416", international="KGM"),
    _unit("CML417", code=""),
    _converted("CML418", unit="778", coefficient="0"),
    _converted("CML419", coefficient="6"),
    Defect("CML421", Spot.PRICED, _no_goods, needs=_TYPES),
    Defect("CML422", Spot.PRICED, _packs, needs=(*_TYPES, Need.CLASSIC)),
    Defect(
        "CML424",
        Spot.NEW,
        lambda _, site: _listed(site, id="736", code="736", short_name="бут"),
        Kind.UNIT,
        most=1,
        needs=(Need.SPLIT,),
    ),
    Defect(
        "CML426",
        Spot.NEW,
        lambda _, site: _listed(site, code=f"{site.number + 1:04d}"),
        Kind.UNIT,
        needs=(Need.SPLIT,),
    ),
    Defect("CML431", Spot.OFFER, _several, also=("CML802",)),
    Defect("CML432", Spot.OFFER, lambda one, site: but(one, barcode=f"А-{site.beyond}")),
    Defect("CML801", Spot.OFFER, _wrong_digit),
    Defect("CML802", Spot.OFFER, lambda one, site: but(one, barcode=f"{site.beyond % 10**7:07d}")),
)
DEFECTS: Final = (*MONEY, *STOCK)
