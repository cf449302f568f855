"""3xx: currencies of prices, price types and documents."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cml_sync.checks.knowledge.currencies import iso_letters
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView, RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.classifier import PriceType
from cml_sync.model.documents import Document
from cml_sync.model.kinds import Kind
from cml_sync.problems import Place, Severity

_LETTERS: Final = text("Fill in the ISO letters of this currency in 1C")
_LENGTH: Final = 3


@rule("CML304", Severity.WARNING, scope=Scope.PACKAGE, title=text("Unknown currency"))
def unknown_currency(view: PackageView) -> Iterable[Found]:
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
    return [
        Found(
            text_n(
                "`{currency}` is no known currency ({count} price)",
                "`{currency}` is no known currency ({count} prices)",
                count,
                currency=written,
            ),
            _LETTERS,
            place=places[written],
        )
        for written, count in counts.items()
    ]


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


@rule(
    "CML331",
    Severity.ADVICE,
    scope=Scope.PACKAGE,
    title=text("One currency in several spellings"),
)
def mixed_spellings(view: PackageView) -> Iterable[Found]:
    """The package writes one currency in several ways: `RUB` here, `руб` or `643` there.

    Why: a receiver that compares the texts sees a foreign currency and converts the prices, or
    refuses them.

    Mend: in 1C, open the catalogue of currencies ("Валюты") and give the currency one symbolic
    name; look also for a second entry of the same currency.

    Source: `Цена/Валюта`, `ТипЦены/Валюта` (schema 2.04), three characters.
    """
    spellings: dict[str, dict[str, Place | None]] = {}
    for written, place in _written(view):
        letters = iso_letters(written)
        if letters is not None:
            spellings.setdefault(letters, {}).setdefault(written, place)
    return [
        Found(
            text(
                "{currency} is written as {spellings}",
                currency=letters,
                spellings=", ".join(f"`{one}`" for one in found),
            ),
            _LETTERS,
            place=next((place for place in found.values() if place is not None), None),
        )
        for letters, found in spellings.items()
        if len(found) > 1
    ]


@rule(
    "CML332",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("currency",),
    title=text("Unknown currency of a document"),
)
def unknown_document_currency(view: RecordView[Document]) -> Iterable[Found]:
    """`Валюта` of a document is neither a code of ISO 4217 nor a usual spelling of one.

    Why: 1C looks the currency up by its code; where it finds none, the order is refused, and with
    it the whole batch.

    Mend: the shop must write the ISO letters (RUB). In 1C, the symbolic name stands in the
    catalogue of currencies ("Валюты").

    Source: `Документ/Валюта` (schema 2.04), three characters.
    """
    currency = (view.record.currency or "").strip()
    if currency and iso_letters(currency) is None:
        return (
            Found(
                text("`{currency}` is no known currency", currency=currency),
                text("Write the ISO letters, `RUB` for roubles"),
                at="Валюта",
            ),
        )
    return ()


@rule(
    "CML333",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("rate",),
    title=text("Exchange rate not above zero"),
)
def rate_not_positive(view: RecordView[Document]) -> Iterable[Found]:
    """`Курс` of a document is zero or less.

    Why: sums are multiplied or divided by it: the order is worth nothing, or its posting fails.

    Mend: write 1 for the national currency, and the rate of the day for others. In 1C, load the
    rates of the currency ("Загрузить курсы валют").

    Source: `Документ/Курс` (schema 2.04): units of the national currency for one of this.
    """
    rate = view.record.rate
    if rate is not None and rate <= 0:
        return (
            Found(
                text("The exchange rate is `{rate}`", rate=rate),
                text("Write 1 for the national currency"),
                at="Курс",
            ),
        )
    return ()


@rule(
    "CML334",
    Severity.ADVICE,
    on=(Kind.DOCUMENT,),
    needs=("rate",),
    title=text("Roubles with an exchange rate"),
)
def rouble_rate(view: RecordView[Document]) -> Iterable[Found]:
    """A document in roubles names another exchange rate than 1.

    Why: where the rouble is the national currency its rate is 1; with another one 1C counts sums
    of settlements that nobody has agreed on.

    Mend: write 1. Nothing is wrong where the accounts are kept in another currency.

    Source: `Документ/Курс` (schema 2.04): units of the national currency for one of this.
    """
    document = view.record
    if document.rate is None or document.rate == Decimal(1) or document.rate <= 0:
        return ()
    if document.currency and iso_letters(document.currency) == "RUB":
        return (
            Found(text("The exchange rate of roubles is `{rate}`", rate=document.rate), at="Курс"),
        )
    return ()


@rule(
    "CML335",
    Severity.ADVICE,
    on=(Kind.PRICE_TYPE,),
    title=text("Price type without a currency"),
)
def type_without_currency(view: RecordView[PriceType]) -> Iterable[Found]:
    """A price type names no currency.

    Why: prices that name none either are taken for the main currency of the shop, whatever it is.

    Mend: in 1C, open the price type ("Виды цен") and choose its currency.

    Source: `ТипЦены/Валюта` (schema 2.04).
    """
    price_type = view.record
    if price_type.id and not price_type.deletion_mark and not (price_type.currency or "").strip():
        return (Found(text("Price type `{id}` has no currency", id=price_type.id)),)
    return ()


@rule(
    "CML336",
    Severity.ADVICE,
    scope=Scope.PACKAGE,
    title=text("Currency not of three characters"),
)
def odd_length(view: PackageView) -> Iterator[Found]:
    """A currency is written with more or fewer than three characters: `руб.`, `р.`, `$`.

    Why: the standard allows three; receivers that keep three cut the rest, and those that check
    the length refuse the price.

    Mend: in 1C, open the catalogue of currencies ("Валюты") and write the ISO letters (RUB) into
    the symbolic name.

    Source: type `ВалютаТип` (schema 2.04): exactly three characters.
    """
    seen: set[str] = set()
    for written, place in _written(view):
        if written not in seen and len(written) != _LENGTH and iso_letters(written) is not None:
            seen.add(written)
            yield Found(
                text("The currency is written as `{currency}`", currency=written),
                _LETTERS,
                place=place,
            )


@rule(
    "CML337",
    Severity.ADVICE,
    on=(Kind.DOCUMENT,),
    needs=("currency",),
    title=text("Currency of a document not in three letters"),
)
def odd_document_currency(view: RecordView[Document]) -> Iterable[Found]:
    """`Валюта` of a document is written in digits, or with more or fewer than three characters.

    Why: 1C keeps three characters, of `руб.` the first three; shops that go by letters do not know
    `643`, and take their own currency instead.

    Mend: write the ISO letters (RUB). In 1C, the symbolic name stands in the catalogue of
    currencies ("Валюты").

    Source: type `ВалютаТип` (schema 2.04): exactly three characters.
    """
    currency = (view.record.currency or "").strip()
    if not currency or (len(currency) == _LENGTH and currency.isalpha()):
        return ()
    if iso_letters(currency) is None:
        return ()
    message = text("The currency is written as `{currency}`", currency=currency)
    return (Found(message, text("Write the ISO letters, `RUB` for roubles"), at="Валюта"),)


def _written(view: PackageView) -> Iterator[tuple[str, Place | None]]:
    """Every spelling of a currency in prices and price types, with its first place if known."""
    for (_, written), sighting in view.index.price_currencies.items():
        yield written, sighting.place
    for identifier, of_type in view.index.currencies.items():
        if of_type and of_type.strip():
            yield of_type.strip(), view.index.price_type_places.get(identifier)


RULES: Final[tuple[Rule, ...]] = (
    unknown_currency,
    foreign_currency,
    mixed_spellings,
    unknown_document_currency,
    rate_not_positive,
    rouble_rate,
    type_without_currency,
    odd_length,
    odd_document_currency,
)
