"""One part as lines: its records in the files of their kinds, its order in the layout."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.forms.jsonl.layout import (
    part_end_line,
    part_line,
    records_line,
    section_end_line,
    section_line,
)
from cml_sync.packages.forms.jsonl.lines import LineMaker
from cml_sync.packages.forms.jsonl.manifest import LinesPart
from cml_sync.packages.forms.jsonl.names import LAYOUT, STREAM, word_of
from cml_sync.packages.forms.jsonl.plain import as_json
from cml_sync.packages.forms.jsonl.sinks import Sink
from cml_sync.packages.parts import classify
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionOpened

_NO_WORD: Final = ""


class PartLines:
    """Writes one part (see `form.TargetPart`).

    Attributes:
        starts: its first line in each sink.
        flags: what its sections say of changes only; None where one says nothing.
        ids: of its sections.
        schema_version: of its root, or None.
    """

    def __init__(
        self,
        relative: str,
        header: PartHeader,
        source: str,
        sink_of: Callable[[str], Sink],
        *,
        stream: bool,
    ) -> None:
        """The part begins.

        Args:
            relative: its name inside the package.
            header: its namespace, encoding and root.
            source: who said what the lines say.
            sink_of: the file of each kind of lines.
            stream: all lines go one after another into one file.
        """
        information = header.information
        self.starts: dict[str, int] = {}
        self.flags: list[bool | None] = []
        self.ids: list[str] = []
        self.schema_version = information.schema_version
        self._relative = relative
        self._sink_of = sink_of
        self._stream = stream
        self._maker = LineMaker(source, information.generated_at)
        self._generated_at = information.generated_at
        self._root = information
        self._root_before = as_json(information)
        self._header_before = b"{}"
        self._sections: set[Section] = set()
        self._kinds: set[Kind] = set()
        self._offer_fields: set[str] = set()
        self._records: Counter[str] = Counter()
        self._bytes = 0
        self._word = _NO_WORD
        self._before = (0, 0)
        self._layout = self._started(STREAM if stream else LAYOUT)
        self._sink = self._layout
        self._mark(part_line(relative, header))

    def entry(self, entry: Entry) -> None:
        """Take the next entry."""
        if isinstance(entry, RecordRead):
            record = entry.record
            word = word_of(record)
            if word != self._word:
                self._change(word, entry)
            self._sink.line(self._maker.line(record, word))
        elif isinstance(entry, SectionOpened):
            self._end_run()
            self._sections.add(entry.section)
            self._header_before = as_json(entry.header)
            self._mark(section_line(entry.section, self._header_before))
        else:
            self._end_run()
            self._mark(section_end_line(entry.header, self._header_before))
            self._remember(entry.header.__dict__)

    def finish(self, information: CommercialInformation) -> None:
        """No entry follows."""
        self._root = information

    def end(self) -> None:
        """The part ends."""
        self._end_run()
        self._mark(part_end_line(self._root, self._root_before))

    def said(self) -> LinesPart:
        """What a manifest says of it."""
        return LinesPart(
            name=self._relative,
            kind=classify(self._sections, self._kinds, self._offer_fields),
            generated_at=self._generated_at,
            records=dict(self._records),
            bytes=self._bytes,
            starts=self.starts,
        )

    def _change(self, word: str, entry: RecordRead) -> None:
        self._end_run()
        self._word = word
        sink = self._sink if self._stream else self._started(word)
        self._sink = sink
        self._before = (sink.count, sink.total)
        self._kinds.add(entry.kind)
        if entry.kind is Kind.OFFER:
            self._offer_fields |= entry.record.model_fields_set

    def _end_run(self) -> None:
        if self._word == _NO_WORD:
            return
        count, size = self._before
        run = self._sink.count - count
        self._records[self._word] += run
        self._bytes += self._sink.total - size
        if not self._stream:
            self._mark(records_line(self._word, run))
        self._word = _NO_WORD

    def _started(self, word: str) -> Sink:
        sink = self._sink_of(word)
        self.starts.setdefault(word, sink.count + 1)
        return sink

    def _mark(self, line: bytes) -> None:
        self._layout.line(line)
        self._bytes += len(line) + 1

    def _remember(self, header: dict[str, object]) -> None:
        if "changes_only" in header:
            said = header["changes_only"]
            self.flags.append(said if isinstance(said, bool) else None)
        identifier = header.get("id")
        if isinstance(identifier, str) and identifier:
            self.ids.append(identifier)
