"""What forms other than XML give cause to say, and its articles: CML97x."""

from typing import Final

from cml_sync.messages import Text, text
from cml_sync.problems import Finding, Severity

UNKNOWN_KEY: Final = Finding(
    "CML971", Severity.WARNING, text("A key that the contract of lines does not know")
)
CONTRADICTION: Final = Finding(
    "CML972", Severity.WARNING, text("What a line says of a record is not what the record says")
)
NO_PLACE: Final = Finding("CML973", Severity.WARNING, text("This form has no place for something"))
NO_PLACE_NEEDED: Final = Finding(NO_PLACE.code, Severity.ADVICE, NO_PLACE.title)
"""The same of what no row needs: an empty value, what a section says of itself."""

FOUND_BY_FORMS: Final[tuple[tuple[Finding, Text], ...]] = (
    (
        UNKNOWN_KEY,
        text(
            """A line of JSON has a key that the contract does not know.

Why: XML has no element for it, so nobody who receives the package will look for it. Its value is
kept beside the record, as an element of that name that the standard does not know; it is written
again into every form.

Mend: look at the spelling first (the page on JSON Lines names every key). What has no key of its
own belongs into `requisites`, which take any name.

Source: the contract of JSON Lines of this tool."""
        ),
    ),
    (
        CONTRADICTION,
        text(
            """A line says one thing of its record in the keys that every line carries (`id`,
`deleted`, `external_id`), and another in the fields of the record.

Why: the fields decide, since they are what XML says; whoever wrote the line may have meant the
other.

Mend: change both, or leave the fields out: `"deleted": true` alone marks a record as deleted.

Source: the contract of JSON Lines of this tool."""
        ),
    ),
    (
        NO_PLACE,
        text(
            """What a package says cannot be said in the form it is written in.

Why: a table of prices has columns for prices and for nothing else, and one stream of lines has no
place for pictures. What has no place is counted, not written.

Mend: write JSON Lines into a folder, which hold everything; or be content with the table, if it is
all the receiver reads.

Source: the forms of this tool."""
        ),
    ),
)
"""Every finding of the forms and its article."""
