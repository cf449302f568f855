"""``manifest.json``: what a package of JSON Lines holds, and that it is whole."""

from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from cml_sync.packages.parts import PartKind

CONTRACT: Final = "cml-sync.jsonl/1"
"""The contract of lines and manifest; keys may be added to it, none is taken away."""

Count = Annotated[int, Field(ge=0, strict=True)]


class LinesFile(BaseModel):
    """One file of lines.

    Attributes:
        kind: of its lines; ``layout`` of the file that says how they lay in the parts.
        file: its name, beside the manifest.
        count: of its lines.
        bytes: its size; not compared where it is not said.
        sha256: of its bytes, in hex; not compared where it is not said.
    """

    model_config = ConfigDict(frozen=True)

    kind: str
    file: str
    count: Count
    bytes: Count | None = None
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None


class LinesPart(BaseModel):
    """One part, as it was.

    Attributes:
        name: inside the package (``import0_1.xml``).
        kind: what it holds.
        generated_at: when it was made, as its root says.
        records: how many lines of each kind.
        bytes: of its lines.
        starts: its first line in each file, by the kind of the file; counted from 1.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    kind: PartKind
    generated_at: datetime | None = None
    records: dict[str, Count] = Field(default_factory=dict)
    bytes: Count = 0
    starts: dict[str, Annotated[int, Field(ge=1, strict=True)]] = Field(default_factory=dict)


class Window(BaseModel):
    """When the parts were made.

    Attributes:
        first: the earliest.
        last: the latest.
    """

    model_config = ConfigDict(frozen=True)

    first: datetime
    last: datetime


class Manifest(BaseModel):
    """What a package holds; whoever loads it begins here, and stops where this is missing.

    Attributes:
        contract: of this form; another one is refused.
        kind: ``manifest``: in a stream it is the last line.
        changes_only: every section says so: what is absent stays as it is; null: nothing is said.
        generated_at: when the latest part was made.
        window: when the parts were made.
        schema_version: of CommerceML, as the first part that has one says.
        package_ids: of catalogues, packages of offers, classifiers, in the order of the parts.
        files: of a folder, by kind; of a stream, its one file.
        parts: as they were; without them the records are put where they belong.
        pictures: how many lie beside.
    """

    model_config = ConfigDict(frozen=True)

    contract: Literal["cml-sync.jsonl/1"] = CONTRACT
    kind: Literal["manifest"] = "manifest"
    changes_only: bool | None = None
    generated_at: datetime | None = None
    window: Window | None = None
    schema_version: str | None = None
    package_ids: tuple[str, ...] = ()
    files: tuple[LinesFile, ...] = ()
    parts: tuple[LinesPart, ...] | None = None
    pictures: Count = 0
