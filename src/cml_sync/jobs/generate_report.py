"""What `generate` hands back: frozen values, to be shown or written as JSON."""

from datetime import datetime
from typing import Literal

from pydantic import ConfigDict, Field

from cml_sync.jobs.failure import Row
from cml_sync.jobs.shown_path import ShownPath
from cml_sync.model.kinds import Kind
from cml_sync.packages.parts import PartKind


class GeneratedPart(Row):
    """One part.

    Attributes:
        name: inside the package.
        kind: what it holds.
        records: how many of each kind; the documents of containers as documents, too.
    """

    name: str
    kind: PartKind
    records: dict[Kind, int]


class PlantedRow(Row):
    """A defect that was planted.

    Attributes:
        code: that `validate` finds.
        count: how many cases.
        also: codes that it brings about besides.
        receiver: `validate` finds it with `--for` this receiver only; None: always.
    """

    code: str
    count: int
    also: tuple[str, ...] = ()
    receiver: str | None = None


class GenerateReport(Row):
    """A package that was invented.

    Attributes:
        path: where it is.
        form: how it is written.
        dialect: whose words it has.
        seed: that decided about everything.
        generated_at: when it says that it was made.
        changes_only: it says that it holds changes only.
        parts: in the order in which they are taken.
        records: how many of each kind.
        pictures: how many.
        defects: that were asked for; the package has no other.
        exit_code: 0.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    schema_name: Literal["cml-sync.generate/1"] = Field(
        default="cml-sync.generate/1", alias="schema", frozen=True
    )
    path: ShownPath
    form: str
    dialect: str
    seed: int
    generated_at: datetime
    changes_only: bool
    parts: tuple[GeneratedPart, ...]
    records: dict[Kind, int]
    pictures: int
    defects: tuple[PlantedRow, ...]
    exit_code: int


class DefectRow(Row):
    """A defect that can be planted.

    Attributes:
        code: that `validate` finds; `explain` says what it means.
        title: in the language of the run.
        also: codes that it brings about besides.
        most: how many cases one package can have; None: as many as it has records.
        needs: what the package must have, in the language of the run.
        receiver: `validate` finds it with `--for` this receiver only; None: always.
    """

    code: str
    title: str
    also: tuple[str, ...]
    most: int | None
    needs: tuple[str, ...]
    receiver: str | None


class DefectList(Row):
    """What `generate --defects --output json` writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    schema_name: Literal["cml-sync.generate-defects/1"] = Field(
        default="cml-sync.generate-defects/1", alias="schema", frozen=True
    )
    defects: tuple[DefectRow, ...]
