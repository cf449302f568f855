"""A transport that keeps everything in memory, for the wrappers."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from cml_sync.transports.base import Offered, Outcome, Outgoing, Receipt, Topic

if TYPE_CHECKING:
    from cml_sync.errors import CmlSyncError


class MemoryTransport:
    """Offers `files`, takes everything; raises `error` in `deliver` if there is one."""

    def __init__(self, files: Mapping[str, bytes], *, asks_again: bool = False) -> None:
        self.asks_again = asks_again
        self.files = dict(files)
        self.delivered: dict[str, bytes] = {}
        self.confirmed: list[str] = []
        self.closed = False
        self.error: CmlSyncError | None = None

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """All files, whatever the topic."""
        del topic
        return tuple(Offered(name, len(self.files[name])) for name in sorted(self.files))

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """The bytes of one."""
        del topic
        return sink.write(self.files[offered.name])

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """Note it."""
        del topic
        self.confirmed += [file.name for file in taken]

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Keep them."""
        del topic
        if self.error:
            raise self.error
        for file in files:
            with file.open() as content:
                self.delivered[file.name] = content.read()
        return tuple(Receipt(file.name, Outcome.STORED, "kept") for file in files)

    def close(self) -> None:
        """Note it."""
        self.closed = True
