"""A dry run: reads go through, nothing is sent and nothing confirmed. Wraps any transport."""

from collections.abc import Sequence
from typing import BinaryIO

from cml_sync.transports.base import Offered, Outcome, Outgoing, Receipt, Topic, Transport


class RehearsalTransport:
    """A transport that changes nothing on the other side."""

    def __init__(self, inner: Transport) -> None:
        self.asks_again = inner.asks_again
        self._inner = inner

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """See `Transport.offered`."""
        return self._inner.offered(topic)

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """See `Transport.fetch`."""
        return self._inner.fetch(topic, offered, sink)

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """Confirm nothing: the same files will be offered again."""

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send nothing; every receipt says so."""
        del topic  # the same for all
        return tuple(Receipt(file.name, Outcome.REHEARSED) for file in files)

    def close(self) -> None:
        """See `Transport.close`."""
        self._inner.close()
