import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.places.spots import Cut
from cml_sync.xml.reading.swift import entry_of
from cml_sync.xml.source.encoding import Cursor

CUT = Cut(b"<x>1</x>\n\n<x\n>2</x>", b"</x>", Cursor(3), 7, file="x.xml", path="r/x")
PLACE = Place("x.xml", 5, None, "r/x[8]", "1")
USUAL = RecordRead(Kind.PRODUCT, Product(id="1"), Section.CATALOG, PLACE, origin=CUT, number=8)


def quick() -> RecordRead:
    return entry_of(Kind.PRODUCT, Product(id="1"), Section.CATALOG, CUT, 8)


def test_a_place_made_late_is_like_any_other() -> None:
    place = quick().place
    assert type(place) is Place
    assert place == PLACE
    assert hash(place) == hash(PLACE)
    assert repr(place) == repr(PLACE)
    assert pickle.loads(pickle.dumps(place)) == PLACE  # noqa: S301 - our own bytes
    assert replace(place, line=4) == replace(PLACE, line=4)
    with pytest.raises(FrozenInstanceError):
        place.line = 5  # type: ignore[misc]


def test_an_entry_is_like_any_other() -> None:
    assert type(quick()) is RecordRead
    assert quick() == USUAL
    assert repr(quick()) == repr(USUAL)
    assert all(getattr(quick(), one.name) == getattr(USUAL, one.name) for one in fields(USUAL))
    assert replace(quick(), raw=b"x") == replace(USUAL, raw=b"x")
    assert pickle.loads(pickle.dumps(quick())).place == PLACE  # noqa: S301 - our own bytes
    with pytest.raises(FrozenInstanceError):
        quick().raw = b""  # type: ignore[misc]


def test_the_place_is_made_once() -> None:
    entry = quick()
    assert entry.place is entry.place


def test_there_are_no_other_names() -> None:
    with pytest.raises(AttributeError, match="'RecordRead' has no 'colour'"):
        getattr(quick(), "colour")  # noqa: B009 - mypy knows that there is none
