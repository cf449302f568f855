"""Every element of the standard has a meaning, in both languages, and none is told twice."""

import re

import pytest

from cml_sync.model.documents import DocumentLine, SubordinateDocument
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.offers import DiscountTier, Offer
from cml_sync.model.parties import Signer
from cml_sync.model.wiring import slots_by_name
from schemas import meanings

CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)


def named(sentence: str) -> set[str]:
    """Fields, words of the standard and views that a sentence names."""
    return set(re.findall(r"`([a-z_.A-Z@]+)`", sentence)) - {"product"}


def test_every_field_of_every_model_has_a_meaning() -> None:
    assert [sentence for sentence in meanings.sentences() if not sentence] == []


def test_there_is_russian_for_every_sentence_and_for_no_other() -> None:
    assert set(meanings.table()["ru"]) == set(meanings.sentences())


def test_the_russian_is_russian() -> None:
    known = meanings.table()["ru"].values()
    assert [said for said in known if not CYRILLIC.search(said)] == []


def test_both_languages_name_the_same_fields_and_words() -> None:
    different = [
        english
        for english, russian in meanings.table()["ru"].items()
        if named(english) != named(russian)
    ]
    assert different == []


def test_no_english_of_the_table_is_idle() -> None:
    said = set(meanings.sentences())
    assert [name for name, text in meanings.table()["fields"].items() if text not in said] == []


@pytest.mark.parametrize(
    ("model", "name", "english", "russian"),
    [
        (Product, "sku", "the stock keeping unit; not unique", "артикул; не уникален"),
        (Offer, "sku", "the stock keeping unit; not unique", "артикул; не уникален"),
        (Signer, "workplace", "the organisation the signer works for", None),
        (BaseUnit, "text", "the short name (`шт`), or in 3.1 the code", None),
        (DocumentLine, "warehouses", "where the goods of the line come from", None),
        (
            SubordinateDocument,
            "requisites",
            "named values: the state of the order, of its payment and delivery",
            None,
        ),
        (Product, "status", "one of `Новый`, `Изменен`, `Удален`; only `Удален` is seen", None),
        (
            DiscountTier,
            "condition",
            "`Количество одного товара в документе превысило` makes it a tier",
            "ступенью её делает `Количество одного товара в документе превысило`",
        ),
    ],
)
def test_what_a_field_means(
    model: type[Product], name: str, english: str, russian: str | None
) -> None:
    assert meanings.of_field(model, name, "en") == english
    if russian is not None:
        assert meanings.of_field(model, name, "ru") == russian


def test_what_an_element_is() -> None:
    assert meanings.of_model(Product, "en") == "`Товар`: a product of the catalogue (schema 2.04)"
    assert meanings.of_model(Product, "ru") == "`Товар`: товар каталога (схема 2.04)"


def test_models_are_those_below_the_root() -> None:
    found = meanings.models()
    assert found[0].__name__ == "CommercialInformation"
    assert {Product, Signer, BaseUnit} <= set(found)
    assert all(slots_by_name(model) for model in found)
