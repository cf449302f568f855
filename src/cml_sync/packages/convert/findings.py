"""What making packages out of others gives cause to say."""

from typing import Final

from cml_sync.messages import Text, text
from cml_sync.packages.forms.xml_losses import UNSAID
from cml_sync.problems import Finding, Severity

ADDED: Final = Finding(
    "CML794", Severity.WARNING, text("A change of a record that the package does not have")
)
NOT_APPLIED: Final = Finding(
    "CML795", Severity.WARNING, text("A change that does not say what it changes")
)

FOUND_BY_CONVERT: Final[tuple[tuple[Finding, Text], ...]] = (
    (
        UNSAID,
        text(
            """Something cannot be said in the dialect a package is written in: records of a kind
that its version does not have, warehouses where it knows only a total, requisites without a value.

Why: a receiver of an old version would stop at elements it does not know, or take them for
something else; so they are left out, and counted.

Mend: choose a dialect that has words for them, if the receiver reads one; JSON Lines hold
everything.

Source: the versions of the schemas, and what their receivers are known to read."""
        ),
    ),
    (
        ADDED,
        text(
            """Changes were applied to a full package that has no record with this `Ид`; the record
is added as the changes say it.

Why: a price without its product, or a product of which only the stock is known, is of no use to a
shop. Either the record is new and the changes say all of it, or the full package is not the one
that the changes belong to.

Mend: look at the first record that is named; if its name is missing in the result, take a newer
full export.

Source: `СодержитТолькоИзменения`, `ИзмененияПакетаПредложений` (schema 2.07)."""
        ),
    ),
    (
        NOT_APPLIED,
        text(
            """A record among the changes has no `Ид` and could not be applied.

Why: `ИзмененияПакетаПредложений` may name an offer by its barcode or its article alone; neither is
unique, so nobody can say which offer is meant.

Mend: let the sender write `Ид`.

Source: `ИзмененияПакетаПредложений/Предложения/Предложение` (schema 2.07)."""
        ),
    ),
)
"""Every finding of this room and of the XML form, and its article."""
