"""Which parts there are, and what stands in them."""

from collections import Counter

import pytest
from tests.unit.packages.generate.inventing import world

from cml_sync.model.kinds import Kind
from cml_sync.packages.generate.layout import invented
from cml_sync.packages.generate.planted import Planted, Spot
from cml_sync.packages.generate.source import InventedPart
from cml_sync.xml.entries import RecordRead


def kinds(part: InventedPart) -> Counter[str]:
    with part.read() as reading:
        return Counter(one.kind.value for one in reading if isinstance(one, RecordRead))


def test_the_classic_two_files() -> None:
    parts = invented(world(variants=2)).parts
    assert [part.relative for part in parts] == ["import0_1.xml", "offers0_1.xml"]
    assert kinds(parts[0]) == {"group": 3, "property": 4, "product": 5}
    assert kinds(parts[1]) == {"price_type": 2, "warehouse": 2, "offer": 10}


def test_2_05_has_no_warehouses() -> None:
    assert kinds(invented(world("2.05")).parts[1]) == {"price_type": 2, "offer": 5}


def test_the_parts_of_3_1() -> None:
    parts = invented(world("3.1")).parts
    held = {part.relative.partition("/")[0]: dict(kinds(part)) for part in parts}
    assert held == {
        "groups": {"group": 3},
        "units": {"unit": 5},
        "priceLists": {"price_type": 2},
        "storages": {"warehouse": 2},
        "propertiesGoods": {"property": 4},
        "goods": {"product": 5},
        "offers": {"offer": 5},
        "prices": {"offer": 5},
        "rests": {"offer": 5},
    }


@pytest.mark.parametrize(
    ("dialect", "kind", "count"), [("3.1", "container", 6), ("2.10", "document", 6)]
)
def test_orders_alone(dialect: str, kind: str, count: int) -> None:
    (part,) = invented(world(dialect, products=0, orders=6)).parts
    assert kinds(part) == {kind: count}


def test_what_is_planted_stands_at_its_number() -> None:
    planted = Planted(
        changes={Spot.PRODUCT: {2: lambda one: one.model_copy(update={"sku": "X"})}},
        added={Kind.PRODUCT: (world().goods.product(99),)},
    )
    with invented(world(), planted).parts[0].read() as reading:
        products = [
            one.record
            for one in reading
            if isinstance(one, RecordRead) and one.kind is Kind.PRODUCT
        ]
    assert len(products) == 6
    assert [n for n, one in enumerate(products) if getattr(one, "sku", None) == "X"] == [2]
