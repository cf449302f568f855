"""Any element as flat fields: `name`, `prices[retail].value`; rows by their key, not their place.

A row is found by what identifies it (an `Ид`, a name, a kind): `requisites[Статус заказа].values`.
Rows that have one key are numbered in an order that does not depend on the file: `…]#2`. What
several forms say in different words is brought into one by `forms`.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from cml_sync.model.addresses import AddressField, Contact
from cml_sync.model.documents import SitePayment
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import PropertyValue, UnitConversion
from cml_sync.model.offers import DiscountTier
from cml_sync.model.parties import BankAccount, Signer
from cml_sync.model.views import DELETION_REQUISITE, deletion, fold_name, is_true
from cml_sync.model.wire import Space
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.model.words import Status
from cml_sync.packages.diff.values import Value, bag, packed, plain, row
from cml_sync.patterns import pattern
from cml_sync.xml.fragments import FragmentError, strict

Out = dict[str, Value]
Form = Callable[[Element, str, Out], frozenset[str]]
"""Puts what it knows better into `Out`; the fields that are thereby said."""

ORDERED: Final = frozenset({"images"})
"""Texts whose order matters: the first picture is the one that is shown."""

_KEYS: Final[Mapping[type[Element], tuple[str, ...]]] = MappingProxyType(
    {
        AddressField: ("kind",),
        BankAccount: ("number",),
        Contact: ("kind",),
        DiscountTier: ("threshold",),
        PropertyValue: ("id", "site_id", "name"),
        Signer: (),
        SitePayment: ("transaction_number", "document_number"),
        UnitConversion: ("unit",),
    }
)
_USUAL_KEYS: Final = ("id", "name", "official_name", "sku", "number")
_MARKS: Final = frozenset({"status", "status_element", "deletion_mark", "requisites"})
_DELETED: Final = fold_name(Status.DELETED)
_DELETION_NAME: Final = fold_name(DELETION_REQUISITE)
_BETWEEN: Final = pattern(r">\s+<")
_TAG: Final = pattern(r"<([^\s/>]+)")


class _Plan(NamedTuple):
    """What is known of a model beforehand.

    Attributes:
        slots: its fields.
        keys: the fields that may identify one of several.
        marks: the fields that may say that it is deleted.
    """

    slots: Mapping[str, Slot]
    keys: tuple[str, ...]
    marks: frozenset[str]


@cache
def _plan(model: type[Element]) -> _Plan:
    slots = slots_by_name(model)
    keys = next((_KEYS[base] for base in model.__mro__ if base in _KEYS), _USUAL_KEYS)
    marks = _MARKS & slots.keys()
    return _Plan(slots, tuple(name for name in keys if name in slots), marks)


class Flattener:
    """Makes flat fields of elements.

    Args:
        forms: what to do with elements of a model (and of those derived from it) beforehand.
    """

    def __init__(self, forms: Mapping[type[Element], Sequence[Form]]) -> None:
        self._forms = forms
        self._of_model: dict[type[Element], tuple[Form, ...]] = {}

    def flatten(self, element: Element, at: str, out: Out, skip: Iterable[str] = ()) -> None:
        """The fields of `element` into `out`, their paths beginning with `at`."""
        plan = _plan(type(element))
        done = set(skip)
        for form in self._forms_of(type(element)):
            done |= form(element, at, out)
        if plan.marks and not plan.marks.isdisjoint(element.model_fields_set):
            done |= self._deleted(element, at, out, done)
        values = element.__dict__
        fields = element.model_fields_set
        for name, slot in plan.slots.items():
            if name in fields and name not in done:
                self.field(slot, values[name], at + name, out)
        if element.unknown or element.unknown_attributes:
            _unknown(element, at, out)

    def field(self, slot: Slot, value: Any, path: str, out: Out) -> None:
        """One field that is set."""
        space = slot.wire.space
        if slot.many:
            if slot.element is not None and value:
                self.rows(value, path, out)
            else:
                out[path] = row(value, space) if slot.name in ORDERED else bag(value, space)
        elif slot.element is not None and value is not None:
            inner: Out = {}
            self.flatten(value, f"{path}.", inner)
            out.update(inner or {path: None})
        else:
            out[path] = plain(value, space)

    def rows(self, elements: Sequence[Element], path: str, out: Out) -> None:
        """Elements that stand beside each other, each by its key."""
        by_key: dict[str, list[Out]] = {}
        for element in elements:
            name, key = _key(element)
            inner: Out = {}
            self.flatten(element, "", inner, (name,) if name else ())
            by_key.setdefault(key, []).append(inner)
        keyed(by_key, path, out)

    def _forms_of(self, model: type[Element]) -> tuple[Form, ...]:
        found = self._of_model.get(model)
        if found is None:
            found = tuple(
                form for base in model.__mro__ if base in self._forms for form in self._forms[base]
            )
            self._of_model[model] = found
        return found

    def _deleted(self, element: Element, at: str, out: Out, done: set[str]) -> set[str]:
        """`deleted` where any form says so; the fields that need not be said any more."""
        values, fields = element.__dict__, element.model_fields_set
        deleted = deletion(element) is not None
        if deleted:
            out[f"{at}deleted"] = True
        said = {"deletion_mark"}
        for name in ("status", "status_element"):
            if fold_name(values.get(name) or "") == _DELETED:
                said.add(name)
        if "requisites" in fields and "requisites" not in done:
            marks = [one for one in values["requisites"] if _is_mark(one, deleted=deleted)]
            if marks:
                said.add("requisites")
                others = [one for one in values["requisites"] if one not in marks]
                if others:
                    self.rows(others, f"{at}requisites", out)
        return said


def _is_mark(requisite: Element, *, deleted: bool) -> bool:
    """Whether a requisite says no more than what is known: deleted, or not."""
    values = requisite.__dict__
    return (
        fold_name(values["name"] or "") == _DELETION_NAME
        and len(values["values"]) <= 1
        and not requisite.unknown
        and not requisite.unknown_attributes
        and any(map(is_true, values["values"])) == deleted
    )


def _key(element: Element) -> tuple[str | None, str]:
    """The field that identifies `element` among its like, and its value; None if none does."""
    values = element.__dict__
    for name in _plan(type(element)).keys:
        value = values[name]
        if value is not None and (text := " ".join(str(value).split())):
            return name, text
    return None, ""


def keyed(by_key: Mapping[str, list[Out]], path: str, out: Out) -> None:
    """Rows by their key, those of one key in an order of their own."""
    for key, group in by_key.items():
        if len(group) > 1:
            group.sort(key=_text)
        for number, inner in enumerate(group, start=1):
            here = f"{path}{bracketed(key)}" + (f"#{number}" if number > 1 else "")
            if not inner:
                out[here] = None
            for name, value in inner.items():
                out[f"{here}.{name}" if name else here] = value


def bracketed(key: str) -> str:
    """A key in brackets; one of its own cannot be taken for the end."""
    if "]" in key or "\\" in key:
        key = key.replace("\\", "\\\\").replace("]", "\\]")
    return f"[{key}]"


def _text(fields: Out) -> str:
    return json.dumps({name: packed(value) for name, value in sorted(fields.items())})


def _unknown(element: Element, at: str, out: Out) -> None:
    """What no field names, in one spelling."""
    by_key: dict[str, list[Out]] = {}
    for item in element.unknown:
        xml = _spelt(item)
        tag = _TAG.match(xml)
        key = "/".join(part for part in (item.at, tag[1] if tag else "") if part)
        by_key.setdefault(key, []).append({"": xml})
    for name, value in element.unknown_attributes:
        by_key.setdefault(f"@{name}", []).append({"": plain(value, Space.KEEP)})
    keyed(by_key, f"{at}unknown", out)


def _spelt(item: Unknown) -> str:
    try:
        return _BETWEEN.sub("><", strict(item.xml))
    except FragmentError:
        return item.xml
