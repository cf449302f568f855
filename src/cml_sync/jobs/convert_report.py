"""What `convert` hands back: frozen values, to be shown or written as JSON."""

from typing import Literal

from pydantic import ConfigDict, Field

from cml_sync.jobs.doubled_row import DoubledRecord
from cml_sync.jobs.failure import Row, Sentence
from cml_sync.jobs.shown_path import ShownPath
from cml_sync.model.kinds import Kind
from cml_sync.packages.parts import PartKind


class WrittenPart(Row):
    """One part of the result.

    Attributes:
        name: inside the result; of a single file its name.
        kind: what it is, by its content.
        size: in bytes; of a package of JSON Lines 0, whose files hold lines of all parts.
        records: how many of each kind; the documents of containers as documents.
    """

    name: str
    kind: PartKind
    size: int
    records: dict[Kind, int]


class LossRow(Row):
    """Something that the result says otherwise, or not at all.

    Attributes:
        code: of the finding; `explain` knows it.
        path: of the element.
        count: how often.
        message: the same in words.
    """

    code: str
    path: str
    count: int
    message: Sentence


class ConvertReport(Row):
    """A package in another form.

    Attributes:
        paths: that were read.
        changes: that were applied to them.
        to: the form: a dialect, ``jsonl`` or ``csv``.
        output: where the result is; ``-`` for stdout.
        parts: of the result, in the order in which they are taken.
        records: written, of each kind; an offer that became several pieces counts as so many.
        left_out: records of each kind that the form has no words for.
        pictures: how many were copied.
        pictures_left: how many were not, since one file or a table has no place for them.
        problems: what could not be said, what the changes did not fit, and what stands twice.
        doubled: records that stand twice in the package that was read, the first of them.
        doubles: how many there are.
        repaired: what the reader repaired; `validate` says more.
        exit_code: 0.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, defer_build=True)

    schema_name: Literal["cml-sync.convert/1"] = Field(
        default="cml-sync.convert/1", alias="schema", frozen=True
    )
    paths: tuple[ShownPath, ...]
    changes: tuple[ShownPath, ...] = ()
    to: str
    output: ShownPath
    parts: tuple[WrittenPart, ...]
    records: dict[Kind, int]
    left_out: dict[Kind, int]
    pictures: int
    pictures_left: int
    problems: tuple[LossRow, ...]
    repaired: int
    doubled: tuple[DoubledRecord, ...] = ()
    doubles: int = 0
    exit_code: int
