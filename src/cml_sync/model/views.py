"""What records say in several ways, as one answer. Pure functions; nothing here is stored."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache
from typing import Final, NamedTuple

from cml_sync.model.classifier import Property
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, PropertyValue
from cml_sync.model.parties import Counterparty
from cml_sync.model.requisites import Requisite
from cml_sync.model.words import Status

TRUE_WORDS: Final = frozenset({"true", "1", "да", "истина", "yes", "y"})
"""What stands for true in a requisite, after `fold`."""

DELETION_REQUISITE: Final = "ПометкаУдаления"
"""The requisite by which 1C marks a document as deleted."""

_CODE_LENGTHS: Final = range(3, 5)


class Deletion(Enum):
    """The form in which a record says that it is deleted; its value names the place in XML."""

    ATTRIBUTE = "@Статус"
    ELEMENT = "Статус"
    MARK = "ПометкаУдаления"
    REQUISITE = "ЗначенияРеквизитов/ЗначениеРеквизита"


def fold(text: str) -> str:
    """`text` without case, white space and the dots of ё: how names of requisites compare."""
    return "".join(text.split()).casefold().replace("ё", "е")


fold_name = lru_cache(maxsize=4096)(fold)
"""`fold` of names, which repeat in every record; for values, `fold` itself."""


_DELETED: Final = fold_name(Status.DELETED)


def requisite(requisites: Iterable[Requisite], *names: str) -> str | None:
    """The value of the requisite that has one of `names`, or None.

    Names compare by `fold`; of several the last one counts, and of its values the first.
    """
    wanted = [fold_name(name) for name in names]
    found = None
    for item in requisites:
        if item.name is not None and fold_name(item.name) in wanted:
            found = item.values[0].strip() if item.values else ""
    return found


def is_true(text: str) -> bool:
    """Whether `text` says yes (`TRUE_WORDS`)."""
    return fold(text) in TRUE_WORDS


def deletion(record: Element) -> Deletion | None:
    """The form in which `record` says that it is deleted, or None.

    A cancelled document is not a deleted one (`document_views.is_cancelled`).
    """
    said = getattr(record, "status", None)
    if said and fold_name(said) == _DELETED:
        return Deletion.ATTRIBUTE
    said = getattr(record, "status_element", None)
    if said and fold_name(said) == _DELETED:
        return Deletion.ELEMENT
    if getattr(record, "deletion_mark", None):
        return Deletion.MARK
    said = requisite(getattr(record, "requisites", ()), DELETION_REQUISITE)
    return Deletion.REQUISITE if said is not None and is_true(said) else None


def is_deleted(record: Element) -> bool:
    """Whether `record` says that it is deleted, in any form."""
    return deletion(record) is not None


def split_id(identifier: str) -> tuple[str, str | None]:
    """The product's and the characteristic's part of ``product#characteristic``.

    The first ``#`` splits, as 1C does it. Without one, or with nothing after it, the second is
    None.
    """
    product, _, characteristic = identifier.partition("#")
    return product, characteristic or None


def catalog_key(identifier: str) -> str:
    """The catalogue's id in that of a package: ``<catalog>#`` in 2.x, ``#<catalog>`` in 3.1."""
    return identifier.strip("#")


def version_number(text: str) -> Decimal | None:
    """A schema version as a number that orders rightly: ``2.021`` < ``2.03`` < ``2.10`` < ``3.1``.

    УНФ writes ``210`` for 2.10. None where `text` is no number.
    """
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return number.scaleb(-2) if number >= 100 else number  # noqa: PLR2004 - three digits, no dot


def looks_like_code(text: str) -> bool:
    """Whether `text` is a code of a unit: three or four digits."""
    return len(text) in _CODE_LENGTHS and text.isascii() and text.isdigit()


def base_unit_code(unit: BaseUnit | None) -> str | None:
    """The code of a base unit: its attribute, else its text if that looks like one, else None."""
    if unit is None:
        return None
    if unit.code and unit.code.strip():
        return unit.code.strip()
    text = (unit.text or "").strip()
    return text if looks_like_code(text) else None


def base_unit_name(unit: BaseUnit | None) -> str | None:
    """The short name of a base unit: its text if that is no code, else its names, else None."""
    if unit is None:
        return None
    text = (unit.text or "").strip()
    if text and not looks_like_code(text):
        return text
    return unit.short_name or unit.full_name or None


class Option(NamedTuple):
    """One value a property may have; `id` is None where options have none."""

    id: str | None
    value: str | None


def options(prop: Property) -> tuple[Option, ...]:
    """The options of a property, whatever the form; those marked as deleted are left out."""
    return (
        *(Option(option.id, option.value) for option in prop.options if not option.deletion_mark),
        *(Option(variant.id, variant.value) for variant in prop.variants),
        *(Option(None, value) for value in prop.option_texts),
    )


def values_of(value: PropertyValue) -> tuple[str, ...]:
    """The values of a property of a product, whatever the form."""
    return value.values or tuple(nested.value or "" for nested in value.nested)


def is_organisation(counterparty: Counterparty) -> bool:
    """Whether it is an organisation or an entrepreneur: it has an ``ОфициальноеНаименование``."""
    return bool(counterparty.official_name)


def full_name(counterparty: Counterparty) -> str | None:
    """The best name of a counterparty, or None."""
    wrapped = counterparty.person.full_name if counterparty.person else None
    parts = (counterparty.last_name, counterparty.first_name, counterparty.middle_name)
    return (
        counterparty.official_name
        or counterparty.full_name
        or wrapped
        or " ".join(part for part in parts if part)
        or counterparty.name
        or None
    )


def representatives(counterparty: Counterparty) -> tuple[Counterparty, ...]:
    """The representatives, those that Bitrix nests one level deeper unwrapped."""
    return tuple(item.counterparty or item for item in counterparty.representatives)
