"""What a pull finds wrong with single records, beyond what the reader and the checks find."""

from typing import Final

from cml_sync.jobs.kind_names import kind_name
from cml_sync.messages import text
from cml_sync.problems import Finding, Place, Problem, Severity

NO_IDENTITY: Final = Finding("CML931", Severity.ERROR, text("Record that nothing identifies"))
PORTION_MISSING: Final = Finding(
    "CML932", Severity.WARNING, text("Full set with a portion missing")
)
AMBIGUOUS_ANSWER: Final = Finding(
    "CML933", Severity.WARNING, text("Answer that fits the orders of two shops")
)


def no_identity(place: Place, kind: str) -> Problem:
    """A record (`kind`) without ``Ид`` (documents: and without ``Номер``)."""
    return Problem(
        NO_IDENTITY,
        text("this record ({kind}) has no id, so it is kept aside", kind=kind_name(kind)),
        place,
        text("give it an id in 1C, or leave it out of the export"),
    )


def portion_missing(file: str, portions: str) -> Problem:
    """A full set of which only some portions came, so nothing is withdrawn for it."""
    return Problem(
        PORTION_MISSING,
        text("only the portions {portions} of a full set came", portions=portions),
        Place(file=file),
        text("nothing is withdrawn for being absent; export the full set again"),
    )


def ambiguous_answer(record_id: str, shops: str) -> Problem:
    """A document of 1C whose number is an order of several shops."""
    return Problem(
        AMBIGUOUS_ANSWER,
        text(
            "document {id} answers orders of {shops}: it is sent to none", id=record_id, shops=shops
        ),
        Place(record_id=record_id),
        text("give the shops different prefixes of order numbers"),
    )
