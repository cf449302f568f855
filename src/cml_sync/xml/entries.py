"""What a reader hands out and a writer takes: the entries of one part, in document order."""

from dataclasses import dataclass, field

from cml_sync.model.element import Element
from cml_sync.model.information import ROOT, CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place, Problem
from cml_sync.xml.places.spots import Origin, Spot


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
    """

    file: str
    encoding: str
    declared_encoding: str | None
    bom: bool
    namespace: str
    information: CommercialInformation
    line: int | None = None
    column: int | None = None

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
    """

    kind: Kind
    record: Element
    section: Section | None
    place: Place
    problems: tuple[Problem, ...] = ()
    raw: bytes | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)

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
