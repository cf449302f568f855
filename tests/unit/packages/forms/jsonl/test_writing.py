"""A part as lines: which file each goes into, and what a manifest says of it."""

import io
import json
from datetime import datetime

import pytest

from cml_sync.model.classifier import Classifier, Group
from cml_sync.model.documents import Document
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Section
from cml_sync.model.offers import Offer, OffersPackage, Price
from cml_sync.model.records import kind_of
from cml_sync.packages.forms.jsonl.manifest import LinesPart
from cml_sync.packages.forms.jsonl.sinks import Sink
from cml_sync.packages.forms.jsonl.writing import PartLines
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Place
from cml_sync.xml.entries import Entry, PartHeader, RecordRead, SectionClosed, SectionOpened

MOMENT = datetime(2026, 3, 2, 4, 5, 6)  # noqa: DTZ001 - as 1C says it
ROOT = CommercialInformation(schema_version="2.07", generated_at=MOMENT)
HEADER = PartHeader("x", "utf-8", "UTF-8", False, "", ROOT)

CLASSIFIER = Classifier(id="k")
BEFORE, AFTER = Catalog(id="c"), Catalog(id="c", changes_only=True)


def record(one: Product | Offer | Document | Group, section: Section | None = None) -> RecordRead:
    return RecordRead(kind_of(one), one, section, Place())


ENTRIES: tuple[Entry, ...] = (
    SectionOpened(Section.CLASSIFIER, CLASSIFIER, Place()),
    record(Group(id="g"), Section.CLASSIFIER),
    SectionClosed(Section.CLASSIFIER, CLASSIFIER),
    SectionOpened(Section.CATALOG, BEFORE, Place()),
    record(Product(id="1"), Section.CATALOG),
    record(Product(id="2"), Section.CATALOG),
    SectionClosed(Section.CATALOG, AFTER),
)


class Files:
    """The sinks by their kinds."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[io.BytesIO, Sink]] = {}

    def __call__(self, word: str) -> Sink:
        """That of one kind."""
        if word not in self.held:
            file = io.BytesIO()
            self.held[word] = (file, Sink(file))
        return self.held[word][1]

    def lines(self, word: str) -> list[str]:
        """In short: the kind of a line, and of what it is."""
        file, sink = self.held[word]
        sink.flush()
        found = []
        for line in file.getvalue().splitlines():
            data = json.loads(line)
            of = data.get("section") or data.get("of") or data.get("id") or ""
            found.append(f"{data['kind']} {of}".strip())
        return found

    def total(self) -> int:
        """Bytes in all of them."""
        return sum(sink.total for _, sink in self.held.values())


def written(files: Files, *entries: Entry, stream: bool = False) -> PartLines:
    part = PartLines("a.xml", HEADER, "1C", files, stream=stream)
    for entry in entries:
        part.entry(entry)
    part.finish(ROOT)
    part.end()
    return part


def test_a_folder_has_a_file_for_every_kind_and_one_for_their_order() -> None:
    files = Files()
    part = written(files, *ENTRIES)
    assert files.lines("layout") == [
        "part",
        "section classifier",
        "records group",
        "section_end",
        "section catalog",
        "records product",
        "section_end",
        "part_end",
    ]
    assert (files.lines("group"), files.lines("product")) == (
        ["group g"],
        ["product 1", "product 2"],
    )
    assert part.said() == LinesPart(
        name="a.xml",
        kind=PartKind.CATALOG,
        generated_at=MOMENT,
        records={"group": 1, "product": 2},
        bytes=files.total(),
        starts={"layout": 1, "group": 1, "product": 1},
    )


def test_a_stream_has_one() -> None:
    files = Files()
    part = written(files, *ENTRIES, stream=True)
    assert list(files.held) == ["stream"]
    assert files.lines("stream") == [
        "part",
        "section classifier",
        "group g",
        "section_end",
        "section catalog",
        "product 1",
        "product 2",
        "section_end",
        "part_end",
    ]
    said = part.said()
    assert (said.records, said.starts) == ({"group": 1, "product": 2}, {"stream": 1})
    assert said.bytes == files.total()


def test_a_part_begins_where_another_has_ended() -> None:
    files = Files()
    first = written(files, *ENTRIES)
    before = files.total()
    second = written(files, *ENTRIES[3:])
    assert first.said().bytes == before
    assert second.said().bytes == files.total() - before
    assert second.said().starts == {"layout": 9, "product": 3}
    assert second.said().kind is PartKind.GOODS


def test_records_that_alternate_are_runs() -> None:
    files = Files()
    price = Offer(id="1", prices=(Price(),))
    part = written(
        files,
        SectionOpened(Section.OFFERS_PACKAGE, OffersPackage(), Place()),
        record(Offer(id="1", name="n"), Section.OFFERS_PACKAGE),
        record(price, Section.OFFERS_PACKAGE),
        record(price, Section.OFFERS_PACKAGE),
        record(Offer(id="2", name="n"), Section.OFFERS_PACKAGE),
        SectionClosed(Section.OFFERS_PACKAGE, OffersPackage()),
        record(Document(id="d", operation="Заказ товара")),
    )
    assert files.lines("layout")[2:-1] == [
        *("records offer", "records prices", "records offer", "section_end", "records order")
    ]
    assert part.said().records == {"offer": 2, "prices": 2, "order": 1}
    assert part.said().kind is PartKind.MIXED


@pytest.mark.parametrize(
    ("offers", "kind"),
    [
        ((Offer(id="1", prices=(Price(),)),), PartKind.PRICES),
        ((Offer(id="1", prices=(Price(),)), Offer(id="2", name="n")), PartKind.OFFERS),
    ],
)
def test_what_offers_say_decides_what_the_part_is(
    offers: tuple[Offer, ...], kind: PartKind
) -> None:
    part = written(
        Files(),
        SectionOpened(Section.OFFERS_PACKAGE, OffersPackage(), Place()),
        *(record(offer, Section.OFFERS_PACKAGE) for offer in offers),
        SectionClosed(Section.OFFERS_PACKAGE, OffersPackage()),
    )
    assert part.said().kind is kind


def test_what_the_sections_say_is_remembered_as_it_stood_at_their_ends() -> None:
    part = written(Files(), *ENTRIES)
    assert (part.flags, part.ids, part.schema_version) == ([None, True], ["k", "c"], "2.07")


def test_a_header_is_said_again_where_more_was_known_at_the_end() -> None:
    files = Files()
    written(files, *ENTRIES)
    files.held["layout"][1].flush()
    ends = [
        json.loads(line)
        for line in files.held["layout"][0].getvalue().splitlines()
        if b'"section_end"' in line
    ]
    assert ends == [
        {"kind": "section_end"},
        {"kind": "section_end", "header": {"id": "c", "changes_only": True}},
    ]
