"""Models of what the command line writes itself, beside the reports of the jobs.

They describe; nobody makes one. `tests/docs/test_schemas.py` holds the real output to them.
"""

from typing import Any, Literal

from pydantic import BaseModel, Field, RootModel

from cml_sync.jobs.diff_report import DiffReport
from cml_sync.jobs.explain import Origin
from cml_sync.jobs.validate import ValidationReport
from cml_sync.packages.diff.change import What
from cml_sync.problems import Severity


class Excerpted(BaseModel):
    """The line in which a problem stands; personal data is masked but with ``--show-data``.

    Attributes:
        text: at most 120 characters of it, and marks where it was cut.
        offset: where in `text` the problem begins, in characters.
        length: how many characters it takes.
    """

    text: str
    offset: int
    length: int


class ShownProblem(BaseModel):
    """One finding of `validate`.

    Attributes:
        code: stable; ``CML…`` of a finding, ``E…`` of what made a part unreadable.
        path: element names from the root down.
        id: the ``Ид`` of the record; masked where it may name a person.
        fingerprint: stays the same from one export to the next, while line and column move.
    """

    code: str
    severity: Severity
    message: str
    hint: str | None
    file: str | None
    line: int | None
    column: int | None
    path: str | None
    id: str | None
    fingerprint: str
    excerpt: Excerpted | None


class Validated(ValidationReport):
    """What `validate --output json` writes: the problems first, then what they add up to."""

    problems: tuple[ShownProblem, ...]


class ValidatedProblem(ShownProblem):
    """One line of `validate --format jsonl`."""

    schema_name: Literal["cml-sync.validate-line/1"] = Field(alias="schema")
    type: Literal["problem"]


class ValidatedSummary(ValidationReport):
    """The last line of `validate --format jsonl`: where it is missing, the run was cut off.

    Attributes:
        left_out: how many problems were counted and not written (``--max-problems``).
    """

    schema_name: Literal["cml-sync.validate-line/1"] = Field(alias="schema")  # type: ignore[assignment]
    type: Literal["summary"]
    left_out: int


class ValidatedLine(RootModel[ValidatedProblem | ValidatedSummary]):
    """What `validate --format jsonl` writes in each line."""


class DiffedField(BaseModel):
    """One field that differs.

    Attributes:
        field: its dotted path, by the names of the models: ``prices[retail].value``.
        old, new: what it was and is; null where it was not there, an empty text where it was empty;
            numbers are texts. Personal data is masked but with ``--show-data``.
    """

    field: str
    old: str | bool | list[str] | None
    new: str | bool | list[str] | None


class DiffedRecord(BaseModel):
    """One record that differs.

    Attributes:
        id: what identifies it among its kind; begins with ``?`` where nothing in it does.
        name: for people.
        fields: that differ; of an added or a removed record all of them.
    """

    kind: str
    id: str
    what: What
    name: str | None
    fields: tuple[DiffedField, ...]


class Diffed(DiffReport):
    """What `diff --output json` writes: the changes first, then what they add up to."""

    changes: tuple[DiffedRecord, ...]


class DiffedChange(DiffedRecord):
    """One line of `diff --format jsonl`."""

    schema_name: Literal["cml-sync.diff-line/1"] = Field(alias="schema")
    type: Literal["change"]


class DiffedSummary(DiffReport):
    """The last line of `diff --format jsonl`: where it is missing, the run was cut off."""

    schema_name: Literal["cml-sync.diff-line/1"] = Field(alias="schema")  # type: ignore[assignment]
    type: Literal["summary"]


class DiffedLine(RootModel[DiffedChange | DiffedSummary]):
    """What `diff --format jsonl` writes in each line."""


class ExplainedCode(BaseModel):
    """One code, in the language of the run.

    Attributes:
        origin: who says it.
        level, scope, receivers: of a rule.
        exit_code: of an error.
    """

    code: str
    origin: Origin
    chapter: str
    title: str
    severity: Severity | None
    level: str | None
    scope: str | None
    receivers: tuple[str, ...]
    exit_code: int | None
    article: str


class Explained(BaseModel):
    """What `explain --output json` writes."""

    schema_name: Literal["cml-sync.explain/1"] = Field(alias="schema")
    explanations: tuple[ExplainedCode, ...]


class ShownComplaint(BaseModel):
    """One thing that is wrong with a configuration."""

    file: str | None
    line: int | None
    message: str


class ErrorShown(BaseModel):
    """What stopped a command; on stderr.

    Attributes:
        code: stable; ``E`` and a number that begins with the exit code.
        problems: of a configuration, all that is wrong with it; else empty.
    """

    schema_name: Literal["cml-sync.error/1"] = Field(alias="schema")
    code: str
    exit_code: int
    message: str
    hint: str | None
    file: str | None
    line: int | None
    column: int | None
    problems: tuple[ShownComplaint, ...]


class ConfigChecked(BaseModel):
    """What `config check --output json` writes."""

    schema_name: Literal["cml-sync.config-check/1"] = Field(alias="schema")
    file: str
    endpoints: tuple[str, ...]
    jobs: tuple[str, ...]


class ShownEndpoint(BaseModel):
    """One endpoint with everything that holds; of a secret only its source."""

    role: str
    url: str
    login: str | None
    password: dict[str, Any] | None
    passphrase: dict[str, Any] | None
    preset: str
    timezone: str
    dialect: dict[str, Any]
    retry: dict[str, Any]
    guards: dict[str, Any]
    transport: dict[str, Any]


class ShownJob(BaseModel):
    """One job."""

    schedule: str | None
    steps: tuple[str, ...]


class ConfigShown(BaseModel):
    """What `config show --output json` writes."""

    schema_name: Literal["cml-sync.config/1"] = Field(alias="schema")
    path: str
    state: str
    endpoint: dict[str, ShownEndpoint]
    job: dict[str, ShownJob]
    serve: dict[str, Any] | None


class PlayedAct(BaseModel):
    """One command of the demo, and what it added up to."""

    round: int
    command: str
    in_source: int
    sent: int
    accepted: int
    held: int
    unchanged: int


class DemoShown(BaseModel):
    """What `demo --output json` writes."""

    schema_name: Literal["cml-sync.demo/1"] = Field(alias="schema")
    acts: tuple[PlayedAct, ...]
