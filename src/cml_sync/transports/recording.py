"""Tells of every operation and what proves it, for reports and the journal; wraps a transport."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import BinaryIO

from cml_sync.errors import CmlSyncError
from cml_sync.transports.base import Offered, Outgoing, Receipt, Topic, Transport


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a transport, when it is over.

    Attributes:
        name: the method: ``offered``, ``fetch``, ``confirm`` or ``deliver``.
        topic: goods or orders.
        files: names it was about.
        size: bytes that went over, where known.
        receipts: of `deliver`.
        seconds: how long it took.
        error: why it failed; None if it did not.
    """

    name: str
    topic: Topic
    files: tuple[str, ...] = ()
    size: int | None = None
    receipts: tuple[Receipt, ...] = ()
    seconds: float = 0.0
    error: CmlSyncError | None = None


class _Draft:
    """What is known of an operation while it goes on."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation

    def add(self, files: Sequence[Offered]) -> None:
        names = tuple(file.name for file in files)
        self.operation = replace(self.operation, files=names)


class RecordingTransport:
    """A transport that hands an `Operation` to `record` after each one, also after a failure."""

    def __init__(
        self,
        inner: Transport,
        record: Callable[[Operation], None],
        monotonic: Callable[[], float],
    ) -> None:
        self.asks_again = inner.asks_again
        self._inner = inner
        self._record = record
        self._monotonic = monotonic

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """See `Transport.offered`."""
        with self._recorded(Operation("offered", topic)) as draft:
            files = self._inner.offered(topic)
            draft.add(files)
        return files

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """See `Transport.fetch`."""
        with self._recorded(Operation("fetch", topic, (offered.name,))) as draft:
            size = self._inner.fetch(topic, offered, sink)
            draft.operation = replace(draft.operation, size=size)
        return size

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """See `Transport.confirm`."""
        names = tuple(file.name for file in taken)
        with self._recorded(Operation("confirm", topic, names)):
            self._inner.confirm(topic, taken)

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """See `Transport.deliver`."""
        names = tuple(file.name for file in files)
        with self._recorded(Operation("deliver", topic, names)) as draft:
            receipts = self._inner.deliver(topic, files)
            size = sum(file.size for file in files)
            draft.operation = replace(draft.operation, size=size, receipts=tuple(receipts))
        return receipts

    def close(self) -> None:
        """See `Transport.close`."""
        self._inner.close()

    @contextmanager
    def _recorded(self, operation: Operation) -> Iterator[_Draft]:
        draft, started = _Draft(operation), self._monotonic()
        try:
            yield draft
        except CmlSyncError as error:
            self._tell(replace(draft.operation, error=error), started)
            raise
        self._tell(draft.operation, started)

    def _tell(self, operation: Operation, started: float) -> None:
        self._record(replace(operation, seconds=self._monotonic() - started))
