"""Lines as records: what the line says beside its record, and where the two differ."""

import json
from typing import Any

import pytest

from cml_sync.model.documents import Container, Document
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import OfferChange
from cml_sync.packages.forms.jsonl.errors import WrongLineError
from cml_sync.packages.forms.jsonl.files import Line
from cml_sync.packages.forms.jsonl.names import LINE_KINDS
from cml_sync.packages.forms.jsonl.records import record_of
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead


def read(word: str = "product", **said: Any) -> RecordRead:
    data = {"kind": word, **said}
    content = json.dumps(data).encode()
    return record_of(data, Line(7, content), "f.jsonl", LINE_KINDS[word], Section.CATALOG)


def told(entry: RecordRead) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.place.path) for problem in entry.problems]


def test_what_every_line_carries_is_taken_off() -> None:
    entry = read(
        id="1", name="n", deleted=False, updated_at="yesterday", source="shop", external_id=None
    )
    assert entry == RecordRead(
        Kind.PRODUCT,
        Product(id="1", name="n"),
        Section.CATALOG,
        Place("f.jsonl", 7, 1, "", "1"),
    )
    assert entry.record.model_fields_set == {"id", "name"}


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({}, "the key `id` is missing"),
        ({"id": 5}, "`id` should be a text in quotes"),
        ({"id": "1", "deleted": "yes"}, "`deleted` should be `true` or `false`"),
        ({"id": "1", "own": None}, "`own` should be an object in braces"),
        ({"id": "1", "kind": "offer"}, "its kind is `offer`, and only `product` may stand here"),
        ({"id": "1", "kind": None}, "the key `kind` is missing"),
    ],
)
def test_what_no_line_says(said: dict[str, Any], reason: str) -> None:
    with pytest.raises(WrongLineError) as caught:
        read(**said)
    assert reason in str(caught.value.message)
    assert caught.value.place is not None
    assert (caught.value.place.file, caught.value.place.line) == ("f.jsonl", 7)


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ({"id": "1"}, {"id": "1"}),
        ({"id": None}, {"id": None}),
        ({"id": "1", "own": {"id": "1"}}, {"id": "1"}),
        ({"id": "", "own": {"id": ""}}, {"id": ""}),
        ({"id": None, "own": {}}, {}),
    ],
)
def test_an_id_is_that_of_the_line_unless_the_record_has_its_own(
    said: dict[str, Any], fields: dict[str, Any]
) -> None:
    entry = read(**said)
    assert {name: getattr(entry.record, name) for name in entry.record.model_fields_set} == fields
    assert told(entry) == []


def test_a_record_without_an_id_field_is_named_by_what_identifies_it() -> None:
    documents = [{"id": "7"}, {"id": "8"}]
    entry = read("container", id="7", documents=documents)
    assert (entry.record, told(entry)) == (
        Container(documents=(Document(id="7"), Document(id="8"))),
        [],
    )
    assert told(read("container", id="8", documents=documents)) == [("CML972", "id")]


def test_the_id_of_a_variant_is_made_of_two() -> None:
    said = {"own": {"id": "a"}, "characteristic_id": "b"}
    entry = read("offer_change", id="a#b", **said)
    assert (entry.record, told(entry)) == (OfferChange(id="a", characteristic_id="b"), [])
    assert told(read("offer_change", id="a", **said)) == [("CML972", "id")]


@pytest.mark.parametrize(
    ("word", "said", "status", "contradiction"),
    [
        ("product", {"deleted": True}, "Удален", False),
        ("product", {"deleted": True, "status": "Удален"}, "Удален", False),
        ("product", {"deleted": True, "status": "Изменен"}, "Изменен", True),
        ("product", {"deleted": False, "status": "Удален"}, "Удален", True),
        ("product", {"deleted": None, "status": "Удален"}, "Удален", False),
    ],
)
def test_deleted_marks_a_record_that_says_nothing_of_it(
    word: str, said: dict[str, Any], status: str, *, contradiction: bool
) -> None:
    entry = read(word, id="1", **said)
    assert getattr(entry.record, "status", None) == status
    assert told(entry) == [("CML972", "deleted")] * contradiction


def test_deleted_of_a_document_is_its_mark() -> None:
    entry = read("order", id="1", deleted=True)
    assert getattr(entry.record, "deletion_mark", None) is True
    assert told(entry) == []
    assert told(read("reference_book", id="1", deleted=True)) == [("CML972", "deleted")]


@pytest.mark.parametrize(
    ("said", "site_id", "contradiction"),
    [
        ({"external_id": "s"}, "s", False),
        ({"external_id": "s", "site_id": "s"}, "s", False),
        ({"external_id": "s", "site_id": "t"}, "t", True),
        ({"external_id": 5}, None, True),
        ({"external_id": None}, None, False),
    ],
)
def test_the_id_of_the_shop(
    said: dict[str, Any], site_id: str | None, *, contradiction: bool
) -> None:
    entry = read("group", id="1", **said)
    assert getattr(entry.record, "site_id", None) == site_id
    assert told(entry) == [("CML972", "external_id")] * contradiction


def test_a_record_that_has_no_place_for_the_id_of_the_shop() -> None:
    assert "site_id" not in OfferChange.model_fields
    assert told(read("offer_change", id="1", external_id="s")) == [("CML972", "external_id")]


def test_a_key_that_nobody_knows_is_told_with_its_place() -> None:
    entry = read(id="1", colour="red")
    (problem,) = entry.problems
    assert (problem.code, problem.place) == ("CML971", Place("f.jsonl", 7, 42, "colour", "1"))
    assert str(problem.message) == (
        "The key `colour` is not known; its value is kept as the element `colour`"
    )
    assert [one.xml for one in entry.record.unknown] == ["<colour>red</colour>"]
