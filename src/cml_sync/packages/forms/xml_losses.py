"""What a dialect cannot say though every field has words: told, since nobody else would notice."""

from enum import Enum
from typing import Final

from cml_sync.messages import Text, text, text_n
from cml_sync.model.element import Element
from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import Offer
from cml_sync.problems import Finding, Place, Problem, Severity
from cml_sync.xml.dialects import FAITHFUL, Dialect, StockForm
from cml_sync.xml.writing.adapt import adapt

UNSAID: Final = Finding(
    "CML793", Severity.WARNING, text("The receiver's dialect has no words for something")
)

_ROWS: Final = frozenset({"stocks", "rests", "warehouse_quantities"})
_ALONE: Final = _ROWS | {"id", "quantity"}
_REQUISITES_ONLY: Final = Dialect(name=FAITHFUL.name, empty_requisites=False)


class Loss(Enum):
    """What is lost of a record; the value is the path of the element."""

    WAREHOUSES = "Предложение/Склад"
    TOTAL = "Предложение/Количество"
    REQUISITES = "ЗначенияРеквизитов/ЗначениеРеквизита"


def losses(record: Element, dialect: Dialect) -> tuple[Loss, ...]:
    """What `dialect` changes about `record` so that it cannot be told any more from what it says.

    Args:
        record: as it was read.
        dialect: of the receiver.
    """
    found = []
    if isinstance(record, Offer) and record.model_fields_set & _ROWS:
        loss = _of_stock(record, dialect)
        if loss is not None:
            found.append(loss)
    if not dialect.empty_requisites and adapt(record, _REQUISITES_ONLY) is not record:
        found.append(Loss.REQUISITES)
    return tuple(found)


def _of_stock(offer: Offer, dialect: Dialect) -> Loss | None:
    alone = offer.model_fields_set <= _ALONE
    form = (dialect.stocks_alone or dialect.stocks) if alone else dialect.stocks
    if form is StockForm.TOTAL:
        return Loss.WAREHOUSES if stock_levels(offer).warehouses else None
    if form is not StockForm.RESTS or not alone or offer.quantity is None:
        return None
    rows = stock_levels(offer).warehouses
    known = [row.quantity for row in rows if row.quantity is not None]
    return Loss.TOTAL if rows and sum(known) != offer.quantity else None


def told(loss: Loss, count: int, dialect: Dialect) -> Problem:
    """The problem for a loss that came `count` times."""
    return Problem(UNSAID, _sentence(loss, count, dialect.name), Place(path=loss.value))


def _sentence(loss: Loss, count: int, name: str) -> Text:
    if loss is Loss.WAREHOUSES:
        return text_n(
            "{name} knows no warehouses: only the total of {count} offer is written",
            "{name} knows no warehouses: only the total of {count} offers is written",
            count,
            name=name,
        )
    if loss is Loss.TOTAL:
        return text_n(
            "The total of {count} offer is not the sum of its warehouses; {name} says only these",
            "The total of {count} offers is not the sum of their warehouses; {name} says only "
            "these",
            count,
            name=name,
        )
    return text_n(
        "{name} takes no requisites without a value: {count} record is written without them",
        "{name} takes no requisites without a value: {count} records are written without them",
        count,
        name=name,
    )
