"""84x: properties and their values."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.knowledge.names import likeness
from cml_sync.checks.memory.index import option_key
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.classifier import Property
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.views import options, values_of
from cml_sync.model.words import VENDOR_VALUE_TYPES, ValueType
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_VALUES: Final = ("property_values",)
_NUMBER: Final = pattern(r"[+-]?\d{1,3}(?:[ \u00a0\u202f]?\d{3})*(?:[.,]\d+)?|[+-]?\d+(?:[.,]\d+)?")
_MOMENT: Final = pattern(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?.{0,6})?"
    r"|\d\d?\.\d\d?\.\d{4}(?: \d\d?:\d\d(?::\d\d)?)?|\d\d?:\d\d(?::\d\d)?|\d{8}(?:\d{6})?"
)
_NOTHING: Final = pattern(r"-(?:9{7,}|9{1,3}(?:[ \u00a0\u202f]999){2,})(?:[.,]9*0*)?")
_EMPTY_IT: Final = text("Empty the value in 1C")
_NUMBERS: Final = frozenset((ValueType.NUMBER.value,))
_MOMENTS: Final = frozenset((ValueType.TIME.value, "Дата", *VENDOR_VALUE_TYPES))
_TYPES: Final = frozenset((*ValueType, "Дата", "Булево", *VENDOR_VALUE_TYPES))


@rule(
    "CML841",
    Severity.WARNING,
    on=_GOODS,
    needs=_VALUES,
    title=text("Value of a number property that is no number"),
)
def no_number(view: RecordView[Product]) -> Iterable[Found]:
    """A property is of the type `Число`, and its value is no number.

    Why: the shop reads zero, or refuses the product; filters from–to miss the goods.

    Mend: in 1C, look at the type of the additional requisite ("Дополнительные реквизиты") and at
    its value; a unit ("5 кг") belongs into the name of the property.

    Source: `Свойство/ТипЗначений`, `ЗначенияСвойства/Значение` (schema 2.04). Decimal commas and
    spaces between thousands are read.
    """
    return _of_type(view, _NUMBERS, _NUMBER, "Число")


@rule(
    "CML842",
    Severity.WARNING,
    on=_GOODS,
    needs=_VALUES,
    title=text("Value of a date property that is no date"),
)
def no_moment(view: RecordView[Product]) -> Iterable[Found]:
    """A property is of a type for dates and times, and its value is neither.

    Why: the shop drops the value, or shows a day of 1970.

    Mend: in 1C, look at the type of the additional requisite ("Дополнительные реквизиты") and at
    its value.

    Source: `Свойство/ТипЗначений`: `Время` (schema 2.04), `Дата`, `ДатаВремя`, `Даты` in practice.
    """
    return _of_type(view, _MOMENTS, _MOMENT, "Время")


def _of_type(
    view: RecordView[Product], types: frozenset[str], shape: re.Pattern[str], name: str
) -> Iterable[Found]:
    if types.isdisjoint(view.index.types_met):
        return ()
    known = view.index.value_types
    for value in view.record.property_values:
        if known.get(value.id or "") in types:
            return _unfit(view, types, shape, name)
    return ()


def _unfit(
    view: RecordView[Product], types: frozenset[str], shape: re.Pattern[str], name: str
) -> Iterator[Found]:
    known = view.index.value_types
    for number, value in enumerate(view.record.property_values, start=1):
        if known.get(value.id or "") not in types:
            continue
        for written in values_of(value):
            bare = written.strip()
            if bare and shape.fullmatch(bare) is None:
                yield Found(
                    text(
                        "`{value}` does not fit property `{id}` of type `{type}`",
                        value=bare[:80],
                        id=value.id,
                        type=name,
                    ),
                    at=f"ЗначенияСвойств/ЗначенияСвойства[{number}]",
                )


@rule(
    "CML843",
    Severity.ADVICE,
    on=(Kind.PROPERTY,),
    title=text("Property with a list of values that lists none"),
)
def no_options(view: RecordView[Property]) -> Iterable[Found]:
    """A property is of the type `Справочник` and lists no value, though it is not external.

    Why: the shop makes an empty list; values that come later by their ids are shown as ids.

    Mend: in 1C, fill in the values ("Дополнительные значения"), or look whether the exchange
    sends only those that are in use.

    Source: `Свойство/ВариантыЗначений/Справочник` (schema 2.05); `Внешний` (3.1) means that the
    values come apart.
    """
    record = view.record
    if record.value_type != ValueType.OPTION.value or record.external or record.deletion_mark:
        return ()
    if record.options or options(record):
        return ()
    return (Found(text("Property `{name}` lists no value", name=record.name or record.id)),)


@rule(
    "CML844",
    Severity.WARNING,
    on=(Kind.PROPERTY,),
    title=text("Property options that look the same"),
)
def twin_options(view: RecordView[Property]) -> Iterable[Found]:
    """Two options of one property have texts that people cannot tell apart.

    Why: the filter of the shop shows the value twice, each with a part of the goods.

    Mend: in 1C, join the values ("Поиск и удаление дублей").

    Source: `ВариантыЗначений/Справочник/Значение` (schema 2.05). Case, white space and Latin
    letters that look like Cyrillic ones are not told apart. 1C-Bitrix lists the texts alone beside
    the options with their ids: that is one list.
    """
    listed = options(view.record)
    if len(listed) <= 1:
        return ()
    named = {option.value for option in listed if option.id}
    if view.record.option_texts and named:
        listed = tuple(option for option in listed if option.id or option.value not in named)
    first: dict[str, int] = {}
    twins: list[str] = []
    for number, option in enumerate(listed):
        if option.value and first.setdefault(likeness(option.value), number) != number:
            twins.append(option.value)
    if not twins:
        return ()
    return (
        Found(
            text_n(
                "{count} option looks the same as another one, `{value}`",
                "{count} options look the same as others, `{value}` for one",
                len(twins),
                value=twins[0],
            ),
            text("Join the values in 1C"),
            at="ВариантыЗначений",
        ),
    )


@rule(
    "CML845",
    Severity.WARNING,
    on=(Kind.PROPERTY,),
    needs=("value_type",),
    title=text("Unknown type of values"),
)
def unknown_type(view: RecordView[Property]) -> Iterable[Found]:
    """`ТипЗначений` is none of the words that receivers know.

    Why: they take the values for texts: numbers are sorted as words, ids of options are shown.

    Mend: 1C writes a right one; look for the extension or script that made this file.

    Source: type `ТипЗначенийТип`: `Строка`, `Число`, `Время`, since 2.05 `Справочник`; in practice
    `Дата`, `ДатаВремя`, `Даты`, `Булево`, too.
    """
    written = view.record.value_type
    if not written or written in _TYPES:
        return ()
    return (Found(text("The type of the values is `{type}`", type=written), at="ТипЗначений"),)


@rule(
    "CML846",
    Severity.ADVICE,
    on=_GOODS,
    needs=_VALUES,
    title=text("Text of an option in place of its id"),
)
def option_by_text(view: RecordView[Product]) -> Iterator[Found]:
    """A product has the text of a property option, where the options have ids.

    Why: 1C and 1C-Bitrix go by the id: the text is not found, or becomes a new option beside the
    old one.

    Mend: write the `ИдЗначения` of the option; look for the extension or script that made this
    file. MoySklad writes texts, and its receivers know it.

    Source: `ЗначенияСвойства/Значение` → `ВариантыЗначений/Справочник/ИдЗначения` (schema 2.05).
    """
    listed, texts = view.index.listed, view.index.goods.option_texts
    if not listed:
        return
    for number, value in enumerate(view.record.property_values, start=1):
        if value.id not in listed:
            continue
        for written in values_of(value):
            if written and texts.knows(option_key(value.id or "", written.strip())):
                yield Found(
                    text("`{value}` is the text of an option, not its id", value=written[:80]),
                    at=f"ЗначенияСвойств/ЗначенияСвойства[{number}]",
                )


@rule(
    "CML847",
    Severity.WARNING,
    on=_GOODS,
    needs=_VALUES,
    title=text("Several values of a property that has one"),
)
def several_values(view: RecordView[Product]) -> Iterator[Found]:
    """A product has several values of a property that says that it has one.

    Why: the shop keeps the first one or the last one; the others are lost.

    Mend: in 1C, look at the values of the goods; look for the extension that sends several.

    Source: `Свойство/Множественное`, `ЗначенияСвойства/Значение` (schema 2.04). Where a property
    does not say, nothing is reported.
    """
    single = view.index.goods.single
    if not single:
        return
    for number, value in enumerate(view.record.property_values, start=1):
        given = sum(bool(written.strip()) for written in values_of(value))
        if given > 1 and value.id in single:
            yield Found(
                text("Property `{id}` has {count} values, but takes one", id=value.id, count=given),
                at=f"ЗначенияСвойств/ЗначенияСвойства[{number}]",
            )


@rule(
    "CML848",
    Severity.ADVICE,
    on=_GOODS,
    needs=_VALUES,
    counted=True,
    title=text("Values of one property in several places"),
)
def repeated_property(view: RecordView[Product]) -> Iterable[Found]:
    """A product lists the values of one property in two places, and they differ.

    Why: some exports write several values so, but receivers that expect one place for a property
    keep the values of the first place or of the last one: each shop shows another value.

    Mend: write several values into one `ЗначенияСвойства`; if the property is meant to have one,
    look for the extension or script that adds values to what 1C has written.

    Source: `ЗначенияСвойства/Ид` and `Значение`, which may repeat (schema 2.04).
    """
    values = view.record.property_values
    if len(values) == len({value.id for value in values}):
        return ()
    first: dict[str | None, tuple[str, ...]] = {}
    for number, value in enumerate(values, start=1):
        if value.id and first.setdefault(value.id, values_of(value)) != values_of(value):
            message = text(
                "Property `{id}` stands here a second time with other values", id=value.id
            )
            return (Found(message, at=f"ЗначенияСвойств/ЗначенияСвойства[{number}]"),)
    return ()


@rule(
    "CML849",
    Severity.WARNING,
    on=_GOODS,
    needs=("characteristics", "property_values"),
    counted=True,
    title=text("Number that stands for nothing"),
)
def number_for_nothing(view: RecordView[Product]) -> Iterable[Found]:
    """A property or characteristic has the value `-999 999 999,9`, or another row of nines below 0.

    Why: 1C means "not filled in"; the shop shows the number to its customers, sorts by it, and
    counts postage from it.

    Mend: in 1C, empty the value of the additional requisite ("Дополнительные реквизиты"); look for
    the document or script that has put the number there.

    Source: `ХарактеристикаТовара/Значение`, `ЗначенияСвойства/Значение` (schema 2.04), as
    3.1 exports hold it.
    """
    record = view.record
    for value in record.property_values:
        for written in value.values:
            if written and written[0] == "-":
                return _for_nothing(record)
    for one in record.characteristics:
        if one.value and one.value[0] == "-":
            return _for_nothing(record)
    return ()


def _for_nothing(record: Product) -> Iterator[Found]:
    for number, one in enumerate(record.characteristics, start=1):
        if one.value and _NOTHING.fullmatch(one.value):
            message = text("`{name}` is `{value}`", name=one.name or one.id, value=one.value)
            at = f"ХарактеристикиТовара/ХарактеристикаТовара[{number}]/Значение"
            yield Found(message, _EMPTY_IT, at=at)
    for number, value in enumerate(record.property_values, start=1):
        for written in filter(_NOTHING.fullmatch, value.values):
            message = text("Property `{id}` is `{value}`", id=value.id, value=written)
            at = f"ЗначенияСвойств/ЗначенияСвойства[{number}]/Значение"
            yield Found(message, _EMPTY_IT, at=at)


RULES: Final[tuple[Rule, ...]] = (
    no_number,
    no_moment,
    no_options,
    twin_options,
    unknown_type,
    option_by_text,
    several_values,
    repeated_property,
    number_for_nothing,
)
