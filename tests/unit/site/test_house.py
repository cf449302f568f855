from pathlib import Path

from tests.servers.own_site import new_house
from tests.unit.jobs.world import new_world

from cml_sync.config.settings import Guards
from cml_sync.config.words import Role


def test_a_caller_nobody_configured_is_an_erp_that_reads_what_ut_11_reads(tmp_path: Path) -> None:
    caller = new_house(tmp_path, {}).caller
    assert (caller.name, caller.role, caller.dialect.name) == ("1c", Role.ERP, "ut11")
    assert caller.guards == Guards()


def test_an_endpoint_of_the_same_name_lends_its_guards(tmp_path: Path) -> None:
    world = new_world(tmp_path)
    world.add("1c", Role.SHOP, guards=Guards(max_deleted=0.5))
    caller = new_house(tmp_path, world.endpoints).caller
    assert (caller.role, caller.dialect.name) == (Role.ERP, "ut11")
    assert caller.guards.max_deleted == 0.5
