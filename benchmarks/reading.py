"""Reading parts to validated records, beside a bare lxml walk over the same file.

python -m benchmarks reading
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks import generate
from benchmarks.measure import Bound, Options, Suite, Way, measured, python, table

WITHIN: Final = 2.0
"""How many times the user CPU of the bare walk reading may take."""

_FEW: Final = 10  # records: what a process needs for them is its start-up


class Part(NamedTuple):
    """A part to be read.

    Attributes:
        kind: as `generate` calls it.
        tag: of its records.
        record: their kind, as the model calls it.
        share: how many of the records asked for it holds: documents are larger than goods.
    """

    kind: str
    tag: str
    record: str
    share: float


PARTS: Final[Mapping[str, Part]] = {
    part.kind: part
    for part in (
        Part("offers", "Предложение", "offer", 1.0),
        Part("catalog", "Товар", "product", 1.0),
        Part("orders", "Документ", "document", 0.5),
    )
}


def walk_bare(path: Path, part: Part) -> int:
    """Only lxml: every record as a tree, looked at by nobody."""
    from lxml import etree  # noqa: PLC0415 - what is imported is part of the measurement

    count = 0
    with path.open("rb") as file:
        for _, element in etree.iterparse(file, tag=f"{{{generate.NAMESPACE}}}{part.tag}"):
            count += 1
            element.clear()
    return count


def read_records(path: Path, part: Part) -> int:
    """Our reader: every record as a validated model, problems gathered."""
    from cml_sync.model.kinds import Kind  # noqa: PLC0415 - as above
    from cml_sync.xml.entries import RecordRead  # noqa: PLC0415
    from cml_sync.xml.reader import open_part  # noqa: PLC0415

    kind = Kind(part.record)
    count = 0
    with path.open("rb") as file:
        for entry in open_part(file, path.name):
            if isinstance(entry, RecordRead) and entry.kind is kind:
                count += 1
    return count


READERS: Final[Mapping[str, Callable[[Path, Part], int]]] = {
    "bare": walk_bare,
    "ours": read_records,
}
TITLES: Final = {"bare": "lxml iterparse + clear", "ours": "cml-sync to validated records"}


def run(options: Options) -> Iterator[Bound]:
    """Every kind of part, one after the other."""
    for part in PARTS.values():
        count = max(int(options.records * part.share), 1)
        full = generate.file(options.folder, part.kind, count)
        few = generate.file(options.folder, part.kind, _FEW)
        ways = [
            Way(
                title=TITLES[reader],
                command=python("-m", "benchmarks.reading", reader, part.kind, full),
                start_up=python("-m", "benchmarks.reading", reader, part.kind, few),
                answer=str(count),
                records=count,
                size=full.stat().st_size,
            )
            for reader in READERS
        ]
        bare, ours = used = measured(ways, options.rounds)
        print(table(f"{part.kind}: {count} records", ways, used))
        yield Bound(f"{part.kind}: validated records / bare walk", ours.user / bare.user, WITHIN)


SUITE: Final = Suite("reading", run)


def main(arguments: Sequence[str]) -> None:
    """The inside of one process: reads, says how many records it met."""
    reader, kind, path = arguments
    print(READERS[reader](Path(path), PARTS[kind]))


if __name__ == "__main__":
    main(sys.argv[1:])
