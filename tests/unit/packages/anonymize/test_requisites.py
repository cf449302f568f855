"""Only names that are known to be harmless are."""

import pytest

from cml_sync.packages.anonymize.requisites import About, about


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("Статус заказа", About.STATE),
        ("СтатусЗаказа", About.STATE),
        ("статуса заказа ид ", About.STATE),
        ("Номер по 1С", About.NUMBER),
        ("ТипНоменклатуры", About.STATE),
        ("Полное наименование", About.GOODS),
        ("ИНН", About.INN),
        ("Адрес доставки", About.ADDRESS),
        ("Получатель", About.UNKNOWN),
        ("Комментарии покупателя", About.UNKNOWN),
        ("", About.UNKNOWN),
    ],
)
def test_names_compare_without_case_and_spaces(name: str, what: About) -> None:
    assert about(name) is what
