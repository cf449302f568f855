"""The state of documents, which stands in requisites, and the sums of lines. Pure functions."""

from decimal import Decimal
from typing import Final

from cml_sync.model.documents import DocumentLine, SubordinateDocument
from cml_sync.model.views import base_unit_code, fold, is_true, looks_like_code, requisite

SERVICE: Final = "Услуга"
"""The ``ТипНоменклатуры`` of a line that is a service."""

_EMPTY_DATES: Final = ("0001-01-01", "01.01.0001", "00010101")


def status(document: SubordinateDocument) -> str | None:
    """``Статус заказа`` as it is worded, or None."""
    return requisite(document.requisites, "Статус заказа") or None


def status_id(document: SubordinateDocument) -> str | None:
    """``Статуса заказа ИД`` (1C spells it so), or None."""
    return requisite(document.requisites, "Статуса заказа ИД", "Статус заказа ИД") or None


def is_cancelled(document: SubordinateDocument) -> bool:
    """Whether ``Отменен`` says so; 1C leaves it out when it is false."""
    return _says(document, "Отменен") is True


def is_posted(document: SubordinateDocument) -> bool | None:
    """``Проведен``; None where nothing is said, which to 1C:УТ means no."""
    return _says(document, "Проведен")


def is_paid(document: SubordinateDocument) -> bool | None:
    """Whether it is paid: ``Оплачен`` and its kin, else a date or number of a payment in 1C.

    None where nothing is said.
    """
    said = _says(document, "Оплачен", "Заказ оплачен", "Оплачено")
    if said is not None:
        return said
    return _has(document, "Дата оплаты по 1С", "Номер оплаты по 1С") or None


def is_shipped(document: SubordinateDocument) -> bool | None:
    """Whether it is shipped: ``Отгружен`` and its kin, else a date or number of a shipment in 1C.

    None where nothing is said.
    """
    said = _says(document, "Отгружен", "Отгружено")
    if said is not None:
        return said
    return _has(document, "Дата отгрузки по 1С", "Номер отгрузки по 1С") or None


def number_1c(document: SubordinateDocument) -> str | None:
    """The number in 1C: the element of Bitrix, else the requisite ``Номер по 1С``, or None."""
    return document.number_1c or requisite(document.requisites, "Номер по 1С") or None


def is_service(line: DocumentLine) -> bool:
    """Whether a line is a service (delivery and the like), not goods."""
    said = requisite((*line.requisites, *line.extra_requisites), "ТипНоменклатуры")
    return said is not None and fold(said) == fold(SERVICE)


def line_unit_code(line: DocumentLine) -> str | None:
    """The code of the unit in which `quantity` counts; that of the base unit where none is said."""
    unit = line.unit
    if unit is None:
        return base_unit_code(line.base_unit)
    text = (unit.text or "").strip()
    return (unit.code or unit.id or "").strip() or (text if looks_like_code(text) else None)


def line_total(line: DocumentLine) -> Decimal | None:
    """``Сумма`` of a line; where it is empty, price × quantity less its discounts, or None."""
    if line.total is not None:
        return line.total
    if line.price is None or line.quantity is None:
        return None
    off = (d.amount for d in line.discounts if d.amount is not None and not d.included)
    return line.price * line.quantity - sum(off, Decimal(0))


def _says(document: SubordinateDocument, *names: str) -> bool | None:
    said = requisite(document.requisites, *names)
    return is_true(said) if said else None


def _has(document: SubordinateDocument, *names: str) -> bool:
    return any(not _is_blank(requisite(document.requisites, name)) for name in names)


def _is_blank(value: str | None) -> bool:
    """Whether `value` is empty; a lone ``T`` is an empty date that was put together in 1C."""
    return not value or value == "T" or value.startswith(_EMPTY_DATES)
