from pathlib import Path

import pytest

from cml_sync.packages.diff.errors import OtherKindError
from cml_sync.packages.diff.families import check_families
from cml_sync.packages.package import open_package

EXAMPLES = Path(__file__).parents[4] / "examples"
CATALOG = "shop-2.07/import0_1.xml"
OFFERS = "shop-2.07/offers0_1.xml"
ORDERS = "orders/orders.xml"


def check(old: str, new: str) -> None:
    with open_package([EXAMPLES / old]) as one, open_package([EXAMPLES / new]) as other:
        check_families(one, other)


@pytest.mark.parametrize(
    ("old", "new"), [(CATALOG, ORDERS), (ORDERS, OFFERS), (CATALOG, OFFERS), ("shop-3.1", ORDERS)]
)
def test_different_kinds_are_refused(old: str, new: str) -> None:
    with pytest.raises(OtherKindError) as refused:
        check(old, new)
    assert refused.value.code == "E125"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (CATALOG, "shop-2.07"),
        (OFFERS, "changes/offers0_1.xml"),
        ("shop-2.07", "shop-3.1"),
        (OFFERS, "shop-3.1/priceLists"),
        (ORDERS, "orders/containers.xml"),
    ],
)
def test_of_one_kind_anything_goes(old: str, new: str) -> None:
    check(old, new)


def test_an_empty_package_can_be_compared_with_any(tmp_path: Path) -> None:
    empty = tmp_path / "empty.xml"
    empty.write_text('<КоммерческаяИнформация ВерсияСхемы="2.07"/>', encoding="utf-8")
    check(str(empty), ORDERS)
    check(CATALOG, str(empty))
