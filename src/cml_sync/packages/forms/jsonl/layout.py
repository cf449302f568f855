"""How records lay in the parts: lines of their own, in a file of a folder or amid a stream.

``part`` … ``section`` … records … ``section_end`` … ``part_end``; in a folder ``records`` stands
for a run of lines of another file.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import to_json

from cml_sync.model.element import Element
from cml_sync.model.kinds import Section
from cml_sync.packages.forms.jsonl.plain import as_json
from cml_sync.xml.entries import PartHeader


class PartLine(BaseModel):
    """A part begins.

    Attributes:
        name: inside the package.
        encoding: that was used.
        declared_encoding: by the XML declaration; null without one.
        bom: it began with a byte order mark.
        namespace: of the root; empty if none.
        root: its fields, without sections.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["part"] = "part"
    name: str
    encoding: str = "utf-8"
    declared_encoding: str | None = "UTF-8"
    bom: bool = False
    namespace: str = ""
    root: dict[str, Any] = Field(default_factory=dict)


class SectionLine(BaseModel):
    """A section begins.

    Attributes:
        section: which.
        header: its fields as far as they stood before its first record.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["section"] = "section"
    section: Section
    header: dict[str, Any] = Field(default_factory=dict)


class RecordsLine(BaseModel):
    """Records follow, in the file of their kind.

    Attributes:
        of: the kind of their lines.
        count: how many.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["records"] = "records"
    of: str
    count: Annotated[int, Field(ge=1, strict=True)]


class SectionEndLine(BaseModel):
    """A section ends.

    Attributes:
        header: its fields, where more of them was known at its end; null: it is as it began.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["section_end"] = "section_end"
    header: dict[str, Any] | None = None


class PartEndLine(BaseModel):
    """A part ends.

    Attributes:
        root: its fields, where more of them was known at its end; null: it is as it began.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["part_end"] = "part_end"
    root: dict[str, Any] | None = None


LayoutLine = PartLine | SectionLine | RecordsLine | SectionEndLine | PartEndLine


def part_line(relative: str, header: PartHeader) -> bytes:
    """A part begins."""
    said = to_json(
        {
            "kind": "part",
            "name": relative,
            "encoding": header.encoding,
            "declared_encoding": header.declared_encoding,
            "bom": header.bom,
            "namespace": header.namespace,
        }
    )
    return said[:-1] + b',"root":' + as_json(header.information) + b"}"


def section_line(section: Section, header: bytes) -> bytes:
    """A section begins; `header` is its model as JSON."""
    return b'{"kind":"section","section":' + to_json(section) + b',"header":' + header + b"}"


def records_line(word: str, count: int) -> bytes:
    """`count` records follow in the file of `word`."""
    return to_json({"kind": "records", "of": word, "count": count})


def section_end_line(header: Element, before: bytes) -> bytes:
    """A section ends; `before` is its header as it began."""
    return _end(b'{"kind":"section_end"', b',"header":', header, before)


def part_end_line(root: Element, before: bytes) -> bytes:
    """A part ends; `before` is its root as it began."""
    return _end(b'{"kind":"part_end"', b',"root":', root, before)


def _end(front: bytes, key: bytes, element: Element, before: bytes) -> bytes:
    now = as_json(element)
    return front + b"}" if now == before else front + key + now + b"}"
