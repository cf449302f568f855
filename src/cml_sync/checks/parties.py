"""The counterparties that records name, each with the path that leads to it."""

from collections.abc import Iterator

from cml_sync.checks.view import RecordView
from cml_sync.model.documents import Document
from cml_sync.model.parties import Counterparty
from cml_sync.model.views import representatives

Named = RecordView[Counterparty] | RecordView[Document]


def parties(record: Counterparty | Document) -> Iterator[tuple[str, Counterparty]]:
    """The counterparties of a record, each with the path that leads to its children."""
    if isinstance(record, Document):
        for number, party in enumerate(record.counterparties, start=1):
            yield f"Контрагенты/Контрагент[{number}]/", party
    else:
        yield "", record


def people(record: Counterparty | Document) -> Iterator[tuple[str, Counterparty]]:
    """The counterparties of a record and their representatives."""
    for at, party in parties(record):
        yield at, party
        for number, person in enumerate(representatives(party), start=1):
            yield f"{at}Представители/Представитель[{number}]/", person


def inn_of(party: Counterparty) -> str | None:
    """The ИНН as written, also where the details of a person are wrapped, or None."""
    return party.inn or (party.person.inn if party.person else None) or None
