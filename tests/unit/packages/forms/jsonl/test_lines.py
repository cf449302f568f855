"""What a line of a record says."""

import json
from datetime import datetime

import pytest

from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import OfferChange
from cml_sync.model.requisites import Requisite
from cml_sync.packages.forms.jsonl.lines import LineMaker

MOMENT = datetime(2026, 3, 1, 4)  # noqa: DTZ001 - as local as a package says it
MAKER = LineMaker("import.xml", MOMENT)


def line(record: Element, word: str) -> dict[str, object]:
    said: dict[str, object] = json.loads(MAKER.line(record, word))
    return said


def test_a_line_begins_with_its_kind_and_ends_with_what_is_known_about_it() -> None:
    assert MAKER.line(Product(id="1", name="Кружка"), "product").decode() == (
        '{"kind":"product","id":"1","name":"Кружка","deleted":false,'
        '"updated_at":"2026-03-01T04:00:00","source":"import.xml"}'
    )


def test_without_a_moment_none_is_said() -> None:
    made = LineMaker("shop", None).line(Product(id="1"), "product")
    assert made == b'{"kind":"product","id":"1","deleted":false,"source":"shop"}'


def test_the_id_of_the_shop_is_said_where_it_is_known() -> None:
    assert line(Product(id="1", site_id="77"), "product")["external_id"] == "77"


@pytest.mark.parametrize(
    "record",
    [
        Product(id="1", status="Удален"),
        Product(id="1", deletion_mark=True),
        Document(id="1", requisites=(Requisite(name="Пометка Удаления", values=("true",)),)),
    ],
)
def test_a_deleted_record_says_so(record: Element) -> None:
    assert line(record, "product")["deleted"] is True


@pytest.mark.parametrize(
    ("record", "word", "identifier", "own"),
    [
        (OfferChange(id="1", characteristic_id="2"), "offer_change", "1#2", {"id": "1"}),
        (Document(number="10"), "document", "10", {}),
        (Document(id="", number="10"), "document", "10", {"id": ""}),
        (Document(id=None, number="10"), "document", "10", {"id": None}),
        (Product(name="a"), "product", None, {}),
        (Product(id=""), "product", None, {"id": ""}),
        (Product(id=None), "product", None, "nothing"),
        (Container(documents=(Document(id="5"),)), "container", "5", "nothing"),
    ],
)
def test_an_id_that_is_another_one_in_the_record_is_told(
    record: Element, word: str, identifier: str | None, own: object
) -> None:
    said = line(record, word)
    assert said["id"] == identifier
    assert said.get("own", "nothing") == own
