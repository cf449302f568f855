import pickle
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.places.spots import Source
from cml_sync.xml.reading.swift import entry_of, place_of
from cml_sync.xml.source.encoding import Cursor


def test_a_place_is_like_any_other() -> None:
    quick, usual = place_of("x.xml", 3, "К/Т[1]", "1"), Place("x.xml", 3, None, "К/Т[1]", "1")
    assert type(quick) is Place
    assert quick == usual
    assert hash(quick) == hash(usual)
    assert repr(quick) == repr(usual)
    assert pickle.loads(pickle.dumps(quick)) == usual  # noqa: S301 - our own bytes
    assert replace(quick, line=4) == replace(usual, line=4)
    with pytest.raises(FrozenInstanceError):
        quick.line = 5  # type: ignore[misc]


def test_an_entry_is_like_any_other() -> None:
    place, origin = Place("x.xml", 3), Source(b"<x/>", Cursor())
    quick = entry_of(Kind.PRODUCT, Product(id="1"), Section.CATALOG, place, origin)
    usual = RecordRead(Kind.PRODUCT, Product(id="1"), Section.CATALOG, place, origin=origin)
    assert type(quick) is RecordRead
    assert quick == usual
    assert repr(quick) == repr(usual)
    assert all(getattr(quick, one.name) == getattr(usual, one.name) for one in fields(usual))
    assert replace(quick, raw=b"x") == replace(usual, raw=b"x")
    with pytest.raises(FrozenInstanceError):
        quick.raw = b""  # type: ignore[misc]
