from contextlib import closing

from tests.unit.jobs.world import START, World, catalog, order, orders

from cml_sync.errors import ExitCode
from cml_sync.jobs.receive import receive
from cml_sync.jobs.report import EndpointRun
from cml_sync.model.kinds import Kind
from cml_sync.transports.base import Topic


def take(world: World, topic: Topic, name: str, content: str) -> EndpointRun:
    world.write("erp", name, content)
    endpoint = world.endpoints["erp"]
    with world.context() as context, closing(world.transport(endpoint)) as transport:
        return receive(context, endpoint, topic, transport)


def live(world: World, kind: Kind) -> list[str]:
    with world.context() as context, context.store.reading() as view:
        return [record.key.id for record in view.records.walk(kind.value)]


def test_a_set_that_calls_itself_full_withdraws_nothing(world: World) -> None:
    take(world, Topic.CATALOG, "import0_1.xml", catalog({"p1": "Ведро", "p2": "Таз"}))
    run = take(world, Topic.CATALOG, "import0_1.xml", catalog({"p3": "Кружка"}))
    assert run.exit_code == ExitCode.DONE
    assert sum(row.withdrawn for row in run.rows) == 0
    assert live(world, Kind.PRODUCT) == ["p1", "p2", "p3"]


def test_documents_belong_to_who_sent_them(world: World) -> None:
    run = take(world, Topic.SALE, "orders.xml", orders(order("o1", "1001", status="Отгружен")))
    assert [(row.kind, row.accepted) for row in run.rows] == [("document", 1)]
    with world.context() as context, context.store.reading() as view:
        assert view.records.origins([Kind.DOCUMENT.value]) == ["erp"]


def test_a_part_of_another_topic_is_an_error(world: World) -> None:
    run = take(world, Topic.CATALOG, "orders.xml", orders(order("o1", "1001")))
    assert run.failure is not None
    assert run.failure.code == "E170"
    assert "orders.xml" in str(run.failure.message)


def test_the_same_once_more_is_no_error(world: World) -> None:
    for repeated in (False, True):
        run = take(world, Topic.CATALOG, "import0_1.xml", catalog({"p1": "Ведро"}))
        assert (run.exit_code, run.repeated) == (ExitCode.DONE, repeated)


def test_the_same_broken_part_twice_in_one_second_is_the_same_error_twice(world: World) -> None:
    world.clock = lambda: START  # type: ignore[method-assign]
    codes = []
    for _ in range(3):
        run = take(world, Topic.CATALOG, "import0_1.xml", catalog({"p1": "Ведро"})[:-20])
        assert run.failure is not None
        codes.append(run.failure.code)
    assert codes == ["E106"] * 3


def test_a_report_is_left(world: World) -> None:
    take(world, Topic.CATALOG, "import0_1.xml", catalog({"p1": "Ведро"}))
    assert len(list((world.root / "state" / "runs").glob("*.json"))) == 1
