"""3xx: the prices of offers and their types."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.knowledge.decimals import digits_after_point
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.usual import ENORMOUS
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.classifier import PriceType
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.problems import Severity

_PRICED: Final = (Kind.OFFER, Kind.OFFER_CHANGE)
_NEEDS: Final = ("prices",)
_INTO_OFFERS: Final = text("Write them into the offers of a `ПакетПредложений`")

Priced = RecordView[Offer] | RecordView[OfferChange]


def _at(number: int) -> str:
    return f"Цены/Цена[{number}]/ЦенаЗаЕдиницу"


def _prices(view: Priced) -> Iterator[tuple[int, Price]]:
    return enumerate(view.record.prices, start=1)


@rule("CML301", Severity.ERROR, on=_PRICED, needs=_NEEDS, title=text("Price below zero"))
def negative_price(view: Priced) -> Iterable[Found]:
    """A price in an offer is less than zero.

    Why: a shop shows it, refuses the whole offer, or pays the buyer; none of them is meant.

    Mend: in 1C, look at the document that set the price ("Установка цен номенклатуры") and at the
    formula of a calculated price type; a discount larger than the price gives such a value.

    Source: `Цена/ЦенаЗаЕдиницу` (schema 2.04), a sum.
    """
    if view.prices_are_usual:
        return ()
    return [
        Found(
            text("The price is `{value}`, below zero", value=price.value),
            text("Correct the document or formula that sets this price in 1C"),
            at=_at(number),
        )
        for number, price in _prices(view)
        if price.value is not None and price.value < 0
    ]


@rule("CML302", Severity.WARNING, on=_PRICED, needs=_NEEDS, title=text("Price of zero"))
def zero_price(view: Priced) -> Iterable[Found]:
    """A price in an offer is zero.

    Why: most shops publish it as it is, and the goods can be ordered for nothing.

    Mend: in 1C, set the price, or take the goods out of the exchange until they have one. A price
    that is not set should be left out.

    Source: `Цена/ЦенаЗаЕдиницу` (schema 2.04), a sum.
    """
    if view.prices_are_usual:
        return ()
    return [
        Found(
            text("The price is zero"),
            text("Set the price in 1C, or keep the goods out of the exchange until it is set"),
            at=_at(number),
        )
        for number, price in _prices(view)
        if price.value is not None and price.value == 0
    ]


@rule("CML303", Severity.WARNING, on=_PRICED, needs=_NEEDS, title=text("Price without a value"))
def empty_price(view: Priced) -> Iterable[Found]:
    """A `Цена` names no value.

    Why: it means "no price", but receivers that read an empty text as the number 0 give the goods
    away.

    Mend: in 1C, set the price, or leave price types without values out of the exchange.

    Source: `Цена/ЦенаЗаЕдиницу` (schema 2.04), required.
    """
    if view.prices_are_usual:
        return ()
    return [
        Found(
            text("The price has no value"),
            text("Set the price in 1C, or leave this price type out for these goods"),
            at=_at(number),
        )
        for number, price in _prices(view)
        if price.value is None and not price.unknown
    ]


@rule("CML306", Severity.WARNING, on=_PRICED, needs=_NEEDS, title=text("Same price twice"))
def repeated_price(view: Priced) -> Iterable[Found]:
    """An offer has two prices of one type for the same quantity and unit.

    Why: which of them counts depends on the receiver: the first, the last, or the lower one.

    Mend: in 1C, look whether the goods have prices of this type both with and without a
    characteristic or a package; one of them is left over.

    Source: `Цена/ИдТипаЦены`, `МинКоличество`, `Единица` (schema 2.04).
    """
    return () if view.prices_are_usual else _repeated(view)


def _repeated(view: Priced) -> Iterator[Found]:
    seen: set[tuple[object, ...]] = set()
    for number, price in _prices(view):
        tier = (
            price.price_type_id,
            price.catalog_id,
            price.unit,
            price.coefficient,
            price.min_quantity or None,
            price.qty_from or None,
            price.qty_to or None,
        )
        if price.price_type_id and tier in seen:
            yield Found(
                text("Price type `{type}` has a second price", type=price.price_type_id),
                text("Leave one price per type, unit and quantity"),
                at=_at(number),
            )
        seen.add(tier)


@rule(
    "CML307", Severity.ADVICE, on=_PRICED, needs=_NEEDS, title=text("Price finer than a hundredth")
)
def fine_price(view: Priced) -> Iterable[Found]:
    """A price has more than two digits after the decimal point.

    Why: the standard allows two; every receiver rounds in its own way, so that totals differ by
    hundredths from those of 1C.

    Mend: in 1C, set the rounding of the price type ("Правила округления") to a hundredth.

    Source: type `СуммаТип` (schema 2.04): 18 digits, two of them after the point.
    """
    return [
        Found(
            text("The price is `{value}`, finer than a hundredth", value=price.value),
            text("Set the rounding of this price type in 1C"),
            at=_at(number),
        )
        for number, price in _prices(view)
        if price.value is not None and digits_after_point(price.value) > 2  # noqa: PLR2004 - kopecks
    ]


@rule("CML308", Severity.WARNING, on=(Kind.PRICE_TYPE,), title=text("Two price types of one name"))
def same_name(view: RecordView[PriceType]) -> Iterable[Found]:
    """Two price types with different ids have the same name.

    Why: 1C-Bitrix refuses the whole import then; receivers that match price types by name mix the
    prices of both.

    Mend: in 1C, rename one of them, or mark the unused one for deletion and take it out of the
    exchange.

    Source: `ТипЦены/Наименование` (schema 2.04).
    """
    name, identifier = view.record.name, view.record.id
    first = view.index.price_type_names.get(name) if name else None
    if first is not None and identifier and first != identifier:
        return (
            Found(
                text(
                    "Price type `{id}` is called `{name}`, as `{first}` is",
                    id=identifier,
                    name=name,
                    first=first,
                ),
                text("Rename one of the two price types in 1C"),
            ),
        )
    return ()  # fmt: skip


@rule(
    "CML338",
    Severity.WARNING,
    on=(Kind.PRODUCT,),
    counted=True,
    title=text("Prices among the goods"),
)
def prices_in_catalog(view: RecordView[Product]) -> Iterable[Found]:
    """A product of the catalogue has `Цены` of its own.

    Why: the standard has prices in offers only. A receiver that goes by it sees goods without a
    price, and without an offer nobody can order them.

    Mend: look for the extension, script or service that made this file: prices belong into
    `ПакетПредложений/Предложения/Предложение`, with the `Ид` of the product.

    Source: `Товар` and `Предложение/Цены/Цена` (schema 2.04). The prices are kept, not checked.
    """
    unknown = view.record.unknown
    if unknown and any(one.xml.startswith(("<Цены>", "<Цены ")) for one in unknown):
        return (Found(text("The product has prices of its own"), _INTO_OFFERS, at="Цены"),)
    return ()


@rule("CML309", Severity.WARNING, on=_PRICED, needs=_NEEDS, title=text("Price of absurd size"))
def enormous_price(view: Priced) -> Iterable[Found]:
    """A price is a million millions or more.

    Why: it does not fit the columns of most shops: they cut it, or refuse the whole file. Such a
    number is a lost decimal point, or stands for "ask us".

    Mend: in 1C, correct the price; goods whose price is only told on request are better exported
    without one.

    Source: type `СуммаТип` (schema 2.04): 18 digits, two of them after the point.
    """
    if view.prices_are_usual:
        return ()
    return [
        Found(
            text("The price is `{value}`", value=price.value),
            text("Look whether the decimal point is lost"),
            at=_at(number),
        )
        for number, price in _prices(view)
        if price.value is not None and price.value >= ENORMOUS
    ]


RULES: Final[tuple[Rule, ...]] = (
    negative_price,
    zero_price,
    empty_price,
    repeated_price,
    fine_price,
    same_name,
    enormous_price,
    prices_in_catalog,
)
