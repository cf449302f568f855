"""What samples of the 5xx and 6xx say about persons never stands in a message as a whole."""

from collections.abc import Iterator

import pytest
from tests.unit.checks.chapters import (
    test_accounts,
    test_amounts,
    test_contacts,
    test_delivery,
    test_documents,
    test_moments,
    test_parties,
    test_payments,
    test_states,
)
from tests.unit.checks.staging import Sample, StagedSection, problems

from cml_sync.model.element import Element
from cml_sync.model.parties import Counterparty

SAMPLES = (
    *test_accounts.SAMPLES,
    *test_amounts.SAMPLES,
    *test_contacts.SAMPLES,
    *test_delivery.SAMPLES,
    *test_documents.SAMPLES,
    *test_moments.SAMPLES,
    *test_parties.SAMPLES,
    *test_payments.SAMPLES,
    *test_states.SAMPLES,
)
OPEN = frozenset({"role", "kind", "bic", "swift", "correspondent_account", "kpp"})
"""What is no data of a person: words of closed lists, and numbers of banks and branches."""
SHORTEST = 5
FEWEST = 12


def told(element: Element, *, inside: bool = False) -> Iterator[str]:
    """The texts of counterparties in `element`, however deep."""
    personal = inside or isinstance(element, Counterparty)
    for name in element.model_fields_set:
        value = getattr(element, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Element):
                yield from told(one, inside=personal)
            elif personal and name not in OPEN and isinstance(one, str) and len(one) >= SHORTEST:
                yield one


def values(case: Sample) -> set[str]:
    records = [
        record
        for staged in case.found
        for item in staged.content
        for record in ((item.header, *item.records) if isinstance(item, StagedSection) else (item,))
    ]
    return {value for record in records for value in told(record)}


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_message_never_tells_a_whole_value(case: Sample) -> None:
    told_values = values(case)
    for problem in problems(*case.found):
        for shown in (problem.message, problem.hint):
            assert not [value for value in told_values if value in str(shown)]


def test_the_samples_do_tell_of_persons() -> None:
    assert len({value for case in SAMPLES for value in values(case)}) > FEWEST
