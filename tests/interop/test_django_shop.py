"""The whole job against a shop nobody here wrote: Django with django-cml-integr from PyPI."""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine, Ran
from tests.interop.django_shop import (
    LOGIN,
    PASSWORD,
    Asked,
    DjangoShop,
    Line,
    prepare,
    running,
)

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Document
from cml_sync.model.information import CommercialInformation
from cml_sync.model.views import is_deleted
from cml_sync.xml.reader import read_whole

pytestmark = pytest.mark.servers

MUG = "6bba10c4-f5ca-405f-a949-20cd097ca2bb"
GREEN_MUG = f"{MUG}#2157bf6b-55c8-498e-9cb9-d0f1b86b4e6b"
TEAPOT = "6f30a21c-32f0-478e-bb29-4c504b994eaa"
RETAIL = "1ef21496-e12f-4649-ba3c-f91a8b00a723"
WHOLESALE = "ba0193e8-04de-42f2-9e4d-8f2c1f6c129c"


CONFIG = """\
state = "state"

[endpoint.erp]
role = "erp"
url = "file:erp"
preset = "ut11"
write = "orders"
settle = 0

[endpoint.shop]
role = "shop"
url = "{url}"
preset = "{preset}"
login = "{login}"
password = {{ env = "SHOP_PASSWORD" }}
"""


@pytest.fixture(scope="session")
def prepared_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared-shop")
    prepare(folder)
    return folder


@pytest.fixture
def shop(prepared_shop: Path, tmp_path: Path) -> Iterator[DjangoShop]:
    folder = tmp_path / "shop"
    folder.mkdir()
    with running(prepared_shop, folder) as started:
        yield started


@pytest.fixture
def cml_sync(shop: DjangoShop, tmp_path: Path) -> CommandLine:
    folder = tmp_path / "sync"
    shutil.copytree(EXAMPLES / "shop-2.07", folder / "erp")
    command = CommandLine(folder, {"SHOP_PASSWORD": PASSWORD})
    configure(command, shop)
    return command


def configure(command: CommandLine, shop: DjangoShop, preset: str = "django-cml") -> None:
    """Write the configuration: a folder plays 1C, the shop is reached over HTTP."""
    command.write_config(CONFIG.format(url=shop.url, login=LOGIN, preset=preset))


def test_goods_arrive_in_the_database_of_the_shop_and_are_not_sent_twice(
    cml_sync: CommandLine, shop: DjangoShop
) -> None:
    assert cml_sync("pull", "catalog", "offers").code == 0
    assert shop.asked() == []
    pushed = cml_sync("push", "catalog", "offers", "--output", "json")

    assert pushed.code == 0, pushed.err
    # The thirteenth product of the catalogue is marked as deleted, and the shop never had it.
    assert shop.counts() == {"group": 9, "product": 12, "offer": 16, "price": 44}
    _assert_same_goods(shop)
    assert totals(pushed, "sent") == totals(pushed, "accepted")
    assert totals(pushed, "accepted") == Counter(
        group=4, property=6, product=12, price_type=2, warehouse=2, offer=16, picture=8
    )
    xml = [f"{asked.mode} {asked.name}" for asked in shop.asked() if asked.name.endswith(".xml")]
    assert xml == [
        "file import0_1.xml",
        "file offers0_1.xml",
        "import import0_1.xml",
        "import offers0_1.xml",
    ]

    before, asked = shop.dump(), shop.asked()
    again = cml_sync("push", "catalog", "offers", "--output", "json")
    assert (again.code, totals(again, "sent")) == (0, Counter())
    assert shop.asked() == asked
    assert shop.dump() == before


def test_pictures_arrive_with_the_products_that_name_them(
    cml_sync: CommandLine, shop: DjangoShop
) -> None:
    cml_sync("pull", "catalog", "offers")
    cml_sync("push", "catalog", "offers")

    named = [Path(path) for (path,) in shop.rows("SELECT image FROM shop_product WHERE image > ''")]
    assert len(named) == 7
    originals = {path.name: path for path in (EXAMPLES / "shop-2.07").rglob("*.[jp][pn]g")}
    for path in named:
        assert path.read_bytes() == originals[path.name].read_bytes()


def test_of_a_changed_price_and_a_deleted_product_only_these_are_sent(
    cml_sync: CommandLine, shop: DjangoShop
) -> None:
    cml_sync("pull", "catalog", "offers")
    cml_sync("push", "catalog", "offers")
    before = shop.asked()
    erp = cml_sync.folder / "erp"
    _edit(erp / "offers0_1.xml", "<ЦенаЗаЕдиницу>265<", "<ЦенаЗаЕдиницу>259.90<")
    _edit(
        erp / "import0_1.xml",
        f"<Товар>\n\t\t\t\t<Ид>{TEAPOT}<",
        f'<Товар Статус="Удален"><Ид>{TEAPOT}<',
    )

    assert cml_sync("pull", "catalog", "offers").code == 0
    pushed = cml_sync("push", "catalog", "offers", "--output", "json")

    assert totals(pushed, "sent") == Counter(product=1, offer=1)
    assert [asked.name for asked in shop.asked()[len(before) :] if asked.mode == "file"] == [
        "import0_1.xml",
        "offers0_1.xml",
    ]
    assert shop.count("product") == 11
    assert shop.rows("SELECT * FROM shop_product WHERE id = ?", TEAPOT) == []
    values = [Decimal(str(value)) for (value,) in shop.rows("SELECT value FROM shop_price")]
    assert values.count(Decimal("259.9")) == 1


def test_orders_of_the_shop_reach_1c_once_with_their_lines_and_totals(
    cml_sync: CommandLine, shop: DjangoShop
) -> None:
    first = shop.place_order(
        Line(GREEN_MUG, "Кружка «Утро» 0,35 л (Зелёная)", Decimal("390.00"), Decimal(3)),
        Line("ab", "Ткань на отрез", Decimal("99.99"), Decimal("1.250")),
        first_name="Анна",
        last_name="Примерова",
        comment="Позвонить & предупредить",
    )
    second = shop.place_order(
        Line(MUG, "Кружка", Decimal("310.50"), Decimal(1)), first_name="Олег", last_name="Образцов"
    )

    pulled = cml_sync("pull", "orders", "--output", "json")
    assert (pulled.code, totals(pulled, "accepted")) == (0, Counter(document=2))
    assert shop.rows("SELECT id, taken FROM shop_order") == [(1, 1), (2, 1)]
    assert [asked.mode for asked in shop.asked()] == ["checkauth", "query", "query", "success"]
    status = cml_sync("status", "--output", "json").json()
    assert status["records"] == {"document": 2}
    assert [(e["command"], e["endpoint"], e["exit_code"]) for e in status["errands"]] == [
        ("pull", "shop", 0)
    ]

    pushed = cml_sync("push", "orders", "--output", "json")
    assert (pushed.code, totals(pushed, "accepted")) == (0, Counter(document=2))
    one, two = _documents(cml_sync.folder / "erp" / "orders")
    assert (one.id, one.number, str(one.date), str(one.time)) == (
        first,
        first,
        "2026-03-02",
        "10:15:00",
    )
    assert (one.role, one.operation, one.currency) == ("Продавец", "Заказ товара", "RUB")
    assert (one.total, one.comment) == (Decimal("1294.99"), "Позвонить & предупредить")
    assert [(line.id, line.price, line.quantity, line.total) for line in one.lines] == [
        (GREEN_MUG, Decimal(390), Decimal(3), Decimal(1170)),
        ("ab", Decimal("99.99"), Decimal("1.25"), Decimal("124.99")),
    ]
    [customer] = one.counterparties
    assert (customer.last_name, customer.first_name) == ("Примерова", "Анна")
    assert (two.id, two.total) == (second, Decimal("310.50"))

    again = cml_sync("pull", "orders", "--output", "json")
    assert (again.code, totals(again, "accepted")) == (0, Counter())
    again = cml_sync("push", "orders", "--output", "json")
    assert (again.code, totals(again, "sent")) == (0, Counter())
    assert len(_documents(cml_sync.folder / "erp" / "orders")) == 2
    assert not [asked for asked in shop.asked() if asked.mode == "file"]


def test_what_1c_answers_about_an_order_reaches_the_shop(
    cml_sync: CommandLine, shop: DjangoShop
) -> None:
    shop.place_order(
        Line(MUG, "Кружка", Decimal("310.50"), Decimal(1)), first_name="Олег", last_name="Образцов"
    )
    cml_sync("pull", "orders")
    cml_sync("push", "orders")
    [sent] = (cml_sync.folder / "erp" / "orders").glob("*.xml")
    status = (
        "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Статус заказа</Наименование>"
        "<Значение>Отгружен</Значение></ЗначениеРеквизита></ЗначенияРеквизитов></Документ>"
    )
    answer = sent.read_text(encoding="utf-8").replace("</Документ>", status)
    (cml_sync.folder / "erp" / "orders-answer.xml").write_text(answer, encoding="utf-8")
    before = len(shop.asked())

    pulled = cml_sync("pull", "orders", "--from", "erp", "--output", "json")
    assert (pulled.code, totals(pulled, "accepted")) == (0, Counter(document=1))
    pushed = cml_sync("push", "orders", "--to", "shop", "--output", "json")
    assert (pushed.code, totals(pushed, "accepted")) == (0, Counter(document=1))

    asked = shop.asked()[before:]
    assert [(one.topic, one.mode) for one in asked] == [
        ("sale", "checkauth"),
        ("sale", "init"),
        ("sale", "file"),
    ]
    [document] = _documents(shop.folder / "media" / "cml" / "tmp")
    assert [(fact.name, fact.values) for fact in document.requisites] == [
        ("Статус заказа", ("Отгружен",))
    ]


def test_a_wrong_password_is_refused_and_changes_nothing_in_the_shop(
    cml_sync: CommandLine, shop: DjangoShop
) -> None:
    shop.place_order(
        Line(MUG, "Кружка", Decimal("310.50"), Decimal(1)), first_name="Олег", last_name="Образцов"
    )
    cml_sync("pull", "catalog", "offers")
    before = shop.dump()

    for words in (("push", "catalog", "offers"), ("pull", "orders")):
        ran = cml_sync(*words, SHOP_PASSWORD="tea-and-saucers")
        assert ran.code == 4
        assert f"error[E401]: shop: `{shop.url}` refuses the login\n" in ran.err
        assert "hint: Check the login and the password, which comes from env = SHOP_PASSWORD" in (
            ran.err
        )
        assert "tea-and-saucers" not in ran.err + ran.out
    assert shop.dump() == before
    assert shop.asked() == [
        Asked("catalog", "checkauth", "", 401),
        Asked("sale", "checkauth", "", 401),
    ]

    assert cml_sync("push", "catalog", "offers").code == 0
    assert shop.count("product") == 12


def test_with_a_namespace_the_shop_says_success_and_stores_nothing_so_the_preset_writes_none(
    cml_sync: CommandLine, shop: DjangoShop
) -> None:
    cml_sync("pull", "catalog", "offers")
    configure(cml_sync, shop, preset="plain")
    assert cml_sync("push", "catalog", "offers").code == 0
    assert {asked.status for asked in shop.asked()} == {200}
    assert shop.counts() == {"group": 0, "product": 0, "offer": 0, "price": 0}

    configure(cml_sync, shop)
    assert cml_sync("push", "catalog", "offers", "--full").code == 0
    assert shop.counts() == {"group": 9, "product": 12, "offer": 16, "price": 44}


def test_an_announced_archive_and_file_limit_that_the_shop_does_not_keep_are_not_used(
    prepared_shop: Path, tmp_path: Path
) -> None:
    (tmp_path / "shop").mkdir()
    shutil.copytree(EXAMPLES / "shop-2.07", tmp_path / "sync" / "erp")
    command = CommandLine(tmp_path / "sync", {"SHOP_PASSWORD": PASSWORD})
    with running(prepared_shop, tmp_path / "shop", SHOP_ANNOUNCES_ZIP="1") as shop:
        configure(command, shop)
        command("pull", "catalog", "offers")
        assert command("push", "catalog", "offers").code == 0
        assert shop.counts() == {"group": 9, "product": 12, "offer": 16, "price": 44}
        files = [asked.name for asked in shop.asked() if asked.mode == "file"]
    assert len(files) == len(set(files)) == 10


def totals(ran: Ran, column: str) -> Counter[str]:
    """A column of the report by kind of record, zeros left out."""
    rows = [row for run in ran.json()["runs"] for row in run["rows"]]
    return +sum((Counter({row["kind"]: row[column]}) for row in rows), Counter())


def _assert_same_goods(shop: DjangoShop) -> None:
    imported, offered = _example("import0_1.xml"), _example("offers0_1.xml")
    [classifier], [catalog] = imported.classifiers, imported.catalogs
    [package] = offered.offers_packages
    products = [product for product in catalog.products if not is_deleted(product)]
    assert shop.rows("SELECT id, name, parent_id FROM shop_group ORDER BY id") == sorted(
        _groups(classifier.groups, None)
    )
    assert shop.rows("SELECT id, name FROM shop_product ORDER BY id") == sorted(
        (product.id, product.name) for product in products
    )
    assert shop.rows("SELECT id, name FROM shop_offer ORDER BY id") == sorted(
        (offer.id, offer.name) for offer in package.offers
    )
    prices = shop.rows("SELECT offer_id, price_type, value, currency, unit FROM shop_price")
    assert Counter((*row[:2], Decimal(str(row[2])), *row[3:]) for row in prices) == Counter(
        (offer.id, price.price_type_id, price.value, price.currency, price.unit)
        for offer in package.offers
        for price in offer.prices
    )
    # A few by eye, so that a fault of our own reader cannot hide.
    assert shop.rows("SELECT name, unit_id FROM shop_product WHERE id = ?", MUG) == [
        ("Кружка «Утро» 0,35 л", "796")
    ]
    mug = shop.rows("SELECT price_type, value FROM shop_price WHERE offer_id = ?", GREEN_MUG)
    assert Counter(mug) == Counter(
        [(RETAIL, 390), (WHOLESALE, 310), (WHOLESALE, 290), (WHOLESALE, 265)]
    )


def _groups(groups: Iterable[Group], parent: str | None) -> list[tuple[Any, ...]]:
    return [
        row
        for group in groups
        for row in ((group.id, group.name, parent), *_groups(group.children, group.id))
    ]


def _edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new, 1), encoding="utf-8")


def _example(name: str) -> CommercialInformation:
    return _read(EXAMPLES / "shop-2.07" / name)


def _read(path: Path) -> CommercialInformation:
    with path.open("rb") as file:
        information, problems = read_whole(file, path.name)
    assert not [problem for problem in problems if problem.severity.value == "error"]
    return information


def _documents(folder: Path) -> list[Document]:
    parts = [_read(path) for path in sorted(folder.glob("*.xml"))]
    return [document for part in parts for document in part.documents]
