"""All files of a package, or none."""

from pathlib import Path

import pytest
from tests.unit.jobs.world import World, catalog

from cml_sync.errors import ExitCode, FindingsError
from cml_sync.jobs.context import Context
from cml_sync.jobs.guards import Guard, Limits
from cml_sync.jobs.laying import QUARANTINE, Laid, Laying
from cml_sync.jobs.recording import RunLog
from cml_sync.store.rows import Direction, Key, PackageRow, PackageState, RunRow
from cml_sync.transports.base import Topic


def lay(
    context: Context, contents: dict[str, str], *, dry: bool = False, portion: bool = False
) -> tuple[Laid, RunLog, PackageState | None]:
    folder = context.state / "files"
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    log = RunLog(context.new_id())
    now = context.clock()
    row = PackageRow(
        context.new_id(), Direction.IN, "erp", "catalog", "aa", PackageState.SPOOLED, "f", (),
        log.run, now, now,
    )  # fmt: skip
    with context.store.transaction() as transaction:
        transaction.runs.begin(RunRow(log.run, "pull", "erp", "catalog", now))
        transaction.packages.add(row)
    laying = Laying(context, "erp", Topic.CATALOG, log, Limits(), portion)
    laid = laying.lay(folder, list(contents), None if dry else row)
    with context.store.reading() as view:
        found = view.packages.get(row.id)
    return laid, log, None if found is None else found.state


def live(context: Context) -> dict[tuple[str, str], int]:
    with context.store.reading() as view:
        return view.records.live_counts()


def test_a_package_becomes_applied_with_its_records_and_pictures(world: World) -> None:
    with world.context() as context:
        content = {"import.xml": catalog({"a": "A"}), "import_files/1.jpg": "picture"}
        laid, log, state = lay(context, content)
        assert (laid.held, laid.empty, state) == ((), False, PackageState.APPLIED)
        assert {row.kind: row.accepted for row in log.rows} == {"group": 1, "product": 1}
        assert live(context) == {("group", "c1"): 1, ("product", "c1"): 1}
        with context.store.reading() as view:
            assert list(view.headers.picture_digests(["import_files/1.jpg"])) == [
                "import_files/1.jpg"
            ]


def test_a_dry_run_counts_and_undoes(world: World) -> None:
    with world.context() as context:
        _, log, state = lay(context, {"import.xml": catalog({"a": "A"})}, dry=True)
        assert [row.added for row in log.rows] == [1, 1]
        assert (live(context), state) == ({}, PackageState.SPOOLED)


def test_what_is_held_leaves_everything_as_it_was(world: World) -> None:
    with world.context() as context:
        lay(context, {"import.xml": catalog({"a": "A"})})
        laid, log, state = lay(context, {"import.xml": catalog({})})
        assert [hold.guard for hold in laid.held] == [Guard.EMPTY]
        assert log.codes == [ExitCode.HELD]
        assert live(context)["product", "c1"] == 1
        assert state is PackageState.SPOOLED


def test_a_part_that_breaks_off_undoes_the_parts_before_it_and_is_called_by_its_name(
    world: World,
) -> None:
    whole = catalog({"b": "B"})
    with world.context() as context:
        with pytest.raises(FindingsError) as caught:
            lay(context, {"import0_1.xml": catalog({"a": "A"}), "import0_2.xml": whole[:-60]})
        assert caught.value.place is not None
        assert caught.value.place.file == "import0_2.xml"
        assert live(context) == {}


def test_a_package_with_a_quarantined_record_is_noted_as_such(world: World) -> None:
    nameless = catalog({"a": "A"}).replace("<Ид>a</Ид>", "")
    with world.context() as context:
        _, log, _ = lay(context, {"import.xml": nameless})
        assert log.codes == [ExitCode.PARTLY]
        with context.store.reading() as view:
            (row,) = view.packages.in_state(PackageState.APPLIED)
        assert row.message == QUARANTINE


def test_an_older_portion_of_a_dialogue_is_not_held(world: World) -> None:
    def dated(name: str, hour: int) -> str:
        moment = f'ДатаФормирования="2026-03-01T{hour}:00:00" ВерсияСхемы='
        return catalog({"a": name}).replace("ВерсияСхемы=", moment)

    with world.context() as context:
        assert lay(context, {"import.xml": dated("new", 12)})[0].held == ()
        (hold,) = lay(context, {"import.xml": dated("old", 11)})[0].held
        assert hold.guard is Guard.OLDER
        assert lay(context, {"import.xml": dated("old", 11)}, portion=True)[0].held == ()
        with context.store.reading() as view:
            record = view.records.get(Key("product", "", "a"))
        assert record is not None
        assert b"old" in record.body


def test_nothing_outside_the_folder_is_named(world: World, tmp_path: Path) -> None:
    with world.context() as context:
        _, log, _ = lay(context, {"import.xml": catalog({"a": "A"}).replace("<Ид>a</Ид>", "")})
    assert log.problems
    assert all(str(tmp_path) not in str(problem.place.file) for problem in log.problems)
