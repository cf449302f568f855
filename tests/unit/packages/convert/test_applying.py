"""Changes laid over a full package."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.unit.packages.convert.samples import (
    END,
    LISTS,
    ROOT,
    catalog_part,
    held,
    offer,
    offers_part,
    package,
    product,
    records,
    shop,
)

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offer_views import stock_levels
from cml_sync.model.offers import Offer
from cml_sync.packages.convert.applying import Applied
from cml_sync.packages.convert.errors import DifferentKindsError
from cml_sync.packages.convert.laying_out import copy
from cml_sync.packages.convert.laying_over import Deleted
from cml_sync.packages.diff.errors import FullChangesError
from cml_sync.packages.forms.output import Output
from cml_sync.packages.forms.xml_form import XmlTarget
from cml_sync.packages.package import Picture, open_package
from cml_sync.problems import Problem

CHANGES = (
    '<ИзмененияПакетаПредложений СодержитТолькоИзменения="true"><Ид>c#</Ид>'
    "<ИдКаталога>c</ИдКаталога><Предложения>{}</Предложения></ИзмененияПакетаПредложений>"
)


def applied(
    full: Path, changes: Path, place: Path, deleted: Deleted = Deleted.REMOVE
) -> list[Problem]:
    with (
        open_package([full]) as ours,
        open_package([changes]) as theirs,
        Applied(ours, theirs, deleted=deleted) as source,
        XmlTarget(Output(place)) as target,
    ):
        copy(source, target)
        return list(source.problems)


def content(picture: Picture) -> str:
    with picture.open() as file:
        return file.read().decode()


def delta(tmp_path: Path, *products: str, offers: tuple[str, ...] = ()) -> Path:
    files = {}
    if products:
        files["import0_1.xml"] = catalog_part(*products, flag="true", classifier="")
    if offers:
        files["offers0_1.xml"] = offers_part(*offers, flag="true", lists="")
    return package(tmp_path / "changes", files)


def test_a_changed_record_is_laid_over_the_old_one(tmp_path: Path) -> None:
    full = shop(tmp_path / "shop")
    told = applied(full, delta(tmp_path, product("p2", "Кофе")), tmp_path / "out")
    names = {
        key: value.name
        for key, value in records(tmp_path / "out", Kind.PRODUCT).items()
        if isinstance(value, Product)
    }
    assert names == {"p1": "Чай", "p2": "Кофе", "p3": "Чай"}
    assert told == []
    assert held(tmp_path / "out") == held(full)


def test_fields_that_the_changes_do_not_say_stay(tmp_path: Path) -> None:
    price = (
        "<Предложение><Ид>p1</Ид><Цены><Цена><ИдТипаЦены>t1</ИдТипаЦены>"
        "<ЦенаЗаЕдиницу>12</ЦенаЗаЕдиницу></Цена></Цены></Предложение>"
    )
    applied(shop(tmp_path / "shop"), delta(tmp_path, offers=(price,)), tmp_path / "out")
    changed = records(tmp_path / "out", Kind.OFFER)["p1"]
    assert isinstance(changed, Offer)
    assert [str(row.value) for row in changed.prices] == ["12"]
    assert (changed.name, stock_levels(changed).total) == ("Чай", Decimal(3))


@pytest.mark.parametrize(
    "gone",
    [
        product("p2", status="Удален"),
        "<Товар><Ид>p2</Ид><ПометкаУдаления>true</ПометкаУдаления></Товар>",
        "<Товар><Ид>p2</Ид><Статус>Удален</Статус></Товар>",
    ],
)
def test_deleted_records_are_removed_or_marked(tmp_path: Path, gone: str) -> None:
    full, changes = shop(tmp_path / "shop"), delta(tmp_path, gone)
    assert applied(full, changes, tmp_path / "removed") == []
    assert list(records(tmp_path / "removed", Kind.PRODUCT)) == ["p1", "p3"]
    assert applied(full, changes, tmp_path / "marked", Deleted.MARK) == []
    marked = records(tmp_path / "marked", Kind.PRODUCT)
    assert list(marked) == ["p1", "p2", "p3"]
    assert marked["p2"].model_fields_set & {"status", "deletion_mark", "status_element"}


def test_deleting_what_is_not_there_is_nothing(tmp_path: Path) -> None:
    changes = delta(tmp_path, product("new", status="Удален"))
    for deleted in Deleted:
        assert applied(shop(tmp_path / "shop"), changes, tmp_path / deleted.value, deleted) == []
        assert list(records(tmp_path / deleted.value, Kind.PRODUCT)) == ["p1", "p2", "p3"]


def test_unknown_records_are_added_where_their_kind_stands_and_told(tmp_path: Path) -> None:
    changes = delta(tmp_path, product("n1"), product("n2"), offers=(offer("n1"),))
    told = applied(shop(tmp_path / "shop"), changes, tmp_path / "out")
    assert held(tmp_path / "out") == {
        "import0_1.xml": {"group": 1, "property": 1, "product": 5},
        "offers0_1.xml": {"price_type": 1, "warehouse": 1, "offer": 4},
    }
    assert [(one.code, one.message.count, one.place.record_id) for one in told] == [
        ("CML794", 2, "n1"),
        ("CML794", 1, "n1"),
    ]
    assert told[0].place.line is not None


def test_a_section_that_the_full_package_lacks_is_added(tmp_path: Path) -> None:
    full = package(tmp_path / "full", {"import0_1.xml": catalog_part(product("p1"))})
    told = applied(full, delta(tmp_path, offers=(offer("p1"),)), tmp_path / "out")
    assert [dict(counts) for counts in held(tmp_path / "out").values()] == [
        {"group": 1, "property": 1, "product": 1},
        {"offer": 1},
    ]
    assert [one.code for one in told] == ["CML794"]


def test_rows_of_changed_offers_are_replaced_one_by_one(tmp_path: Path) -> None:
    two = offer("p1").replace(
        "</Цены>",
        "<Цена><ИдТипаЦены>t2</ИдТипаЦены><ЦенаЗаЕдиницу>7</ЦенаЗаЕдиницу></Цена></Цены>",
    )
    full = package(tmp_path / "full", {"offers0_1.xml": offers_part(two)})
    change = (
        "<Предложение><Ид>p1</Ид><Цены><Цена><ИдТипаЦены>t1</ИдТипаЦены>"
        "<ЦенаЗаЕдиницу>11</ЦенаЗаЕдиницу></Цена></Цены></Предложение>"
    )
    changes = package(
        tmp_path / "changes", {"offers.xml": ROOT.format("2.07") + CHANGES.format(change) + END}
    )
    assert applied(full, changes, tmp_path / "out") == []
    changed = records(tmp_path / "out", Kind.OFFER)["p1"]
    assert isinstance(changed, Offer)
    assert {row.price_type_id: str(row.value) for row in changed.prices} == {"t1": "11", "t2": "7"}


def test_a_change_without_an_id_is_told(tmp_path: Path) -> None:
    change = "<Предложение><Штрихкод>2000000000022</Штрихкод></Предложение>"
    changes = package(
        tmp_path / "changes", {"offers.xml": ROOT.format("2.07") + CHANGES.format(change) + END}
    )
    told = applied(shop(tmp_path / "shop"), changes, tmp_path / "out")
    assert [(one.code, one.message.count) for one in told] == [("CML795", 1)]


def test_lists_are_changed_too(tmp_path: Path) -> None:
    changes = package(
        tmp_path / "changes",
        {
            "offers0_1.xml": offers_part(
                flag="true", lists=LISTS.replace("Розничная", "Оптовая").replace("w1", "w2")
            )
        },
    )
    applied(shop(tmp_path / "shop"), changes, tmp_path / "out")
    types = records(tmp_path / "out", Kind.PRICE_TYPE)
    assert [getattr(one, "name", None) for one in types.values()] == ["Оптовая"]
    assert list(records(tmp_path / "out", Kind.WAREHOUSE)) == ["w1", "w2"]


def test_pieces_of_a_new_offer_are_added_once(tmp_path: Path) -> None:
    price = offer("n1", stock=None)
    rest = "<Предложение><Ид>n1</Ид><Количество>4</Количество></Предложение>"
    changes = delta(tmp_path, offers=(price, rest))
    applied(shop(tmp_path / "shop"), changes, tmp_path / "out")
    new = records(tmp_path / "out", Kind.OFFER)["n1"]
    assert isinstance(new, Offer)
    assert (new.name, stock_levels(new).total, len(new.prices)) == ("Чай", Decimal(4), 1)
    assert held(tmp_path / "out")["offers0_1.xml"]["offer"] == 4


def test_orders_are_no_changes_of_goods(tmp_path: Path) -> None:
    order = ROOT.format("2.07") + "<Документ><Номер>7</Номер></Документ>" + END
    changes = package(tmp_path / "changes", {"orders.xml": order})
    with pytest.raises(DifferentKindsError, match=r"\(documents\).*\(goods\)"):
        applied(shop(tmp_path / "shop"), changes, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_full_set_is_no_change(tmp_path: Path) -> None:
    with pytest.raises(FullChangesError, match=r"import0_1\.xml:\d+"):
        applied(shop(tmp_path / "shop"), shop(tmp_path / "other"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_orders_are_replaced_as_a_whole(tmp_path: Path) -> None:
    def orders(*said: str) -> str:
        rows = (f"<Документ><Ид>{row[0]}</Ид>{row[1:]}</Документ>" for row in said)
        return ROOT.format("2.07") + "".join(rows) + END

    full = package(
        tmp_path / "full",
        {"orders.xml": orders("1<Номер>1</Номер><Комментарий>а</Комментарий>", "2")},
    )
    changes = package(
        tmp_path / "changes", {"orders.xml": orders("1<Номер>10</Номер>", "3<Номер>3</Номер>")}
    )
    told = applied(full, changes, tmp_path / "out")
    found = records(tmp_path / "out", Kind.DOCUMENT)
    assert {key: getattr(one, "number", None) for key, one in found.items()} == {
        "1": "10",
        "2": None,
        "3": "3",
    }
    assert getattr(found["1"], "comment", None) is None
    assert [one.code for one in told] == ["CML794"]


def test_pictures_of_both_are_there(tmp_path: Path) -> None:
    full, changes = shop(tmp_path / "shop"), delta(tmp_path, product("p1"))
    package(full, {"import_files/a.jpg": "old", "import_files/b.jpg": "old"})
    package(changes, {"import_files/b.jpg": "new", "import_files/c.jpg": "new"})
    with (
        open_package([full]) as ours,
        open_package([changes]) as theirs,
        Applied(ours, theirs) as source,
    ):
        found = {one.relative: content(one) for one in source.pictures}
    assert found == {
        "import_files/a.jpg": "old",
        "import_files/b.jpg": "new",
        "import_files/c.jpg": "new",
    }
