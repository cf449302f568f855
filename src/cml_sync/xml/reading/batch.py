"""The entries of a chunk of records, one by one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias, cast

from pydantic import ValidationError

from cml_sync.model.element import Element
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reading.chunks import Chunk
from cml_sync.xml.reading.recording import Recording
from cml_sync.xml.reading.structure import RecordNode
from cml_sync.xml.reading.swift import entry_of

Twin: TypeAlias = Callable[[bytes, type[Element]], Element | None]
"""Knows records by their bytes, up to the end tag: what was read from the same ones elsewhere."""


class Batch:
    """The entries of a chunk, to be walked through once.

    Args:
        chunk: the records.
        tag: of the records.
        node: what they are.
        recording: the innermost frame holds them.
        keep_raw: give each entry its bytes.

    Attributes:
        twin: is asked for a record before it is read, where there is one to ask.
        size: how many bytes of the chunk were read so far. If it is less than all of them in the
            end, it is not certain that what follows is a record that can be cut out.
        lines: how many lines end in these.
    """

    def __init__(
        self, chunk: Chunk, tag: str, node: RecordNode, recording: Recording, *, keep_raw: bool
    ):
        self.twin: Twin | None = None
        self.size = 0
        self.lines = 0
        self._chunk = chunk
        self._tag = tag
        self._node = node
        self._recording = recording
        self._keep_raw = keep_raw

    def __iter__(self) -> Iterator[RecordRead]:
        """The entries.

        Raises:
            LimitError: one asks for too much.
        """
        recording, chunk = self._recording, self._chunk
        frame = recording.frames[-1]
        first = frame.counts.get(self._tag, 0) + 1
        path = f"{frame.place.path}/{self._tag}"
        cut = recording.origin = chunk.cut(first, frame.place.file, path)
        recording.frames[:2][-1].fields.add(self._node.field)
        kind, section = self._node.kind, recording.section
        counts, keep_raw, tag = frame.counts, self._keep_raw, self._tag
        for number, data in enumerate(chunk.records, start=first):
            record = self._record(data)
            if record is not None:
                counts[tag] = number
                entry = entry_of(kind, record, section, cut, number)
            else:
                element = chunk.element(number - first)
                if element is None:
                    self._stop_before(number - first)
                    return
                line = cut.place(number, None).line or 0
                entry = recording.record(self._node, element, line)
                if recording.work.notes:
                    entry = recording.with_problems(entry, element)
            yield replace(entry, raw=cut.raw(number)) if keep_raw else entry
        self._stop_before(len(chunk.records))

    def _stop_before(self, index: int) -> None:
        """Records were read up to the one with this index in the chunk."""
        end = len(self._chunk.chunker.end_tag)
        self.size = sum(map(len, self._chunk.records[:index])) + index * end
        read = self._chunk.data[: self.size]
        self.lines = len(read) - len(read.replace(b"\n", b""))  # sooner than to count them

    def _record(self, data: bytes) -> Element | None:
        """The record, or None if anything about it is odd: `Recording.record` says what it is."""
        if self.twin is not None:
            known = self.twin(data, self._node.plan.model)
            if known is not None:
                return known
        values = self._chunk.chunker.harvest.record(data)
        if values is None:
            return None
        try:
            return cast("Element", self._node.plan.validate(values))
        except ValidationError:
            return None
