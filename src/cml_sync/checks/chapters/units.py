"""4xx: units of measure, of goods, of prices and of the classifier."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.knowledge.okei import OKEI, is_known
from cml_sync.checks.knowledge.unit_names import are_alike, code_of_international, disagree
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.classifier import Unit
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
    counted=True,
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
    counted=True,
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
    counted=True,
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
    counted=True,
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
    counted=True,
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
    counted=True,
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
    counted=True,
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
    counted=True,
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
    "CML426",
    Severity.ADVICE,
    on=(Kind.UNIT,),
    title=text("Unit of the classifier with a code of its own"),
)
def unknown_in_classifier(view: RecordView[Unit]) -> Iterable[Found]:
    """A unit of the classifier has a code that 1C bases do not usually exchange.

    Why: shops and marketplaces know units by the codes of ОКЕИ; they take goods in this unit for
    pieces, or refuse them.

    Mend: in 1C, open the unit of measure and choose it from the classifier ("Подобрать из
    классификатора"), or tell the receiver what the code means.

    Source: `ЕдиницаИзмерения/Код` (3.1, УНФ); ОКЕИ (ОК 015-94), КСПОВО.
    """
    unit = view.record
    code = (unit.code or unit.id or "").strip()
    if not looks_like_code(code) or is_known(code) or unit.deletion_mark:
        return ()
    name = unit.short_name or unit.full_name or ""
    message = text("The code of unit `{name}` is `{code}`", name=name, code=code)
    return (Found(message, _CHOOSE, at="Код" if unit.code else "Ид"),)


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
    misnamed_in_classifier,
    unknown_in_classifier,
)
