"""Invented orders with their payments, shipments and returns; all sums add up."""

from datetime import date, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final, NamedTuple

from cml_sync.model.documents import (
    Container,
    Document,
    DocumentLine,
    LineUnit,
    SubordinateDocument,
)
from cml_sync.model.goods import BaseUnit
from cml_sync.model.parties import Counterparty
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import Discount, Tax
from cml_sync.model.words import DELIVERY_ID, Operation, Role
from cml_sync.packages.generate import vocabulary as words
from cml_sync.packages.generate.customers import customer
from cml_sync.packages.generate.draws import Draws
from cml_sync.packages.generate.goods import Goods
from cml_sync.packages.generate.shape import Shape, Sizes

_HUNDREDTH: Final = Decimal("0.01")
_LONG: Final = 30
_ASSORTMENT: Final = 100
"""Orders without goods are for the offers of so many products, the first of every catalogue."""

_CUSTOMERS: Final = 5_000
_MOST_LINES: Final = 4
_FIRST: Final = 10_001
_RETURNED: Final = 4
"""One of so many orders that were carried out comes back in part."""

_YES_NO: Final = ("false", "true")
_SERVICE: Final = (
    Requisite(name="ВидНоменклатуры", values=("Услуга",)),
    Requisite(name="ТипНоменклатуры", values=("Услуга",)),
)
_GOODS: Final = (
    Requisite(name="ВидНоменклатуры", values=("Товар",)),
    Requisite(name="ТипНоменклатуры", values=("Товар",)),
)
_PAID, _SHIPPED, _DONE = 1, 2, 3


class Deal(NamedTuple):
    """An order and what followed.

    Attributes:
        order: itself.
        followers: payments, shipments, returns, in that order.
    """

    order: Document
    followers: tuple[SubordinateDocument, ...]


class Orders:
    """Makes orders; holds nothing that grows with their number."""

    def __init__(self, draws: Draws, sizes: Sizes, shape: Shape, goods: Goods) -> None:
        self._draws, self._shape, self._goods = draws, shape, goods
        self._follower_model = SubordinateDocument if shape.subordinates else Document
        self._names_basis = shape.names_basis
        self._offers = (sizes.products or _ASSORTMENT) * max(1, sizes.variants)

    def deal(self, number: int) -> Deal:
        """An order with what followed."""
        data = self._draws.data(b"order", number)
        name = str(_FIRST + number)
        stage = data[0] % 4
        day = self._shape.moment.date() - timedelta(days=1 + data[1] % _LONG)
        lines = self._lines(data, self._shape.vat(day))
        buyer = _customer(int.from_bytes(data[2:6], "little") % _CUSTOMERS)
        moment = time(data[7] % 24, data[8] % 60, data[9] % 60)
        order = Document.model_validate(
            self._said(name, Operation.ORDER, (day, moment), buyer, lines)
            | {"requisites": _state(stage, data[10])}
        )
        if self._shape.orders_alone:
            return Deal(order, ())
        followers = []
        if stage >= _PAID:
            followers.append(self._follower(order, "pay", Operation.BANK_PAYMENT))
        if stage >= _SHIPPED:
            followers.append(self._follower(order, "ship", Operation.SHIPMENT, lines))
        if stage == _DONE and data[11] % _RETURNED == 0:
            followers.append(self._follower(order, "return", Operation.RETURN, lines[:1]))
        return Deal(order, tuple(followers))

    def container(self, deal: Deal) -> Container:
        """An order and what followed, as 3.1 puts them together."""
        followers = (one for one in deal.followers if isinstance(one, Document))
        return Container(documents=(deal.order, *followers))

    def nested(self, deal: Deal) -> Document:
        """An order with what followed below it, as 2.10 has it."""
        if not deal.followers:
            return deal.order
        return deal.order.model_copy(update={"subordinates": deal.followers})

    def _lines(self, data: bytes, vat: str) -> tuple[DocumentLine, ...]:
        first = int.from_bytes(data[12:20], "little")
        count = min(1 + data[20] % _MOST_LINES, self._offers)
        lines = [
            self._line((first + place) % self._offers, data[21 + place], vat)
            for place in range(count)
        ]
        delivery = data[30] % len(words.DELIVERIES)
        if not delivery:
            lines.append(self._delivery(vat))
        return tuple(lines)

    def _line(self, number: int, drawn: int, vat: str) -> DocumentLine:
        said = self._goods.line(number)
        divisible, unit = said.pop("divisible"), said["unit"]
        quantity = Decimal(1 + drawn % 5) / (2 if divisible and drawn & 64 else 1)
        price: Decimal = said["price"]
        total = (price * quantity).quantize(_HUNDREDTH)
        if drawn & 128:
            off = (total / 20).quantize(_HUNDREDTH)
            total -= off
            said["discounts"] = (Discount(name="Скидка", amount=off, included=True),)
        said |= {"quantity": quantity, "total": total, "coefficient": 1, "requisites": _GOODS}
        said |= {"unit": self._unit(unit), "taxes": (_tax(total, vat),)}
        return DocumentLine.model_validate(said)

    def _delivery(self, vat: str) -> DocumentLine:
        unit, price = words.PIECE, Decimal("300.00")
        return DocumentLine(
            id=DELIVERY_ID,
            name="Доставка заказа",
            base_unit=BaseUnit(
                code=unit.code,
                full_name=unit.full,
                international=unit.international,
                text=unit.short,
            ),
            requisites=_SERVICE,
            price=price,
            quantity=Decimal(1),
            total=price,
            unit=self._unit(unit),
            coefficient=Decimal(1),
            taxes=(_tax(price, vat),),
        )

    def _unit(self, unit: words.UnitWords) -> LineUnit:
        if self._shape.split:
            return LineUnit(
                id=unit.code, short_name=unit.short, code=unit.code, full_name=unit.full
            )
        return LineUnit(text=unit.code if self._shape.unit_codes else unit.short)

    def _said(
        self,
        name: str,
        operation: Operation,
        made: tuple[date, time],
        buyer: Counterparty,
        lines: tuple[DocumentLine, ...],
    ) -> dict[str, Any]:
        total = sum((line.total for line in lines if line.total), Decimal(0))
        said: dict[str, Any] = {
            "id": name,
            "number": name,
            "date": made[0],
            "operation": operation.value,
            "role": Role.SELLER.value,
            "currency": "RUB",
            "rate": Decimal(1),
            "total": total,
            "counterparties": (buyer,),
            "time": made[1],
        }
        if lines:
            taxed = sum((line.taxes[0].amount or Decimal(0) for line in lines), Decimal(0))
            said["taxes"] = (Tax(name="НДС", included=True, amount=taxed),)
            said["lines"] = lines
        return said

    def _follower(
        self,
        order: Document,
        suffix: str,
        operation: Operation,
        lines: tuple[DocumentLine, ...] = (),
    ) -> SubordinateDocument:
        if order.date is None or order.time is None:
            message = "an invented order has its moment"
            raise ValueError(message)
        name, buyer = f"{order.id}-{suffix}", order.counterparties[0]
        said = self._said(name, operation, (order.date, order.time), buyer, lines)
        if not lines:
            said["total"] = order.total
        if self._names_basis:
            said["basis_id"] = order.id
        return self._follower_model.model_validate(said)


def _tax(total: Decimal, vat: str) -> Tax:
    rate = Decimal(vat)
    amount = (total * rate / (100 + rate)).quantize(_HUNDREDTH)
    return Tax(name="НДС", included=True, amount=amount, rate=vat)


_customer = lru_cache(maxsize=1024)(customer)


def _state(stage: int, drawn: int) -> tuple[Requisite, ...]:
    paid, shipped = stage >= _PAID, stage >= _SHIPPED
    rows = (
        ("Статус заказа", words.STATUSES[stage]),
        ("Заказ оплачен", _YES_NO[paid]),
        ("Отгружен", _YES_NO[shipped]),
        ("Отменен", "false"),
        ("Метод оплаты", "Банковский перевод"),
        ("Способ доставки", words.DELIVERIES[drawn % len(words.DELIVERIES)]),
    )
    return tuple(Requisite(name=name, values=(value,)) for name, value in rows)
