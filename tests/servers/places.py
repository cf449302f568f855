"""Where the contract of transports is tried: a folder we can look into, and a transport to it."""

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import BinaryIO, Protocol

from cml_sync.transports.base import Outgoing, Transport
from cml_sync.transports.surroundings import Credentials, Surroundings

NOW = datetime(2099, 1, 1, tzinfo=UTC)
"""Later than every file of a test, so that all of them have settled."""


class Open(Protocol):
    """Makes a transport to the place, with further options."""

    def __call__(self, **options: object) -> Transport:
        """A transport; the test closes it."""
        ...


@dataclass(frozen=True)
class Place:
    """The other side, seen from both ends.

    Attributes:
        folder: what it stores.
        open: a transport to it.
    """

    folder: Path
    open: Open

    def put(self, name: str, content: bytes = b"<x/>", age: float = 3600) -> Path:
        """The other side writes a file; it was changed `age` seconds before `NOW`."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        moment = (NOW - timedelta(seconds=age)).timestamp()
        os.utime(path, (moment, moment))
        return path

    def tree(self) -> Mapping[str, bytes | None]:
        """Everything in it, temporary files and folders included."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in self.folder.rglob("*")
        }


def surroundings(home: Path, login: str | None = None) -> Surroundings:
    """A world that stands still."""
    numbers = count(1)

    def no_sleep(seconds: float) -> None:
        raise AssertionError(seconds)

    return Surroundings(
        clock=lambda: NOW,
        sleep=no_sleep,
        monotonic=lambda: 0.0,
        new_token=lambda: f"{next(numbers):016x}",
        home=home,
        credentials=Credentials(login=login),
    )


def outgoing(name: str, content: bytes, size: int | None = None) -> Outgoing:
    """A file of ours; `size` is what it is said to have."""

    def opened() -> AbstractContextManager[BinaryIO]:
        return BytesIO(content)

    return Outgoing(name, len(content) if size is None else size, opened)


class BrokenSource(BytesIO):
    """A file of ours that cannot be read to its end."""

    def read(self, size: int | None = -1) -> bytes:
        """Some bytes first, then an error."""
        if self.tell():
            message = "the disk of ours broke"
            raise OSError(message)
        return super().read(size)
