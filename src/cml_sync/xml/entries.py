"""What a reader hands out and a writer takes: the entries of one part, in document order."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import record_id
from cml_sync.problems import Place, Problem
from cml_sync.xml.places.spots import Cut, Origin, Spot


@dataclass(frozen=True, slots=True)
class PartHeader:
    """What is known of a part before its first record.

    Attributes:
        file: the name as the user knows it.
        encoding: the encoding that was used (``utf-8``, ``cp1251``, ``utf-16-le`` …).
        declared_encoding: what the XML declaration says, or None.
        bom: the file begins with a byte order mark.
        namespace: of the root; empty if none.
        information: the attributes of the root; holds no sections.
        line: of the root.
        column: of the root.
        table_encoding: of a table the encoding it lies in; such a part has no root: encoding,
            namespace and version are those that it gets when it becomes XML. Else None.
    """

    file: str
    encoding: str
    declared_encoding: str | None
    bom: bool
    namespace: str
    information: CommercialInformation
    line: int | None = None
    column: int | None = None
    table_encoding: str | None = None

    @property
    def root(self) -> Place:
        """The place of the root."""
        return Place(self.file, self.line, self.column, ROOT)


@dataclass(frozen=True, slots=True)
class SectionOpened:
    """A section begins (`Каталог`, `ПакетПредложений` …).

    Attributes:
        section: which.
        header: its attributes and the children that stood before its first record.
        place: of its start tag.
    """

    section: Section
    header: Element
    place: Place


@dataclass(frozen=True, slots=True)
class RecordRead:
    """One record.

    Attributes:
        kind: which.
        record: the model.
        section: the section it stood in; None directly under the root (documents, containers).
        place: of its start tag; its path ends in ``[n]``.
        problems: findings about this record; its values that cannot be read stand in `unknown`.
        raw: its bytes, where the reader was asked to keep them and could.
        origin: what it was made of, for `spot`.
        number: of the record in `origin`, where its place is still to be made.
    """

    kind: Kind
    record: Element
    section: Section | None
    place: Place
    problems: tuple[Problem, ...] = ()
    raw: bytes | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)
    number: int = field(default=0, compare=False, repr=False)

    if not TYPE_CHECKING:  # every name would be taken for an attribute

        def __getattr__(self, name: str) -> Place:
            """The place, which was not set: lines are counted only where somebody asks."""
            if name != "place" or not isinstance(self.origin, Cut):
                message = f"{type(self).__name__!r} has no {name!r}"
                raise AttributeError(message)
            place = self.origin.place(self.number, record_id(self.record))
            object.__setattr__(self, "place", place)
            return place

    @property
    def spot(self) -> Spot:
        """Says where its elements and attributes stand; made when it is asked for.

        To be asked before the next entry is read; an entry that is kept keeps the bytes around it.
        """
        return Spot(self.origin, self.place)


@dataclass(frozen=True, slots=True)
class SectionClosed:
    """A section ends.

    Attributes:
        section: which.
        header: everything of it but its records, those children included that stood after them.
        problems: findings about the header.
    """

    section: Section
    header: Element
    problems: tuple[Problem, ...] = field(default=())


Entry = SectionOpened | RecordRead | SectionClosed
