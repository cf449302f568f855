"""Parts cut into portions of so many records or bytes, as 1C cuts them."""

import posixpath
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from types import TracebackType
from typing import Final, NamedTuple, Protocol, Self
from uuid import UUID, uuid5

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.convert.headers import bare, changed_header
from cml_sync.packages.forms.form import TargetPart
from cml_sync.packages.package import Picture
from cml_sync.patterns import pattern
from cml_sync.problems import Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened

_GUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_CLASSIC: Final = pattern(r"^(.*?[a-z]\d+_)\d+$", re.IGNORECASE)
_SPLIT: Final = pattern(rf"^(.*?_)\d+_({_GUID})$", re.IGNORECASE)
_ORDERS: Final = pattern(rf"^(orders-{_GUID}_)\d+$", re.IGNORECASE)
_COUNTED: Final = frozenset(
    {
        Kind.PRODUCT,
        Kind.OFFER,
        Kind.OFFER_CHANGE,
        Kind.DOCUMENT,
        Kind.CONTAINER,
        Kind.COUNTERPARTY,
        Kind.REFERENCE_BOOK,
    }
)
"""Records that may stand in any portion; those of a classifier stand in the first."""

_END: Final = 4096
"""Bytes kept free for the end of a part, with what its header says behind the records."""


class Size(NamedTuple):
    """How large a portion may be.

    Attributes:
        records: at most so many; None for any number.
        bytes: at most so many; what is larger by itself is not cut: a single record, and in the
            first portion the classifier and the lists with the record behind them.
    """

    records: int | None = None
    bytes: int | None = None


class SizedPart(TargetPart, Protocol):
    """A part that knows how large it is."""

    @property
    def size(self) -> int:
        """In bytes, so far."""
        ...


class SizedTarget(Protocol):
    """A target whose parts know how large they are (`xml_form.XmlTarget` is one)."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """As `form.Target`."""
        ...

    @contextmanager
    def rehearsed(self, header: PartHeader) -> Iterator[SizedPart]:
        """A part that is written nowhere, to see how large something is before it is said."""
        ...

    @contextmanager
    def part(self, relative: str, header: PartHeader) -> Iterator[SizedPart]:
        """As `form.Target`."""
        ...

    def picture(self, picture: Picture) -> None:
        """As `form.Target`."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class Numbers:
    """Numbers of portions: a package may have portions already, and each gets more."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, relative: str) -> str:
        """The name of the next portion of what `relative` is a portion of.

        ``import0_1.xml`` is followed by ``import0_2.xml``, ``goods_1_1_<guid>.xml`` by
        ``goods_1_2_<other guid>.xml``; a name without numbers gets one.
        """
        stem, extension = posixpath.splitext(relative)
        classic, split = _ORDERS.match(stem) or _CLASSIC.match(stem), _SPLIT.match(stem)
        family = classic[1] if classic else split[1] if split else f"{stem}_"
        number = self._last[family] = self._last.get(family, 0) + 1
        if split:
            guid = split[2] if number == 1 else uuid5(UUID(split[2]), str(number))
            return f"{family}{number}_{guid}{extension}"
        if number == 1 and not classic:
            return relative
        return f"{family}{number}{extension}"


class PortionsTarget:
    """Hands parts on to another target in portions; a `form.Target`."""

    def __init__(self, target: SizedTarget, size: Size) -> None:
        """Nothing is written yet.

        Args:
            target: takes the portions.
            size: how large they may be.
        """
        self._target = target
        self._size = size
        self._numbers = Numbers()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those of the other target."""
        return self._target.problems

    @contextmanager
    def part(self, relative: str, header: PartHeader) -> Iterator["_Portions"]:
        """Begin a part (see `form.Target`); it becomes as many as it takes."""
        with ExitStack() as rehearsing, ExitStack() as stack:
            rehearsal = None
            if self._size.bytes is not None:
                rehearsal = rehearsing.enter_context(self._target.rehearsed(header))
            yield _Portions(self, relative, header, stack, rehearsal)

    def begin(self, relative: str, header: PartHeader, stack: ExitStack) -> SizedPart:
        """The next portion of a part."""
        return stack.enter_context(self._target.part(self._numbers.next(relative), header))

    def picture(self, picture: Picture) -> None:
        """Copy a picture."""
        self._target.picture(picture)

    def is_full(self, records: int, size: int, following: int) -> bool:
        """Whether a portion cannot take the record that follows.

        Args:
            records: in it.
            size: in bytes.
            following: of the record that follows, in bytes.
        """
        if not records:
            return False
        most = self._size
        if most.records is not None and records >= most.records:
            return True
        return most.bytes is not None and size + following + _END > most.bytes

    def __enter__(self) -> Self:
        self._target.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._target.__exit__(kind, error, trace)


class _Portions:
    """One part of the source while it is cut."""

    def __init__(
        self,
        target: PortionsTarget,
        relative: str,
        header: PartHeader,
        stack: ExitStack,
        rehearsal: SizedPart | None,
    ) -> None:
        self._target = target
        self._relative = relative
        self._header = header
        self._stack = stack
        self._rehearsal = rehearsal
        self._part = target.begin(relative, header, stack)
        self._opened: tuple[SectionOpened, Element] | None = None
        self._records = 0

    def entry(self, entry: Entry) -> None:
        """The next entry; a new portion is begun before a record that does not fit."""
        size = self._size(entry)
        if not isinstance(entry, RecordRead):
            self._opened = None
            if isinstance(entry, SectionOpened):
                self._opened = (entry, bare(entry.header))
        elif entry.kind in _COUNTED:
            if self._target.is_full(self._records, self._part.size, size):
                self._turn()
            self._records += 1
        self._part.entry(entry)

    def _size(self, entry: Entry) -> int:
        """How many bytes an entry takes; 0 where nobody wants to know."""
        if self._rehearsal is None:
            return 0
        before = self._rehearsal.size
        self._rehearsal.entry(entry)
        return self._rehearsal.size - before

    def finish(self, information: CommercialInformation) -> None:
        """No entry follows."""
        self._part.finish(information)

    def _turn(self) -> None:
        """End this portion and begin the next, in the same section."""
        if self._opened is not None:
            entry, header = self._opened
            self._part.entry(SectionClosed(entry.section, header))
        self._part.finish(self._header.information)
        self._stack.close()
        self._part = self._target.begin(self._relative, self._header, self._stack)
        self._records = 0
        if self._opened is not None:
            entry, header = self._opened
            following = _following(header, entry.section)
            self._part.entry(replace(entry, header=following))


def _following(header: Element, section: Section) -> Element:
    """The header of a later portion: only the first of a full set calls itself one, as in 1C."""
    if (
        section in {Section.CATALOG, Section.OFFERS_PACKAGE}
        and getattr(header, "changes_only", None) is False
    ):
        return changed_header(header, changes_only=True)
    return header
