"""What a defect says of itself."""

from tests.unit.packages.generate.inventing import world

from cml_sync.packages.generate.defects.defect import Site
from cml_sync.packages.generate.defects.registry import DEFECTS


def test_only_xml_can_have_some() -> None:
    assert DEFECTS["CML767"].in_bytes
    assert DEFECTS["CML161"].in_bytes
    assert not DEFECTS["CML301"].in_bytes


def test_what_is_added_has_ids_of_its_own() -> None:
    made = world()
    sites = [Site(made, code, number) for code in ("CML211", "CML212") for number in (0, 1)]
    assert len({site.guid() for site in sites}) == 4
    assert len({site.beyond for site in sites}) == 4
    assert min(site.beyond for site in sites) > 1_000_000
