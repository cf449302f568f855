"""`cml-sync diff` of two packages of offers, beside a bare lxml walk over one of them.

python -m benchmarks diffing
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, Final

from benchmarks import generate
from benchmarks.measure import Bound, Options, Suite, Way, measured, python, table

WITHIN: Final = 4.6
"""How many times the user CPU of the bare walk of one package it may take to compare two."""
SAME: Final = 0.3
"""How many times that if both are the same byte by byte."""
MEMORY: Final = 200.0
"""MiB that it may take, whatever the number of offers."""

_FEW: Final = 10  # records: what a process needs for them is its start-up
_EVERY: Final = 100  # so many offers have one that changes
_MILLION: Final = 1_000_000
_BEGIN: Final = "<Предложение>".encode()
_END: Final = "</Предложение>".encode()
_PRICE: Final = "<ЦенаЗаЕдиницу>".encode()


def _changed(source: BinaryIO, target: BinaryIO) -> None:
    """Every hundredth offer costs more; line by line, however many there are."""
    number, waits = -1, False
    for line in source:
        if _BEGIN in line:
            number += 1
            waits = number % _EVERY == 0
        if waits and _PRICE in line:
            target.write(line.replace(_PRICE, _PRICE + b"9", 1))
            waits = False
        else:
            target.write(line)


def _same(source: BinaryIO, target: BinaryIO) -> None:
    copyfileobj(source, target)


def _shuffled(source: BinaryIO, target: BinaryIO) -> None:
    """In an order that has nothing to do with the old one, the same each time."""
    head, mark, rest = source.read().partition(_BEGIN)
    *offers, tail = (mark + rest).split(_END)
    offers.sort(key=lambda offer: blake2b(offer, digest_size=8).digest())
    target.write(head)
    target.writelines(offer + _END for offer in offers)
    target.write(tail)


OTHERS: Final[Mapping[str, Callable[[BinaryIO, BinaryIO], None]]] = {
    "changed": _changed,
    "same": _same,
    "shuffled": _shuffled,
}
TITLES: Final = {
    "changed": "diff, 1 % of the offers changed",
    "same": "diff, the same byte by byte",
    "shuffled": "diff, in another order",
}


def other(path: Path, name: str) -> Path:
    """A package made of that at `path`; in another process, whose memory does not count here."""
    made = path.with_name(f"{path.stem}-{name}.xml")
    if not made.exists():
        subprocess.run(python("-m", "benchmarks.diffing", name, path, made), check=True)
    return made


def _bare(count: int, folder: Path) -> Way:
    full = generate.file(folder, "offers", count)
    few = generate.file(folder, "offers", _FEW)
    return Way(
        title="lxml iterparse + clear",
        command=python("-m", "benchmarks.reading", "bare", "offers", full),
        start_up=python("-m", "benchmarks.reading", "bare", "offers", few),
        answer=str(count),
        records=count,
        size=full.stat().st_size,
    )


def _diff(count: int, folder: Path, name: str) -> Way:
    full = generate.file(folder, "offers", count)
    few = generate.file(folder, "offers", _FEW)
    command = ("-m", "cml_sync", "-q", "diff", "--summary")
    changed = -(-count // _EVERY)
    return Way(
        title=TITLES[name],
        command=python(*command, full, other(full, name)),
        start_up=python(*command, few, other(few, name)),
        answer=f"offers: +0 -0 ~{changed}" if name == "changed" else "",
        records=count,
        size=full.stat().st_size,
        exit_code=int(name == "changed"),
    )


def run(options: Options) -> Iterator[Bound]:
    """Offers; a million of them for the memory with ``BENCH_FULL=1``."""
    folder, count = options.folder, options.records
    ways = [_bare(count, folder), *(_diff(count, folder, name) for name in OTHERS)]
    bare, changed, same, shuffled = used = measured(ways, options.rounds)
    print(table(f"offers: {count} records in each of two packages", ways, used))
    yield Bound("offers: diff of two packages / bare walk of one", changed.user / bare.user, WITHIN)
    yield Bound("offers: diff of equal bytes / bare walk of one", same.user / bare.user, SAME)
    peak = max(changed.peak, shuffled.peak)
    if os.environ.get("BENCH_FULL"):
        full = [_diff(_MILLION, folder, "changed")]
        [most] = measured(full, 1)
        print(table(f"offers: {_MILLION} records in each of two packages", full, [most]))
        peak = max(peak, most.peak)
    yield Bound("offers: memory of a diff", peak, MEMORY, unit=" MiB")


SUITE: Final = Suite("diffing", run)


def main(arguments: Sequence[str]) -> None:
    """The inside of one process: makes another package of a file."""
    name, path, made = arguments
    with Path(path).open("rb") as source, Path(made).open("wb") as target:
        OTHERS[name](source, target)


if __name__ == "__main__":
    main(sys.argv[1:])
