"""How things stand."""

from tests.unit.jobs.world import World, catalog

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.status import status


def test_success_failure_and_what_is_held_are_told(world: World) -> None:
    request = PullRequest((ExchangeKind.CATALOG,))
    world.write("erp", "import0_1.xml", catalog({"p": "Ведро"}))
    with world.context() as context:
        pull(context, request)
        good = status(context.store, context.clock)
        world.write("erp", "import0_1.xml", catalog({}))
        pull(context, request)
        held = status(context.store, context.clock)
    (errand,) = good.errands
    assert (errand.command, errand.endpoint, errand.kinds) == ("pull", "erp", ("catalog",))
    assert errand.exit_code == ExitCode.DONE
    assert errand.age is not None
    assert errand.age > 0
    assert good.records == {"group": 1, "product": 1}
    assert good.exit_code == ExitCode.DONE
    (errand,) = held.errands
    assert errand.exit_code == ExitCode.HELD
    assert errand.last_success == good.errands[0].last_success
    assert [(item.endpoint, item.files) for item in held.held] == [("erp", ("import0_1.xml",))]
    assert held.exit_code == ExitCode.HELD
