"""Lines of parts and sections: what is written is what is read."""

import json
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from cml_sync.model.goods import Catalog
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Section
from cml_sync.packages.forms.jsonl.layout import (
    LayoutLine,
    PartEndLine,
    PartLine,
    RecordsLine,
    SectionEndLine,
    SectionLine,
    part_end_line,
    part_line,
    records_line,
    section_end_line,
    section_line,
)
from cml_sync.packages.forms.jsonl.plain import as_json
from cml_sync.xml.entries import PartHeader

ROOT = CommercialInformation(schema_version="2.07")
LATER = CommercialInformation(schema_version="2.07", sync_products=True)
BEFORE, AFTER = Catalog(id="c"), Catalog(id="c", changes_only=True)
ANY: TypeAdapter[LayoutLine] = TypeAdapter(LayoutLine)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (
            part_line("a/b.xml", PartHeader("x", "cp1251", "windows-1251", True, "urn:x", ROOT)),
            PartLine(
                name="a/b.xml",
                encoding="cp1251",
                declared_encoding="windows-1251",
                bom=True,
                namespace="urn:x",
                root={"schema_version": "2.07"},
            ),
        ),
        (
            part_line("c.xml", PartHeader("x", "utf-8", None, False, "", CommercialInformation())),
            PartLine(name="c.xml", declared_encoding=None),
        ),
        (
            section_line(Section.CATALOG, as_json(BEFORE)),
            SectionLine(section=Section.CATALOG, header={"id": "c"}),
        ),
        (records_line("product", 3), RecordsLine(of="product", count=3)),
        (section_end_line(BEFORE, as_json(BEFORE)), SectionEndLine()),
        (
            section_end_line(AFTER, as_json(BEFORE)),
            SectionEndLine(header={"id": "c", "changes_only": True}),
        ),
        (part_end_line(ROOT, as_json(ROOT)), PartEndLine()),
        (
            part_end_line(LATER, as_json(ROOT)),
            PartEndLine(root={"schema_version": "2.07", "sync_products": True}),
        ),
    ],
)
def test_a_line_is_read_as_it_was_meant(line: bytes, read: LayoutLine) -> None:
    data = json.loads(line)
    assert type(read).model_validate(data) == read
    assert ANY.validate_python(data) == read  # and as nothing else
    assert b"\n" not in line


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (PartLine, {"kind": "part"}),
        (PartLine, {"kind": "part", "name": "a", "colour": 1}),
        (SectionLine, {"kind": "section", "section": "shop"}),
        (RecordsLine, {"kind": "records", "of": "product", "count": 0}),
        (RecordsLine, {"kind": "records", "of": "product", "count": "1"}),
        (SectionEndLine, {"kind": "part_end"}),
        (PartEndLine, {"kind": "part_end", "header": {}}),
    ],
)
def test_what_no_line_says(model: type[Any], data: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        model.model_validate(data)
