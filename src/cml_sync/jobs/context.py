"""What a job is handed: the endpoints, the store, the spool, and everything ambient."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cml_sync.config.settings import Endpoint
from cml_sync.jobs.lock import hold_lock
from cml_sync.packages.spool import Spool
from cml_sync.problems import Problem
from cml_sync.store.store import FILE_NAME, Store, open_store
from cml_sync.transports.base import Clock, Transport
from cml_sync.xml.entries import RecordRead

OpenTransport = Callable[[Endpoint], Transport]
"""Opens the carrier to an endpoint, retrying and all; handed in."""

NewId = Callable[[], str]
"""Makes an id no other run has: letters, digits, hyphens; sorts by time where possible."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is.

    Attributes:
        endpoint: on which.
        stage: ``fetch``, ``apply``, ``write``, ``check``, ``deliver``, ``confirm``.
        name: of the file at hand.
        done: records or bytes so far.
        total: of so many, where known.
    """

    endpoint: str
    stage: str
    name: str = ""
    done: int = 0
    total: int | None = None


def no_progress(_: Progress) -> None:
    """Nobody watches."""


def no_checks(_: RecordRead) -> Sequence[Problem]:
    """Nothing beyond what the reader finds."""
    return ()


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of a job.

    Attributes:
        endpoints: by name.
        state: the state folder.
        store: open.
        spool: below the state folder.
        open_transport: opens an endpoint's carrier.
        clock: the moment now.
        new_id: makes ids of runs and packages.
        progress: is told how far the job is.
        check: findings about one record; an error among them quarantines it.
    """

    endpoints: Mapping[str, Endpoint]
    state: Path
    store: Store
    spool: Spool
    open_transport: OpenTransport
    clock: Clock
    new_id: NewId
    progress: Callable[[Progress], None] = no_progress
    check: Callable[[RecordRead], Sequence[Problem]] = no_checks

    @property
    def pictures(self) -> Path:
        """Where the pictures of the goods are kept, by their relative names."""
        return self.state / _PICTURES

    @property
    def reports(self) -> Path:
        """Where reports lie."""
        return self.state / _REPORTS


_PICTURES: Final = "pictures"
_REPORTS: Final = "runs"


@dataclass(frozen=True, slots=True)
class Ambient:
    """What the outermost caller hands in; see `Context` for the attributes."""

    open_transport: OpenTransport
    clock: Clock
    new_id: NewId
    progress: Callable[[Progress], None] = no_progress
    check: Callable[[RecordRead], Sequence[Problem]] = no_checks


@contextmanager
def open_context(
    endpoints: Mapping[str, Endpoint],
    state: Path,
    command: str,
    ambient: Ambient,
    *,
    wait: float = 0,
) -> Iterator[Context]:
    """Take the lock, open the store, clear what a killed run left half-received.

    Raises:
        LockedError: another run works on the same store.
        StoreError: the store cannot be used.
    """
    with (
        hold_lock(state, command, ambient.clock, wait=wait),
        open_unlocked(endpoints, state, ambient) as context,
    ):
        context.spool.clean()
        yield context


@contextmanager
def open_unlocked(
    endpoints: Mapping[str, Endpoint], state: Path, ambient: Ambient
) -> Iterator[Context]:
    """The same without the lock, beside other runs: for jobs that only read the store.

    Raises:
        StoreError: the store cannot be used.
    """
    with open_store(state / FILE_NAME) as store:
        yield Context(
            endpoints=endpoints,
            state=state,
            store=store,
            spool=Spool(state, ambient.clock, ambient.new_id),
            open_transport=ambient.open_transport,
            clock=ambient.clock,
            new_id=ambient.new_id,
            progress=ambient.progress,
            check=ambient.check,
        )
