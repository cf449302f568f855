"""What was read, written again by the writers themselves."""

import io
from pathlib import Path

from cml_sync.packages.forms.form import Reading, Source
from cml_sync.packages.forms.jsonl.target import JsonLinesTarget
from cml_sync.packages.forms.output import Output
from cml_sync.problems import Problem
from cml_sync.xml.dialects import Dialect, faithful
from cml_sync.xml.entries import RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.writer import PartWriter


def as_xml(reading: Reading, dialect: Dialect | None = None) -> bytes:
    """One walk through a part as XML: in its own dialect where none is named."""
    file, header = io.BytesIO(), reading.header
    with PartWriter(file, dialect or faithful(header), header.information) as writer:
        for entry in reading:
            match entry:
                case SectionOpened():
                    writer.open(entry.section, entry.header)
                case RecordRead():
                    writer.record(entry.record)
                case SectionClosed():
                    writer.close(entry.header)
        writer.finish(reading.information)
    return file.getvalue()


def as_lines(source: Source, place: Path, *, single: bool = False) -> tuple[Problem, ...]:
    """A package as JSON Lines at `place`; what they have no place for."""
    with JsonLinesTarget(Output(place, single=single)) as target:
        for part in source.parts:
            with part.read() as reading, target.part(part.relative, reading.header) as lines:
                for entry in reading:
                    lines.entry(entry)
                lines.finish(reading.information)
    return tuple(target.problems)
