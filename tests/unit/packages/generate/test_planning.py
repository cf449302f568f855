"""Where defects are planted."""

from collections import Counter
from typing import Any

import pytest
from tests.unit.packages.generate.inventing import world

from cml_sync.cli.chance import seeded
from cml_sync.packages.generate.defects.defect import Need
from cml_sync.packages.generate.defects.registry import DEFECTS
from cml_sync.packages.generate.errors import ImpossibleError
from cml_sync.packages.generate.planning import REASONS, Asked, planted
from cml_sync.packages.generate.planted import Planted, Spot


def plan(*asked: tuple[str, int], seed: int = 1, dialect: str = "2.07", **sizes: int) -> Planted:
    wishes = [Asked(DEFECTS[code], count) for code, count in asked]
    return planted(wishes, world(dialect, **sizes), seeded(seed))


def test_the_seed_chooses_the_records() -> None:
    places = [plan(("CML101", 3), seed=n, products=500).changes[Spot.PRODUCT] for n in (1, 1, 2)]
    assert len(places[0]) == 3
    assert places[0].keys() == places[1].keys() != places[2].keys()


def test_no_record_has_two_defects() -> None:
    found = plan(("CML301", 2), ("CML401", 2), ("CML432", 1))
    assert len(found.changes[Spot.OFFER]) == 5


def test_in_3_1_each_part_has_its_own() -> None:
    found = plan(("CML301", 1), ("CML401", 1), ("CML432", 1), dialect="3.1")
    assert Counter({spot: len(one) for spot, one in found.changes.items()}) == {
        Spot.PRICED: 1,
        Spot.STOCKED: 1,
        Spot.OFFER: 1,
    }


@pytest.mark.parametrize(
    ("code", "count", "sizes", "reason"),
    [
        ("CML101", 6, {}, "there are 5 records for it, and 6 would be needed"),
        ("CML101", 2, {"products": 1}, "there is 1 record for it, and 2 would be needed"),
        ("CML601", 1, {}, "it needs orders (`--orders`)"),
        ("CML511", 1, {}, "it needs orders (`--orders`)"),
        ("CML101", 1, {"products": 0, "orders": 3}, "it needs goods (`--products`)"),
        ("CML131", 2, {}, "a package can have 1 at most"),
        ("CML208", 1, {}, "it needs the dialect 3.1"),
        ("CML821", 1, {}, "it needs pictures (`--pictures`)"),
    ],
)
def test_what_cannot_be_is_refused(
    code: str, count: int, sizes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ImpossibleError) as caught:
        plan((code, count), **sizes)
    assert str(caught.value) == f"{code} cannot be planted here: {reason}"


def test_every_need_has_its_reason() -> None:
    assert set(REASONS) == set(Need)
