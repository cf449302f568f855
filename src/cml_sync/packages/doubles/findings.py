"""What is said of records that stand twice: CML796."""

from typing import Final

from cml_sync.messages import Text, text
from cml_sync.packages.doubles.doubled import Doubled
from cml_sync.problems import Finding, Severity

STANDS_TWICE: Final = Finding("CML796", Severity.WARNING, text("The same `Ид` twice in a package"))

FOUND_IN_DOUBLES: Final[tuple[tuple[Finding, Text], ...]] = (
    (
        STANDS_TWICE,
        text(
            """Two records of one kind have the same `Ид`; `inspect`, `convert` and `anonymize` keep
both, and name the lines of both.

Why: whoever takes the package lays one over the other, and nobody can say which of them is right.
What 3.1 says of an offer in its parts for prices and stock is no double, nor are price types and
other lists that every part may repeat. Of documents without an `Ид` the number counts.

Mend: look whether files of two exports lie together, then at the extension or script that writes
the second record. `convert --strict` refuses such a package, and changes are never applied to a
record that stands twice in one catalogue (`E111`).

Source: `Ид` (schema 2.04), unique among its kind."""
        ),
    ),
)
"""The finding of this room, and its article."""


def shown_key(one: Doubled, *, show_data: bool = False) -> str:
    """What identifies a record, as it may be shown: that of a person is masked."""
    if show_data:
        return one.key
    from cml_sync.packages.diff.private import hidden_key  # noqa: PLC0415 - seldom needed

    return hidden_key(one.kind, one.key)
