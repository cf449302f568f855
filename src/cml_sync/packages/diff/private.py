"""Hides personal data in what differs: everything that the list of the models calls personal.

What is hidden stays told of, as ``+7•••••34 → +7•••••35``; what cannot be told is hidden.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from cml_sync.checks.knowledge.masked import masked
from cml_sync.model.documents import SitePayment
from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.parties import BankAccount, Counterparty
from cml_sync.model.personal import PERSONAL, PRIVATE, Nature, natures
from cml_sync.model.records import MODELS, SECTIONS
from cml_sync.model.requisites import Requisite
from cml_sync.model.views import fold
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.diff.change import Absent, Change, FieldChange
from cml_sync.packages.diff.terms import PACKAGE
from cml_sync.packages.diff.values import Value, shown
from cml_sync.patterns import pattern
from cml_sync.xml.places.masking import mask_id

_STEP: Final = pattern(r"\.?([^.\[\]#]+)(\[(?:[^\\\]]|\\.)*\])?(#[0-9]+)?")
_SHOWN: Final = frozenset(
    {
        Nature.OPEN,
        Nature.TITLE,
        Nature.DOCUMENT_ID,
        Nature.GOODS_TEXT,
        Nature.GOODS_CODE,
        Nature.BARCODE,
        Nature.FILE,
        Nature.OPTION_ID,
    }
)
_KEYS_HIDDEN: Final = (Counterparty, BankAccount, SitePayment)
_MADE: Final = frozenset({"deleted", "changes_only", "stock", "parent", "base_unit", "bytes"})
"""Fields that no model has: the normal form makes them, and nothing in them is personal."""

_STATES: Final = frozenset(
    map(
        fold,
        (
            "Статус заказа",
            "Статуса заказа ИД",
            "Статус заказа ИД",
            "Дата изменения статуса",
            "Финальный статус",
            "Отменен",
            "Проведен",
            "Оплачен",
            "Заказ оплачен",
            "Оплачено",
            "Отгружен",
            "Отгружено",
            "Доставка разрешена",
            "Дата оплаты по 1С",
            "Дата отгрузки по 1С",
            "ВидНоменклатуры",
            "ТипНоменклатуры",
        ),
    )
)
"""Requisites of documents that tell of the document, not of the customer."""

_MODELS: Final[Mapping[str, type[Element]]] = MappingProxyType(
    {
        PACKAGE: CommercialInformation,
        **{section.value: SECTIONS[section] for section in Section},
        **{kind.value: MODELS[kind] for kind in Kind},
    }
)
_PEOPLE: Final = frozenset({"counterparty"})


class _Step(NamedTuple):
    """One name of a path.

    Attributes:
        name: of a field.
        key: in brackets, with them; empty for none.
        number: of several with one key, with its sign; empty for none.
    """

    name: str
    key: str
    number: str


def hidden(change: Change) -> Change:
    """`change` without personal data."""
    key, title = hidden_key(change.kind, change.key), change.title
    if title and change.kind in _PEOPLE:
        title = masked(title)
    rows = tuple(_hidden(change.kind, row) for row in change.fields)
    return change._replace(key=key, title=title, fields=rows)


def hidden_key(kind: str, key: str) -> str:
    """What identifies a record, as it may be shown."""
    return mask_id(key) if kind in _PEOPLE else key


def _hidden(kind: str, row: FieldChange) -> FieldChange:
    path, nature = _looked_at(kind, row.field)
    if nature is None:
        return row._replace(field=path)
    return FieldChange(path, _masked(row.old, nature), _masked(row.new, nature))


def _masked(value: Value | Absent, nature: Nature) -> Value | Absent:
    if isinstance(value, Absent | bool) or value is None:
        return value
    if isinstance(value, tuple):
        return tuple(_words(one, nature) for one in value)
    return _words(shown(value), nature)


def _words(value: str, nature: Nature) -> str:
    if not value:
        return value
    return mask_id(value) if nature is Nature.PARTY_ID else masked(value)


@lru_cache(maxsize=4096)
def _looked_at(kind: str, path: str) -> tuple[str, Nature | None]:
    """The path as it may be shown, and as what its values are masked; None if they are not."""
    model: type[Element] | None = _MODELS.get(kind)
    private = model is not None and issubclass(model, PERSONAL)
    said, requisite, nature = "", "", Nature.OPEN
    for step in _steps(path):
        slot = None if model is None else slots_by_name(model).get(step.name)
        key = step.key
        if slot is None:
            if model is not None and step.name not in _MADE:
                trusted = not private and not (step.name == "unknown" and _is_private(model))
                nature = Nature.OPEN if trusted else Nature.TEXT
            model = None
        elif slot.element is None and model is not None:
            nature = natures(model).get(step.name, Nature.TEXT)
            model = None
        elif slot.element is not None:
            model = slot.element
            private = private or issubclass(model, PERSONAL)
            if issubclass(model, Requisite):
                requisite = fold(key[1:-1])
            if key and issubclass(model, _KEYS_HIDDEN):
                key = f"[{mask_id(key[1:-1])}]"
        said += f"{'.' if said else ''}{step.name}{key}{step.number}"
    goods = nature in {Nature.VALUE, Nature.REQUISITE} and not private
    state = nature is Nature.REQUISITE and requisite in _STATES
    return said, None if nature in _SHOWN or goods or state else nature


def _is_private(model: type[Element]) -> bool:
    return issubclass(model, PRIVATE)


def _steps(path: str) -> Iterator[_Step]:
    for found in _STEP.finditer(path):
        yield _Step(found[1], found[2] or "", found[3] or "")
