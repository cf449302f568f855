"""Parts of a target that are written side by side, and the sections in them."""

from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.forms.form import Target, TargetPart
from cml_sync.problems import Place
from cml_sync.xml.entries import PartHeader, RecordRead, SectionClosed, SectionOpened

if TYPE_CHECKING:
    from cml_sync.model.information import CommercialInformation


class OpenParts:
    """The parts that are open; a context manager, which finishes them in the order of opening."""

    def __init__(self, target: Target, version: str | None) -> None:
        """Nothing is opened yet.

        Args:
            target: to which the parts belong.
            version: of the schema, for their roots; None keeps that of the source.
        """
        self._target = target
        self._version = version
        self._stack = ExitStack()
        self._open: dict[str, tuple[TargetPart, CommercialInformation]] = {}

    def part(self, relative: str, header: PartHeader) -> TargetPart:
        """The part of that name; begun with `header` if it is not open yet."""
        known = self._open.get(relative)
        if known is not None:
            return known[0]
        information = header.information
        if self._version is not None:
            update = {"schema_version": self._version}
            information = information.model_copy(update=update)
        begun = replace(header, information=information)
        part = self._stack.enter_context(self._target.part(relative, begun))
        self._open[relative] = (part, information)
        return part

    def __enter__(self) -> Self:
        self._stack.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                for part, information in self._open.values():
                    part.finish(information)
        except BaseException as failed:
            self._stack.__exit__(type(failed), failed, failed.__traceback__)
            raise
        self._stack.__exit__(kind, error, trace)


class Sink:
    """One section of a part, open until somebody closes it."""

    def __init__(self, part: TargetPart, section: Section, header: Element) -> None:
        """The section is begun.

        Args:
            part: in which it stands.
            section: which.
            header: what is known of it.
        """
        self._part = part
        self._section = section
        self.header = header
        part.entry(SectionOpened(section, header, Place()))

    def record(self, kind: Kind, record: Element, place: Place | None = None) -> None:
        """The next record of the section."""
        self._part.entry(RecordRead(kind, record, self._section, place or Place()))

    def close(self) -> None:
        """End the section with the header that is known by now."""
        self._part.entry(SectionClosed(self._section, self.header))


def write_header(part: TargetPart, section: Section, header: Element) -> None:
    """A section that holds nothing but its header."""
    Sink(part, section, header).close()
