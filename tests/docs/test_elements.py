"""The pages about elements: complete, and true to models and rules."""

import pytest
from tests.docs.pages import DOCS, LANGUAGES, read

from cml_sync.checks.registry import BY_CODE
from cml_sync.model.classifier import Classifier
from cml_sync.model.documents import SubordinateDocument
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OffersPackage, Price
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import slots_by_name
from docs.element_rules import rules_by_field, rules_by_model
from docs.elements import pages
from schemas import meanings


def row(language: str, page: str, model: str, field: str) -> list[str]:
    """The cells of one field in the section of one model."""
    section = read(DOCS / language / "elements" / page).split(f"\n## {model}\n")[1]
    lines = [line for line in section.split("\n## ")[0].splitlines() if f"| `{field}` |" in line]
    assert len(lines) == 1
    return [cell.strip() for cell in lines[0].strip("|").split(" |")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_of_every_model_has_its_row(language: str) -> None:
    said = "\n".join(content for _, content in pages(language))
    models = meanings.models()
    assert [one.__name__ for one in models if f"\n## {one.__name__}\n" not in said] == []
    missing = [
        (model.__name__, slot.name)
        for model in models
        for slot in slots_by_name(model).values()
        if slot.wire.path != TEXT and f"| `{slot.wire.path}` | `{slot.name}` |" not in said
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("language", "page", "model", "field", "cells"),
    [
        ("en", "goods.md", "Product", "sku", ["`Артикул`", "`sku`", "text", "2.04–3.1"]),
        ("ru", "goods.md", "Product", "sku", ["`Артикул`", "`sku`", "текст", "2.04–3.1"]),
        ("en", "goods.md", "BaseUnit", "text", ["*its own text*", "`text`", "text", "2.04–3.1"]),
        ("en", "goods.md", "Characteristic", "id", ["`Ид`", "`id`", "text", "2.06–3.1"]),
        (
            "en",
            "documents.md",
            "SubordinateDocument",
            "site_payments",
            ["`Оплаты/Оплата`", "`site_payments`", "[SitePayment](#sitepayment), several", "2.09"],
        ),
        (
            "ru",
            "offers.md",
            "Offer",
            "warehouse_quantities",
            [
                "`КоличествоНаСкладах/КоличествоНаСкладе`",
                "`warehouse_quantities`",
                "[WarehouseQuantity](#warehousequantity), несколько",
                "*1С-Битрикс*",
            ],
        ),
        ("en", "offers.md", "OfferChange", "id", ["`Ид`", "`id`", "text", "2.07–3.1"]),
        ("en", "offers.md", "Price", "value", ["`ЦенаЗаЕдиницу`", "`value`", "number", "2.04–3.1"]),
    ],
)
def test_what_a_row_says(
    language: str, page: str, model: str, field: str, cells: list[str]
) -> None:
    assert row(language, page, model, field)[:4] == cells


def test_a_row_leads_to_the_rules_that_look_at_the_field() -> None:
    (*_, rules) = row("en", "offers.md", "Price", "value")
    assert "[CML301](../checks.md#cml301)" in rules


def test_rules_are_found_by_what_they_need_and_by_what_their_article_names() -> None:
    found = rules_by_field()
    assert "CML301" in found[Offer, "prices"]  # needs=
    assert "CML301" in found[Price, "value"]  # its article names Цена/ЦенаЗаЕдиницу
    assert "CML112" in found[OffersPackage, "catalog_id"]
    assert "CML301" not in found[Product, "sku"]
    assert "CML211" in found[Product, "id"]


def test_a_rule_about_a_field_stands_where_the_field_is_defined() -> None:
    assert all(name in model.__annotations__ for model, name in rules_by_field())


def test_every_rule_about_records_or_sections_stands_somewhere() -> None:
    told = {code for codes in rules_by_field().values() for code in codes}
    told |= {code for codes in rules_by_model().values() for code in codes}
    assert [code for code, rule in BY_CODE.items() if rule.on and code not in told] == []
    assert told <= set(BY_CODE)


def test_rules_that_no_field_asks_for_stand_at_the_element() -> None:
    found = rules_by_model()
    assert {Classifier, Product, SubordinateDocument} & set(found)
    assert all(BY_CODE[code].on for codes in found.values() for code in codes)
    assert Kind.OFFER in BY_CODE[found[Offer][0]].on
