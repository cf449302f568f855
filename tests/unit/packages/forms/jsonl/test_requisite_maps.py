"""Requisites as a map, where nothing is lost by it."""

import json

import pytest

from cml_sync.model.goods import Product
from cml_sync.model.requisites import Requisite
from cml_sync.packages.forms.jsonl.plain import as_json
from cml_sync.packages.forms.jsonl.requisite_maps import as_list, as_map

PLAIN = (
    Requisite(name="Вес", values=("0.38",)),
    Requisite(name="ОписаниеФайла", values=("а",)),
    Requisite(name="ОписаниеФайла", values=("б",)),
)


def test_plain_requisites_are_a_map() -> None:
    said = as_map(PLAIN)
    assert said == {"Вес": "0.38", "ОписаниеФайла": ["а", "б"]}
    assert isinstance(said, dict)
    assert tuple(Requisite(**one) for one in as_list(said)) == PLAIN
    assert json.loads(as_json(Product(id="1", requisites=PLAIN)))["requisites"] == said


@pytest.mark.parametrize(
    "requisites",
    [
        (Requisite(name="Вес"),),
        (Requisite(values=("1",)),),
        (Requisite(name=None, values=("1",)),),
        (Requisite(name="Вес", values=()),),
        (Requisite(name="Вес", values=("1", "2")),),
        (Requisite(name="Вес", values=("1",), unknown_attributes=(("а", "б"),)),),
        (*PLAIN, Requisite(name="Вес", values=("1",))),
    ],
)
def test_others_are_a_list(requisites: tuple[Requisite, ...]) -> None:
    said = as_map(requisites)
    assert isinstance(said, list)
    assert tuple(Requisite(**one) for one in said) == requisites
