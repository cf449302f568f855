"""Which documents go to whom."""

import pytest
from tests.unit.jobs.world import World, order, orders

from cml_sync.config.words import ExchangeKind, Role
from cml_sync.errors import ExitCode
from cml_sync.jobs.documents import Documents
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.store.rows import RunRow
from cml_sync.store.runs import SERVE


@pytest.fixture
def answered(world: World) -> World:
    """Two shops with an order of the same number each; 1C has answered both, and a third."""
    world.add("other", Role.SHOP)
    world.write("shop", "orders.xml", orders(order("s1", "1"), order("s2", "2")))
    world.write("other", "orders.xml", orders(order("o1", "1")))
    world.write(
        "erp",
        "orders.xml",
        orders(order("s1", "1", "Принят"), order("1c", "1", "Принят"), order("x", "99", "Принят")),
    )
    with world.context() as context:
        report = pull(context, PullRequest((ExchangeKind.ORDERS,), ("shop", "other", "erp")))
    assert report.exit_code == ExitCode.DONE
    return world


def due(world: World, name: str) -> tuple[list[str], list[str]]:
    with world.context() as context, context.store.reading() as view:
        documents = Documents(context, view, context.endpoints[name])
        ids = [item.record.key.id for item in documents.due()]
        return ids, [problem.code for problem in documents.problems]


def test_the_erp_gets_the_orders_of_every_shop_and_nothing_of_its_own(answered: World) -> None:
    assert due(answered, "erp") == (["o1", "s1", "s2"], [])


def test_a_shop_gets_answers_to_its_own_orders_and_none_that_could_be_anothers(
    answered: World,
) -> None:
    assert due(answered, "shop") == (["s1"], ["CML933"])
    assert due(answered, "other") == ([], ["CML933"])


def test_who_is_no_endpoint_any_more_writes_for_nobody(answered: World) -> None:
    del answered.endpoints["other"]
    assert due(answered, "erp") == (["s1", "s2"], [])
    assert due(answered, "shop") == (["s1", "1c"], [])


def test_a_1c_that_calls_us_need_not_be_an_endpoint(answered: World) -> None:
    answered.endpoints["buh"] = answered.endpoints.pop("erp").model_copy(update={"name": "buh"})
    assert due(answered, "shop") == ([], [])
    with answered.context() as context, context.store.transaction() as transaction:
        transaction.runs.begin(RunRow("called", SERVE, "erp", "orders", context.clock()))
    assert due(answered, "shop") == (["s1"], ["CML933"])
