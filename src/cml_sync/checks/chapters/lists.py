"""14x: what the parts of a record must have."""

from collections.abc import Iterable
from typing import Any, Final

from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.classifier import Property, Unit
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.views import fold, options
from cml_sync.model.words import Status
from cml_sync.problems import Severity

_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)
_STATUSES: Final = frozenset(fold(word) for word in Status)


@rule("CML141", Severity.WARNING, on=(Kind.PROPERTY,), title=text("Property option without a text"))
def option_text(view: RecordView[Property]) -> Iterable[Found]:
    """An option of a property has no text.

    Why: the filter of the shop shows an empty line.

    Mend: in 1C, name the value ("Дополнительные значения"), or delete it.

    Source: `ВариантыЗначений/Справочник/Значение` (schema 2.05), required.
    """
    count = sum(not (option.value or "").strip() for option in options(view.record))
    if not count:
        return ()
    message = text_n("{count} option has no text", "{count} options have no text", count)
    return (Found(message, at="ВариантыЗначений"),)


@rule(
    "CML142",
    Severity.WARNING,
    on=_GOODS,
    needs=("property_values",),
    title=text("Value without its property"),
)
def value_property(view: RecordView[Product]) -> Iterable[Found]:
    """A value of a property does not say by `Ид` which property it is of.

    Why: receivers that go by id drop the value; those that go by name take the wrong one of several
    properties of one name.

    Mend: 1C always writes the `Ид`; look for the extension or script that made this file.

    Source: `ЗначенияСвойства/Ид` (schema 2.04), required.
    """
    return [
        Found(
            text("The value of property `{name}` has no id", name=value.name or ""),
            at=f"ЗначенияСвойств/ЗначенияСвойства[{number}]",
        )
        for number, value in enumerate(view.record.property_values, start=1)
        if not value.id
    ]


@rule(
    "CML143",
    Severity.WARNING,
    on=_GOODS,
    needs=("characteristics",),
    title=text("Characteristic without a name"),
)
def characteristic_name(view: RecordView[Product]) -> Iterable[Found]:
    """A characteristic has neither `Наименование` nor `Ид`.

    Why: the shop has a value ("42") and cannot say of what.

    Mend: in 1C, name the additional requisite of the characteristic; 1C always writes the name.

    Source: `ХарактеристикаТовара/Наименование` (schema 2.04), required.
    """
    return [
        Found(
            text("The characteristic has no name"),
            at=f"ХарактеристикиТовара/ХарактеристикаТовара[{number}]",
        )
        for number, item in enumerate(view.record.characteristics, start=1)
        if not item.name and not item.id
    ]


@rule(
    "CML144",
    Severity.WARNING,
    on=_GOODS,
    needs=("requisites",),
    title=text("Requisite without a name"),
)
def requisite_name(view: RecordView[Product]) -> Iterable[Found]:
    """A requisite has no `Наименование`.

    Why: receivers choose requisites by name: this value is lost.

    Mend: 1C always writes the name; look for the extension or script that made this file.

    Source: `ЗначениеРеквизита/Наименование` (schema 2.04), required.
    """
    return [
        Found(
            text("The requisite has no name"),
            at=f"ЗначенияРеквизитов/ЗначениеРеквизита[{number}]",
        )
        for number, item in enumerate(view.record.requisites, start=1)
        if not item.name
    ]


@rule(
    "CML145",
    Severity.WARNING,
    on=_GOODS,
    needs=("status", "status_element"),
    title=text("Unknown state of goods"),
)
def unknown_status(view: RecordView[Product]) -> Iterable[Found]:
    """`Статус` is none of `Новый`, `Изменен`, `Удален`.

    Why: receivers look for `Удален` and for nothing else; if another word is meant to say so, the
    goods stay.

    Mend: 1C writes these words only; look for the extension or script that made this file.

    Source: type `СтатусТип` (schema 2.04).
    """
    record = view.record
    return [
        Found(text("The state is `{status}`", status=word), at=at)
        for at, word in (("@Статус", record.status), ("Статус", record.status_element))
        if word and fold(word) not in _STATUSES
    ]


@rule(
    "CML147",
    Severity.WARNING,
    on=(Kind.PRICE_TYPE, Kind.WAREHOUSE, Kind.UNIT, Kind.CATEGORY),
    title=text("Entry of a list without a name"),
)
def list_name(view: RecordView[Any]) -> Iterable[Found]:
    """A price type, warehouse, unit or category has no name.

    Why: the shop shows its id; HostCMS and others find price types by name only.

    Mend: in 1C, fill in the name.

    Source: `ТипЦены/Наименование`, `Склад/Наименование` (schema 2.04); that of a warehouse is
    optional since 2.07.
    """
    record = view.record
    name = (record.short_name or record.full_name) if isinstance(record, Unit) else record.name
    if name or record.deletion_mark:
        return ()
    return (Found(text("Entry `{id}` has no name", id=view.identifier or "")),)


@rule(
    "CML148",
    Severity.WARNING,
    on=_GOODS,
    needs=("components",),
    title=text("Component without a quantity"),
)
def component_quantity(view: RecordView[Product]) -> Iterable[Found]:
    """A component of a kit has no `Количество`, or none above zero.

    Why: the shop cannot tell how many of them go into one kit, and counts its stock wrongly.

    Mend: in 1C, fill in the quantity in the list of components ("Комплектующие").

    Source: `Комплектующее/Количество` (schema 2.04), required.
    """
    return [
        Found(
            text("Component `{name}` has no quantity", name=component.name or component.id or ""),
            at=f"Комплектующие/Комплектующее[{number}]",
        )
        for number, component in enumerate(view.record.components, start=1)
        if not component.quantity or component.quantity < 0
    ]


RULES: Final[tuple[Rule, ...]] = (
    option_text,
    value_property,
    characteristic_name,
    requisite_name,
    unknown_status,
    list_name,
    component_quantity,
)
