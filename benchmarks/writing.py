"""Writing validated records, beside lxml's `xmlfile` that writes the same elements.

Each process reads a hundred records first, which is taken off, and writes them again and again.
Before anything is measured, what was written is read back and compared.

    python -m benchmarks writing
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain, islice, repeat
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple

from benchmarks import generate
from benchmarks.measure import Bound, Options, Suite, Way, measured, python, table
from benchmarks.reading import PARTS, Part

TIMES: Final = 3.5
"""How many times faster than lxml's `xmlfile` writing must be."""
ADAPTED: Final = 3.0
"""The same where every record is looked at first, whether it says all as the receiver wants it."""

_FEW: Final = 10
_DIFFERENT: Final = 100  # records: as near at hand as those that were just read
_AROUND: Final[Mapping[str, tuple[str, ...]]] = {
    "offers": ("ПакетПредложений", "Предложения"),
    "catalog": ("Каталог", "Товары"),
    "orders": (),
}


class Read(NamedTuple):
    """A part in memory: its header, the section of the records (none for documents), and them."""

    header: Any
    section: Any
    records: list[Any]


def read(file: BinaryIO, part: Part) -> Read:
    """The records of a part and what stands around them."""
    from cml_sync.xml.entries import RecordRead, SectionClosed  # noqa: PLC0415 - measured as well
    from cml_sync.xml.reader import open_part  # noqa: PLC0415

    reader = open_part(file, part.kind)
    entries = list(reader)
    records = [
        entry.record
        for entry in entries
        if isinstance(entry, RecordRead) and entry.kind.value == part.record
    ]
    closed = [entry for entry in entries if isinstance(entry, SectionClosed)]
    return Read(reader.header, closed[-1] if closed else None, records)


def by_xmlfile(file: BinaryIO, part: Part, got: Read, records: Iterable[Any]) -> None:
    """An lxml element for every element."""
    from benchmarks import peer_xmlfile  # noqa: PLC0415 - what is imported is part of it

    around = _AROUND[part.kind]
    peer_xmlfile.write(file, got.header.namespace, around, part.tag, records)


def by_us(file: BinaryIO, part: Part, got: Read, records: Iterable[Any]) -> None:  # noqa: ARG001
    """Our writer, faithful to the part."""
    from cml_sync.xml.dialects import faithful  # noqa: PLC0415

    _write(file, got, records, faithful(got.header))


def by_us_in_2_07(file: BinaryIO, part: Part, got: Read, records: Iterable[Any]) -> None:  # noqa: ARG001
    """Our writer, for a receiver that has a schema, units and forms of stock of its own."""
    from cml_sync.xml.dialects import DIALECTS  # noqa: PLC0415

    _write(file, got, records, DIALECTS["2.07"])


def _write(file: BinaryIO, got: Read, records: Iterable[Any], dialect: Any) -> None:
    from cml_sync.xml.writer import PartWriter  # noqa: PLC0415

    with PartWriter(file, dialect, got.header.information) as writer:
        if got.section is not None:
            writer.open(got.section.section, got.section.header)
        for record in records:
            writer.record(record)
        if got.section is not None:
            writer.close(got.section.header)


WRITERS: Final[Mapping[str, Callable[[BinaryIO, Part, Read, Iterable[Any]], None]]] = {
    "xmlfile": by_xmlfile,
    "ours": by_us,
    "2.07": by_us_in_2_07,
}
TITLES: Final = {
    "xmlfile": "lxml xmlfile with elements",
    "ours": "cml-sync, as it was read",
    "2.07": "cml-sync, adapted to 2.07",
}


def run(options: Options) -> Iterator[Bound]:
    """Every kind of part, one after the other."""
    for part in PARTS.values():
        count = max(int(options.records * part.share), 1)
        source = generate.file(options.folder, part.kind, _DIFFERENT)
        ways = [_way(writer, part, source, count) for writer in WRITERS]
        used = measured(ways, options.rounds)
        print(table(f"writing {part.kind}: {count} records", ways, used))
        for way, ours in zip(ways[1:], used[1:], strict=True):
            title = f"{part.kind}: xmlfile / {way.title}"
            least = TIMES if way.title == TITLES["ours"] else ADAPTED
            yield Bound(title, used[0].user / ours.user, least, at_least=True)


def _way(writer: str, part: Part, source: Path, count: int) -> Way:
    command = ("-m", "benchmarks.writing", writer, part.kind, source)
    return Way(
        title=TITLES[writer],
        command=python(*command, str(count)),
        start_up=python(*command, str(_FEW)),
        answer=str(count),
        records=count,
        size=checked(writer, part, source) * count // _DIFFERENT,
    )


def checked(writer: str, part: Part, source: Path) -> int:
    """How many bytes the records of `source` become, once they are read back and are the same.

    Raises:
        SystemExit: they are not.
    """
    from cml_sync.model.records import dump  # noqa: PLC0415
    from cml_sync.xml.dialects import DIALECTS  # noqa: PLC0415
    from cml_sync.xml.writing.adapt import adapt  # noqa: PLC0415

    with source.open("rb") as file:
        got = read(file, part)
    written = BytesIO()
    WRITERS[writer](written, part, got, got.records)
    expected = got.records
    if writer == "2.07":
        expected = [adapt(record, DIALECTS["2.07"]) for record in expected]
    written.seek(0)
    if list(map(dump, read(written, part).records)) != list(map(dump, expected)):
        sys.exit(f"{TITLES[writer]}: {part.kind} read back are others than were written")
    return len(written.getbuffer())


SUITE: Final = Suite("writing", run)


def main(arguments: Sequence[str]) -> None:
    """The inside of one process: writes, says how many records it wrote."""
    writer, kind, path, count = arguments
    part = PARTS[kind]
    with Path(path).open("rb") as source:
        got = read(source, part)
    records = islice(chain.from_iterable(repeat(got.records)), int(count))
    with tempfile.TemporaryFile() as file:
        WRITERS[writer](file, part, got, records)
    print(count)


if __name__ == "__main__":
    main(sys.argv[1:])
