"""3xx: prices that depend on the quantity, their words, and price types as a whole."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView, RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.patterns import pattern
from cml_sync.problems import Place, Severity

_PRICED: Final = (Kind.OFFER, Kind.OFFER_CHANGE)
_NEEDS: Final = ("prices",)
_ZERO: Final = Decimal(0)
_SPOKEN: Final = pattern(r"\s*([0-9][0-9\s\u00a0\u202f]*(?:[.,][0-9]+)?)")
_ROUNDING: Final = Decimal(1)
_MANY: Final = 2

Priced = RecordView[Offer] | RecordView[OfferChange]


@rule(
    "CML321",
    Severity.WARNING,
    on=_PRICED,
    needs=_NEEDS,
    title=text("Tier that no quantity reaches"),
)
def impossible_tier(view: Priced) -> Iterable[Found]:
    """A price is for quantities that end before they begin, or for less than nothing.

    Why: receivers drop this price, or the whole list of tiers.

    Mend: in 1C, correct the bounds of the quantities in the price list; `КоличествоДо` is the last
    quantity of the tier and is left empty in the last one.

    Source: `Цена/КоличествоОт`, `КоличествоДо` (1C-Bitrix), `МинКоличество` (schema 2.04).
    """
    if view.prices_are_usual:
        return ()
    return [
        Found(
            text(
                "The price is for quantities from `{start}` to `{end}`",
                start=_start(price),
                end="" if price.qty_to is None else price.qty_to,
            ),
            text("Correct the bounds of the quantities"),
            at=f"Цены/Цена[{number}]",
        )
        for number, price in enumerate(view.record.prices, start=1)
        if (price.qty_to is not None and price.qty_to < max(_start(price), _ZERO))
        or (price.min_quantity is not None and price.min_quantity < 0)
    ]


@rule("CML322", Severity.WARNING, on=_PRICED, needs=_NEEDS, title=text("Tiers that overlap"))
def overlapping_tiers(view: Priced) -> Iterable[Found]:
    """Two prices of one type are for quantities that both of them claim.

    Why: which of them counts depends on the receiver; 1C-Bitrix refuses such a list of prices.

    Mend: in 1C, let every tier begin after the end of the one before.

    Source: `Цена/КоличествоОт`, `КоличествоДо` (1C-Bitrix).
    """
    return () if view.prices_are_usual else _overlapping(view)


def _overlapping(view: Priced) -> Iterator[Found]:
    prices = view.record.prices
    ends: dict[tuple[object, ...], tuple[Decimal, Decimal]] = {}
    closed = [price for price in prices if price.qty_to is not None]
    for price in sorted(closed, key=_start):
        key = (price.price_type_id, price.unit, price.coefficient, price.catalog_id)
        start, end = _start(price), price.qty_to or _ZERO
        before = ends.get(key)
        if before is not None and start < before[1]:
            yield Found(
                text(
                    "Price type `{type}`: the tier from `{start}` begins before the end `{end}`"
                    " of another",
                    type=price.price_type_id or "",
                    start=start,
                    end=before[1],
                ),
                text("Let every tier begin after the end of the one before"),
                at=f"Цены/Цена[{prices.index(price) + 1}]",
            )
        ends[key] = (start, end if before is None else max(end, before[1]))


@rule("CML323", Severity.ADVICE, on=_PRICED, needs=_NEEDS, title=text("More costs more each"))
def dearer_tier(view: Priced) -> Iterator[Found]:
    """A price for a larger quantity is higher than that for a smaller one.

    Why: nobody buys by the dozen what is cheaper by the piece; prices of two tiers, or of a piece
    and a pack, are mixed up.

    Mend: in 1C, compare the prices of the tiers; the price of a pack needs its own unit and
    coefficient.

    Source: `Цена/МинКоличество`, `ЦенаЗаЕдиницу` (schema 2.04): for one unit.
    """
    if view.prices_are_usual:
        return
    prices = view.record.prices
    last: dict[tuple[object, ...], Price] = {}
    for price in sorted(prices, key=_start):
        key = (price.price_type_id, price.unit, price.coefficient, price.catalog_id)
        before = last.get(key)
        if (
            before is not None
            and before.value
            and price.value is not None
            and price.value > before.value
            and _start(price) > _start(before)
        ):
            yield Found(
                text(
                    "From `{start}` on one costs `{value}`, before it `{before}`",
                    start=_start(price),
                    value=price.value,
                    before=before.value,
                ),
                at=f"Цены/Цена[{prices.index(price) + 1}]",
            )
        last[key] = price


@rule(
    "CML325",
    Severity.ADVICE,
    on=_PRICED,
    needs=_NEEDS,
    title=text("Price in words differs from the number"),
)
def contradicting_words(view: Priced) -> Iterator[Found]:
    """`Представление` of a price begins with another number than `ЦенаЗаЕдиницу`.

    Why: sites that show the words show another price than they sell for.

    Mend: in 1C, look for the extension that fills in the presentation; 1C itself makes it of the
    price.

    Source: `Цена/Представление`, `ЦенаЗаЕдиницу` (schema 2.04). Words may be rounded to one unit
    of the currency.
    """
    for number, price in enumerate(view.record.prices, start=1):
        if price.presentation is None or price.value is None:
            continue
        spoken = _spoken(price.presentation)
        if spoken is not None and abs(spoken - price.value) >= _ROUNDING:
            yield Found(
                text(
                    "The price is `{value}`, its words say `{words}`",
                    value=price.value,
                    words=price.presentation,
                ),
                at=f"Цены/Цена[{number}]/Представление",
            )


@rule(
    "CML326",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Price type with nothing but zeros"),
)
def type_of_zeros(view: PackageView) -> Iterable[Found]:
    """Every price of one price type is zero or empty.

    Why: it is a price type that nobody fills in; a shop that shows it gives everything away.

    Mend: in 1C, take the price type out of the exchange node ("Виды цен"), or set its prices.

    Source: `Цена/ИдТипаЦены`, `ЦенаЗаЕдиницу` (schema 2.04).
    """
    return [
        Found(
            text_n(
                "Price type `{type}` has {count} price, and it is zero",
                "Price type `{type}` has {count} prices, and all of them are zero",
                count,
                type=price_type,
            ),
            text("Take the price type out of the exchange, or set its prices"),
            place=_place_of(view, price_type),
        )
        for price_type, count in view.index.zero_prices.items()
        if count >= _MANY and price_type and price_type not in view.index.worthful
    ]


def _place_of(view: PackageView, price_type: str) -> Place | None:
    """Where the price type is defined, otherwise its first price."""
    defined = view.index.price_type_places.get(price_type)
    if defined is not None:
        return defined
    met = (one.place for key, one in view.index.price_currencies.items() if key[0] == price_type)
    return next(met, None)


def _start(price: Price) -> Decimal:
    start = price.min_quantity if price.qty_from is None else price.qty_from
    return _ZERO if start is None else start


def _spoken(words: str) -> Decimal | None:
    found = _SPOKEN.match(words)
    if found is None:
        return None
    return Decimal("".join(found[1].split()).replace(",", "."))


RULES: Final[tuple[Rule, ...]] = (
    impossible_tier,
    overlapping_tiers,
    dearer_tier,
    contradicting_words,
    type_of_zeros,
)
