"""What `anonymize` hands back: frozen values, to be shown or written as JSON. No key, no value."""

from typing import Literal

from pydantic import ConfigDict, Field

from cml_sync.jobs.doubled_row import DoubledRecord
from cml_sync.jobs.failure import Row, Sentence
from cml_sync.jobs.shown_path import ShownPath
from cml_sync.model.kinds import Kind
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Problem


class AnonymizedPart(Row):
    """One part.

    Attributes:
        name: as the user knows the one that was read.
        relative: inside both packages.
        kind: what it is, by its content.
        records: how many of each kind.
        changed: in how many of each kind something was replaced.
    """

    name: str
    relative: str
    kind: PartKind
    records: dict[Kind, int]
    changed: dict[Kind, int]


class LossRow(Row):
    """Something that could not be written as it was.

    Attributes:
        code: of the finding.
        message: what, and how often.
        path: element names from the root down.
    """

    code: str
    message: Sentence
    path: str

    @classmethod
    def of(cls, problem: Problem) -> "LossRow":
        """The row of a problem."""
        return cls(code=problem.code, message=problem.message, path=problem.place.path)


class AnonymizeReport(Row):
    """What was written, and how much of it was replaced.

    Attributes:
        paths: that were read.
        output: where the new package is.
        parts: in the order in which they were written.
        records: how many of each kind.
        changed: in how many of each kind something was replaced.
        replaced: how many values were.
        pictures: how many pictures of goods were copied.
        left_out: how many other files of the package were not.
        not_met: names to be kept that were met nowhere.
        losses: what could not be written as it was.
        doubled: records that stand twice in the package, the first of them.
        doubles: how many there are.
        exit_code: 0.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True)

    schema_name: Literal["cml-sync.anonymize/1"] = Field(
        default="cml-sync.anonymize/1", alias="schema", frozen=True
    )
    paths: tuple[ShownPath, ...]
    output: ShownPath
    parts: tuple[AnonymizedPart, ...]
    records: dict[Kind, int]
    changed: dict[Kind, int]
    replaced: int
    pictures: int
    left_out: int
    not_met: tuple[str, ...] = ()
    losses: tuple[LossRow, ...] = ()
    doubled: tuple[DoubledRecord, ...] = ()
    doubles: int = 0
    exit_code: int
