"""How far a job is: a moving line on a terminal, nothing anywhere else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from cml_sync.cli.session import Session
from cml_sync.cli.show import clean
from cml_sync.jobs.context import Progress, no_progress
from cml_sync.messages import Text, text

_STAGES: Final[dict[str, Text]] = {
    "fetch": text("fetching"),
    "apply": text("applying"),
    "write": text("writing"),
    "check": text("checking"),
    "deliver": text("delivering"),
    "confirm": text("confirming"),
}


@contextmanager
def watched(session: Session) -> Iterator[Callable[[Progress], None]]:
    """Something to hand a job, that shows on a terminal how far it is."""
    if session.quiet or session.json or not session.stderr.isatty():
        yield no_progress
        return
    with session.people.status("") as status:
        yield lambda progress: status.update(clean(_line(session, progress)))


def _line(session: Session, progress: Progress) -> str:
    stage = _STAGES.get(progress.stage)
    name = progress.name.rpartition("/")[2]
    words = [progress.endpoint, session.say(stage) if stage else progress.stage, name]
    if progress.done:
        words.append(f"{progress.done:,}".replace(",", "\u202f"))
    return " ".join(word for word in words if word)
