"""One walk through a part that lies there as lines: entries in the order in which they were."""

from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol, TypeVar

from pydantic import BaseModel

from cml_sync.messages import text
from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.records import SECTIONS, SPOTS
from cml_sync.packages.forms.jsonl.errors import WrongLineError
from cml_sync.packages.forms.jsonl.files import Line, checked
from cml_sync.packages.forms.jsonl.json_text import shown_key
from cml_sync.packages.forms.jsonl.layout import (
    PartEndLine,
    PartLine,
    RecordsLine,
    SectionEndLine,
    SectionLine,
)
from cml_sync.packages.forms.jsonl.lines import KIND
from cml_sync.packages.forms.jsonl.names import LINE_KINDS, LineKind
from cml_sync.packages.forms.jsonl.records import record_of, told
from cml_sync.packages.forms.jsonl.values import element, place_of, validated
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened

M = TypeVar("M", bound=BaseModel)
E = TypeVar("E", bound=Element)

_ALLOWED: Final = frozenset((spot.section, kind) for spot, kind in SPOTS.items())


class Lines(Protocol):
    """Lines one after another (`files.LineReader`)."""

    name: str

    def next(self) -> Line | None:
        """The next one, or None at the end."""


class LinesReading:
    """Walks through one part (see `form.Reading`).

    Attributes:
        header: what is known before the first entry.
        information: the root; complete only after the last entry.
        problems: keys of the root and of sections that nobody knows.
    """

    def __init__(self, name: str, layout: Lines, opened: Callable[[str], Lines] | None) -> None:
        """Reads the first line of the part.

        Args:
            name: of the part, as the user knows it.
            layout: the lines of parts and sections; of a stream all lines.
            opened: the file of a kind of lines, at the first of this part; None: it is a stream.

        Raises:
            FindingsError: it is no such line.
        """
        self.problems: tuple[Problem, ...] = ()
        self._layout = layout
        self._opened = opened
        self._files: dict[str, Lines] = {}
        self._section: SectionOpened | None = None
        line = self._line()
        data = checked(line, layout.name)
        began = self._as(PartLine, data, line)
        if not _is_encoding(began.encoding):
            raise WrongLineError(
                place_of(line, layout.name, ("encoding",), None),
                text("`{name}` is no encoding", name=shown_key(began.encoding)),
            )
        information = self._element(CommercialInformation, began.root, line)
        self.information = information
        self.header = PartHeader(
            file=name,
            encoding=began.encoding,
            declared_encoding=began.declared_encoding,
            bom=began.bom,
            namespace=began.namespace,
            information=information,
            line=line.number,
            column=1,
        )

    def __iter__(self) -> Iterator[Entry]:
        """The entries; once.

        Raises:
            FindingsError: a line cannot be read, or is another one than should stand there.
        """
        while True:
            line = self._line()
            data = checked(line, self._layout.name)
            word = data.get(KIND)
            kind = LINE_KINDS.get(word) if isinstance(word, str) else None
            if self._opened is None and kind is not None:
                yield self._record(data, line, self._layout.name, kind)
            elif word == "records" and self._opened is not None:
                yield from self._run(self._as(RecordsLine, data, line), line)
            elif word == "section" and self._section is None:
                yield self._open(self._as(SectionLine, data, line), line)
            elif word == "section_end" and self._section is not None:
                yield self._close(self._as(SectionEndLine, data, line), line)
            elif word == "part_end" and self._section is None:
                self._end(self._as(PartEndLine, data, line), line)
                return
            else:
                raise self._misplaced(line, word)

    def _run(self, run: RecordsLine, line: Line) -> Iterator[RecordRead]:
        kind = LINE_KINDS.get(run.of)
        if kind is None or self._opened is None:
            raise self._misplaced(line, run.of)
        self._check_place(kind, line, self._layout.name)
        if kind.word not in self._files:
            self._files[kind.word] = self._opened(kind.word)
        lines = self._files[kind.word]
        for _ in range(run.count):
            following = lines.next()
            if following is None:
                raise WrongLineError(
                    Place(self._layout.name, line.number, 1),
                    text("`{file}` has fewer lines than are told of here", file=kind.file),
                )
            data = checked(following, lines.name)
            yield self._record(data, following, lines.name, kind)

    def _record(self, data: dict[str, Any], line: Line, file: str, kind: LineKind) -> RecordRead:
        section = self._section.section if self._section else None
        if self._opened is None:
            self._check_place(kind, line, file)
        return record_of(data, line, file, kind, section)

    def _check_place(self, kind: LineKind, line: Line, file: str) -> None:
        section = self._section.section if self._section else None
        if (section, kind.record) not in _ALLOWED:
            raise WrongLineError(
                Place(file, line.number, 1),
                text("`{kind}` cannot stand in `{section}`", kind=kind.word, section=section)
                if section
                else text("`{kind}` cannot stand outside a section", kind=kind.word),
            )

    def _open(self, said: SectionLine, line: Line) -> SectionOpened:
        header = self._element(SECTIONS[said.section], said.header, line)
        self._section = SectionOpened(said.section, header, self._place(line))
        return self._section

    def _close(self, said: SectionEndLine, line: Line) -> SectionClosed:
        opened = self._section
        self._section = None
        if opened is None:
            raise self._misplaced(line, said.kind)
        header = opened.header
        if said.header is not None:
            header = self._element(SECTIONS[opened.section], said.header, line)
        return SectionClosed(opened.section, header)

    def _end(self, said: PartEndLine, line: Line) -> None:
        if said.root is not None:
            self.information = self._element(CommercialInformation, said.root, line)

    def _element(self, model: type[E], data: dict[str, Any], line: Line) -> E:
        found, strangers = element(model, data, line, self._layout.name)
        self.problems += tuple(told(one, line, self._layout.name, None) for one in strangers)
        return found

    def _line(self) -> Line:
        line = self._layout.next()
        if line is None:
            raise WrongLineError(
                Place(self._layout.name), text("the part does not end: `part_end` is missing")
            )
        return line

    def _as(self, model: type[M], data: dict[str, Any], line: Line) -> M:
        if (word := data.get(KIND)) != model.model_fields[KIND].default:
            raise self._misplaced(line, word)
        return validated(model, data, line, self._layout.name)

    def _place(self, line: Line) -> Place:
        return Place(self._layout.name, line.number, 1)

    def _misplaced(self, line: Line, word: object) -> WrongLineError:
        return WrongLineError(
            self._place(line),
            text("a line of the kind `{word}` cannot stand here", word=shown_key(str(word))),
        )


def _is_encoding(name: str) -> bool:
    try:
        "".encode(name)
    except (LookupError, ValueError):
        return False
    return True
