"""An invented package as a source: its parts, one record after another, and its pictures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from types import TracebackType
from typing import Any, Final, Self, overload

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.generate.goods import picture_name
from cml_sync.packages.generate.planted import NOTHING, Planted
from cml_sync.packages.generate.png import png
from cml_sync.packages.generate.world import World
from cml_sync.packages.package import Picture
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.limits import Limits

Content = Callable[["InventedPart"], Iterator[Entry]]
_SIDE: Final = len(png(0, 0, 0))


@dataclass(frozen=True, slots=True)
class InventedPart:
    """One part.

    Attributes:
        relative: its name.
        kind: what it holds.
        header: its root.
        content: gives its entries, again and again.
        spoilt_bytes: the bytes of this part are spoilt, not those of the others.
    """

    relative: str
    kind: PartKind
    header: PartHeader
    content: Content
    spoilt_bytes: bool = False

    @property
    def name(self) -> str:
        """As the user knows it."""
        return self.relative

    @property
    def size(self) -> int:
        """Nobody knows before it is written."""
        return 0

    @property
    def generated_at(self) -> datetime | None:
        """When it is said to be made."""
        return self.header.information.generated_at

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator["InventedReading"]:  # noqa: ARG002 - of every source
        """A walk through it."""
        yield InventedReading(self)

    def opened(self, section: Section, header: Element) -> SectionOpened:
        """A section begins."""
        return SectionOpened(section, header, self._place)

    def record(self, kind: Kind, record: Element, section: Section | None) -> RecordRead:
        """A record."""
        return RecordRead(kind, record, section, self._place)

    def records(
        self, kind: Kind, records: Iterable[Element], section: Section | None
    ) -> Iterator[RecordRead]:
        """Records of one kind."""
        place = self._place
        for record in records:
            yield RecordRead(kind, record, section, place)

    def changed(self, change: Callable[[Any], Element], kind: Kind) -> "InventedPart":
        """This part with every record of `kind` changed."""
        content = self.content

        def entries(walked: InventedPart) -> Iterator[Entry]:
            for entry in content(walked):
                if isinstance(entry, RecordRead) and entry.kind is kind:
                    yield walked.record(kind, change(entry.record), entry.section)
                else:
                    yield entry

        return replace(self, content=entries)

    @property
    def _place(self) -> Place:
        return Place(self.relative)


class InventedReading:
    """One walk through a part; nothing is ever odd about it."""

    problems: tuple[Problem, ...] = ()

    def __init__(self, part: InventedPart) -> None:
        self._part = part

    @property
    def header(self) -> PartHeader:
        """The root."""
        return self._part.header

    @property
    def information(self) -> CommercialInformation:
        """The root without its sections."""
        return self._part.header.information

    def __iter__(self) -> Iterator[Entry]:
        return self._part.content(self._part)


class Pictures(Sequence[Picture]):
    """A picture for every product, made when it is opened."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._folder = "goods/" if world.shape.split else ""

    def __len__(self) -> int:
        return self._world.sizes.products if self._world.sizes.pictures else 0

    @overload
    def __getitem__(self, number: int) -> Picture: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[Picture]: ...

    def __getitem__(self, number: int | slice) -> Picture | Sequence[Picture]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        identifier = self._world.goods.product_id(number % len(self))
        name = f"{self._folder}{picture_name(identifier)}"
        colour = bytes.fromhex(identifier[:6])
        return Picture(name, name, _SIDE, lambda: BytesIO(png(*colour)))


class Invented:
    """A package that is invented while it is read (`forms.form.Source`).

    Attributes:
        parts: in the order in which they are taken.
        pictures: one for every product, or none.
        planted: its defects.
    """

    def __init__(
        self, world: World, parts: Sequence[InventedPart], planted: Planted = NOTHING
    ) -> None:
        self.parts = parts
        self.pictures = Pictures(world)
        self.planted = planted

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open."""


def closed(section: Section, header: Element) -> SectionClosed:
    """A section ends; nothing became known since it began."""
    return SectionClosed(section, header)
