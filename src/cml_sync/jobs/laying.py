"""Lays the files of one package over the store: all of them, or none when something stops it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cml_sync.errors import ExitCode, FindingsError
from cml_sync.jobs.applying import Applied, Applying
from cml_sync.jobs.contents import Contents, opened
from cml_sync.jobs.context import Context
from cml_sync.jobs.guards import Hold, Limits, holds, older
from cml_sync.jobs.pictures import keep_pictures
from cml_sync.jobs.recording import RunLog
from cml_sync.jobs.report import KindRow
from cml_sync.problems import Place
from cml_sync.store.rows import PackageRow, PackageState, Tally
from cml_sync.store.store import Transaction
from cml_sync.transports.base import Topic

QUARANTINE: Final = "quarantine"
"""The note at a package of which records were kept aside: if it comes again it is read again."""


class _UndoError(Exception):
    """Leaves a transaction without its effects."""


@dataclass(frozen=True, slots=True)
class Laid:
    """How it ended.

    Attributes:
        held: why a guard stopped it; then nothing was applied.
        empty: there was no record in it.
        incomplete: records were kept aside.
    """

    held: Sequence[Hold]
    empty: bool
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Laying:
    """Lays packages of one topic of one endpoint over the store.

    Attributes:
        context: of the job.
        endpoint: who wrote them.
        topic: from an exchange about orders, nothing but documents is taken.
        log: of the run.
        limits: for the guards.
        portion: a package is never a full set, whatever it says.
    """

    context: Context
    endpoint: str
    topic: Topic
    log: RunLog
    limits: Limits
    portion: bool = False

    def lay(self, folder: Path, names: Collection[str], row: PackageRow | None) -> Laid:
        """Lay the files `names` of `folder` over the store, in one transaction.

        Args:
            folder: they lie in.
            names: relative to it.
            row: the package, which becomes "applied" in the same transaction; None for a dry run.

        Raises:
            FindingsError: a part cannot be read to its end; nothing was applied.
        """
        held: Sequence[Hold] = ()
        applied = Applied()
        try:
            with opened(folder, names) as contents, self.context.store.transaction() as transaction:
                applied = self._lay_parts(transaction, contents, names)
                held = self._held(transaction, applied)
                if held or row is None:
                    raise _UndoError  # noqa: TRY301 - the transaction is left by it
                keep_pictures(transaction, self.context.pictures, contents.openers(names))
                transaction.marks.put(applied.made, row.run)
                note = QUARANTINE if applied.quarantined else ""
                now = self.context.clock()
                transaction.packages.move(row.id, PackageState.APPLIED, now, note)
        except _UndoError:
            pass
        except FindingsError as error:
            error.place = _known_as(error.place, folder) if error.place else None
            raise
        applied.problems = [
            replace(problem, place=_known_as(problem.place, folder)) for problem in applied.problems
        ]
        rows = _as_rows(applied.tallies, held=bool(held))
        self._note(applied, rows, held)
        return Laid(
            held,
            empty=not any(row.in_source for row in rows),
            incomplete=bool(applied.quarantined),
        )

    def _lay_parts(
        self, transaction: Transaction, contents: Contents, names: Collection[str]
    ) -> Applied:
        work = Applying(self.context, transaction, self.endpoint, self.log.run, self.topic)
        for part in contents.parts(names):
            work.part(part)
        return work.finish(portion=self.portion)

    def _held(self, transaction: Transaction, applied: Applied) -> Sequence[Hold]:
        lost = holds(applied.losses, self.limits)
        # Portions are handed over one by one in a dialogue: none of them is yesterday's.
        late = () if self.portion else older(applied.made, transaction.marks.all(), self.limits)
        return (*lost, *late)

    def _note(self, applied: Applied, rows: Iterable[KindRow], held: Sequence[Hold]) -> None:
        self.log.rows.extend(rows)
        self.log.holds.extend(held)
        self.log.note(applied.problems, applied.problem_count)
        if held:
            self.log.codes.append(ExitCode.HELD)
        if applied.quarantined:
            self.log.codes.append(ExitCode.PARTLY)


def _known_as(place: Place, folder: Path) -> Place:
    """The file as its sender calls it: where it lies in the spool, it will not be for long."""
    return replace(place, file=place.file and place.file.removeprefix(f"{folder}/"))


def _as_rows(tallies: Iterable[Tally], *, held: bool) -> list[KindRow]:
    """One row per kind and catalogue; nothing counts as accepted when it is held."""
    rows = []
    for tally in tallies:
        came = tally.added + tally.changed + tally.deleted
        done = came + tally.withdrawn
        rows.append(
            KindRow(
                kind=tally.kind,
                in_source=came + tally.unchanged + tally.quarantined,
                added=tally.added,
                changed=tally.changed,
                deleted=tally.deleted,
                withdrawn=tally.withdrawn,
                accepted=0 if held else done,
                held=done if held else 0,
                unchanged=tally.unchanged,
                quarantined=tally.quarantined,
            )
        )
    return rows
