"""`status`: when what last succeeded, how long ago, and what waits for a person."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cml_sync.errors import ExitCode
from cml_sync.jobs.failure import Sentence
from cml_sync.messages import Text, unpacked
from cml_sync.store.rows import PackageState, RunRow
from cml_sync.store.store import Store
from cml_sync.transports.base import Clock


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ErrandStatus(_Frozen):
    """One command on one endpoint with the same kinds.

    Attributes:
        last_run: when it last ended, however.
        exit_code: of that run.
        message: why it failed.
        last_success: when it last ended with 0.
        age: seconds since then; None if it never did.
        counts: rows of the report of the last run.
    """

    command: str
    endpoint: str
    kinds: tuple[str, ...]
    last_run: datetime
    exit_code: int
    message: Sentence | None = None
    last_success: datetime | None = None
    age: float | None = None
    counts: tuple[dict[str, Any], ...] = ()


class HeldStatus(_Frozen):
    """One package that waits for a person."""

    package: str
    endpoint: str
    topic: str
    since: datetime
    message: Sentence | None = None
    files: tuple[str, ...]


class StatusReport(_Frozen):
    """How things stand.

    Attributes:
        records: live records in the store, by kind.
    """

    schema_name: Literal["cml-sync.status/1"] = Field(
        default="cml-sync.status/1", alias="schema", frozen=True
    )
    at: datetime
    errands: tuple[ErrandStatus, ...] = ()
    held: tuple[HeldStatus, ...] = ()
    records: dict[str, int] = Field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """7 while something is held."""
        return int(ExitCode.HELD if self.held else ExitCode.DONE)


def status(store: Store, clock: Clock) -> StatusReport:
    """How things stand; needs no lock.

    Raises:
        StoreError: the store cannot be read.
    """
    now = clock()
    with store.reading() as view:
        errands = []
        for command, endpoint, kinds in view.runs.commands():
            last = view.runs.last(command, endpoint, kinds)
            good = view.runs.last(command, endpoint, kinds, ExitCode.DONE)
            if last is not None:
                errands.append(_errand(last, good, now))
        held = view.packages.in_state(PackageState.HELD)
        live: dict[str, int] = {}
        for (kind, _), count in sorted(view.records.live_counts().items()):
            live[kind] = live.get(kind, 0) + count
    return StatusReport(
        at=now,
        errands=tuple(errands),
        held=tuple(
            HeldStatus(
                package=row.id,
                endpoint=row.endpoint,
                topic=row.topic,
                since=row.created,
                message=_said(row.message),
                files=tuple(file.name for file in row.files),
            )
            for row in held
        ),
        records=live,
    )


def _errand(last: RunRow, good: RunRow | None, now: datetime) -> ErrandStatus:
    success = good.finished if good else None
    return ErrandStatus(
        command=last.command,
        endpoint=last.endpoint,
        kinds=tuple(last.kinds.split()),
        last_run=last.finished or last.started,
        exit_code=int(ExitCode.BUG) if last.exit_code is None else last.exit_code,
        message=_said(last.message),
        last_success=success,
        age=(now - success).total_seconds() if success else None,
        counts=tuple(dict(row) for row in last.counts),
    )


def _said(line: str) -> Text | None:
    return unpacked(line) if line else None
