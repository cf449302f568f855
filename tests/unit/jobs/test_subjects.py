"""Words of the command line, and who is asked and served."""

import pytest
from tests.unit.jobs.world import World

from cml_sync.config.errors import NoEndpointError, UnknownEndpointError
from cml_sync.config.words import ExchangeKind, Role
from cml_sync.jobs.subjects import sources, targets, topics, wants
from cml_sync.packages.parts import PartKind
from cml_sync.transports.base import Topic

CATALOG, OFFERS, ORDERS = ExchangeKind.CATALOG, ExchangeKind.OFFERS, ExchangeKind.ORDERS


def names(routes: tuple[tuple[object, tuple[ExchangeKind, ...]], ...]) -> list[tuple[str, str]]:
    return [(getattr(e, "name", ""), " ".join(kind.value for kind in kinds)) for e, kinds in routes]


def test_roles_give_the_defaults(world: World) -> None:
    world.add("other", Role.SHOP)
    all_kinds = (ORDERS, CATALOG)
    assert names(sources(world.endpoints, all_kinds)) == [
        ("erp", "catalog"),
        ("shop", "orders"),
        ("other", "orders"),
    ]
    assert names(targets(world.endpoints, all_kinds)) == [
        ("shop", "catalog orders"),
        ("other", "catalog orders"),
        ("erp", "orders"),
    ]


def test_named_endpoints_are_asked_for_everything(world: World) -> None:
    assert names(sources(world.endpoints, (ORDERS,), ("erp", "erp"))) == [("erp", "orders")]
    with pytest.raises(UnknownEndpointError):
        sources(world.endpoints, (ORDERS,), ("nobody",))


def test_nobody_of_a_role_is_an_error(world: World) -> None:
    del world.endpoints["shop"]
    with pytest.raises(NoEndpointError):
        sources(world.endpoints, (ORDERS,))
    with pytest.raises(NoEndpointError):
        targets(world.endpoints, (OFFERS,))


def test_goods_come_before_orders() -> None:
    assert topics((ORDERS, OFFERS)) == (Topic.CATALOG, Topic.SALE)
    assert topics((ORDERS,)) == (Topic.SALE,)


def test_every_kind_of_part_belongs_to_some_word() -> None:
    assert [kind for kind in PartKind if not wants(tuple(ExchangeKind), kind)] == []
    assert not wants((OFFERS,), PartKind.CATALOG)
    assert wants((ExchangeKind.RESTS,), PartKind.OFFERS)
    assert wants((ORDERS,), PartKind.UNREADABLE)
