"""What counts as a difference: kinds, fields and tolerances that were asked for."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from cml_sync.model.views import fold
from cml_sync.packages.diff.change import ABSENT, Absent, FieldChange
from cml_sync.packages.diff.values import Fields, Value
from cml_sync.patterns import pattern

PACKAGE: Final = "package"
PICTURE: Final = "picture"
SECTIONS: Final = (
    "classifier",
    "catalog",
    "offers_package",
    "offers_changes",
    "counterparties",
    "reference_books",
)
KINDS: Final = (
    PACKAGE,
    *SECTIONS,
    "group",
    "property",
    "category",
    "price_type",
    "unit",
    "warehouse",
    "reference_book",
    "product",
    "offer",
    "counterparty",
    "document",
    "container",
    PICTURE,
)
"""What is compared, in the order in which it is told of."""

WORDS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = MappingProxyType(
    {
        "prices": {"offer": ("prices", "discount_tiers")},
        "rests": {"offer": ("stock", "stocks", "rests", "warehouse_quantities")},
    }
)
"""Kinds that are a part of a record: the kind, and the fields that belong to it."""

ALIASES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "groups": ("group",),
        "properties": ("property",),
        "categories": ("category",),
        "price_types": ("price_type",),
        "units": ("unit",),
        "warehouses": ("warehouse",),
        "products": ("product",),
        "offers": ("offer",),
        "documents": ("document", "container"),
        "orders": ("document", "container"),
        "pictures": ("picture",),
    }
)
"""What kinds are called elsewhere; the names of sections, which are plurals too, stay theirs."""

_REQUISITE: Final = pattern(r"((?:requisites|details)\[)((?:[^\\\]]|\\.)*)(?=\])", re.DOTALL)
_BRACKETS: Final = pattern(r"\[(?:[^\\\]]|\\.)*\](?:#[0-9]+)?", re.DOTALL)


class Tolerance(NamedTuple):
    """How far numbers may be apart and still count as equal.

    Attributes:
        field: a pattern of fields; empty for all.
        by: the most by which they may differ.
    """

    field: str
    by: Decimal


@dataclass(frozen=True)
class Terms:
    """What counts as a difference.

    Attributes:
        only: kinds of `KINDS`, and `WORDS`; empty for all.
        ignored: patterns of fields that do not count.
        tolerances: of numbers; of several that fit the last one holds.
        apply_changes: the new package is laid over the old one before they are compared.
    """

    only: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
    tolerances: tuple[Tolerance, ...] = ()
    apply_changes: bool = False
    _known: dict[tuple[str, str], bool] = field(default_factory=dict, compare=False, repr=False)

    def wants(self, kind: str) -> bool:
        """Whether records of `kind` are compared."""
        return (
            not self.only or kind in self.only or any(kind in WORDS.get(w, ()) for w in self.only)
        )

    @property
    def whole_records(self) -> bool:
        """Whether it counts that a record is added or removed, whatever it says."""
        return self.only.isdisjoint(WORDS)

    def counts(self, kind: str, path: str) -> bool:
        """Whether the field counts."""
        known = self._known.get((kind, path))
        if known is None:
            known = self._allowed(kind, path) and not any(
                fits(one, kind, path) for one in self.ignored
            )
            if len(self._known) < _REMEMBERED:
                self._known[kind, path] = known
        return known

    def kept(self, kind: str, fields: Fields) -> Fields:
        """The fields that count."""
        if self.whole_records and not self.ignored:
            return fields
        return {path: value for path, value in fields.items() if self.counts(kind, path)}

    def _allowed(self, kind: str, path: str) -> bool:
        if not self.only or kind in self.only:
            return True
        begin = re.split(r"[.\[]", path, maxsplit=1)[0]
        return any(begin in WORDS[word].get(kind, ()) for word in self.only if word in WORDS)

    def differences(self, kind: str, old: Fields, new: Fields) -> tuple[FieldChange, ...]:
        """The fields that differ, in the order of the old record, then of the new one."""
        if old == new:
            return ()
        spelt = _respelt(old, new)
        found = []
        for path, before in old.items():
            after = new.get(spelt.get(path, path), ABSENT)
            if not self._same(kind, path, before, after) and self.counts(kind, path):
                found.append(FieldChange(path, before, after))
        respelt = set(spelt.values())
        found += (
            FieldChange(path, ABSENT, value)
            for path, value in new.items()
            if path not in old and path not in respelt and self.counts(kind, path)
        )
        return tuple(found)

    def _same(self, kind: str, path: str, old: Value, new: Value | Absent) -> bool:
        if isinstance(old, Decimal) and isinstance(new, Decimal):
            return abs(old - new) <= self._tolerance(kind, path) if self.tolerances else old == new
        return type(old) is type(new) and old == new

    def _tolerance(self, kind: str, path: str) -> Decimal:
        for one in reversed(self.tolerances):
            if not one.field or fits(one.field, kind, path):
                return one.by
        return Decimal(0)


_REMEMBERED: Final = 10_000


def fits(wanted: str, kind: str, path: str) -> bool:
    """Whether a pattern means a field.

    It means the field it names, and everything below it; with keys in brackets or without, with
    the kind in front or without: ``prices``, ``prices[retail].value``, ``offer.prices.value``.
    """
    matches = expression(wanted).match
    bare = _BRACKETS.sub("", path)
    return any(
        matches(words) is not None for words in (path, bare, f"{kind}.{path}", f"{kind}.{bare}")
    )


def without_keys(wanted: str) -> str:
    """A pattern without its keys; where a `*` stands for one end of a key, for all around it."""
    bare = _BRACKETS.sub("", wanted)
    begun, bracket, rest = bare.partition("[")
    if bracket and "*" in rest:
        bare = f"{begun}*"
    ended, bracket, rest = bare.rpartition("]")
    return f"*{rest}" if bracket and "*" in ended else bare


@cache
def expression(wanted: str) -> re.Pattern[str]:
    """A pattern of fields: `*` and `?` as in a shell; all other signs mean themselves."""
    parts = (".*" if c == "*" else "." if c == "?" else re.escape(c) for c in wanted)
    return re.compile("".join(parts) + r"(?:$|(?=[.\[]))", re.DOTALL)


def _respelt(old: Fields, new: Fields) -> dict[str, str]:
    """Paths of the old record, and how the new one spells them: requisites differ in case."""
    gone = [path for path in old if path not in new and _REQUISITE.search(path)]
    if not gone:
        return {}
    come = {_folded(path): path for path in new if path not in old and _REQUISITE.search(path)}
    pairs = ((path, come.pop(_folded(path), None)) for path in gone)
    return {path: other for path, other in pairs if other is not None}


def _folded(path: str) -> str:
    return _REQUISITE.sub(lambda found: found[1] + fold(found[2]), path)


def parse_tolerance(words: str) -> Tolerance:
    """``0.01`` for all numbers, ``prices.value=0.01`` for those of a field.

    Raises:
        ValueError: it says no number, or one below zero.
    """
    named, _, amount = words.rpartition("=")
    try:
        by = Decimal(amount.replace(",", "."))
    except ArithmeticError as error:
        raise ValueError(words) from error
    if not by.is_finite() or by < 0:
        raise ValueError(words)
    return Tolerance(named.strip(), by)
