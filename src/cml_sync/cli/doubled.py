"""What commands that read packages tell people of records that stand twice."""

from collections.abc import Sequence

from cml_sync.cli.formats.text import told
from cml_sync.cli.session import Session
from cml_sync.jobs.doubled_row import DoubledRecord, doubled_problems


def tell_doubled(session: Session, rows: Sequence[DoubledRecord], total: int) -> None:
    """A line of stderr for each of them that is named, and one for the rest."""
    if not session.quiet:
        for problem in doubled_problems(rows, total):
            session.tell_line(told(session, problem))
