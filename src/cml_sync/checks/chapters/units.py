"""4xx: units of measure, of goods, of prices and of the classifier."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from cml_sync.checks.okei import OKEI, is_known
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.unit_names import are_alike, code_of_international, disagree, meant_by
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.classifier import Unit
from cml_sync.model.documents import Document
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.views import base_unit_code, looks_like_code
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_PRICED: Final = (Kind.OFFER, Kind.OFFER_CHANGE)
_AT: Final = "БазоваяЕдиница"
_FILL_CODE: Final = text("Fill in the code of the unit in 1C, as in ОКЕИ")
_CHOOSE: Final = text("Choose the unit from the classifier in 1C")

Priced = RecordView[Offer] | RecordView[OfferChange]


@rule(
    "CML411",
    Severity.WARNING,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("Unit with an empty code"),
)
def blank_unit_code(view: RecordView[Product]) -> Iterable[Found]:
    """`БазоваяЕдиница@Код` is there and empty.

    Why: receivers that look units up by code find none and take pieces, or fail.

    Mend: in 1C, open the unit of measure and choose it from the classifier ("Подобрать из
    классификатора").

    Source: `БазоваяЕдиница@Код` (schema 2.04).
    """
    unit = view.record.base_unit
    if unit is None or unit.code is None or unit.code.strip():
        return ()
    return (Found(text("The code of the base unit is empty"), _FILL_CODE, at="БазоваяЕдиница"),)


@rule(
    "CML412",
    Severity.WARNING,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("Unit code of another form"),
)
def odd_unit_code(view: RecordView[Product]) -> Iterable[Found]:
    """`БазоваяЕдиница@Код` is not made of three or four digits.

    Why: schema 2.08 and later allow nothing else; 1C-Bitrix reads the code as a number and finds
    another unit or none.

    Mend: in 1C, open the unit of measure and choose it from the classifier; leading zeros belong
    to the code.

    Source: `БазоваяЕдиница@Код` (type `ЕдиницаТип`, schema 2.08: 3 to 4 characters).
    """
    unit = view.record.base_unit
    if unit is None or unit.code in OKEI:
        return ()
    code = base_unit_code(unit)
    if code is None or looks_like_code(code):
        return ()
    message = text("The code of the base unit is `{code}`", code=code)
    return (Found(message, _FILL_CODE, at="БазоваяЕдиница"),)


@rule(
    "CML413",
    Severity.ADVICE,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("Unit code that is not in use elsewhere"),
)
def unknown_unit_code(view: RecordView[Product]) -> Iterable[Found]:
    """`БазоваяЕдиница@Код` is none of the codes that 1C bases usually exchange.

    Why: the receiver knows units by code and may not have a home-made one.

    Mend: in 1C, choose the unit from the classifier ("Подобрать из классификатора"), or tell the
    receiver what the code means.

    Source: ОКЕИ (ОК 015-94), КСПОВО.
    """
    unit = view.record.base_unit
    if unit is None or unit.code in OKEI:
        return ()
    code = base_unit_code(unit)
    if code is None or not looks_like_code(code) or is_known(code):
        return ()
    message = text("The code of the base unit is `{code}`, not a usual one", code=code)
    return (Found(message, at="БазоваяЕдиница"),)


@rule("CML414", Severity.WARNING, on=(Kind.UNIT,), title=text("Unit without a code"))
def unit_without_code(view: RecordView[Unit]) -> Iterator[Found]:
    """A unit of the classifier has neither `Ид` nor `Код`.

    Why: goods that are counted in it cannot refer to it.

    Mend: in 1C, open the unit of measure and choose it from the classifier.

    Source: `ЕдиницаИзмерения/Код` (3.1, УНФ).
    """
    unit = view.record
    if not (unit.id or "").strip() and not (unit.code or "").strip():
        name = unit.short_name or unit.full_name or ""
        yield Found(text("Unit `{name}` has no code", name=name), _FILL_CODE)


@rule(
    "CML415",
    Severity.WARNING,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("Unit whose name is that of another"),
)
def misnamed_unit(view: RecordView[Product]) -> Iterable[Found]:
    """The code of the base unit is that of one unit, its name that of another.

    Why: receivers that go by the code sell pieces, those that go by the name kilograms.

    Mend: in 1C, open the unit of measure and choose it from the classifier ("Подобрать из
    классификатора"); a unit that was renamed by hand keeps its old code.

    Source: ОКЕИ (ОК 015-94). Names that are no units, and units that stand for one another (a
    piece and a unit, a set and a kit), are passed by.
    """
    unit = view.record.base_unit
    if unit is None or unit.code is None:
        return ()
    code = unit.code.strip()
    return [
        Found(
            text("The code of the base unit is `{code}`, its name `{name}`", code=code, name=name),
            _CHOOSE,
            at=_AT,
        )
        for name in (unit.text, unit.full_name, unit.short_name)
        if name and disagree(code, name)
    ][:1]


@rule(
    "CML416",
    Severity.ADVICE,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("International code of another unit"),
)
def foreign_international(view: RecordView[Product]) -> Iterable[Found]:
    """The international abbreviation of the base unit is that of another unit than its code.

    Why: marketplaces and electronic documents go by the international code.

    Mend: in 1C, open the unit of measure and choose it from the classifier ("Подобрать из
    классификатора").

    Source: `БазоваяЕдиница@МеждународноеСокращение` (schema 2.04); ОКЕИ (ОК 015-94).
    """
    unit = view.record.base_unit
    if unit is None or not unit.international or unit.code is None:
        return ()
    meant = code_of_international(unit.international)
    code = unit.code.strip()
    if meant is None or code not in OKEI or are_alike(code, frozenset({meant})):
        return ()
    message = text(
        "The code of the base unit is `{code}`, its international one `{international}`",
        code=code,
        international=unit.international,
    )
    return (Found(message, _CHOOSE, at=_AT),)


@rule(
    "CML417",
    Severity.ADVICE,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("Unit known by its name only"),
)
def unit_by_name(view: RecordView[Product]) -> Iterable[Found]:
    """The base unit has a name and no code.

    Why: names are spelt in many ways (`шт`, `шт.`, `штука`); receivers make a new unit of each.

    Mend: in 1C, fill in the code of the unit of measure, as in ОКЕИ.

    Source: `БазоваяЕдиница@Код` (schema 2.04), required.
    """
    unit = view.record.base_unit
    if unit is None or unit.code is not None or base_unit_code(unit) is not None:
        return ()
    name = (unit.text or unit.short_name or unit.full_name or "").strip()
    if not name:
        return ()
    return (Found(text("The base unit `{name}` has no code", name=name), _FILL_CODE, at=_AT),)


@rule(
    "CML418",
    Severity.WARNING,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("Unit that holds nothing"),
)
def empty_conversion(view: RecordView[Product]) -> Iterable[Found]:
    """Another unit of the goods holds no base units, or fewer than none.

    Why: quantities are multiplied and prices divided by the coefficient: stock of packs becomes
    zero, or the import stops at a division by zero.

    Mend: in 1C, open the units of the goods ("Упаковки", "Единицы") and fill in the coefficient.

    Source: `БазоваяЕдиница/Пересчет/Коэффициент` (schema 2.04).
    """
    unit = view.record.base_unit
    if unit is None or not unit.conversions:
        return ()
    return [
        Found(
            text(
                "Unit `{unit}` holds `{coefficient}` base units",
                unit=conversion.unit or "",
                coefficient=conversion.coefficient,
            ),
            text("Fill in how many base units it holds"),
            at=f"{_AT}/Пересчет[{number}]",
        )
        for number, conversion in enumerate(unit.conversions, start=1)
        if conversion.coefficient is not None and conversion.coefficient <= 0
    ]


@rule(
    "CML419",
    Severity.ADVICE,
    on=_GOODS,
    needs=("base_unit",),
    decided_by="base_unit",
    title=text("Conversion of units that says half"),
)
def half_conversion(view: RecordView[Product]) -> Iterable[Found]:
    """A `Пересчет` names no unit, or no coefficient.

    Why: nobody can tell what is converted into what; receivers leave it out.

    Mend: in 1C, open the units of the goods ("Упаковки", "Единицы") and fill in both.

    Source: `БазоваяЕдиница/Пересчет/Единица`, `Коэффициент` (schema 2.04).
    """
    unit = view.record.base_unit
    if unit is None or not unit.conversions:
        return ()
    return [
        Found(text("The conversion names no unit or no coefficient"), at=f"{_AT}/Пересчет[{n}]")
        for n, conversion in enumerate(unit.conversions, start=1)
        if not (conversion.unit or "").strip()
        or (conversion.coefficient is None and not conversion.unknown)
    ]


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
    for price in view.record.prices:
        if price.unit and _is_another(price.unit, base):
            break
    else:
        return ()
    return [
        Found(
            text(
                "The price is for `{unit}`, the base unit is `{base}`",
                unit=price.unit,
                base=base.strip(),
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


@rule("CML424", Severity.WARNING, on=(Kind.UNIT,), title=text("Unit of the classifier misnamed"))
def misnamed_in_classifier(view: RecordView[Unit]) -> Iterator[Found]:
    """A unit of the classifier has the code of one unit and the name of another.

    Why: goods refer to it by the code; their receivers show the name, or go by the code.

    Mend: in 1C, open the unit of measure and choose it from the classifier ("Подобрать из
    классификатора").

    Source: `ЕдиницаИзмерения/Код`, `НаименованиеКраткое` (3.1, УНФ); ОКЕИ (ОК 015-94).
    """
    unit = view.record
    code = (unit.code or unit.id or "").strip()
    for name in (unit.short_name, unit.full_name):
        if name and disagree(code, name):
            yield Found(
                text("The code of the unit is `{code}`, its name `{name}`", code=code, name=name),
                _CHOOSE,
            )
            return


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
                _FILL_CODE,
                at="КодЕдиницыИзмерения",
            ),
        )
    return ()


@lru_cache(maxsize=1024)
def _is_another(unit: str, base: str) -> bool:
    meant, expected = meant_by(unit), meant_by(base)
    return bool(meant and expected) and not any(are_alike(code, expected) for code in meant)


RULES: Final[tuple[Rule, ...]] = (
    blank_unit_code,
    odd_unit_code,
    unknown_unit_code,
    unit_without_code,
    misnamed_unit,
    foreign_international,
    unit_by_name,
    empty_conversion,
    half_conversion,
    price_of_nothing,
    price_in_another_unit,
    line_of_nothing,
    misnamed_in_classifier,
    odd_change_code,
)
