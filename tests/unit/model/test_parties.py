"""Who has fewer fields than the counterparty it once was."""

import pytest

from cml_sync.model.element import Element
from cml_sync.model.parties import Employer, Head, Representative
from cml_sync.model.wiring import slots_by_name
from cml_sync.xml.dialects import DIALECTS


def said(model: type[Element], version: str) -> list[str]:
    dialect = DIALECTS[version]
    slots = slots_by_name(model).values()
    return [dialect.spells(slot).wire.path for slot in slots if dialect.says(slot.wire)]


@pytest.mark.parametrize("version", ["2.06", "2.07", "2.10"])
def test_a_head_is_little_since_2_06(version: str) -> None:
    assert said(Head, version) == [
        "Фамилия",
        "Имя",
        "Отчество",
        "УдостоверениеЛичности",
        "АресРегистрации",
        "Должность",
        "Контакты/Контакт",
    ]


@pytest.mark.parametrize("version", ["2.04", "2.05"])
def test_a_head_was_a_whole_counterparty(version: str) -> None:
    names = said(Head, version)
    assert {"Ид", "Наименование", "ПолноеНаименование", "ИНН", "Представители/Представитель"} < {
        *names
    }
    assert "АдресРегистрации" in names
    assert {"АресРегистрации", "Роль", "РасчетныйСчет", "Склад"}.isdisjoint(names)


def test_an_employer_is_the_details_of_an_organisation_since_2_06() -> None:
    gone = {"Ид", "Наименование", "ПолноеНаименование", "Комментарий", "Адрес", "Контакты/Контакт"}
    assert gone < set(said(Employer, "2.05"))
    assert gone.isdisjoint(said(Employer, "2.06"))
    assert {"ОфициальноеНаименование", "ИНН", "Руководитель"} < set(said(Employer, "2.06"))


def test_a_representative_has_had_three_forms() -> None:
    assert said(Representative, "2.04") == ["Отношение"]
    assert "Представители/Представитель" in said(Representative, "2.05")
    assert "Представители/Представитель" not in said(Representative, "2.06")
    assert {"Ид", "Наименование", "Контакты/Контакт", "Отношение"} < {*said(Representative, "3.1")}


def test_the_fields_that_fewer_versions_have_are_fields() -> None:
    for model in (Head, Employer, Representative):
        assert model.INHERITED.keys() < model.model_fields.keys()
