"""``validate --store``: a package against what was applied last."""

from tests.cli.commandline import EXAMPLES, CommandLine

SHOP = EXAMPLES / "shop-2.07"


def test_what_was_applied_is_no_surprise(exchange: CommandLine) -> None:
    assert exchange("pull", "catalog", "offers").code == 0
    again = exchange("validate", "--store", SHOP)
    assert (again.code, again.out) == (0, "")


def test_a_price_that_lost_its_comma_is_told_with_both_prices(exchange: CommandLine) -> None:
    assert exchange("pull", "catalog", "offers").code == 0
    offers = (SHOP / "offers0_1.xml").read_text(encoding="utf-8-sig")
    assert "<ЦенаЗаЕдиницу>1890.5<" in offers
    changed = exchange.folder / "offers0_1.xml"
    changed.write_text(offers.replace(">1890.5<", ">18905<"), encoding="utf-8")
    found = exchange("validate", "--store", changed, "--output", "json").json()
    (problem,) = [one for one in found["problems"] if one["code"].startswith("CML95")]
    assert (problem["code"], problem["message"]) == (
        "CML956",
        "The price was `1890.5` and is `18905`",
    )
    line = offers.replace(">1890.5<", ">18905<").splitlines()[problem["line"] - 1]
    assert line.strip() == "<Цена>"


def test_without_a_store_nothing_is_said_to_be_fine(exchange: CommandLine) -> None:
    refused = exchange("validate", "--store", SHOP)
    assert refused.code == 12
    assert "there is no store" in refused.err
    assert not list(exchange.folder.rglob("store.sqlite3"))


def test_without_a_configuration_nothing_is_said_to_be_fine(cml_sync: CommandLine) -> None:
    assert cml_sync("validate", "--store", SHOP).code == 11
