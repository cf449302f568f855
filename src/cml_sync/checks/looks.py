"""Which rules share a look at a record: where nothing is odd, one look is enough for them all.

A million records are usual ones. To ask every rule takes longer than to read them; a look asks once
for what a dozen rules would ask for. It must be at least as strict as each of them: whatever a rule
finds is not usual. A rule finds the same without its look; the tests of `needs` see to it.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final

from cml_sync.checks import usual_documents as documents
from cml_sync.checks import usual_goods as goods
from cml_sync.model.kinds import Kind

Look = Callable[[Any], bool]
"""Whether a record, the model alone, is usual in what the rules of the look ask for."""


def _codes(listed: str) -> list[str]:
    return listed.split()


def _by_code(*looks: tuple[Look, Iterable[str]]) -> Mapping[str, Look]:
    return MappingProxyType({code: look for look, codes in looks for code in codes})


_ID: Final = _codes("CML103 CML104 CML216 CML231 CML232 CML233 CML234 CML236 CML804")
_UNKNOWN: Final = _codes("CML704 CML705")
_GOODS: Final = (
    (goods.has_plain_id, _ID),
    (goods.has_plain_labels, _codes("CML431 CML432 CML801 CML802 CML805 CML806 CML809")),
    (goods.has_sound_texts, _codes("CML811 CML812")),
    (goods.has_plain_description, _codes("CML807 CML808 CML819")),
    (goods.has_known_rates, _codes("CML311 CML313 CML316")),
    (goods.has_usual_pictures, _codes("CML823 CML824")),
    (goods.has_usual_values, _codes("CML142 CML143 CML144 CML849")),
)
_PRICED: Final = (
    (
        goods.has_usual_prices,
        _codes("CML108 CML301 CML302 CML303 CML306 CML309 CML321 CML322 CML323 CML421") + _UNKNOWN,
    ),
    (goods.has_usual_stock, _codes("CML401 CML402 CML403 CML404")),
)
_PARTY: Final = _codes(
    "CML501 CML502 CML503 CML504 CML505 CML506 CML507 CML508 CML511 CML512 CML514 CML516 CML518"
)
_DOCUMENT: Final = (
    (
        documents.has_usual_head,
        _codes("CML121 CML122 CML123 CML124 CML125 CML126 CML127 CML603 CML614 CML621 CML636"),
    ),
    (
        documents.has_usual_lines,
        _codes(
            "CML423 CML601 CML602 CML605 CML606 CML607 CML610 CML611 CML612 CML613 CML617"
            " CML651 CML652 CML653 CML654 CML806"
        ),
    ),
    (documents.has_known_rates, _codes("CML312 CML313")),
    (documents.has_nothing_unknown, _UNKNOWN),
    (
        documents.has_usual_requisites,
        _codes("CML624 CML641 CML642 CML643 CML645 CML646 CML647"),
    ),
    (documents.has_plain_parties, [*_PARTY, *_codes("CML510 CML604")]),
)

LOOKS: Final[Mapping[Kind, Mapping[str, Look]]] = MappingProxyType(
    {
        Kind.PRODUCT: _by_code(*_GOODS, (goods.has_nothing_unknown, _UNKNOWN)),
        Kind.OFFER: _by_code(*_GOODS, *_PRICED),
        Kind.OFFER_CHANGE: _by_code((goods.has_plain_id, _ID), *_PRICED),
        Kind.COUNTERPARTY: _by_code((documents.is_plain_party, _PARTY)),
        Kind.DOCUMENT: _by_code(*_DOCUMENT),
    }
)
"""For every kind of record, the look that lets a rule be passed by, by the code of the rule."""
