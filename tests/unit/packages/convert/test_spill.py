"""Records that wait on the disk."""

from collections.abc import Iterator

import pytest

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.packages.convert.spill import Spill, Waiting
from cml_sync.problems import Place

PLACE = Place(file="a.xml", line=3)


@pytest.fixture(params=[True, False])
def spill(request: pytest.FixtureRequest) -> Iterator[Spill]:
    with Spill(sought=request.param) as opened:
        yield opened


def put(spill: Spill, shelf: str, *ids: str | None) -> None:
    for number, identifier in enumerate(ids):
        product = Product(id=identifier, name=f"{identifier}{number}")
        spill.put(shelf, Kind.PRODUCT, product, PLACE)


def said(found: list[Waiting]) -> list[str | None]:
    return [getattr(one.record, "name", None) for one in found]


def test_a_shelf_is_walked_in_the_order_of_coming(spill: Spill) -> None:
    put(spill, "a", "x", "y")
    put(spill, "b", "z")
    put(spill, "a", "w")
    assert said(list(spill.walk("a"))) == ["x0", "y1", "w0"]
    assert spill.shelves() == ("a", "b")


def test_a_record_comes_back_as_it_was(spill: Spill) -> None:
    product = Product(id="p", name=None, images=("a.jpg",))
    spill.put("a", Kind.PRODUCT, product, PLACE)
    (found,) = spill.walk("a")
    assert found.record == product
    assert found.record.model_fields_set == {"id", "name", "images"}
    assert (found.kind, found.place) == (Kind.PRODUCT, PLACE)


def test_what_has_one_id_comes_together(spill: Spill) -> None:
    put(spill, "a", "x", "y", None, "x", None, "z", "y")
    assert [said(found) for found in spill.together("a")] == [
        ["x0", "x3"],
        ["y1", "y6"],
        ["None2"],
        ["None4"],
        ["z5"],
    ]


def test_what_was_taken_is_not_left(spill: Spill) -> None:
    put(spill, "a", "x", "y", "x", "z")
    assert said(spill.take("a", "x")) == ["x0", "x2"]
    assert spill.take("a", "nobody") == []
    assert spill.take("b", "x") == []
    left = []
    for found in spill.left("a"):
        left.append(said([found])[0])
        spill.take("a", "z")
    assert left == ["y1"]
    put(spill, "a", "y", "w")
    assert said(list(spill.left("a"))) == said(list(spill.left("a"))) == ["y1", "w1"]
