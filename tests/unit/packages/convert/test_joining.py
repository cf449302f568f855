"""From the layout of 3.1 into that of 2.x."""

from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import (
    END,
    ROOT,
    catalog_part,
    headers,
    held,
    offer,
    offers_part,
    package,
    product,
    records,
    shop,
)
from tests.unit.packages.convert.test_routing import routed

from cml_sync.model.classifier import Classifier
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import OffersPackage
from cml_sync.packages.convert.errors import DoubledIdError
from cml_sync.packages.convert.joining import join
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import open_package
from cml_sync.xml.dialects import DIALECTS


def joined(source: Path, place: Path, *, merge: bool = False) -> Path:
    with open_package([source]) as opened, XmlTarget(Output(place), DIALECTS["2.07"]) as target:
        join(opened, target, "2.07", merge=merge)
    return place


def split_shop(tmp_path: Path, count: int = 3) -> Path:
    return routed(shop(tmp_path / "shop", count), tmp_path / "split")


def test_ten_parts_become_two(tmp_path: Path) -> None:
    assert held(joined(split_shop(tmp_path), tmp_path / "out")) == {
        "import0_1.xml": {"group": 1, "property": 1, "product": 3},
        "offers0_1.xml": {"price_type": 1, "warehouse": 1, "offer": 3},
    }


def test_the_pieces_of_an_offer_become_one(tmp_path: Path) -> None:
    source = shop(tmp_path / "shop")
    result = joined(routed(source, tmp_path / "split"), tmp_path / "out")
    assert records(result, Kind.OFFER) == records(source, Kind.OFFER)
    assert list(records(result, Kind.OFFER)) == ["p1", "p2", "p3"]


def test_offers_come_in_the_order_of_their_first_pieces(tmp_path: Path) -> None:
    split = split_shop(tmp_path)
    path = next((split / "offers").glob("*.xml"))
    lines = path.read_text(encoding="utf-8").split("<Предложение>")
    lines[1], lines[2] = lines[2], lines[1]
    path.write_text("<Предложение>".join(lines), encoding="utf-8")
    assert list(records(joined(split, tmp_path / "out"), Kind.OFFER)) == ["p2", "p1", "p3"]


def test_an_offer_that_has_only_a_price_is_an_offer(tmp_path: Path) -> None:
    split = split_shop(tmp_path)
    next((split / "offers").glob("*.xml")).unlink()
    next((split / "rests").glob("*.xml")).unlink()
    offers = records(joined(split, tmp_path / "out"), Kind.OFFER)
    assert {key: value.model_fields_set for key, value in offers.items()} == {
        f"p{number}": {"id", "prices"} for number in (1, 2, 3)
    }


def test_headers_say_what_all_parts_said(tmp_path: Path) -> None:
    split = split_shop(tmp_path)
    groups = split / "groups" / "groups.xml"
    content = groups.read_text(encoding="utf-8")
    groups.write_text(content.replace("</Каталог>", "<Описание>Всё</Описание></Каталог>"))
    classifier, catalog, offers = headers(joined(split, tmp_path / "out"))
    assert isinstance(classifier, Classifier)
    assert "changes_only" not in classifier.model_fields_set
    assert isinstance(catalog, Catalog)
    assert (catalog.changes_only, catalog.description) == (False, "Всё")
    assert isinstance(offers, OffersPackage)
    assert (offers.changes_only, offers.id, offers.catalog_id) == (False, "c#", "c")


def test_the_first_portion_says_whether_the_set_is_full(tmp_path: Path) -> None:
    source = package(
        tmp_path / "s",
        {
            "import0_1.xml": catalog_part(product("p1")),
            "import0_2.xml": catalog_part(product("p2"), flag="true", classifier=""),
            "offers0_1.xml": offers_part(offer("p1")),
            "offers0_2.xml": offers_part(offer("p2"), flag="true", lists=""),
        },
    )
    result = joined(source, tmp_path / "out", merge=True)
    assert held(result) == {
        "import0_1.xml": {"group": 1, "property": 1, "product": 2},
        "offers0_1.xml": {"price_type": 1, "warehouse": 1, "offer": 2},
    }
    said = [
        header.changes_only
        for header in headers(result)
        if isinstance(header, (Catalog, OffersPackage))
    ]
    assert said == [False, False]


def test_a_product_that_is_there_twice_is_named_by_its_line(tmp_path: Path) -> None:
    split = split_shop(tmp_path)
    path = next((split / "goods").glob("*.xml"))
    path.write_text(path.read_text(encoding="utf-8").replace("<Ид>p3</Ид>", "<Ид>p1</Ид>"))
    with pytest.raises(DoubledIdError, match=r"goods_1_1_.*\.xml:\d+: The `Ид` p1") as caught:
        joined(split, tmp_path / "out")
    assert caught.value.exit_code == 1
    assert not (tmp_path / "out").exists()


def test_a_piece_that_is_there_twice_is_named_by_its_line(tmp_path: Path) -> None:
    split = split_shop(tmp_path)
    path = next((split / "prices").glob("*.xml"))
    path.write_text(path.read_text(encoding="utf-8").replace("<Ид>p3</Ид>", "<Ид>p1</Ид>"))
    with pytest.raises(DoubledIdError, match=r"prices_1_.*\.xml:\d+: The `Ид` p1"):
        joined(split, tmp_path / "out")


def test_two_catalogues_may_hold_the_same_ids(tmp_path: Path) -> None:
    other = catalog_part(product("p1", "Кофе"), classifier="").replace("<Ид>c</Ид>", "<Ид>d</Ид>")
    source = package(
        tmp_path / "s", {"import0_1.xml": catalog_part(product("p1")), "import1_1.xml": other}
    )
    result = joined(routed(source, tmp_path / "split"), tmp_path / "out")
    assert [counts["product"] for counts in held(result).values()] == [1, 1]


def test_lists_without_offers_get_a_package_of_offers(tmp_path: Path) -> None:
    split = split_shop(tmp_path)
    for folder in ("goods", "offers", "prices", "rests", "groups", "propertiesGoods"):
        for path in (split / folder).glob("*.xml"):
            path.unlink()
    result = joined(split, tmp_path / "out")
    assert held(result) == {"offers0_1.xml": {"price_type": 1, "warehouse": 1}}
    (header,) = headers(result)
    assert isinstance(header, OffersPackage)
    assert header.changes_only is True


def test_a_classifier_of_nothing_is_a_header(tmp_path: Path) -> None:
    bare = ROOT.format("3.1") + "<Классификатор><Ид>c</Ид></Классификатор>" + END
    source = package(tmp_path / "s", {"groups/groups.xml": bare})
    assert held(joined(source, tmp_path / "out")) == {"import0_1.xml": {}}


def test_containers_are_taken_apart_and_parts_keep_their_names(tmp_path: Path) -> None:
    order = "<Контейнер><Документ><Номер>1</Номер></Документ></Контейнер>"
    source = package(
        tmp_path / "s",
        {
            "documents/one.xml": ROOT.format("3.1") + order + END,
            "documents/two.xml": ROOT.format("3.1") + order.replace("1", "2") + END,
        },
    )
    assert held(joined(source, tmp_path / "out")) == {
        "documents/one.xml": {"document": 1},
        "documents/two.xml": {"document": 1},
    }
    assert held(joined(source, tmp_path / "one", merge=True)) == {"orders.xml": {"document": 2}}


def test_offers_without_an_id_are_kept_apart(tmp_path: Path) -> None:
    nameless = "<Предложение><Наименование>Чай</Наименование></Предложение>"
    source = package(tmp_path / "s", {"offers0_1.xml": offers_part(nameless, nameless)})
    assert held(joined(source, tmp_path / "out"))["offers0_1.xml"]["offer"] == 2
