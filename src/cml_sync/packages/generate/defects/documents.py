"""6xx: orders, their lines, sums and states; 31x: their taxes."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Tax, TaxRate
from cml_sync.model.words import DELIVERY_ID, Operation
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but, without
from cml_sync.packages.generate.orders import Deal
from cml_sync.packages.generate.planted import Spot

_NESTED: Final = (Need.NESTED,)
_SERVICE: Final = (Requisite(name="ТипНоменклатуры", values=("Услуга",)),)
_KOPECK: Final = Decimal("0.01")


def _order(code: str, also: tuple[str, ...] = (), **fields: Any) -> Defect:
    return Defect(code, Spot.ORDER, lambda one, _: but(one, **fields), also=also)


def _line(code: str, also: tuple[str, ...] = (), **fields: Any) -> Defect:
    return Defect(code, Spot.ORDER, lambda one, _: make.alone(one, **fields), also=also)


def _state(code: str, **values: str) -> Defect:
    plain = {"Отменен": "false", "Отгружен": None, "Заказ_оплачен": None}
    return Defect(code, Spot.ORDER, lambda one, _: make.requisites(one, **(plain | values)))


def _taxed(one: Document, *taxes: dict[str, Any], **more: Any) -> Document:
    return make.alone(one, **({"taxes": tuple({"name": "НДС", **tax} for tax in taxes)} | more))


def _tax(code: str, **tax: Any) -> Defect:
    return Defect(code, Spot.ORDER, lambda one, _: _taxed(one, tax))


def _document_tax(code: str, **tax: Any) -> Defect:
    return Defect(
        code, Spot.ORDER, lambda one, _: but(make.alone(one), taxes=(Tax.model_validate(tax),))
    )


def _two_rates(one: Document, _: Site) -> Document:
    return _taxed(one, {"rate": "10", "included": True}, tax_rates=(TaxRate(name="НДС", rate="0"),))


def _here_not_there(one: Document, _: Site) -> Document:
    made = _taxed(one, {"included": True})
    return but(made, taxes=(Tax(name="НДС", included=False),))


def _taxes_differ(one: Document, _: Site) -> Document:
    made = _taxed(one, {"amount": "63.64", "included": True})
    return but(made, taxes=(Tax(name="НДС", amount=Decimal(100), included=True),))


def _total_off(one: Document, _: Site) -> Document:
    return but(make.alone(one), total=Decimal("771.00"))


def _zero_quantity(one: Document, _: Site) -> Document:
    return make.alone(one, quantity=0, total=0)


def _fine(one: Document, _: Site) -> Document:
    return make.alone(one, price="300.00", quantity="0.3333", total="99.99")


def _enormous(one: Document, _: Site) -> Document:
    return make.alone(one, price=0, quantity="1000000000000", total=0)


def _no_price(one: Document, _: Site) -> Document:
    line = without(make.plain_line(one), "price", "total")
    return without(but(one, lines=(line,)), "taxes")


def _by_name_only(one: Document, _: Site) -> Document:
    return make.lined(one, without(make.plain_line(one), "id"))


def _empty_line(one: Document, _: Site) -> Document:
    nothing = without(make.plain_line(one), "id", "name", "sku", "barcode")
    return make.lined(one, nothing)


def _no_lines(one: Document, _: Site) -> Document:
    return without(one, "lines", "taxes")


def _delivered(one: Document, *deliveries: dict[str, Any]) -> Document:
    line = make.plain_line(one)
    added = []
    for said in deliveries:
        fields = {
            "id": DELIVERY_ID,
            "name": "Доставка заказа",
            "requisites": _SERVICE,
            "price": "300.00",
            "quantity": "1",
            "total": "300.00",
        } | said
        made = but(line, **{name: given for name, given in fields.items() if given is not None})
        added.append(without(made, *(name for name, given in fields.items() if given is None)))
    return make.lined(one, line, *added)


def _delivery(code: str, *deliveries: dict[str, Any], also: tuple[str, ...] = ()) -> Defect:
    return Defect(code, Spot.ORDER, lambda one, _: _delivered(one, *deliveries), also=also)


def _long_ago(one: Document, _: Site) -> Document:
    return but(make.alone(one), date=date(1970, 1, 1))


def _tomorrow(one: Document, site: Site) -> Document:
    return but(one, date=site.shape.moment.date() + timedelta(days=3))


def _due(one: Document, _: Site) -> Document:
    if one.date is None:
        return one
    return but(one, payment_due=one.date - timedelta(days=1))


def _dated(one: Document, name: str, value: str, **values: str | None) -> Document:
    said: dict[str, str | None] = {"Заказ_оплачен": None, "Отгружен": None}
    return make.requisites(one, **(said | {name: value} | values))


def _too_early(one: Document, _: Site) -> Document:
    if one.date is None:
        return one
    day = one.date - timedelta(days=5)
    return _dated(one, "Дата_оплаты_по_1С", f"{day}T10:00:00")


def _same_number(site: Site) -> Sequence[Element]:
    first = make.order(site)
    return make.documents(site, first, but(first, id=site.guid()))


def _payment(deal: Deal, **fields: Any) -> Deal:
    """With one payment, and nothing else that followed."""
    paid = _paid(deal)
    model = type(deal.followers[0]) if deal.followers else Document
    said = {
        "id": f"{deal.order.id}-pay", "number": f"{deal.order.id}-pay", "date": deal.order.date,
        "operation": Operation.BANK_PAYMENT.value, "role": "Продавец", "currency": "RUB",
        "rate": Decimal(1), "total": deal.order.total, "counterparties": deal.order.counterparties,
        "time": deal.order.time, "basis_id": deal.order.id,
    }  # fmt: skip
    return Deal(paid, (model.model_validate(said | fields),))


def _paid(deal: Deal) -> Document:
    return make.requisites(deal.order, Заказ_оплачен="true")


def _deal(code: str, also: tuple[str, ...] = (), **fields: Any) -> Defect:
    return Defect(
        code, Spot.DEAL, lambda deal, _: _payment(deal, **fields), also=also, needs=_NESTED
    )


def _overpaid(deal: Deal, _: Site) -> Deal:
    return _payment(deal, total=(deal.order.total or Decimal(0)) + 100)


def _underpaid(deal: Deal, _: Site) -> Deal:
    return _payment(deal, total=_KOPECK)


TAXES: Final = (
    _tax("CML312", rate="двадцать", included=True),
    _tax("CML317", rate="18", included=True),
    Defect("CML318", Spot.ORDER, _here_not_there),
    _tax("CML319", rate="10", amount="140", included=True),
    _document_tax("CML320", name="НДС", amount="63.64"),
    Defect("CML328", Spot.ORDER, _two_rates),
)
SUMS: Final = (
    _order("CML332", currency="у.е."),
    _order("CML333", rate=0),
    _order("CML334", rate="92.5"),
    _order("CML337", currency="643"),
    _line("CML423", coefficient=0),
    Defect("CML601", Spot.ORDER, _total_off),
    _line("CML602", total="710.00"),
    _order("CML603", operation="Корректировка"),
    _order("CML604", role="Shop"),
    Defect("CML605", Spot.ORDER, _empty_line),
    Defect("CML606", Spot.ORDER, _zero_quantity),
    Defect(
        "CML607",
        Spot.ORDER,
        lambda one, _: but(
            without(one, "lines", "taxes"), operation=Operation.RETURN.value, total="-5.00"
        ),
    ),
    Defect("CML608", Spot.ORDER, _fine),
    Defect("CML609", Spot.ORDER, _taxes_differ),
    Defect(
        "CML610",
        Spot.ORDER,
        lambda one, _: but(make.alone(one), discounts=({"amount": "-1.00", "included": True},)),
    ),
    _line("CML611", discounts=({"amount": "70"},)),
    Defect("CML612", Spot.ORDER, _enormous),
    Defect("CML613", Spot.ORDER, _no_price),
    Defect("CML614", Spot.ORDER, _no_lines),
    Defect("CML615", Spot.NEW, lambda _, site: _same_number(site), Kind.DOCUMENT),
    Defect("CML617", Spot.ORDER, _by_name_only),
)
STATES: Final = (
    Defect("CML621", Spot.ORDER, _long_ago),
    Defect("CML622", Spot.ORDER, _tomorrow),
    Defect("CML623", Spot.ORDER, _due),
    Defect("CML624", Spot.ORDER, lambda one, _: _dated(one, "Дата_оплаты_по_1С", "вчера")),
    Defect("CML625", Spot.ORDER, _too_early),
    Defect(
        "CML626",
        Spot.ORDER,
        lambda one, site: _dated(
            one, "Дата_изменения_статуса", f"{site.shape.moment.date()}T9:05:00"
        ),
    ),
    Defect("CML631", Spot.DEAL, _overpaid, needs=_NESTED),
    Defect("CML632", Spot.DEAL, _underpaid, needs=_NESTED),
    Defect(
        "CML634",
        Spot.DEAL,
        lambda deal, site: _payment(deal, basis_id=site.guid()),
        needs=(Need.SPLIT,),
    ),
    Defect(
        "CML635",
        Spot.NEW,
        lambda _, site: site.world.orders.container(site.world.orders.deal(0)).model_copy(
            update={"documents": ()}
        ),
        Kind.CONTAINER,
    ),
    Defect(
        "CML636",
        Spot.ORDER,
        lambda one, _: but(
            without(one, "lines", "taxes"), operation=Operation.BANK_PAYMENT.value, total=0
        ),
    ),
    _deal("CML637", currency="USD"),
    _state("CML641", Отменен="true", Заказ_оплачен="true", Статус_заказа="Отменен"),
    _state("CML642", Отменен="true", Отгружен="true", Статус_заказа="Отменен"),
    _state("CML643", ПометкаУдаления="true", Проведен="true"),
    _state("CML644", Статус_заказа="Отменен"),
    _state("CML645", Отменен="возможно"),
    Defect(
        "CML646",
        Spot.ORDER,
        lambda one, _: but(
            one,
            requisites=(*one.requisites, Requisite(name="Метод оплаты", values=("Наличные",))),
        ),
    ),
    Defect(
        "CML647",
        Spot.ORDER,
        lambda one, site: _dated(
            one, "Дата_оплаты_по_1С", f"{site.shape.moment.date()}T10:00:00", Оплачен="false"
        ),
    ),
    _delivery("CML651", {"requisites": None}),
    _delivery("CML652", {}, {}),
    _delivery("CML653", {"id": None}),
    _delivery("CML654", {"quantity": "2", "total": "600.00"}),
)
DEFECTS: Final = (*TAXES, *SUMS, *STATES)
