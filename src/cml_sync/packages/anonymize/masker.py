"""Replaces what is personal in a record. Which fields that is, `model/personal.py` says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, TypeVar

from cml_sync.model.documents import Container, SubordinateDocument
from cml_sync.model.element import Element, Unknown
from cml_sync.model.goods import Product
from cml_sync.model.parties import Bank, BankAccount, Counterparty, PersonDetails, Signer
from cml_sync.model.personal import PRIVATE, Nature, natures
from cml_sync.model.records import record_id
from cml_sync.model.requisites import Requisite
from cml_sync.model.views import fold
from cml_sync.model.wire import Space
from cml_sync.model.wiring import Slot, slots_by_name, wiring
from cml_sync.packages.anonymize import numbers
from cml_sync.packages.anonymize.keyed import Keyed
from cml_sync.packages.anonymize.requisites import About, about
from cml_sync.packages.anonymize.texts import (
    OF_ADDRESSES,
    OF_TITLES,
    Texts,
    is_made,
    is_neutral,
    is_opaque,
    stems_of_name,
)
from cml_sync.xml.fragments import FragmentError, rewritten
from cml_sync.xml.writing.unwritable import BrokenFragmentError

T = TypeVar("T", bound=Element)

_Say = Callable[[Any, Element], Any]
"""Gets a value and the element it stands in, as it was, and gives what stands there now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is replaced beside people and companies, and what is not.

    Attributes:
        goods: names, descriptions, codes and properties of goods, too.
        keep: names of elements, attributes, requisites or fields whose values stay, after `fold`.
    """

    goods: bool = False
    keep: frozenset[str] = frozenset()


_WITH_PEOPLE: Final = (SubordinateDocument, Container, Counterparty)
_PEOPLE: Final = (Counterparty, PersonDetails, Signer)
_PERSON_NAMES: Final = ("last_name", "first_name", "middle_name")


class _Step(NamedTuple):
    """What happens to one field."""

    field: str
    many: bool
    say: _Say


_NUMBERS: Final[Mapping[About, Callable[[Keyed, str], str]]] = MappingProxyType(
    {
        About.INN: numbers.inn,
        About.KPP: numbers.kpp,
        About.OGRN: numbers.ogrn,
        About.OKPO: numbers.okpo,
        About.SNILS: numbers.snils,
    }
)


class Masker:
    """Replaces values by a key.

    Attributes:
        replaced: so many values so far.
    """

    def __init__(self, keyed: Keyed, wanted: Wanted) -> None:
        self.replaced = 0
        self._names: frozenset[str] = frozenset()
        self._met: set[str] = set()
        self._keyed = keyed
        self._texts = Texts(keyed)
        self._wanted = wanted
        self._always = self._always_replaced()
        self._private: Mapping[Nature, _Say] = {
            Nature.REQUISITE: self._requisite,
            Nature.VALUE: self._value,
            Nature.FILE: lambda one, _: self._texts.file(one),
        }
        self._goods = self._replaced_with_goods()
        self._steps = cache(self._make_steps)
        self._kept_met: set[str] = set()

    @property
    def kept(self) -> frozenset[str]:
        """Those of `Wanted.keep` that were met, or that are names of the models."""
        return frozenset(self._kept_met)

    def element(self, element: T) -> T:
        """`element` with everything personal in it replaced; the same one if nothing is.

        Raises:
            BrokenFragmentError: an unknown part of it is not well-formed.
        """
        self._names = frozenset()
        if isinstance(element, _WITH_PEOPLE):
            self._names = names_in(element)
            self._met |= self._names
        try:
            return self._masked(element, private=False)
        except FragmentError as error:
            raise BrokenFragmentError(record_id(element)) from error

    def _masked(self, element: T, *, private: bool) -> T:
        private = private or isinstance(element, PRIVATE)
        data = element.__dict__
        changed: dict[str, Any] = {}
        for field, many, say in self._steps(type(element), private):
            value = data[field]
            if value is None or value in ("", ()):
                continue
            new = tuple(say(one, element) for one in value) if many else say(value, element)
            if new is value:
                continue
            if new != value or (many and any(a is not b for a, b in zip(new, value, strict=True))):
                changed[field] = new
        if private or self._wanted.goods:
            self._mask_unknown(element, changed)
        return element.model_copy(update=changed) if changed else element

    def _mask_unknown(self, element: Element, changed: dict[str, Any]) -> None:
        if element.unknown:
            model = type(element)
            changed["unknown"] = tuple(
                Unknown(at=one.at, xml=rewritten(one.xml, lambda n, v: self._unknown(model, n, v)))
                for one in element.unknown
            )
        if element.unknown_attributes:
            changed["unknown_attributes"] = tuple(
                (name, self._said(name.rpartition("/")[2], value))
                for name, value in element.unknown_attributes
            )

    def _unknown(self, model: type[Element], name: str, value: str) -> str:
        """A value in an element that no field takes: its name is new, or it could not be read."""
        slot = wiring(model).children.get(name)
        if isinstance(slot, Slot) and natures(model).get(slot.name) is Nature.OPEN:
            words = any(sign.isalpha() for sign in value)
            return self._said(name, value) if words else value  # a date or a sum gone wrong
        return self._said(name, value)

    def _said(self, name: str, value: str) -> str:
        """A value that only a name in the file tells something about."""
        if self._keeps(name):
            return value
        bare = value.strip()
        if is_neutral(bare):
            return value
        self.replaced += 1
        if about(name) in _NUMBERS:
            return value.replace(bare, self._number(about(name), bare))
        return self._texts.text(value, _words_of(about(name)))

    def _keeps(self, *names: str) -> bool:
        found = {fold(name) for name in names} & self._wanted.keep
        self._kept_met |= found
        return bool(found)

    def _make_steps(self, model: type[Element], private: bool) -> tuple[_Step, ...]:  # noqa: FBT001 - a key of the cache
        return tuple(self._steps_of(model, private=private))

    def _steps_of(self, model: type[Element], *, private: bool) -> Iterable[_Step]:
        known = natures(model)
        for name, slot in slots_by_name(model).items():
            if slot.wire.streamed or self._keeps(slot.tag, name):
                continue
            if slot.element is None:
                say = self._say(slot, known[name], private=private)
                if say is not None:
                    yield _Step(name, slot.many, self._counted(say))
            elif private or self._reaches(slot.element):
                yield _Step(name, slot.many, lambda one, _: self._masked(one, private=private))

    def _reaches(self, model: type[Element]) -> bool:
        """Whether anything at or below `model` is replaced, where it does not lie in a document."""
        seen: set[type[Element]] = set()
        waiting = [model]
        while waiting:
            one = waiting.pop()
            if issubclass(one, PRIVATE) or self._wanted.goods:
                return True
            seen.add(one)
            below = (slot.element for slot in slots_by_name(one).values() if slot.element)
            waiting.extend(found for found in below if found not in seen)
        return False

    def _counted(self, say: _Say) -> _Say:
        def counted(value: Any, element: Element) -> Any:
            new = say(value, element)
            if new == value:
                return value
            self.replaced += 1
            return new

        return counted

    def _say(self, slot: Slot, nature: Nature, *, private: bool) -> _Say | None:
        """What replaces the values of a field; None where they stay."""
        tables = ((self._always, True), (self._private, private), (self._goods, self._wanted.goods))
        for table, applies in tables:
            if applies and nature in table:
                return table[nature]
        text = slot.wire.space is not Space.TRIM and slot.value_type is str
        return self._scrub if private and text else None

    def _always_replaced(self) -> Mapping[Nature, _Say]:
        keyed, texts = self._keyed, self._texts
        return {
            Nature.TEXT: lambda one, _: texts.text(one),
            Nature.ADDRESS: lambda one, _: texts.text(one, OF_ADDRESSES),
            Nature.TITLE: lambda one, _: texts.text(one, OF_TITLES),
            Nature.PARTY_ID: lambda one, _: texts.identifier(one),
            Nature.DOCUMENT_ID: lambda one, _: texts.document_id(one),
            Nature.DAY: lambda one, _: numbers.day(keyed, one),
            Nature.INN: lambda one, _: self._number(About.INN, one),
            Nature.KPP: lambda one, _: self._number(About.KPP, one),
            Nature.OKPO: lambda one, _: self._number(About.OKPO, one),
            Nature.BIC: lambda one, _: numbers.bic(keyed, one),
            Nature.ACCOUNT: self._account,
            Nature.CORRESPONDENT: self._correspondent,
        }

    def _replaced_with_goods(self) -> Mapping[Nature, _Say]:
        keyed, texts = self._keyed, self._texts
        return {
            Nature.REQUISITE: self._requisite,
            Nature.VALUE: self._goods_value,
            Nature.GOODS_TEXT: lambda one, _: texts.goods(one),
            Nature.GOODS_CODE: lambda one, _: one if is_opaque(one) else keyed.replaced(one),
            Nature.BARCODE: lambda one, _: numbers.barcode(keyed, one),
            Nature.OPTION_ID: self._goods_value,
        }

    def _scrub(self, value: str, element: Element) -> str:
        """In goods only those who ordered them are looked for: many are called as goods are."""
        if isinstance(element, Requisite) and about(value) is not About.UNKNOWN:
            return value  # its name is one that programs know
        return self._texts.scrubbed(
            value, self._names if isinstance(element, Product) else self._met
        )

    def _value(self, value: str, _: Element) -> str:
        """The value of a property, in a document; or the id of an option that it refers to."""
        return value if is_made(value) else self._texts.text(value)

    def _goods_value(self, value: str, _: Element) -> str:
        return value if is_opaque(value) else self._texts.goods(value)

    def _requisite(self, value: str, element: Element) -> str:
        name = element.name or "" if isinstance(element, Requisite) else ""
        what = about(name)
        if self._keeps(name) or what is About.NUMBER:
            return value
        if what is About.STATE:
            return self._texts.scrubbed(value, self._met)
        if what is About.GOODS and not self._wanted.goods:
            return self._texts.scrubbed(value, self._names)
        if what is About.GOODS:
            return self._goods_value(value, element)
        if what in _NUMBERS:
            return self._number(what, value)
        return self._texts.text(value, _words_of(what))

    def _number(self, what: About, value: str) -> str:
        return value if is_neutral(value) else _NUMBERS[what](self._keyed, value)

    def _account(self, value: str, element: Element) -> str:
        bank = element.bank if isinstance(element, BankAccount) else None
        return numbers.account(self._keyed, value, bank.bic if bank else None)

    def _correspondent(self, value: str, element: Element) -> str:
        bic = element.bic if isinstance(element, Bank) else None
        return numbers.correspondent(self._keyed, value, bic)


def names_in(element: Element) -> frozenset[str]:
    """The stems of the names of every person at or below `element`; companies have none."""
    found: frozenset[str] = frozenset()
    if isinstance(element, _PEOPLE):
        company = isinstance(element, Counterparty) and bool(element.official_name)
        for field in _PERSON_NAMES if company else (*_PERSON_NAMES, "name", "full_name"):
            found |= stems_of_name(getattr(element, field, None) or "")
    for field in element.model_fields_set:
        value = element.__dict__[field]
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Element):
                found |= names_in(one)
    return found


def _words_of(what: About) -> frozenset[str]:
    """The words that stay in such a text."""
    return OF_ADDRESSES if what is About.ADDRESS else frozenset()
