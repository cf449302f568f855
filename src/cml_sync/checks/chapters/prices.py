"""3xx: prices, currencies and taxes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from cml_sync.checks.currencies import iso_letters
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.vat import is_known_rate
from cml_sync.checks.view import PackageView, RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.classifier import PriceType
from cml_sync.model.documents import Document
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange, Price
from cml_sync.model.taxes import Tax, TaxRate
from cml_sync.problems import Place, Severity

_PRICED: Final = (Kind.OFFER, Kind.OFFER_CHANGE)
_KOPECKS: Final = -2

Priced = RecordView[Offer] | RecordView[OfferChange]


def _at(number: int) -> str:
    return f"Цены/Цена[{number}]"


def _prices(view: Priced) -> Iterator[tuple[int, Price]]:
    return enumerate(view.record.prices, start=1)


@rule("CML301", Severity.ERROR, on=_PRICED, title=text("Price below zero"))
def negative_price(view: Priced) -> Iterator[Found]:
    """A price in an offer is less than zero.

    Why: a shop shows it, refuses the whole offer, or pays the buyer; none of them is meant.

    Mend: in 1C, look at the document that set the price ("Установка цен номенклатуры") and at the
    formula of a calculated price type; a discount larger than the price gives such a value.

    Source: `Цена/ЦенаЗаЕдиницу` (schema 2.04), a sum.
    """
    for number, price in _prices(view):
        if price.value is not None and price.value < 0:
            yield Found(
                text("The price is `{value}`, below zero", value=price.value),
                text("Correct the document or formula that sets this price in 1C"),
                at=_at(number),
            )


@rule("CML302", Severity.WARNING, on=_PRICED, title=text("Price of zero"))
def zero_price(view: Priced) -> Iterator[Found]:
    """A price in an offer is zero.

    Why: most shops publish it as it is, and the goods can be ordered for nothing.

    Mend: in 1C, set the price, or take the goods out of the exchange until they have one. A price
    that is not set should be left out.

    Source: `Цена/ЦенаЗаЕдиницу` (schema 2.04), a sum.
    """
    for number, price in _prices(view):
        if price.value is not None and price.value == 0:
            yield Found(
                text("The price is zero"),
                text("Set the price in 1C, or keep the goods out of the exchange until it is set"),
                at=_at(number),
            )


@rule("CML303", Severity.WARNING, on=_PRICED, title=text("Price without a value"))
def empty_price(view: Priced) -> Iterator[Found]:
    """A `Цена` names no value.

    Why: it means "no price", but receivers that read an empty text as the number 0 give the goods
    away.

    Mend: in 1C, set the price, or leave price types without values out of the exchange.

    Source: `Цена/ЦенаЗаЕдиницу` (schema 2.04), required.
    """
    for number, price in _prices(view):
        if price.value is None and not price.unknown:
            yield Found(
                text("The price has no value"),
                text("Set the price in 1C, or leave this price type out for these goods"),
                at=_at(number),
            )


@rule("CML304", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown currency"))
def unknown_currency(view: PackageView) -> Iterator[Found]:
    """A price names a currency that is neither a code of ISO 4217 nor a usual spelling of one.

    Why: receivers either refuse the price or take it for roubles; 1C cuts the text to three
    characters, so that a name of its own becomes three meaningless letters.

    Mend: in 1C, open the catalogue of currencies ("Валюты") and fill the symbolic name with the
    ISO letters (RUB), or the code with its digits (643).

    Source: `Цена/Валюта` (schema 2.04), three characters.
    """
    counts: dict[str, int] = {}
    places: dict[str, Place] = {}
    for (_, written), sighting in view.index.price_currencies.items():
        if iso_letters(written) is None:
            counts[written] = counts.get(written, 0) + sighting.count
            places.setdefault(written, sighting.place)
    for written, count in counts.items():
        yield Found(
            text_n(
                "`{currency}` is no known currency ({count} price)",
                "`{currency}` is no known currency ({count} prices)",
                count,
                currency=written,
            ),
            text("Fill in the ISO letters of this currency in 1C"),
            place=places[written],
        )


@rule(
    "CML305",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Currency differs from that of the price type"),
)
def foreign_currency(view: PackageView) -> Iterator[Found]:
    """Prices of one type are in another currency than the type itself.

    Why: receivers take either the one or the other; the difference is the exchange rate.

    Mend: in 1C, open the price type ("Виды цен") and compare its currency with that of the prices
    set; set the prices again after the currency of the type was changed.

    Source: `Цена/Валюта` and `ТипЦены/Валюта` (schema 2.04).
    """
    for (price_type, written), sighting in view.index.price_currencies.items():
        expected = view.index.currencies.get(price_type)
        if not expected or not written:
            continue
        letters, type_letters = iso_letters(written), iso_letters(expected)
        if letters is not None and type_letters is not None and letters != type_letters:
            yield Found(
                text_n(
                    "{count} price is in `{currency}`, but its type `{type}` is in `{expected}`",
                    "{count} prices are in `{currency}`, but their type `{type}` is in"
                    " `{expected}`",
                    sighting.count,
                    currency=written,
                    type=price_type,
                    expected=expected,
                ),
                text("Compare the currency of the price type with that of its prices in 1C"),
                place=sighting.place,
            )


@rule("CML306", Severity.WARNING, on=_PRICED, title=text("Same price twice"))
def repeated_price(view: Priced) -> Iterator[Found]:
    """An offer has two prices of one type for the same quantity and unit.

    Why: which of them counts depends on the receiver: the first, the last, or the lower one.

    Mend: in 1C, look whether the goods have prices of this type both with and without a
    characteristic or a package; one of them is left over.

    Source: `Цена/ИдТипаЦены`, `МинКоличество`, `Единица` (schema 2.04).
    """
    if len(view.record.prices) < 2:  # noqa: PLR2004
        return
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


@rule("CML307", Severity.ADVICE, on=_PRICED, title=text("Price finer than a hundredth"))
def fine_price(view: Priced) -> Iterator[Found]:
    """A price has more than two digits after the decimal point.

    Why: the standard allows two; every receiver rounds in its own way, so that totals differ by
    hundredths from those of 1C.

    Mend: in 1C, set the rounding of the price type ("Правила округления") to a hundredth.

    Source: type `СуммаТип` (schema 2.04): 18 digits, two of them after the point.
    """
    for number, price in _prices(view):
        if price.value is not None and _digits_after_point(price.value) > 2:  # noqa: PLR2004
            yield Found(
                text("The price is `{value}`, finer than a hundredth", value=price.value),
                text("Set the rounding of this price type in 1C"),
                at=_at(number),
            )


@rule("CML308", Severity.WARNING, on=(Kind.PRICE_TYPE,), title=text("Two price types of one name"))
def same_name(view: RecordView[PriceType]) -> Iterator[Found]:
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
        yield Found(
            text("Price type `{id}` is called `{name}`, as `{first}` is", id=identifier,
                 name=name, first=first),
            text("Rename one of the two price types in 1C"),
        )  # fmt: skip


@rule(
    "CML311",
    Severity.WARNING,
    on=(Kind.PRODUCT, Kind.OFFER),
    title=text("Unknown VAT rate"),
)
def unknown_rate(view: RecordView[Product]) -> Iterator[Found]:
    """The tax rate of goods is no rate of Russia or its neighbours, past or present.

    Why: receivers read a rate that they do not know as 0 or as "no VAT", and invoices are wrong.

    Mend: in 1C, choose the rate of the goods from the list ("Ставка НДС").

    Source: `СтавкаНалога/Ставка` (schema 2.04), a text.
    """
    for number, tax in enumerate(view.record.tax_rates, start=1):
        if _is_vat(tax.name) and tax.rate is not None and not is_known_rate(tax.rate):
            yield Found(
                text("The VAT rate is `{rate}`", rate=tax.rate),
                text("Choose a rate from the list in 1C"),
                at=f"СтавкиНалогов/СтавкаНалога[{number}]",
            )


@rule(
    "CML312",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    title=text("Unknown VAT rate in a document"),
)
def unknown_line_rate(view: RecordView[Document]) -> Iterator[Found]:
    """The tax rate of a document or of one of its lines is no rate of Russia or its neighbours.

    Why: 1C reads a rate that it does not know as 0, and the order is posted with the wrong tax.

    Mend: on the shop's side, give the goods one of the rates that 1C knows.

    Source: `Налог/Ставка`, `СтавкаНалога/Ставка` (schema 2.04), a text.
    """
    for number, tax in enumerate(view.record.taxes, start=1):
        yield from _document_rate(tax, f"Налоги/Налог[{number}]")
    for number, line in enumerate(view.record.lines, start=1):
        taxes: tuple[Tax | TaxRate, ...] = (*line.taxes, *line.tax_rates)
        for tax_or_rate in taxes:
            yield from _document_rate(tax_or_rate, f"Товары/Товар[{number}]")


def _document_rate(tax: Tax | TaxRate, at: str) -> Iterator[Found]:
    if _is_vat(tax.name) and tax.rate is not None and not is_known_rate(tax.rate):
        yield Found(
            text("The VAT rate is `{rate}`", rate=tax.rate),
            text("Give the goods a rate that 1C knows"),
            at=at,
        )


def _is_vat(name: str | None) -> bool:
    return name is None or name.strip().lower() in ("", "ндс")


def _digits_after_point(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < _KOPECKS:
        exponent = value.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


RULES: Final[tuple[Rule, ...]] = (
    negative_price,
    zero_price,
    empty_price,
    unknown_currency,
    foreign_currency,
    repeated_price,
    fine_price,
    same_name,
    unknown_rate,
    unknown_line_rate,
)
