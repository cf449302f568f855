"""Parts cut into portions."""

from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import (
    END,
    ROOT,
    headers,
    held,
    offer,
    offers_part,
    package,
    records,
    shop,
)

from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import OffersPackage
from cml_sync.packages.convert.laying_out import copy
from cml_sync.packages.convert.portions import Numbers, PortionsTarget, Size
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import open_package


def cut(source: Path, place: Path, size: Size) -> Path:
    with (
        open_package([source]) as opened,
        PortionsTarget(XmlTarget(Output(place)), size) as target,
    ):
        copy(opened, target)
    return place


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("import0_1.xml", ["import0_1.xml", "import0_2.xml", "import0_3.xml"]),
        ("offers12_7.xml", ["offers12_1.xml", "offers12_2.xml", "offers12_3.xml"]),
        ("orders.xml", ["orders.xml", "orders_2.xml", "orders_3.xml"]),
        ("goods/goods.xml", ["goods/goods.xml", "goods/goods_2.xml", "goods/goods_3.xml"]),
        (
            "orders-09e6e24a-bd07-4bbc-b337-8ba43a4e971b_1.xml",
            [f"orders-09e6e24a-bd07-4bbc-b337-8ba43a4e971b_{n}.xml" for n in (1, 2, 3)],
        ),
    ],
)
def test_portions_are_numbered_as_1c_numbers_them(name: str, following: list[str]) -> None:
    numbers = Numbers()
    assert [numbers.next(name) for _ in range(3)] == following


def test_portions_of_3_1_get_ids_of_their_own() -> None:
    guid = "ec6e6683-e2ec-4d99-996a-d1fc6dd0031f"
    numbers = Numbers()
    first, second = (numbers.next(f"goods/goods_1_1_{guid}.xml") for _ in range(2))
    assert first == f"goods/goods_1_1_{guid}.xml"
    assert second.startswith("goods/goods_1_2_")
    assert guid not in second
    assert Numbers().next(f"offers/offers_1_{guid}.xml") == f"offers/offers_1_{guid}.xml"


def test_portions_that_are_there_already_are_counted_on() -> None:
    numbers = Numbers()
    names = ["import0_1.xml", "import0_1.xml", "import0_2.xml", "import1_1.xml"]
    assert [numbers.next(name) for name in names] == [
        "import0_1.xml",
        "import0_2.xml",
        "import0_3.xml",
        "import1_1.xml",
    ]


def test_a_portion_holds_so_many_records(tmp_path: Path) -> None:
    result = cut(shop(tmp_path / "shop", 5), tmp_path / "out", Size(records=2))
    assert held(result) == {
        "import0_1.xml": {"group": 1, "property": 1, "product": 2},
        "import0_2.xml": {"product": 2},
        "import0_3.xml": {"product": 1},
        "offers0_1.xml": {"price_type": 1, "warehouse": 1, "offer": 2},
        "offers0_2.xml": {"offer": 2},
        "offers0_3.xml": {"offer": 1},
    }
    assert list(records(result, Kind.PRODUCT)) == ["p1", "p2", "p3", "p4", "p5"]


def test_as_many_records_as_fit_are_one_portion(tmp_path: Path) -> None:
    result = cut(shop(tmp_path / "shop", 4), tmp_path / "out", Size(records=4))
    assert list(held(result)) == ["import0_1.xml", "offers0_1.xml"]


def test_later_portions_repeat_the_header_and_call_themselves_changes(tmp_path: Path) -> None:
    result = cut(shop(tmp_path / "shop", 3), tmp_path / "out", Size(records=1))
    said = [
        (type(header).__name__, header.id, header.name, header.changes_only)
        for header in headers(result)
        if isinstance(header, (Catalog, OffersPackage))
    ]
    assert said == [
        ("Catalog", "c", "Товары", False),
        ("Catalog", "c", "Товары", True),
        ("Catalog", "c", "Товары", True),
        ("OffersPackage", "c#", "Предложения", False),
        ("OffersPackage", "c#", "Предложения", True),
        ("OffersPackage", "c#", "Предложения", True),
    ]


def test_a_portion_is_no_larger_than_said(tmp_path: Path) -> None:
    source = package(
        tmp_path / "s",
        {"offers0_1.xml": offers_part(*(offer(f"p{n}") for n in range(2000)))},
    )
    limit = 64 * 1024
    result = cut(source, tmp_path / "out", Size(bytes=limit))
    sizes = [path.stat().st_size for path in result.glob("*.xml")]
    assert len(sizes) > 5
    assert max(sizes) <= limit
    assert sorted(sizes)[1] > limit * 0.8
    assert sum(counts["offer"] for counts in held(result).values()) == 2000


def large(name: str, letters: int) -> str:
    comment = f"</Ид><Комментарий>{'я' * letters}</Комментарий>"
    return offer(name).replace("</Ид>", comment)


def test_a_record_larger_than_those_before_it_begins_a_portion(tmp_path: Path) -> None:
    limit = 64 * 1024
    names = [f"p{n}" for n in range(1200)]
    said = {name: offer(name) for name in names}
    said |= {name: large(name, 12_000) for name in ("p600", "p601", "p1199")}
    source = package(tmp_path / "s", {"offers0_1.xml": offers_part(*said.values())})
    result = cut(source, tmp_path / "out", Size(bytes=limit))
    assert max(path.stat().st_size for path in result.glob("*.xml")) <= limit
    assert list(records(result, Kind.OFFER)) == names


def test_a_record_larger_than_a_portion_is_not_cut(tmp_path: Path) -> None:
    parts = offers_part(offer("a"), large("b", 99_000), offer("c"))
    source = package(tmp_path / "s", {"offers0_1.xml": parts})
    result = cut(source, tmp_path / "out", Size(bytes=64 * 1024))
    assert [counts["offer"] for counts in held(result).values()] == [1, 1, 1]


def test_documents_are_cut_as_well(tmp_path: Path) -> None:
    orders = "".join(f"<Документ><Номер>{n}</Номер></Документ>" for n in range(5))
    source = package(tmp_path / "s", {"orders.xml": ROOT.format("2.07") + orders + END})
    result = cut(source, tmp_path / "out", Size(records=2))
    assert held(result) == {
        "orders.xml": {"document": 2},
        "orders_2.xml": {"document": 2},
        "orders_3.xml": {"document": 1},
    }
