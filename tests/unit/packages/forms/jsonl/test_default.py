"""A shop names files and no parts: every record gets the part it belongs into."""

import json
from datetime import datetime

import pytest

from cml_sync.packages.forms.jsonl.default import DefaultPart, GivenLines, default_parts
from cml_sync.packages.forms.jsonl.files import Line
from cml_sync.packages.forms.jsonl.manifest import LinesFile, Manifest
from cml_sync.packages.forms.jsonl.names import LINE_KINDS
from cml_sync.packages.parts import PartKind


def parts(counts: dict[str, int], **keys: object) -> tuple[DefaultPart, ...]:
    files = tuple(
        LinesFile(kind=word, file=f"{word}.jsonl", count=count) for word, count in counts.items()
    )
    return default_parts(Manifest(files=files, **keys))


def said(part: DefaultPart) -> list[dict[str, object]]:
    return [json.loads(line) for line in part.layout]


def runs(part: DefaultPart) -> list[str]:
    """Its sections and what stands in them, in short."""
    return [
        str(line.get("section") or line.get("of") or "")
        for line in said(part)
        if line["kind"] in {"section", "records", "section_end"}
    ]


def test_a_shop_with_everything() -> None:
    found = parts(dict.fromkeys(LINE_KINDS, 2))
    assert [(part.name, part.kind, runs(part)) for part in found] == [
        (
            "import.xml",
            PartKind.CATALOG,
            [
                *("classifier", "group", "property", "category", "unit", ""),
                *("catalog", "product", ""),
            ],
        ),
        (
            "offers.xml",
            PartKind.OFFERS,
            ["offers_package", "price_type", "warehouse", "offer", "prices", "rests", ""],
        ),
        ("changes.xml", PartKind.CHANGES, ["offers_changes", "offer_change", ""]),
        ("references.xml", PartKind.REFERENCE_BOOKS, ["reference_books", "reference_book", ""]),
        ("contragents.xml", PartKind.COUNTERPARTIES, ["counterparties", "counterparty", ""]),
        (
            "orders.xml",
            PartKind.DOCUMENTS,
            ["order", "payment", "shipment", "return", "document", "container"],
        ),
    ]
    held = [word for part in found for word in part.records]
    assert sorted(held) == sorted(LINE_KINDS)  # each once, none forgotten


@pytest.mark.parametrize(
    ("counts", "shape"),
    [
        ({"product": 1, "price_type": 2}, {"import.xml": ["price_type", "product"]}),
        ({"prices": 1, "price_type": 2}, {"offers.xml": ["price_type", "prices"]}),
        (
            {"rests": 3, "warehouse": 1, "group": 1},
            {"import.xml": ["group"], "offers.xml": ["warehouse", "rests"]},
        ),
        ({"payment": 1, "product": 0}, {"orders.xml": ["payment"]}),
        ({}, {}),
    ],
)
def test_only_what_is_there_has_a_part(counts: dict[str, int], shape: dict[str, list[str]]) -> None:
    found = parts(counts)
    assert {part.name: list(part.records) for part in found} == shape
    assert all(part.records[word] == counts[word] for part in found for word in part.records)


def test_the_layout_is_that_of_a_part_with_one_section() -> None:
    (part,) = parts(
        {"offer": 3},
        changes_only=True,
        package_ids=("p", "q"),
        schema_version="2.07",
        generated_at=datetime(2026, 3, 2, 4, 5, 6),  # noqa: DTZ001 - as 1C says it
    )
    assert said(part) == [
        {
            "kind": "part",
            "name": "offers.xml",
            "namespace": "urn:1C.ru:commerceml_2",
            "root": {"schema_version": "2.07", "generated_at": "2026-03-02T04:05:06"},
        },
        {
            "kind": "section",
            "section": "offers_package",
            "header": {"changes_only": True, "id": "p"},
        },
        {"kind": "records", "of": "offer", "count": 3},
        {"kind": "section_end"},
        {"kind": "part_end"},
    ]


def test_a_header_says_only_what_its_section_can_say() -> None:
    (part,) = parts({"counterparty": 1}, changes_only=False, package_ids=("p",))
    assert said(part)[0]["root"] == {"schema_version": "2.10"}
    assert said(part)[1]["header"] == {"changes_only": False}  # and has no id
    (silent,) = parts({"product": 1})
    assert said(silent)[1]["header"] == {}


def test_lines_are_handed_out_one_by_one() -> None:
    lines = GivenLines("manifest.json", (b"{}", b"[]"))
    assert lines.name == "manifest.json"
    assert [lines.next(), lines.next(), lines.next()] == [Line(1, b"{}"), Line(1, b"[]"), None]
