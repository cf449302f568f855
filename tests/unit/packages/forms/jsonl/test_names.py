"""What lines are called."""

from decimal import Decimal

import pytest

from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer, OfferChange, Price, Stock
from cml_sync.model.records import MODELS
from cml_sync.packages.forms.jsonl.lines import DELETED, EXTERNAL_ID, KIND, OWN, SOURCE, UPDATED_AT
from cml_sync.packages.forms.jsonl.names import LINE_KINDS, file_of, word_of

PRICE = Price(value=Decimal(1))


@pytest.mark.parametrize(
    ("record", "word"),
    [
        (Product(id="1"), "product"),
        (Offer(id="1", name="a", prices=(PRICE,)), "offer"),
        (Offer(id="1", prices=(PRICE,)), "prices"),
        (Offer(id="1", stocks=(Stock(),), quantity=Decimal(1)), "rests"),
        (Offer(id="1", prices=(PRICE,), quantity=Decimal(1)), "offer"),
        (Offer(id="1"), "offer"),
        (Offer(prices=(PRICE,)), "offer"),
        (OfferChange(id="1"), "offer_change"),
        (Document(operation="Заказ товара"), "order"),
        (Document(operation="Эквайринговая операция"), "payment"),
        (Document(operation="Возврат наличных денег"), "payment"),
        (Document(operation="Возврат товара"), "return"),
        (Document(operation="Отпуск товара"), "shipment"),
        (Document(operation="Прочие"), "document"),
        (Document(), "document"),
    ],
)
def test_a_record_has_its_word(record: Element, word: str) -> None:
    assert word_of(record) == word


def test_every_kind_of_record_has_lines_and_every_line_a_file_of_its_own() -> None:
    assert {kind.record for kind in LINE_KINDS.values()} == set(MODELS)
    files = [file_of(word) for word in (*LINE_KINDS, "layout", "stream")]
    assert len(set(files)) == len(files)


def test_no_record_has_a_field_called_like_what_every_line_carries() -> None:
    carried = {KIND, EXTERNAL_ID, DELETED, UPDATED_AT, SOURCE, OWN}
    for model in MODELS.values():
        assert carried.isdisjoint(model.model_fields), model
