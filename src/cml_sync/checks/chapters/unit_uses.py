"""4xx: units in use: of prices, of lines of documents and of changes of offers."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from cml_sync.checks.knowledge.unit_names import are_alike, meant_by
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.documents import Document
from cml_sync.model.goods import BaseUnit
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.views import looks_like_code
from cml_sync.problems import Severity

_PRICED: Final = (Kind.OFFER, Kind.OFFER_CHANGE)

Priced = RecordView[Offer] | RecordView[OfferChange]


@rule(
    "CML421",
    Severity.WARNING,
    on=_PRICED,
    needs=("prices",),
    title=text("Price for no goods at all"),
)
def price_of_nothing(view: Priced) -> Iterable[Found]:
    """The coefficient of a price is zero or less: it is the price of no base units.

    Why: receivers divide or multiply the price by it: it becomes zero, or the import stops.

    Mend: in 1C, fill in the coefficient of the unit in which the price is set.

    Source: `Цена/Коэффициент` (schema 2.04): how many base units the price is for.
    """
    if view.prices_are_usual:
        return ()
    return [
        Found(
            text("The price is for `{coefficient}` base units", coefficient=price.coefficient),
            text("Fill in the coefficient of the unit of the price"),
            at=f"Цены/Цена[{number}]",
        )
        for number, price in enumerate(view.record.prices, start=1)
        if price.coefficient is not None and price.coefficient <= 0
    ]


@rule(
    "CML422",
    Severity.WARNING,
    on=(Kind.OFFER,),
    needs=("base_unit",),
    title=text("Price in another unit without a coefficient"),
)
def price_in_another_unit(view: RecordView[Offer]) -> Iterable[Found]:
    """A price is for another unit than the base unit, and says that both are the same size.

    Why: nobody can tell whether the price is for a pack or for a piece; most receivers take it for
    that of a piece.

    Mend: in 1C, fill in the coefficient of the unit in which the price is set, or set the price in
    the base unit.

    Source: `Цена/Единица`, `Коэффициент`, `БазоваяЕдиница` (schema 2.04). Only units whose meaning
    is known are compared.
    """
    unit = view.record.base_unit
    if unit is None:
        return ()
    base = unit.code or unit.text or ""
    looked_at = ""
    for price in view.record.prices:
        named = price.__dict__["unit"]
        if named and named != looked_at:
            if _is_another(named, base):
                break
            looked_at = named
    else:
        return ()
    return [
        Found(
            text(
                "The price is for `{unit}`, the base unit is `{base}`",
                unit=price.unit,
                base=_shown(unit),
            ),
            text("Fill in the coefficient of the unit of the price"),
            at=f"Цены/Цена[{number}]/Единица",
        )
        for number, price in enumerate(view.record.prices, start=1)
        if price.unit
        and (price.coefficient is None or price.coefficient == 1)
        and _is_another(price.unit, base)
    ]


@rule(
    "CML423",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("lines",),
    title=text("Line in a unit that holds nothing"),
)
def line_of_nothing(view: RecordView[Document]) -> Iterable[Found]:
    """The coefficient of a line of a document is zero or less.

    Why: 1C multiplies the quantity by it: the line is about no goods.

    Mend: write 1 for the base unit, and how many base units it holds for others.

    Source: `Товар/Коэффициент` of a document (schema 2.04).
    """
    return [
        Found(
            text("The coefficient of the line is `{coefficient}`", coefficient=line.coefficient),
            text("Write 1 for the base unit"),
            at=f"Товары/Товар[{number}]/Коэффициент",
        )
        for number, line in enumerate(view.record.lines, start=1)
        if line.coefficient is not None and line.coefficient <= 0
    ]


@rule(
    "CML425",
    Severity.WARNING,
    on=(Kind.OFFER_CHANGE,),
    needs=("unit_code",),
    title=text("Unit code of a change of another form"),
)
def odd_change_code(view: RecordView[OfferChange]) -> Iterable[Found]:
    """`КодЕдиницыИзмерения` of a change is not made of three or four digits.

    Why: the receiver finds no such unit, and does not know what the new stock counts.

    Mend: in 1C, open the unit of measure and choose it from the classifier; leading zeros belong
    to the code.

    Source: `КодЕдиницыИзмерения` (schema 2.07): 3 to 4 characters.
    """
    code = (view.record.unit_code or "").strip()
    if code and not looks_like_code(code):
        return (
            Found(
                text("The code of the unit is `{code}`", code=code),
                text("Fill in the code of the unit in 1C, as in ОКЕИ"),
                at="КодЕдиницыИзмерения",
            ),
        )
    return ()


def _shown(unit: BaseUnit) -> str:
    """The unit as people know it: by its name, and by the code beside it."""
    name = (unit.text or unit.full_name or "").strip()
    code = (unit.code or "").strip()
    return f"{name} ({code})" if name and code else name or code


@lru_cache(maxsize=1024)
def _is_another(unit: str, base: str) -> bool:
    meant, expected = meant_by(unit), meant_by(base)
    return bool(meant and expected) and not any(are_alike(code, expected) for code in meant)


RULES: Final[tuple[Rule, ...]] = (
    price_of_nothing,
    price_in_another_unit,
    line_of_nothing,
    odd_change_code,
)
