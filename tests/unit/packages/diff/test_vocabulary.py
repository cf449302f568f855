import pytest

from cml_sync.packages.diff.vocabulary import is_field, nearest_fields


@pytest.mark.parametrize(
    "wanted",
    [
        "name",
        "prices.value",
        "prices[retail; 10].value",
        "offer.prices",
        "stock",
        "stock.total",
        "stock[main]",
        "offer.stock.total",
        "base_unit",
        "group.parent",
        "deleted",
        "unknown[Скидка]",
        "counterparties.head.name",
        "counterparties.representatives.employer.head.head.name",
        "lines.quantity",
        "property.options.value",
        "catalog.changes_only",
        "package.sync_products",
        "picture.bytes",
        "content",
        "product",
        "*.name",
        "*",
        "pric?s.value",
        "requisites[Ста*",
        "*заказа*].values",
    ],
)
def test_fields_that_can_be_shown(wanted: str) -> None:
    assert is_field(wanted)


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("nam", ("name",)),
        ("prices.valu", ("prices.value", "prices.tax", "prices.unit")),
        ("Prices.Value", ("prices.value",)),
        ("*.nam", ("name", "brand_owner.name", "manufacturer.name")),
        ("products.name", ("product.name",)),
        ("offer.pricess", ("offer.prices", "offer.prices.tax")),
        ("Цена", ("prices",)),
        ("Цены", ("prices",)),
        ("ценазаединицу", ("prices.value", "lines.price")),
        ("quantity", ("stock.total", "components.quantity", "stocks.quantity")),
        ("unit_code", ("base_unit",)),
        ("deletion_mark", ("deleted",)),
        ("offer.lines", ()),
        ("package.documents", ()),
        ("catalog.products", ()),
        ("document.subordinates", ()),
        ("group.children", ()),
        ("zzzz", ()),
        ("", ()),
    ],
)
def test_others_with_what_may_be_meant(wanted: str, near: tuple[str, ...]) -> None:
    assert not is_field(wanted)
    assert nearest_fields(wanted) == near


def test_a_field_further_below_is_found_by_its_last_name() -> None:
    assert not is_field("presentation")
    assert nearest_fields("presentation")[0] == "prices.presentation"
