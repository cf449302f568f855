"""The steps of a job."""

import json

from tests.unit.jobs.world import World, catalog, offers, order, orders

from cml_sync.config.settings import Job
from cml_sync.errors import ExitCode
from cml_sync.jobs.run import run

STEPS = ("pull catalog offers", "push catalog offers", "pull orders", "push orders")
JOB = Job.model_validate({"name": "stock", "steps": STEPS})


def test_the_steps_are_done_in_order(world: World) -> None:
    world.write("erp", "import0_1.xml", catalog({"p": "Ведро"}))
    world.write("erp", "offers0_1.xml", offers({"p": ("1", "1")}))
    world.write("shop", "orders.xml", orders(order("1", "A1")))
    with world.context() as context:
        report = run(context, JOB)
    assert report.exit_code == ExitCode.DONE
    assert tuple(step.step for step in report.steps) == STEPS
    assert set(world.received("shop")) == {"import0_1.xml", "offers0_1.xml"}
    assert len(world.received("erp")) == 1
    assert report.path is not None
    written = json.loads(report.path.read_text(encoding="utf-8"))
    assert written["schema"] == "cml-sync.run/1"
    assert written["steps"][0]["report"]["schema"] == "cml-sync.pull/1"


def test_a_step_that_fails_does_not_stop_the_next_and_gives_the_exit_code(world: World) -> None:
    world.write("erp", "import0_1.xml", "<html>")
    world.write("shop", "orders.xml", orders(order("1", "A1")))
    with world.context() as context:
        report = run(context, JOB)
    assert [step.report.exit_code for step in report.steps] == [1, 0, 0, 0]
    assert report.exit_code == ExitCode.FINDINGS
    assert len(world.received("erp")) == 1


def test_a_dry_run_writes_no_report(world: World) -> None:
    with world.context() as context:
        assert run(context, JOB, dry_run=True).path is None
