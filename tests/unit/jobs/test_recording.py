"""The beginning and the end of a run are remembered, however it ends."""

import pytest
from tests.unit.jobs.world import World

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.findings import NO_IDENTITY
from cml_sync.jobs.recording import Errand, RunLog, recorded
from cml_sync.jobs.report import MAX_PROBLEMS, EndpointRun, KindRow
from cml_sync.messages import text, unpacked
from cml_sync.problems import Place, Problem
from cml_sync.store.errors import StoreBusyError
from cml_sync.store.rows import RunRow

CATALOG = (ExchangeKind.CATALOG,)


def do(world: World, error: Exception | None = None, *, dry_run: bool = False) -> EndpointRun:
    def work(log: RunLog) -> None:
        log.rows.append(KindRow(kind="product", in_source=2, added=2))
        log.rows.append(KindRow(kind="product", in_source=1, unchanged=1))
        if error is not None:
            raise error

    with world.context() as context:
        return recorded(context, Errand("pull", "erp", CATALOG, dry_run), work)


def newest(world: World) -> list[RunRow]:
    with world.context() as context, context.store.reading() as view:
        return view.runs.newest(9)


def test_rows_of_one_kind_are_added_up(world: World) -> None:
    done = do(world)
    assert [(row.kind, row.in_source, row.added, row.unchanged) for row in done.rows] == [
        ("product", 3, 2, 1)
    ]
    (row,) = newest(world)
    assert (row.exit_code, row.message, row.counts[0]["in_source"]) == (ExitCode.DONE, "", 3)
    assert row.finished == done.finished


def test_what_stops_it_is_remembered_and_not_raised(world: World) -> None:
    done = do(world, TemporaryError(text("the line is dead")))
    assert done.exit_code == ExitCode.TEMPORARY
    assert done.failure is not None
    (row,) = newest(world)
    assert row.exit_code == ExitCode.TEMPORARY
    assert str(unpacked(row.message)) == "the line is dead"


@pytest.mark.parametrize("error", [StoreBusyError, ZeroDivisionError])
def test_a_store_that_fails_and_a_bug_stop_everything(world: World, error: type[Exception]) -> None:
    raised = error(world.root) if error is StoreBusyError else error()
    with pytest.raises(error):
        do(world, raised)
    (row,) = newest(world)
    assert (row.finished, row.exit_code) == (None, None)


def test_a_dry_run_is_not_remembered(world: World) -> None:
    assert do(world, dry_run=True).exit_code == ExitCode.DONE
    assert newest(world) == []


def test_the_first_problems_are_kept_and_all_are_counted() -> None:
    log = RunLog("r1")
    problem = Problem(NO_IDENTITY, text("this record ({kind}) has no id", kind="x"), Place("a.xml"))
    log.note([problem] * (MAX_PROBLEMS - 1))
    log.note([problem] * 2, count=50)
    assert (len(log.problems), log.problem_count) == (MAX_PROBLEMS, MAX_PROBLEMS - 1 + 50)


def test_the_code_is_that_which_most_needs_a_person() -> None:
    log = RunLog("r1", codes=[ExitCode.PARTLY, ExitCode.HELD, ExitCode.TEMPORARY])
    assert log.exit_code == ExitCode.HELD
    assert RunLog("r2").exit_code == ExitCode.DONE
