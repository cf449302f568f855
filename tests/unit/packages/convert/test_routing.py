"""From the layout of 2.x into that of 3.1."""

from pathlib import Path

from tests.unit.packages.convert.samples import (
    CLASSIFIER,
    END,
    LISTS,
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

from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OffersPackage
from cml_sync.packages.convert.routing import route
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import open_package
from cml_sync.xml.dialects import DIALECTS


def routed(source: Path, place: Path, *, merge: bool = False) -> Path:
    with open_package([source]) as opened, XmlTarget(Output(place), DIALECTS["3.1"]) as target:
        route(opened, target, merge=merge)
    return place


def by_folder(path: Path) -> dict[str, dict[str, int]]:
    return {name.split("/")[0]: dict(counts) for name, counts in held(path).items()}


def test_every_kind_gets_a_part_of_its_own(tmp_path: Path) -> None:
    result = routed(shop(tmp_path / "shop"), tmp_path / "out")
    assert by_folder(result) == {
        "groups": {"group": 1},
        "priceLists": {"price_type": 1},
        "storages": {"warehouse": 1},
        "propertiesGoods": {"property": 1},
        "goods": {"product": 3},
        "offers": {"offer": 3},
        "prices": {"offer": 3},
        "rests": {"offer": 3},
    }


def test_an_offer_becomes_three_pieces(tmp_path: Path) -> None:
    result = routed(shop(tmp_path / "shop", 1), tmp_path / "out")
    pieces = {
        folder: next(iter(records(result / folder, Kind.OFFER).values())).model_fields_set
        for folder in ("offers", "prices", "rests")
    }
    assert pieces == {
        "offers": {"id", "name"},
        "prices": {"id", "prices"},
        "rests": {"id", "rests"},
    }


def test_only_goods_and_offers_may_call_themselves_full(tmp_path: Path) -> None:
    result = routed(shop(tmp_path / "shop"), tmp_path / "out")
    said = {
        folder: [
            header.changes_only
            for header in headers(result / folder)
            if isinstance(header, (Catalog, OffersPackage))
        ]
        for folder in ("groups", "storages", "goods", "offers", "prices", "rests")
    }
    assert said == {
        "groups": [True],
        "storages": [True],
        "goods": [False],
        "offers": [False],
        "prices": [True],
        "rests": [True],
    }


def test_the_id_of_a_package_of_offers_is_spelt_as_3_1_spells_it(tmp_path: Path) -> None:
    result = routed(shop(tmp_path / "shop"), tmp_path / "out")
    assert {
        header.id for header in headers(result / "prices") if isinstance(header, OffersPackage)
    } == {"#c"}


def test_an_offer_of_which_only_the_price_is_said_is_in_the_part_of_prices_only(
    tmp_path: Path,
) -> None:
    prices = (
        "<Предложение><Ид>p1</Ид><Цены><Цена><ИдТипаЦены>t1</ИдТипаЦены>"
        "<ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу></Цена></Цены></Предложение>"
    )
    source = package(tmp_path / "s", {"offers0_1.xml": offers_part(prices, lists="")})
    assert by_folder(routed(source, tmp_path / "out")) == {"prices": {"offer": 1}}


def test_what_portions_repeat_is_written_once(tmp_path: Path) -> None:
    source = package(
        tmp_path / "s",
        {
            "offers0_1.xml": offers_part(offer("p1")),
            "offers0_2.xml": offers_part(offer("p2"), flag="true"),
        },
    )
    found = by_folder(routed(source, tmp_path / "out"))
    assert found["priceLists"] == {"price_type": 1}
    assert found["offers"] == {"offer": 2}


def test_what_portions_say_in_two_ways_is_kept_in_both(tmp_path: Path) -> None:
    other = LISTS.replace("Главный", "Дальний")
    source = package(
        tmp_path / "s",
        {
            "offers0_1.xml": offers_part(offer("p1")),
            "offers0_2.xml": offers_part(offer("p2"), lists=other),
        },
    )
    assert by_folder(routed(source, tmp_path / "out"))["storages"] == {"warehouse": 2}


def test_a_full_set_of_nothing_stays_one(tmp_path: Path) -> None:
    source = package(tmp_path / "s", {"offers0_1.xml": offers_part(lists="")})
    result = routed(source, tmp_path / "out")
    (header,) = headers(result)
    assert isinstance(header, OffersPackage)
    assert header.changes_only is False
    assert by_folder(result) == {"offers": {}}


def test_two_catalogues_stay_apart(tmp_path: Path) -> None:
    other = catalog_part(product("p1", "Кофе"), classifier="").replace("<Ид>c</Ид>", "<Ид>d</Ид>")
    source = package(
        tmp_path / "s", {"import0_1.xml": catalog_part(product("p1")), "import1_1.xml": other}
    )
    found = held(routed(source, tmp_path / "out"))
    goods = [name for name in found if name.startswith("goods/")]
    assert [name.split("_")[1] for name in goods] == ["1", "2"]


def test_a_document_gets_a_container(tmp_path: Path) -> None:
    order = ROOT.format("2.07") + "<Документ><Номер>7</Номер></Документ>" + END
    source = package(tmp_path / "s", {"orders.xml": order})
    assert held(routed(source, tmp_path / "out")) == {"orders.xml": {"container": 1}}


def test_documents_beside_goods_get_a_part(tmp_path: Path) -> None:
    mixed = catalog_part(product("p1")).replace(END, "<Документ><Номер>7</Номер></Документ>" + END)
    source = package(tmp_path / "s", {"all.xml": mixed})
    assert by_folder(routed(source, tmp_path / "out"))["documents"] == {"container": 1}


def test_a_classifier_of_nothing_is_a_header(tmp_path: Path) -> None:
    bare = ROOT.format("2.07") + "<Классификатор><Ид>c</Ид></Классификатор>" + END
    source = package(tmp_path / "s", {"import0_1.xml": bare})
    assert by_folder(routed(source, tmp_path / "out")) == {"groups": {}}


def test_parts_of_3_1_are_joined_on_request(tmp_path: Path) -> None:
    split = routed(shop(tmp_path / "shop"), tmp_path / "split")
    twin = next((split / "goods").glob("*.xml"))
    content = twin.read_text(encoding="utf-8").replace("<Ид>p", "<Ид>q")
    (split / "goods" / "goods_1_2_3f2504e0-4f89-11d3-9a0c-0305e82c3301.xml").write_text(content)
    found = by_folder(routed(split, tmp_path / "out", merge=True))
    assert found["goods"] == {"product": 6}
    assert found["groups"] == {"group": 1}


def test_an_offer_keeps_what_it_says(tmp_path: Path) -> None:
    result = routed(shop(tmp_path / "shop", 1), tmp_path / "out")
    (price,) = records(result / "prices", Kind.OFFER).values()
    assert isinstance(price, Offer)
    assert [(row.price_type_id, str(row.value)) for row in price.prices] == [("t1", "10")]


def test_what_stands_behind_the_records_of_a_classifier_is_kept_once(tmp_path: Path) -> None:
    behind = "<Производители><Производитель>Гжель</Производитель></Производители></Классификатор>"
    source = shop(tmp_path / "shop")
    part = source / "import0_1.xml"
    part.write_text(part.read_text("utf-8").replace("</Классификатор>", behind), "utf-8")
    result = routed(source, tmp_path / "out")
    found = [one.xml for header in headers(result) for one in header.unknown]
    assert found == ["<Производители><Производитель>Гжель</Производитель></Производители>"]


def test_a_catalogue_without_products_keeps_what_it_says(tmp_path: Path) -> None:
    catalog = "<Каталог><Ид>c</Ид><ИдКлассификатора>c</ИдКлассификатора><Описание>Всё</Описание>"
    files = {"import0_1.xml": f"{ROOT.format('2.07')}{CLASSIFIER}{catalog}</Каталог>{END}"}
    result = routed(package(tmp_path / "s", files), tmp_path / "out")
    said = [one.description for one in headers(result) if isinstance(one, Catalog)]
    assert said == ["Всё", None]


def test_a_full_package_of_offers_beside_a_classifier_may_be_empty(tmp_path: Path) -> None:
    def offers(flag: str, version: str) -> dict[str, str]:
        package = f'<ПакетПредложений СодержитТолькоИзменения="{flag}"><Ид>c#</Ид>'
        content = f"{CLASSIFIER}{package}<ИдКаталога>c</ИдКаталога></ПакетПредложений>"
        return {"offers0_1.xml": f"{ROOT.format(version)}{content}{END}"}

    def becomes(name: str, flag: str, version: str = "2.07") -> list[bool | None]:
        source = package(tmp_path / name, offers(flag, version))
        result = routed(source, tmp_path / f"{name}-out") / "offers"
        found = headers(result) if result.exists() else []
        return [one.changes_only for one in found if isinstance(one, OffersPackage)]

    full = headers(routed(package(tmp_path / "f", offers("false", "2.07")), tmp_path / "full"))
    assert [one.changes_only for one in full if isinstance(one, OffersPackage)] == [False]
    assert becomes("full", "false") == [False]
    assert becomes("changes", "true") == []
    assert becomes("split", "false", "3.1") == []
