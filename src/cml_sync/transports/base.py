"""What every transport does: it carries named files, and knows nothing of what is in them.

A transport is handed everything ambient (clock, sleeper, secrets) when it is made, is used by one
run, and is closed by it. `tests/contract/test_transports.py` holds every transport to this page.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import BinaryIO, Protocol

Sleep = Callable[[float], None]
"""Waits for so many seconds; handed in, so that tests do not wait."""

Clock = Callable[[], datetime]
"""The moment now, with its zone; handed in, so that tests choose it."""


class Topic(StrEnum):
    """What an exchange is about: the `type` of the dialogue. Goods, or orders."""

    CATALOG = "catalog"
    SALE = "sale"


class Outcome(StrEnum):
    """What an answer proves about one file."""

    CONFIRMED = "confirmed"  # the other side says it has taken the file over
    STORED = "stored"  # the bytes are there whole; nobody has said anything about their content
    REHEARSED = "rehearsed"  # a dry run: nothing was sent


@dataclass(frozen=True, slots=True)
class Offered:
    """A file that the other side has for us.

    Attributes:
        name: relative, with forward slashes.
        size: in bytes, where it is known before fetching.
        modified: when it was changed, where known.
    """

    name: str
    size: int | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A file for the other side.

    Attributes:
        name: relative, with forward slashes (``import0_1.xml``, ``import_files/ab/1.jpg``).
        size: in bytes.
        open: opens its content from the start; called again when an upload starts again.
        announce: the other side is asked to process it (XML parts); pictures are only carried.
        replace: a file of this name that still lies there is replaced. Otherwise nobody has read
            that one yet, and this one takes the next free number (``import0_2.xml``).
    """

    name: str
    size: int
    open: Callable[[], AbstractContextManager[BinaryIO]]
    announce: bool = True
    replace: bool = True


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the other side answered about one file.

    Attributes:
        name: of the file, as it was sent.
        outcome: what the answer proves.
        evidence: the answer's words, at most 200 characters, without secrets.
    """

    name: str
    outcome: Outcome
    evidence: str = ""


class Offering(Protocol):
    """What the other side has for us.

    Every method raises `TemporaryError` for what may pass by itself, `RefusedError` for login,
    rights, certificate and host key, `OtherSideError` for an answer that is a failure or cannot be
    read as success. No other error leaves it for anything that the other side does.
    """

    asks_again: bool
    """Orders may arrive between asking and confirming: ask a second time right before `confirm`."""

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """The files that are there for us, sorted by name, without unfinished ones (``.part``)."""
        ...

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """Write the file's bytes to `sink`, and count them. A short read is a `TemporaryError`."""
        ...

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """Tell the other side that we have these files for good; once, after they are applied."""
        ...


class Transport(Offering, Protocol):
    """A carrier of named files to and from one endpoint; raises what `Offering` does."""

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Send the files in this order; one receipt a file, in the same order.

        Nobody ever sees half a file; a failed upload starts again from the login.
        """
        ...

    def close(self) -> None:
        """Let go of connections; may be called twice."""
        ...
