"""What `inspect` hands back: frozen values, to be shown or written as JSON."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from cml_sync.jobs.doubled_row import DoubledRecord
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.shown_path import ShownPath
from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.parts import PartKind
from cml_sync.packages.survey.drift import DriftReport
from cml_sync.packages.survey.finding_records import FoundRow, ShownRecord
from cml_sync.packages.survey.rows import FactsRow, FieldRow
from cml_sync.packages.survey.tree import TreeRow


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SectionRow(_Row):
    """One section of a part.

    Attributes:
        section: which.
        id: its `Ид`.
        name: its `Наименование`.
        changes_only: `СодержитТолькоИзменения`; None where it says nothing.
    """

    section: Section
    id: str | None = None
    name: str | None = None
    changes_only: bool | None = None


class InspectedPart(_Row):
    """One part.

    Attributes:
        name: as the user knows it.
        kind: what it is, by its content.
        size: in bytes.
        schema_version: as its root says.
        namespace: of its root; empty if none; None where there is no root: of a table.
        encoding: that was used.
        declared_encoding: what the XML declaration says.
        bom: it begins with a byte order mark.
        generated_at: local time of the writer, unless it has an offset.
        exchange_id: the name of the exchange profile (3.1).
        sections: in the order of the file.
        records: how many of each kind; the documents of containers are counted with them, groups
            inside others are not.
        groups: how many groups there are, those inside others counted with them.
        problems: what the reader repaired or noticed; `validate` says more.
        failure: why it could not be read to its end, None if it could.
    """

    name: str
    kind: PartKind
    size: int
    schema_version: str | None = None
    namespace: str | None = ""
    encoding: str | None = None
    declared_encoding: str | None = None
    bom: bool = False
    generated_at: datetime | None = None
    exchange_id: str | None = None
    sections: tuple[SectionRow, ...] = ()
    records: dict[Kind, int] = {}
    groups: int = 0
    problems: int = 0
    failure: Failure | None = None


class NamedRow(_Row):
    """A price type or a warehouse.

    Attributes:
        id: its `Ид`.
        name: its `Наименование`.
        currency: of a price type, as written.
    """

    id: str | None
    name: str | None
    currency: str | None = None


class PicturesRow(_Row):
    """The pictures of a package.

    Attributes:
        found: files in the package.
        bytes: of all of them.
        referenced: different paths that products name.
        missing: how many of these are not in the package.
        missing_examples: the first of them.
    """

    found: int
    bytes: int
    referenced: int
    missing: int
    missing_examples: tuple[str, ...] = ()


class UnknownRow(_Row):
    """An element that no field of the models names.

    Attributes:
        path: the names of its parent and its own.
        count: how often it stands.
    """

    path: str
    count: int


class InspectReport(_Row):
    """What is in a package.

    Attributes:
        paths: that were looked at.
        parts: in the order in which they are taken.
        records: how many of each kind; groups inside others are not counted.
        groups: how many groups there are, those inside others counted with them.
        price_types, warehouses: those that the package defines, each once.
        pictures: found, named and missing.
        unknown_elements: the most frequent first.
        problems: what the reader repaired or noticed.
        repaired: how many of these are things that it mended or dropped.
        doubled: records that stand twice in the package, the first of them.
        doubles: how many there are.
        fields: how many records of each kind have which field, and not empty.
        facts: units, rates, currencies, kinds of documents, statuses, names of requisites.
        tree: the groups and properties, with ``--tree``; else None.
        found: what was found, with ``--find``; else None.
        samples: of each kind, with ``--sample``; else None.
        drift: what is different from an earlier package, with ``--against``; else None.
        exit_code: 1 if a part could not be read to its end, or the export has drifted; 0 otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    schema_name: Literal["cml-sync.inspect/1"] = Field(
        default="cml-sync.inspect/1", alias="schema", frozen=True
    )
    paths: tuple[ShownPath, ...]
    parts: tuple[InspectedPart, ...]
    records: dict[Kind, int]
    groups: int = 0
    price_types: tuple[NamedRow, ...]
    warehouses: tuple[NamedRow, ...]
    pictures: PicturesRow
    unknown_elements: tuple[UnknownRow, ...]
    problems: int
    repaired: int = 0
    doubled: tuple[DoubledRecord, ...] = ()
    doubles: int = 0
    fields: tuple[FieldRow, ...] = ()
    facts: FactsRow = FactsRow()
    tree: TreeRow | None = None
    found: tuple[FoundRow, ...] | None = None
    samples: tuple[ShownRecord, ...] | None = None
    drift: DriftReport | None = None
    exit_code: int
