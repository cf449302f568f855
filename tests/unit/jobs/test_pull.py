"""Pulling from a folder that plays 1C."""

from pathlib import Path

import pytest
from tests.unit.jobs.world import World, catalog, offers, order, orders

from cml_sync.config.errors import NoEndpointError, UnknownEndpointError
from cml_sync.config.words import ExchangeKind, Role
from cml_sync.errors import ExitCode
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.report import KindRow, PullReport
from cml_sync.store.rows import Key, PackageState, StoredRecord
from cml_sync.transports.folder_options import After

GOODS = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)
ORDERS = (ExchangeKind.ORDERS,)
TEN = {f"p{number}": f"Ведро {number}" for number in range(10)}
THIRTY = {f"p{number:02}": f"Ведро {number}" for number in range(30)}


def run(world: World, kinds: tuple[ExchangeKind, ...] = GOODS, **more: object) -> PullReport:
    with world.context() as context:
        return pull(context, PullRequest(kinds, **more))  # type: ignore[arg-type]


def row(report: PullReport, kind: str) -> KindRow:
    (found,) = [row for run in report.runs for row in run.rows if row.kind == kind]
    return found


def stored(world: World, kind: str, id_: str, origin: str = "") -> StoredRecord | None:
    with world.context() as context, context.store.reading() as view:
        return view.records.get(Key(kind, origin, id_))


def left(world: World, endpoint: str = "erp") -> list[str]:
    folder = world.root / endpoint / "out"
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def states(world: World) -> list[PackageState]:
    with world.context() as context, context.store.reading() as view:
        found = [row for state in PackageState for row in view.packages.in_state(state)]
    return [row.state for row in sorted(found, key=lambda row: row.created)]


def files_below(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def test_goods_arrive_and_the_files_are_confirmed(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    world.write("erp", "offers0_1.xml", offers({"p1": ("10.50", "3")}))
    report = run(world)
    assert report.exit_code == ExitCode.DONE
    assert row(report, "product").added == 10
    assert row(report, "offer").accepted == 1
    assert row(report, "price_type").in_source == 1
    assert row(report, "group").added == 1
    assert left(world) == []
    assert states(world) == [PackageState.ARCHIVED]
    assert stored(world, "product", "p3") is not None


def test_the_report_is_written_for_its_owner(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    report = run(world)
    assert report.path is not None
    assert report.path.stat().st_mode & 0o777 == 0o600
    assert '"schema": "cml-sync.pull/1"' in report.path.read_text(encoding="utf-8")


def test_a_second_pull_finds_everything_unchanged(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    run(world)
    world.write("erp", "import0_1.xml", catalog(TEN).replace("2.07", "2.08"))
    report = run(world)
    found = row(report, "product")
    assert (found.in_source, found.unchanged, found.accepted) == (10, 10, 0)
    assert not report.runs[0].repeated


def test_the_same_bytes_are_recognised_and_confirmed(world: World) -> None:
    world.after = After.KEEP
    world.write("erp", "import0_1.xml", catalog(TEN))
    run(world)
    report = run(world)
    assert report.runs[0].repeated
    assert row(report, "product").unchanged == 10
    assert len(files_below(world.root / "state" / "archive")) == 2  # one file and its manifest


def test_bytes_that_are_not_the_last_ones_are_read_again(world: World) -> None:
    first, second = catalog({"p": "A"}, delta=True), catalog({"p": "B"}, delta=True)
    for content in (first, second, first):
        world.write("erp", "import0_1.xml", content)
        assert row(run(world), "product").accepted == 1
    record = stored(world, "product", "p")
    assert record is not None
    assert '"name":"A"' in record.body.decode()


def test_nothing_there_is_done_or_exit_9_on_request(world: World) -> None:
    assert run(world).exit_code == ExitCode.DONE
    assert run(world, error_on_empty=True).exit_code == ExitCode.NOTHING


def test_a_full_set_withdraws_what_it_does_not_hold(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    fewer = {id_: name for id_, name in THIRTY.items() if id_ != "p07"}
    world.write("erp", "import0_1.xml", catalog(fewer))
    assert row(run(world), "product").withdrawn == 1
    record = stored(world, "product", "p07")
    assert record is not None
    assert record.withdrawn


def test_a_delta_withdraws_nothing(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    world.write("erp", "import0_1.xml", catalog({"p01": "Новое"}, delta=True))
    found = row(run(world), "product")
    assert (found.changed, found.withdrawn) == (1, 0)


def test_portions_after_the_first_call_themselves_deltas_and_are_one_set(world: World) -> None:
    items = list(THIRTY.items())
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    world.write("erp", "import0_1.xml", catalog(dict(items[:15])))
    world.write("erp", "import0_2.xml", catalog(dict(items[15:29]), delta=True))
    found = row(run(world), "product")
    assert (found.withdrawn, found.unchanged) == (1, 29)


def test_a_gap_in_the_portions_withdraws_nothing_and_is_said(world: World) -> None:
    items = list(THIRTY.items())
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    world.write("erp", "import0_1.xml", catalog(dict(items[:10])))
    world.write("erp", "import0_3.xml", catalog(dict(items[20:]), delta=True))
    report = run(world)
    assert row(report, "product").withdrawn == 0
    assert [problem.code for problem in report.runs[0].problems] == ["CML932"]


def test_too_many_withdrawals_are_held_and_nothing_is_touched(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    world.write("erp", "import0_1.xml", catalog(dict(list(THIRTY.items())[:20])))
    report = run(world)
    assert report.exit_code == ExitCode.HELD
    (hold,) = report.runs[0].holds
    assert (hold.guard, hold.gone, hold.before) == ("G2", 10, 30)
    assert hold.examples == ("p20", "p21", "p22", "p23", "p24")
    assert "--allow-deletions 10" in str(hold.hint)
    assert (row(report, "product").held, row(report, "product").accepted) == (10, 0)
    assert left(world) == ["import0_1.xml"]
    assert states(world) == [PackageState.ARCHIVED, PackageState.HELD]
    record = stored(world, "product", "p25")
    assert record is not None
    assert record.live


def test_held_packages_do_not_pile_up(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    world.write("erp", "import0_1.xml", catalog({}))
    for _ in range(3):
        assert run(world).exit_code == ExitCode.HELD
    assert states(world).count(PackageState.HELD) == 1
    assert len(files_below(world.root / "state" / "spool")) == 2


def test_what_is_held_is_given_up_when_the_sender_has_something_else(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    world.write("erp", "import0_1.xml", catalog({}))
    assert run(world).exit_code == ExitCode.HELD
    world.write("erp", "import0_1.xml", catalog({**THIRTY, "p99": "New"}))
    assert run(world).exit_code == ExitCode.DONE
    assert states(world) == [PackageState.ARCHIVED, PackageState.REJECTED, PackageState.ARCHIVED]
    assert files_below(world.root / "state" / "spool") == []


@pytest.mark.parametrize(("said", "code"), [(10, ExitCode.DONE), (11, ExitCode.HELD)])
def test_the_override_must_name_the_number(world: World, said: int, code: ExitCode) -> None:
    world.write("erp", "import0_1.xml", catalog(THIRTY))
    run(world)
    world.write("erp", "import0_1.xml", catalog(dict(list(THIRTY.items())[:20])))
    assert run(world, allow_deletions=said).exit_code == code


def test_an_empty_full_set_is_held_however_small_the_catalogue(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    run(world)
    world.write("erp", "import0_1.xml", catalog({}))
    report = run(world)
    assert report.exit_code == ExitCode.HELD
    assert report.runs[0].holds[0].guard == "G1"


def test_lost_prices_are_held(world: World) -> None:
    world.write("erp", "offers0_1.xml", offers(dict.fromkeys(THIRTY, ("5", "1"))))
    run(world)
    world.write("erp", "offers0_1.xml", offers(dict.fromkeys(THIRTY, ("0", "1"))))
    report = run(world)
    assert report.exit_code == ExitCode.HELD
    assert report.runs[0].holds[0].guard == "G5"


def test_a_cut_off_part_applies_nothing_and_stays_at_the_sender(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    whole = offers({"p1": ("1", "1")})
    world.write("erp", "offers0_1.xml", whole[: len(whole) // 2])
    report = run(world)
    assert report.exit_code == ExitCode.FINDINGS
    assert report.runs[0].failure is not None
    assert report.runs[0].failure.code.startswith("E1")
    # As 1C calls it: the spooled file is about to be moved.
    assert report.runs[0].failure.file == "offers0_1.xml"
    assert stored(world, "product", "p1") is None
    assert left(world) == ["import0_1.xml", "offers0_1.xml"]
    assert states(world) == [PackageState.REJECTED]
    run(world)
    assert states(world).count(PackageState.REJECTED) == 1


def test_a_record_that_cannot_be_used_is_kept_aside_and_the_others_go_on(world: World) -> None:
    world.write("erp", "offers0_1.xml", offers({"p1": ("10", "1"), "p2": ("дорого", "1")}))
    report = run(world)
    assert report.exit_code == ExitCode.PARTLY
    found = row(report, "offer")
    assert (found.added, found.quarantined, found.in_source) == (1, 1, 2)
    assert stored(world, "offer", "p2") is None
    world.write("erp", "offers0_1.xml", offers({"p1": ("10", "1"), "p2": ("дорого", "1")}))
    assert run(world).exit_code == ExitCode.PARTLY


def test_a_record_without_an_id_is_kept_aside(world: World) -> None:
    nameless = catalog({"x": "Ведро"}, delta=True).replace("<Ид>x</Ид>", "")
    world.write("erp", "import0_1.xml", nameless)
    report = run(world)
    assert report.exit_code == ExitCode.PARTLY
    assert [p.code for p in report.runs[0].problems if p.severity == "error"] == ["CML931"]
    assert {p.file for p in report.runs[0].problems} == {"import0_1.xml"}


def test_a_full_set_with_a_nameless_record_withdraws_nothing_it_may_be_any_of_them(
    world: World,
) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    run(world)
    world.write("erp", "import0_1.xml", catalog(TEN).replace("<Ид>p3</Ид>", ""))
    report = run(world)
    assert (report.exit_code, row(report, "product").withdrawn) == (ExitCode.PARTLY, 0)
    kept = stored(world, "product", "p3")
    assert kept is not None
    assert kept.live


def test_other_kinds_are_left_for_their_own_pull(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    world.write("erp", "offers0_1.xml", offers({"p1": ("10", "1")}))
    world.write("erp", "orders.xml", orders(order("1", "N1")))
    run(world, (ExchangeKind.OFFERS,))
    assert left(world) == ["import0_1.xml", "orders.xml"]
    assert stored(world, "product", "p1") is None
    assert stored(world, "offer", "p1") is not None
    run(world, (ExchangeKind.ORDERS,), endpoints=("erp",))
    assert left(world) == ["import0_1.xml"]


def test_orders_belong_to_the_shop_that_wrote_them(world: World) -> None:
    world.add("other", Role.SHOP)
    world.write("shop", "orders.xml", orders(order("1", "A1")))
    world.write("other", "orders.xml", orders(order("1", "B1")))
    report = run(world, ORDERS)
    assert [r.endpoint for r in report.runs] == ["shop", "other"]
    assert report.exit_code == ExitCode.DONE
    first, second = (stored(world, "document", "1", shop) for shop in ("shop", "other"))
    assert first is not None
    assert second is not None
    assert (first.number, second.number) == ("A1", "B1")


def test_one_source_that_fails_does_not_stop_the_others(world: World) -> None:
    world.add("other", Role.SHOP)
    world.write("shop", "orders.xml", "<html>")
    world.write("other", "orders.xml", orders(order("1", "B1")))
    report = run(world, ORDERS)
    assert [run.exit_code for run in report.runs] == [ExitCode.FINDINGS, ExitCode.DONE]
    assert report.exit_code == ExitCode.FINDINGS
    assert stored(world, "document", "1", "other") is not None


def test_a_dry_run_counts_and_leaves_no_trace(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    run(world, (ExchangeKind.OFFERS,))
    before = files_below(world.root / "state")
    report = run(world, dry_run=True)
    assert row(report, "product").added == 10
    assert report.path is None
    assert left(world) == ["import0_1.xml"]
    assert files_below(world.root / "state") == before
    assert stored(world, "product", "p1") is None


def test_pictures_are_kept_by_content(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog(TEN))
    world.write("erp", "import_files/ab/1.jpg", "a picture")
    run(world)
    assert left(world) == []
    with world.context() as context, context.store.reading() as view:
        (digest,) = view.headers.picture_digests(["import_files/ab/1.jpg"]).values()
    kept = world.root / "state" / "pictures" / digest.hex()[:2] / digest.hex()
    assert kept.read_text() == "a picture"


def test_nobody_to_ask_is_said(world: World) -> None:
    del world.endpoints["erp"]
    with pytest.raises(NoEndpointError):
        run(world)
    with pytest.raises(UnknownEndpointError):
        run(world, endpoints=("nobody",))
