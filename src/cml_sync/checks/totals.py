"""The arithmetic of documents: what lines, taxes, discounts and expenses add up to.

Senders differ in what they count: some leave discounts out of the line totals, some write the
taxes of the lines once more at the document, some forget to say that a tax is included. So a sum
is taken for right if any usual way of counting gives it.
"""

from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from typing import Final

from cml_sync.model.document_views import line_total
from cml_sync.model.documents import DocumentLine, SubordinateDocument

KOPECK: Final = Decimal("0.01")
_ZERO: Final = Decimal(0)


def is_plain(line: DocumentLine) -> bool:
    """Whether the total of a line is its price times its quantity, as of nearly every line."""
    if line.price is None or line.quantity is None:
        return False
    return line.price * line.quantity == line.total


def plain_sum(document: SubordinateDocument) -> Decimal | None:
    """The sum of the totals of the lines: the total of nearly every document; None without."""
    whole = _ZERO
    for line in document.lines:
        if line.total is None:
            return None
        whole += line.total
    return whole if document.lines else None


def line_sums(line: DocumentLine) -> set[Decimal]:
    """What price × quantity of a line may give, its discounts and taxes counted or not."""
    if line.price is None or line.quantity is None:
        return set()
    factor = line.coefficient or Decimal(1)
    bare = {line.price * line.quantity, line.price * line.quantity * factor}
    return _counted(
        bare,
        _ways(_total(d.amount for d in line.discounts), negative=True),
        _ways(_total(e.amount for e in line.expenses)),
        _ways(_total(t.amount for t in line.taxes)),
    )


def line_tolerance(line: DocumentLine) -> Decimal:
    """How far a line total may be off because its price was rounded to hundredths."""
    return KOPECK + abs(line.quantity or _ZERO) * KOPECK / 2


def document_sum(document: SubordinateDocument) -> Decimal | None:
    """What the lines add up to by the letter of the standard, None if a line has no sum."""
    lines = _lines(document)
    if lines is None:
        return None
    return (
        lines
        - _total(d.amount for d in document.discounts if not d.included)
        + _total(e.amount for e in document.expenses if not e.included)
        + _outside_taxes(document)
    )


def document_sums(document: SubordinateDocument) -> set[Decimal]:
    """What the total of a document may be, in all usual ways of counting."""
    lines = _lines(document)
    if lines is None:
        return set()
    outside = _total(d.amount for d in document.discounts if not d.included)
    return _counted(
        {lines},
        _ways(outside, _total(d.amount for d in document.discounts), negative=True),
        _ways(_total(d.amount for line in document.lines for d in line.discounts), negative=True),
        _ways(
            _total(e.amount for e in document.expenses if not e.included),
            _total(e.amount for e in document.expenses),
        ),
        _ways(_outside_taxes(document), _total(t.amount for t in document.taxes)),
    )


def _lines(document: SubordinateDocument) -> Decimal | None:
    totals = [line_total(line) for line in document.lines]
    known = [total for total in totals if total is not None]
    return sum(known, _ZERO) if known and len(known) == len(totals) else None


def _outside_taxes(document: SubordinateDocument) -> Decimal:
    """Taxes that the line totals do not hold: those of the lines, else those of the document."""
    of_lines = [tax for line in document.lines for tax in line.taxes]
    taxes = of_lines or document.taxes
    return _total(tax.amount for tax in taxes if tax.included is False)


def _total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), _ZERO)


def _ways(*amounts: Decimal, negative: bool = False) -> set[Decimal]:
    return {_ZERO, *(-amount if negative else amount for amount in amounts)}


def _counted(bare: set[Decimal], *ways: set[Decimal]) -> set[Decimal]:
    return {start + sum(chosen, _ZERO) for start in bare for chosen in product(*ways)}
