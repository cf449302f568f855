"""Reading a package of offers with other libraries for models out of XML.

Each has a model of its own with the fields that occur in the file, no others, and validates or
converts the same values: texts, and Decimal for money and quantities. Ours reads into its full
models. That all of them read the same is looked at before anything is measured.

    python -m benchmarks peers
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, cast

from benchmarks import generate
from benchmarks.measure import Bound, Options, Suite, Way, measured, python, run, table

RECORD: Final = f"{{{generate.NAMESPACE}}}Предложение"
TIMES: Final = {"pydantic-xml": 4.0, "xsdata": 7.0}
"""How many times faster than each of them reading must be."""

_SHARE: Final = 0.2  # of the records asked for: they are slow
_FEW: Final = 10
_COMPARED: Final = 200
_SAME: Final = "the same values"


def by_pydantic_xml(path: Path) -> Iterator[Any]:
    """As its documentation says for large files: iterparse, one tree a record."""
    from benchmarks.peer_pydantic_xml import Offer  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415 - what is imported is part of the measurement

    with path.open("rb") as file:
        for _, element in etree.iterparse(file, tag=RECORD):
            yield Offer.from_xml_tree(cast("Any", element))
            element.clear()


def by_xsdata(path: Path) -> Iterator[Any]:
    """The same with its own lxml handler."""
    from benchmarks.peer_xsdata import Offer  # noqa: PLC0415
    from lxml import etree  # noqa: PLC0415
    from xsdata.formats.dataclass.parsers import XmlParser  # noqa: PLC0415
    from xsdata.formats.dataclass.parsers.handlers import LxmlEventHandler  # noqa: PLC0415

    parser = XmlParser(handler=LxmlEventHandler)
    with path.open("rb") as file:
        for _, element in etree.iterparse(file, tag=RECORD):
            yield parser.parse(element, Offer)
            element.clear()


def by_us(path: Path) -> Iterator[Any]:
    """Our reader."""
    from cml_sync.model.kinds import Kind  # noqa: PLC0415
    from cml_sync.xml.entries import RecordRead  # noqa: PLC0415
    from cml_sync.xml.reader import open_part  # noqa: PLC0415

    with path.open("rb") as file:
        for entry in open_part(file, path.name):
            if isinstance(entry, RecordRead) and entry.kind is Kind.OFFER:
                yield entry.record


READERS: Final[Mapping[str, Callable[[Path], Iterator[Any]]]] = {
    "cml-sync": by_us,
    "pydantic-xml": by_pydantic_xml,
    "xsdata": by_xsdata,
}

FIELDS: Final[Mapping[str, Sequence[str]]] = {
    "": ("id", "sku", "name", "base_unit", "characteristics", "prices", "quantity", "stocks"),
    "base_unit": ("code", "full_name", "international", "text"),
    "characteristics": ("name", "value"),
    "prices": ("presentation", "price_type_id", "value", "currency", "unit", "coefficient"),
    "stocks": ("warehouse_id", "quantity"),
}
"""Everything that occurs in an offer of the file, by the field that holds it."""


def plain(value: Any, held_in: str = "") -> dict[str, Any]:
    """The values of an offer, or of an element of it, whatever model holds them."""
    found: dict[str, Any] = {}
    for name in FIELDS[held_in]:
        inner = getattr(value, name)
        if name not in FIELDS:
            found[name] = inner
        elif isinstance(inner, list | tuple):
            found[name] = [plain(one, name) for one in inner]
        else:
            found[name] = plain(inner, name)
    return found


def compare(path: Path) -> str:
    """`_SAME`, or the first offer that two of them read differently."""
    for offers in zip(*(read(path) for read in READERS.values()), strict=True):
        values = [plain(offer) for offer in offers]
        if any(one != values[0] for one in values):
            return f"they differ: {values}"
    return _SAME


def measure(options: Options) -> Iterable[Bound]:
    """All of them take turns with the same file."""
    count = max(int(options.records * _SHARE), 1)
    full, few, compared = (
        generate.file(options.folder, "offers", number) for number in (count, _FEW, _COMPARED)
    )
    looked = python("-m", "benchmarks.peers", "compare", compared)
    run(Way("the values that are read", looked, answer=_SAME), looked)
    ways = [
        Way(
            title=f"{reader} to models",
            command=python("-m", "benchmarks.peers", reader, full),
            start_up=python("-m", "benchmarks.peers", reader, few),
            answer=str(count),
            records=count,
            size=full.stat().st_size,
        )
        for reader in READERS
    ]
    used = dict(zip(READERS, measured(ways, options.rounds), strict=True))
    print(table(f"offers, other libraries: {count} records", ways, list(used.values())))
    for peer, times in TIMES.items():
        faster = used[peer].user / used["cml-sync"].user
        yield Bound(f"offers: {peer} / validated records", faster, times, at_least=True)


SUITE: Final = Suite("peers", measure)


def main(arguments: Sequence[str]) -> None:
    """The inside of one process."""
    way, path = arguments
    if way == "compare":
        print(compare(Path(path)))
    else:
        print(sum(1 for _ in READERS[way](Path(path))))


if __name__ == "__main__":
    main(sys.argv[1:])
