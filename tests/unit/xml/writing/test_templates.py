from typing import Any

import pytest

from cml_sync.model.element import Unknown
from cml_sync.model.requisites import Requisite
from cml_sync.xml.dialects import FAITHFUL
from cml_sync.xml.writing.characters import Encoder
from cml_sync.xml.writing.layout import Layouts
from cml_sync.xml.writing.shapes import OddError
from cml_sync.xml.writing.swift import Swift
from cml_sync.xml.writing.templates import Template


def filled(*requisites: Requisite) -> tuple[str, list[Any]]:
    swift = Swift(Layouts(FAITHFUL.says), Encoder("utf-8"))
    template = Template(swift, Requisite, "Р", 0)
    markup: list[bytes] = []
    values: list[Any] = []
    template.fill_each(requisites, markup, values)
    return b"".join(markup).decode(), values


def test_elements_of_one_shape_have_one_markup() -> None:
    one = "<Р>\n\t<Наименование>%s</Наименование>\n\t<Значение>%s</Значение>\n</Р>\n"
    requisites = [Requisite(name=name, values=("да",)) for name in "абв"]
    assert filled(*requisites) == (3 * one, ["а", "да", "б", "да", "в", "да"])


def test_elements_of_several_shapes_follow_each_other() -> None:
    markup, values = filled(
        Requisite(name="а", values=("1", "2")), Requisite(values=("3",)), Requisite(name="б")
    )
    assert values == ["а", "1", "2", "3", "б"]
    assert markup == (
        "<Р>\n\t<Наименование>%s</Наименование>\n\t<Значение>%s</Значение>\n"
        "\t<Значение>%s</Значение>\n</Р>\n"
        "<Р>\n\t<Значение>%s</Значение>\n</Р>\n"
        "<Р>\n\t<Наименование>%s</Наименование>\n</Р>\n"
    )


def test_unknown_parts_are_not_for_templates() -> None:
    with pytest.raises(OddError):
        filled(Requisite(name="а", unknown=(Unknown(xml="<Слаг/>"),)))
