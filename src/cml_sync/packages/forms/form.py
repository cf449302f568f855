"""What every form of a package offers: a source that is walked through, a target that is filled.

Whatever turns one package into another (convert, generate, anonymize) takes entries from a source
and hands them to a target; it never asks which form they are in.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from cml_sync.model.information import CommercialInformation
from cml_sync.packages.package import Picture
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Problem
from cml_sync.xml.entries import Entry, PartHeader
from cml_sync.xml.limits import Limits


class Reading(Protocol):
    """One walk through a part (`xml.reader.PartReader` is one)."""

    @property
    def header(self) -> PartHeader:
        """What is known before the first entry."""
        ...

    @property
    def information(self) -> CommercialInformation:
        """The root without its sections; complete only after the last entry."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Findings about the part as a whole so far."""
        ...

    def __iter__(self) -> Iterator[Entry]:
        """The entries in document order; once. Raises FindingsError if it cannot be read on."""
        ...


class SourcePart(Protocol):
    """A part that can be read, again and again (`package.Part` is one)."""

    @property
    def name(self) -> str:
        """As the user knows it."""
        ...

    @property
    def relative(self) -> str:
        """Inside the package, with forward slashes."""
        ...

    @property
    def kind(self) -> PartKind:
        """What it holds."""
        ...

    @property
    def size(self) -> int:
        """In bytes."""
        ...

    @property
    def generated_at(self) -> datetime | None:
        """When it was made, as its root says."""
        ...

    def read(self, limits: Limits | None = None) -> AbstractContextManager[Reading]:
        """Begin a walk through it; the file is closed with the context.

        Raises:
            FindingsError: it cannot be read.
        """
        ...


class Source(Protocol):
    """A package that can be read (`package.Package` is one); a context manager."""

    @property
    def parts(self) -> Sequence[SourcePart]:
        """In the order in which they are taken."""
        ...

    @property
    def pictures(self) -> Sequence[Picture]:
        """Sorted by name."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class TargetPart(Protocol):
    """A part that is being written."""

    def entry(self, entry: Entry) -> None:
        """Take the next entry, in document order.

        Raises:
            FindingsError: it cannot be written in this form.
        """
        ...

    def finish(self, information: CommercialInformation) -> None:
        """No entry follows; `information` is the root as it was known at the end."""
        ...


class Target(Protocol):
    """A package that is being written.

    A context manager: leaving it without an error makes the package appear, whole; leaving it with
    one leaves nothing behind, and whatever stood there before stands there still.
    """

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be said in this form, one for each field or character."""
        ...

    def part(self, relative: str, header: PartHeader) -> AbstractContextManager[TargetPart]:
        """Begin a part; parts are written one after another or side by side.

        Args:
            relative: its name inside the package as in an XML package (``goods/goods_1.xml``); a
                form with other names makes its own of it.
            header: its namespace, encoding and root.
        """
        ...

    def picture(self, picture: Picture) -> None:
        """Copy a picture or another attachment."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
