"""A record that stands twice, as reports of several commands name it."""

from collections.abc import Iterator, Sequence

from cml_sync.jobs.failure import Row
from cml_sync.messages import text, text_n
from cml_sync.packages.doubles.doubled import Doubles
from cml_sync.packages.doubles.findings import STANDS_TWICE, shown_key
from cml_sync.problems import Place, Problem


class DoubledRecord(Row):
    """A record that stands twice in a package.

    Attributes:
        kind: of the record; changes of offers are offers.
        id: what identifies it; masked where it may name a person.
        first_file: in which it stands for the first time.
        first_line: there.
        file: in which it stands again.
        line: there.
    """

    kind: str
    id: str
    first_file: str | None
    first_line: int | None
    file: str | None
    line: int | None


def doubled_rows(doubles: Doubles, *, show_data: bool = False) -> tuple[DoubledRecord, ...]:
    """Those that are named."""
    return tuple(
        DoubledRecord(
            kind=one.kind,
            id=shown_key(one, show_data=show_data),
            first_file=one.first.file,
            first_line=one.first.line,
            file=one.again.file,
            line=one.again.line,
        )
        for one in doubles.named
    )


def doubled_problems(rows: Sequence[DoubledRecord], total: int) -> Iterator[Problem]:
    """What is told of them: those that are named by both lines, of others how many there are.

    Args:
        rows: those that are named.
        total: how many there are.
    """
    for row in rows:
        again = Place(row.file, row.line)
        yield Problem(
            STANDS_TWICE,
            text(
                "{kind} `{id}` stands twice: first in {first}, again in {again}",
                kind=row.kind,
                id=row.id,
                first=str(Place(row.first_file, row.first_line)),
                again=str(again),
            ),
            again,
            text("Look whether files of two exports lie together"),
        )
    if total > len(rows):
        yield Problem(
            STANDS_TWICE,
            text_n(
                "{count} more record stands again in the package",
                "{count} more records stand again in the package",
                total - len(rows),
            ),
            Place(),
            text("`cml-sync validate` names every one"),
        )
