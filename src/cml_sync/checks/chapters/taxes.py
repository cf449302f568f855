"""3xx: taxes of goods and documents."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from cml_sync.checks.knowledge.currencies import iso_letters
from cml_sync.checks.knowledge.vat import (
    IN_USE,
    is_fraction,
    is_known_rate,
    is_plain,
    percent_of,
)
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.totals import line_sums, line_tolerance
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.documents import Document, DocumentLine
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.taxes import Tax, TaxRate
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_TAXED: Final = (*_GOODS, Kind.DOCUMENT)
_NEEDS: Final = ("tax_rates", "taxes", "lines")
_RATE: Final = text("Choose a rate from the list in 1C")
_WHOLE: Final = Decimal(100)
_CENT: Final = Decimal("0.01")

Taxed = RecordView[Product] | RecordView[Document]


@rule(
    "CML311",
    Severity.WARNING,
    on=_GOODS,
    needs=("tax_rates",),
    title=text("Unknown VAT rate"),
)
def unknown_rate(view: RecordView[Product]) -> Iterable[Found]:
    """The tax rate of goods is no rate of Russia or its neighbours, past or present.

    Why: receivers read a rate that they do not know as 0 or as "no VAT", and invoices are wrong.

    Mend: in 1C, choose the rate of the goods from the list ("Ставка НДС").

    Source: `СтавкаНалога/Ставка` (schema 2.04), a text.
    """
    if _are_known(view.record.tax_rates):
        return ()
    return [
        Found(text("The VAT rate is `{rate}`", rate=tax.rate), _RATE, at=f"{at}/Ставка")
        for at, tax in _taxes(view.record)
        if _is_unknown(tax)
    ]


@rule(
    "CML312",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("taxes", "lines"),
    title=text("Unknown VAT rate in a document"),
)
def unknown_line_rate(view: RecordView[Document]) -> Iterator[Found]:
    """The tax rate of a document or of one of its lines is no rate of Russia or its neighbours.

    Why: 1C reads a rate that it does not know as 0, and the order is posted with the wrong tax.

    Mend: on the shop's side, give the goods one of the rates that 1C knows.

    Source: `Налог/Ставка`, `СтавкаНалога/Ставка` (schema 2.04), a text.
    """
    for at, tax in _taxes(view.record):
        if _is_unknown(tax):
            yield Found(
                text("The VAT rate is `{rate}`", rate=tax.rate),
                text("Give the goods a rate that 1C knows"),
                at=f"{at}/Ставка",
            )


@rule(
    "CML313",
    Severity.WARNING,
    on=_TAXED,
    needs=_NEEDS,
    title=text("VAT rate as a fraction"),
)
def fraction(view: Taxed) -> Iterable[Found]:
    """A VAT rate is written as a share of one: `0.2` instead of `20`.

    Why: the rate counts per cent; a receiver takes a fifth of a per cent, or 0.

    Mend: the shop or the extension that writes the file must write per cent. 1C itself always
    does.

    Source: `СтавкаНалога/Ставка`, `Налог/Ставка` (schema 2.04), per cent as text.
    """
    record = view.record
    if isinstance(record, Product) and _are_known(record.tax_rates):
        return ()
    return [
        Found(
            text("The VAT rate is `{rate}`, a fraction instead of per cent", rate=tax.rate),
            text("Write the rate in per cent: 20, not 0.2"),
            at=f"{at}/Ставка",
        )
        for at, tax in _taxes(record)
        if tax.rate and not is_known_rate(tax.rate) and is_fraction(tax.rate)
    ]


@rule(
    "CML314",
    Severity.ADVICE,
    on=_TAXED,
    needs=_NEEDS,
    title=text("VAT rate with more than its number"),
)
def decorated_rate(view: Taxed) -> Iterator[Found]:
    """A VAT rate is written as `20%`, `НДС20` or `20,00` instead of the bare number.

    Why: everybody means the same, but receivers that turn the text into a number get 0.

    Mend: write the number alone, with a point if it must have a fraction. In 1C, the name of the
    rate belongs into its presentation, not into the exchange.

    Source: `СтавкаНалога/Ставка` (schema 2.04), a text; 1C writes the name without the sign.
    """
    for at, tax in _taxes(view.record):
        if tax.rate and not is_plain(tax.rate) and is_known_rate(tax.rate):
            yield Found(
                text("The VAT rate is written as `{rate}`", rate=tax.rate), at=f"{at}/Ставка"
            )


@rule(
    "CML315",
    Severity.ADVICE,
    on=_TAXED,
    needs=_NEEDS,
    title=text("Tax without a name"),
)
def nameless_tax(view: Taxed) -> Iterator[Found]:
    """A tax has a rate or a sum, and no `Наименование`.

    Why: receivers look for the tax called "НДС"; one without a name is passed over.

    Mend: write "НДС" as the name.

    Source: `СтавкаНалога/Наименование`, `Налог/Наименование` (schema 2.04), required.
    """
    for at, tax in _taxes(view.record):
        amount = tax.amount if isinstance(tax, Tax) else None
        if not (tax.name or "").strip() and (tax.rate or amount):
            yield Found(text("The tax has no name"), text("Call it `НДС`"), at=at)


@rule(
    "CML316",
    Severity.WARNING,
    on=_GOODS,
    needs=("tax_rates",),
    title=text("Two VAT rates for one product"),
)
def two_rates(view: RecordView[Product]) -> Iterable[Found]:
    """A product has two different rates of VAT.

    Why: which of them counts depends on the receiver; invoices and receipts differ.

    Mend: in 1C, look at the rate of the goods and at that of their kind ("Вид номенклатуры"); an
    extension writes both.

    Source: `СтавкиНалогов/СтавкаНалога` (schema 2.04): one for each tax.
    """
    rates = view.record.tax_rates
    if len(rates) < 2:  # noqa: PLR2004 - nothing to compare
        return ()
    different = {tax.rate.strip().lower() for tax in rates if _is_vat(tax.name) and tax.rate}
    if len(different) < 2:  # noqa: PLR2004 - all the same
        return ()
    return [
        Found(
            text("The VAT rates are {rates}", rates=", ".join(f"`{r}`" for r in sorted(different))),
            _RATE,
            at="СтавкиНалогов",
        )
    ]


@rule(
    "CML317",
    Severity.ADVICE,
    on=(Kind.DOCUMENT,),
    needs=("date",),
    title=text("VAT rate of another time"),
)
def rate_of_another_time(view: RecordView[Document]) -> Iterator[Found]:
    """A document in roubles has a VAT rate that was not in use in Russia on its date.

    Why: it is usually a setting that nobody has changed on the first of January; invoices with it
    are refused.

    Mend: in 1C, change the rate of the goods; in the shop, that of its tax class. Nothing is wrong
    with goods of another country, or with an order that is shipped under the next rate.

    Source: tax code of Russia, article 164: in per cent, 18 up to 2018, 20 from 2019, 22 from 2026;
    5 and 7 from 2025. Extracted rates (`20/120`) of advance payments are passed by.
    """
    document = view.record
    day = document.date
    if day is None or iso_letters(document.currency or "") != "RUB":
        return
    for at, tax in _taxes(document):
        percent = percent_of(tax.rate) if tax.rate and "/" not in tax.rate else None
        first, last = IN_USE.get(percent, (None, None)) if percent is not None else (None, None)
        if (first is not None and day < first) or (last is not None and day > last):
            yield Found(
                text("The VAT rate `{rate}` was not in use on {day}", rate=tax.rate, day=day),
                text("Look whether the rate was changed with the new year"),
                at=f"{at}/Ставка",
            )


@rule(
    "CML328",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("lines",),
    title=text("Two VAT rates in one line"),
)
def two_rates_of_a_line(view: RecordView[Document]) -> Iterable[Found]:
    """A line of a document has one rate of VAT for its goods, and another one for its sum.

    Why: one receiver takes the rate of the goods (`СтавкиНалогов`), another that of the sum
    (`Налоги`): the order is posted with a tax that the buyer was not shown.

    Mend: in 1C, compare the rate of the goods with that of the line of the order; a company that
    pays no VAT sells goods "Без НДС" and should keep this rate with them.

    Source: `Товар/СтавкиНалогов/СтавкаНалога/Ставка` and `Товар/Налоги/Налог/Ставка` of a document
    (schema 2.04). A rate of 0 and no VAT are not told apart.
    """
    for line in view.record.lines:
        if line.tax_rates:
            return _two_rates(view.record)
    return ()


def _two_rates(document: Document) -> Iterator[Found]:
    for number, line in enumerate(document.lines, start=1):
        if not line.taxes or not line.tax_rates:
            continue
        of_goods, of_sum = _single_rate(line.tax_rates), _single_rate(line.taxes)
        if of_goods is None or of_sum is None or _worth(of_goods) == _worth(of_sum):
            continue
        yield Found(
            text(
                "The VAT rate of the goods is `{goods}`, that of the sum `{sum}`",
                goods=of_goods,
                sum=of_sum,
            ),
            text("Compare the rate of the goods with that of the line in 1C"),
            at=f"Товары/Товар[{number}]/Налоги",
        )


@rule(
    "CML318",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("taxes",),
    title=text("Tax included here, and not there"),
)
def contradicting_inclusion(view: RecordView[Document]) -> Iterator[Found]:
    """A document and its lines disagree on whether the sums hold the tax (`УчтеноВСумме`).

    Why: the receiver adds the tax to sums that hold it already, or leaves it out.

    Mend: write the same in both places. In 1C, it is the mark "Цена включает НДС" of the order.

    Source: `Налог/УчтеноВСумме` of the document and of its lines (schema 2.04).
    """
    document = view.record
    said = {tax.included for tax in document.taxes if _is_vat(tax.name)}
    in_lines = {tax.included for one in document.lines for tax in one.taxes if _is_vat(tax.name)}
    if said | in_lines >= {True, False} and said - {None} and said != in_lines:
        yield Found(
            text("The document and its lines disagree on whether their sums hold the tax"),
            text("Write the same `УчтеноВСумме` in both places"),
            at="Налоги",
        )


@rule(
    "CML319",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("lines",),
    title=text("Tax sum that does not follow from its rate"),
)
def wrong_tax_sum(view: RecordView[Document]) -> Iterable[Found]:
    """The sum of the tax of a line is not what its rate gives, neither within the sum nor upon it.

    Why: 1C counts the tax anew; the order, the receipt and the invoice show different sums.

    Mend: count the tax of a line from its sum after discounts: sum × rate / (100 + rate) where the
    sum holds the tax, sum × rate / 100 where it does not.

    Source: `Товар/Налоги/Налог/Сумма`, `Ставка` (schema 2.04). The rounding of each unit is
    allowed for; discounts may be counted or not.
    """
    for line in view.record.lines:
        if line.taxes:
            return _wrong_tax_sums(view.record)
    return ()


def _wrong_tax_sums(document: Document) -> Iterator[Found]:
    for number, one in enumerate(document.lines, start=1):
        for k, tax in enumerate(one.taxes, start=1):
            percent = percent_of(tax.rate) if tax.rate and tax.amount is not None else None
            if percent is None or tax.amount is None or not _is_vat(tax.name):
                continue
            if not _follows(tax.amount, percent, one):
                yield Found(
                    text(
                        "The tax is `{amount}`, the rate `{rate}` gives another sum",
                        amount=tax.amount,
                        rate=tax.rate,
                    ),
                    text("Count the tax from the sum of the line"),
                    at=f"Товары/Товар[{number}]/Налоги/Налог[{k}]/Сумма",
                )


@rule(
    "CML320",
    Severity.ADVICE,
    on=(Kind.DOCUMENT,),
    needs=("taxes", "lines"),
    title=text("Tax neither included nor not"),
)
def unsaid_inclusion(view: RecordView[Document]) -> Iterator[Found]:
    """A tax with a sum does not say whether the total holds it (`УчтеноВСумме`).

    Why: one receiver adds it to the total, another does not.

    Mend: write `true` where the prices hold the tax, else `false`.

    Source: `Налог/УчтеноВСумме` (schema 2.04), optional.
    """
    for at, tax in _taxes(view.record):
        if isinstance(tax, Tax) and tax.amount and tax.included is None:
            yield Found(text("The tax does not say whether the total holds it"), at=at)


def _taxes(record: Product | Document) -> Iterator[tuple[str, Tax | TaxRate]]:
    """Every tax of goods, or of a document and its lines, with its path."""
    if isinstance(record, Product):
        yield from _rates(record, "")
        return
    for number, tax in enumerate(record.taxes, start=1):
        yield f"Налоги/Налог[{number}]", tax
    for number, line in enumerate(record.lines, start=1):
        at = f"Товары/Товар[{number}]/"
        for k, of_line in enumerate(line.taxes, start=1):
            yield f"{at}Налоги/Налог[{k}]", of_line
        yield from _rates(line, at)


def _rates(record: Product, at: str) -> Iterator[tuple[str, TaxRate]]:
    for number, rate in enumerate(record.tax_rates, start=1):
        yield f"{at}СтавкиНалогов/СтавкаНалога[{number}]", rate


def _are_known(rates: tuple[TaxRate, ...]) -> bool:
    """Whether each has a known rate, or none; true for nearly every product."""
    return all(not tax.rate or is_known_rate(tax.rate) for tax in rates)


def _is_unknown(tax: Tax | TaxRate) -> bool:
    rate = tax.rate
    if rate is None or is_known_rate(rate) or not _is_vat(tax.name):
        return False
    return not is_fraction(rate)


def _single_rate(taxes: Sequence[Tax | TaxRate]) -> str | None:
    """The known rate of VAT, if there is just one tax."""
    if len(taxes) != 1 or not _is_vat(taxes[0].name):
        return None
    rate = taxes[0].rate
    return rate if rate and is_known_rate(rate) else None


def _worth(rate: str) -> Decimal:
    return percent_of(rate) or Decimal(0)


def _is_vat(name: str | None) -> bool:
    return name is None or name.strip().lower() in ("", "ндс")


def _follows(amount: Decimal, percent: Decimal, line: DocumentLine) -> bool:
    tolerance = line_tolerance(line) + _CENT
    total = line.total
    if total is not None and abs(amount - total * percent / (_WHOLE + percent)) <= tolerance:
        return True  # as in nearly every line
    sums = line_sums(line) | ({total} if total is not None else set())
    return not sums or any(
        abs(amount - one * percent / base) <= tolerance
        for one in sums
        for base in (_WHOLE, _WHOLE + percent)
    )


RULES: Final[tuple[Rule, ...]] = (
    unknown_rate,
    unknown_line_rate,
    fraction,
    decorated_rate,
    nameless_tax,
    two_rates,
    two_rates_of_a_line,
    rate_of_another_time,
    contradicting_inclusion,
    wrong_tax_sum,
    unsaid_inclusion,
)
