from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.servers.own_site import new_house
from tests.unit.jobs.world import catalog, order, orders

from cml_sync.jobs.context import Progress
from cml_sync.jobs.failure import Failure
from cml_sync.jobs.lock import hold_lock
from cml_sync.jobs.report import EndpointRun, HoldRow, KindRow, ProblemRow
from cml_sync.messages import text
from cml_sync.site.imports import Wish, outcome_of, run_import
from cml_sync.site.uploads import Upload
from cml_sync.transports.base import Topic

MOMENT = datetime(2026, 3, 1, tzinfo=UTC)


def run(**values: Any) -> EndpointRun:
    usual = {
        "run": "r1",
        "command": "serve",
        "endpoint": "1c",
        "kinds": (),
        "started": MOMENT,
        "finished": MOMENT,
        "exit_code": 0,
    }
    return EndpointRun(**(usual | values))


def lines(found: EndpointRun) -> tuple[bool, list[str]]:
    outcome = outcome_of(found)
    return outcome.good, [str(line) for line in outcome.lines]


def test_a_whole_import_is_success_with_its_counts() -> None:
    rows = (
        KindRow(kind="product", in_source=5, accepted=3, unchanged=2),
        KindRow(kind="group", in_source=1, accepted=1),
    )
    assert lines(run(rows=rows)) == (True, ["taken over: 4, unchanged: 2, kept aside: 0"])


def test_a_record_that_was_kept_aside_is_named() -> None:
    problem = ProblemRow(
        code="CML301", severity="error", message=text("no number"), file="a/offers0_1.xml", line=5
    )
    advice = problem.model_copy(update={"severity": "advice", "message": text("advice")})
    found = run(rows=(KindRow(kind="offer", quarantined=1),), problems=(advice, problem))
    assert lines(found)[1][1:] == ["offers0_1.xml:5: no number"]


def test_a_failure_and_a_hold_are_failures() -> None:
    failure = Failure(
        code="E101", exit_code=1, message=text("not XML"), hint=text("mend it"), file="/s/a.xml"
    )
    assert lines(run(failure=failure)) == (False, ["a.xml: not XML", "mend it"])
    hold = HoldRow(
        guard="G1",
        kind="product",
        gone=2,
        before=2,
        examples=(),
        message=text("nothing would be left"),
        hint=text("run it again with an option"),
    )
    assert lines(run(holds=(hold,))) == (False, ["nothing would be left"])


def upload(folder: Path, content: str) -> Upload:
    path = folder / "upload"
    path.write_text(content, encoding="utf-8")
    return Upload(path, path.stat().st_size)


def test_an_import_tells_how_far_it_is(tmp_path: Path) -> None:
    said: list[Progress] = []
    house = new_house(tmp_path / "state", {})
    files = {"import.xml": upload(tmp_path, catalog({"p1": "Ведро"}))}
    imported = run_import(house, Wish(Topic.CATALOG, "import.xml", files), said.append)
    assert imported.outcome.good
    assert imported.uploads == {"import.xml"}
    assert Progress("1c", "apply", "import.xml", 2) in said or said[-1].stage == "confirm"


@pytest.mark.parametrize(
    ("topic", "content"),
    [
        (Topic.SALE, catalog({"p1": "Ведро"})),
        (Topic.CATALOG, orders(order("o1", "1"))),
        (Topic.CATALOG, "<broken"),
        (Topic.SALE, "<broken"),
    ],
)
def test_what_cannot_be_taken_over_is_a_failure(tmp_path: Path, topic: Topic, content: str) -> None:
    house = new_house(tmp_path / "state", {})
    files = {"a.xml": upload(tmp_path, content)}
    imported = run_import(house, Wish(topic, "a.xml", files), lambda _: None)
    assert not imported.outcome.good
    assert imported.outcome.lines
    assert (imported.uploads, imported.pictures) == (frozenset({"a.xml"}), frozenset())


def test_another_run_makes_it_busy(tmp_path: Path) -> None:
    house = new_house(tmp_path / "state", {})
    files = {"a.xml": upload(tmp_path, catalog({"p1": "Ведро"}))}
    with hold_lock(house.state, "pull", lambda: MOMENT):
        imported = run_import(house, Wish(Topic.CATALOG, "a.xml", files), lambda _: None)
    assert [str(line) for line in imported.outcome.lines] == ["busy, try again"]
