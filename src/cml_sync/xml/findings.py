"""What the reader repairs or notices, by code: CML16x structure, CML76x values and dialect."""

from collections.abc import Iterable
from typing import Final

from cml_sync.messages import text
from cml_sync.problems import Finding, Problem, Severity

ENCODING_LIES: Final = Finding(
    "CML160", Severity.ERROR, text("The declared encoding is not the one of the bytes")
)
SPACE_BEFORE_PROLOG: Final = Finding(
    "CML161", Severity.WARNING, text("White space before the XML declaration")
)
SECOND_DECLARATION: Final = Finding(
    "CML162", Severity.ERROR, text("The XML declaration stands twice at the start")
)
FRAGMENT_ROOT: Final = Finding(
    "CML163", Severity.WARNING, text("The root element is missing: a fragment stands alone")
)
REPEATED: Final = Finding(
    "CML164", Severity.WARNING, text("An element that may stand once stands again")
)
STRAY_TEXT: Final = Finding("CML165", Severity.ERROR, text("Text between elements"))
NOT_PLAIN: Final = Finding(
    "CML166", Severity.WARNING, text("Elements or attributes where a plain value is expected")
)
UNKNOWN_ELEMENT: Final = Finding(
    "CML167", Severity.ADVICE, text("An element that the standard does not know")
)

TEXT_INSTEAD: Final = Finding(
    "CML168", Severity.WARNING, text("A text stands where elements are expected")
)

UNREADABLE: Final = Finding("CML760", Severity.ERROR, text("A value that cannot be read"))
PADDED: Final = Finding("CML761", Severity.ADVICE, text("A value padded with white space"))
ODD_NUMBER: Final = Finding("CML762", Severity.WARNING, text("A number of another shape"))
ODD_FLAG: Final = Finding("CML763", Severity.WARNING, text("A yes or no in words of its own"))
ODD_DATE: Final = Finding("CML764", Severity.WARNING, text("A date or time of another shape"))
EMPTY_DATE: Final = Finding(
    "CML765", Severity.ADVICE, text("The empty date of 1C stands where nothing is meant")
)
FOREIGN_NAMESPACE: Final = Finding(
    "CML766", Severity.WARNING, text("A namespace that is not one of CommerceML")
)

FORBIDDEN_CHARACTER: Final = Finding("CML767", Severity.ERROR, text("A character that XML forbids"))
FOREIGN_ENTITY: Final = Finding(
    "CML768", Severity.ERROR, text("An entity of HTML that XML does not know")
)
BARE_AMPERSAND: Final = Finding(
    "CML769", Severity.ERROR, text("A sign & that is not written as an entity")
)

SCHEMA_ADVICE: Final = Finding(
    "CML792", Severity.ADVICE, text("The schema that was given says otherwise")
)

FINDINGS: Final = (
    ENCODING_LIES,
    SPACE_BEFORE_PROLOG,
    SECOND_DECLARATION,
    FRAGMENT_ROOT,
    REPEATED,
    STRAY_TEXT,
    NOT_PLAIN,
    UNKNOWN_ELEMENT,
    TEXT_INSTEAD,
    UNREADABLE,
    PADDED,
    ODD_NUMBER,
    ODD_FLAG,
    ODD_DATE,
    EMPTY_DATE,
    FOREIGN_NAMESPACE,
    FORBIDDEN_CHARACTER,
    FOREIGN_ENTITY,
    BARE_AMPERSAND,
    SCHEMA_ADVICE,
)


def repairs(problems: Iterable[Problem]) -> int:
    """How many problems of a reader say that something was mended or dropped.

    An advice does not: what the standard does not know is kept, and white space meant nothing.
    """
    return sum(problem.severity is not Severity.ADVICE for problem in problems)
