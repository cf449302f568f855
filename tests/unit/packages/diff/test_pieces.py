from decimal import Decimal

import pytest

from cml_sync.model.classifier import Group
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import BaseUnit, Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.model.records import kind_of
from cml_sync.packages.diff.pieces import (
    BASE,
    PRICES,
    RESTS,
    Ident,
    Twin,
    as_offer,
    facets_of,
    pieces_of,
    same_bytes,
)
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.places.spots import Cut
from cml_sync.xml.source.encoding import Cursor

DATA = b"\n<a>1</a>\n<a>2</a>"


def read(record: Element, number: int = 0, data: bytes = DATA) -> RecordRead:
    cut = Cut(data, b"</a>", Cursor(1, 1))
    return RecordRead(kind_of(record), record, None, Place(), origin=cut, number=number)


@pytest.mark.parametrize(
    ("fields", "facets"),
    [
        ({"id"}, BASE),
        ({"id", "name"}, BASE),
        ({"id", "prices"}, PRICES),
        ({"id", "rests"}, RESTS),
        ({"id", "characteristic_id", "stocks", "prices"}, PRICES | RESTS),
        ({"id", "name", "prices", "quantity"}, BASE | PRICES | RESTS),
    ],
)
def test_what_a_piece_says_something_of(fields: set[str], facets: int) -> None:
    assert facets_of(fields) == facets


def test_a_tree_of_groups_is_many_pieces() -> None:
    tree = Group(id="1", children=(Group(id="2", children=(Group(id="3"),)), Group(id="4")))
    found = [(piece.ident.key, piece.parent) for piece in pieces_of(read(tree))]
    assert found == [("1", ""), ("2", "1"), ("3", "2"), ("4", "1")]
    assert all("children" not in piece.record.model_fields_set for piece in pieces_of(read(tree)))


def test_what_a_container_holds_beside_documents_is_a_piece_too() -> None:
    held = Container(
        documents=(Document(id="1"), Document(id="2")), unknown_attributes=(("Слаг", "x"),)
    )
    assert [piece.ident.kind for piece in pieces_of(read(held))] == [
        "document",
        "document",
        "container",
    ]
    assert [piece.kind for piece in pieces_of(read(Container()))] == [Kind.CONTAINER]


def test_a_change_of_an_offer_becomes_the_offer_that_says_all_of_it() -> None:
    change = OfferChange(
        id="1", characteristic_id="2", barcode="3", unit_code="796", quantity=Decimal(4)
    )
    offer = as_offer(change)
    assert offer == Offer(
        id="1#2", barcode="3", base_unit=BaseUnit(code="796"), quantity=Decimal(4)
    )
    assert offer.model_fields_set == {"id", "barcode", "base_unit", "quantity"}
    [piece] = pieces_of(read(change))
    assert piece.ident == Ident("offer", "1#2", BASE | RESTS)


def test_bytes_are_compared_without_blanks_in_front() -> None:
    one, other = read(Product(id="1"), 1), read(Product(id="1"), 1, b"  <a>1</a>")
    assert same_bytes(one, other)
    assert not same_bytes(one, read(Product(id="1"), 2))
    assert not same_bytes(one, read(Product(id="1"), 0))


def test_a_twin_knows_the_last_record_by_its_bytes_and_model() -> None:
    twin, record = Twin(), Product(id="1")
    assert twin(b"\n<a>1", Product) is None
    twin.entry = read(record, 1)
    assert twin(b"\n<a>1", Product) is record
    assert twin(b"\n<a>1", Offer) is None
    assert twin(b"\n<a>2", Product) is None
    twin.entry = read(record, 0)
    assert twin(b"\n<a>1", Product) is None
