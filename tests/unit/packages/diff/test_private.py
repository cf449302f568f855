import pytest

from cml_sync.packages.diff.change import ABSENT, Change, FieldChange, What
from cml_sync.packages.diff.private import hidden
from cml_sync.packages.diff.values import Value


def seen(kind: str, field: str, value: Value) -> tuple[str, object]:
    change = Change(kind, "k", What.CHANGED, None, (FieldChange(field, ABSENT, value),))
    [row] = hidden(change).fields
    assert row.old is ABSENT
    return row.field, row.new


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("product", "name", "Кружка эмалированная"),
        ("product", "property_values[1].values", ("белый", "синий")),
        ("product", "requisites[Код].values", ("ЦБ-00000014",)),
        ("offer", "prices[a].value", "1790"),
        ("offer", "stock[1]", "5"),
        ("offer", "base_unit", "796"),
        ("product", "unknown[Слаг]", "<Слаг>kruzhka</Слаг>"),
        ("document", "total", "1790.50"),
        ("document", "number", "ORDER-1001"),
        ("document", "lines[1].name", "Кружка эмалированная"),
        ("document", "requisites[Статус заказа].values", ("Выполнен, доставлен",)),
        ("document", "deleted", True),
        ("document", "counterparties[1].role", "Покупатель"),
        ("group", "parent", "f19d3e51-0b8f-4a9c-8f6c-0f2f8f4c7f11"),
        ("classifier", "changes_only", True),
        ("catalog", "name", "Основной каталог товаров"),
        ("classifier", "name", "Классификатор (Основной каталог товаров)"),
        ("offers_package", "name", "Пакет предложений (Основной каталог товаров)"),
        ("offers_package", "description", "Основной"),
        ("picture", "bytes", "4711"),
    ],
)
def test_goods_sums_and_states_are_shown(kind: str, field: str, value: Value) -> None:
    assert seen(kind, field, value) == (field, value)


@pytest.mark.parametrize(
    ("kind", "field", "value", "masked"),
    [
        ("document", "counterparties[1].name", "Иван Примеров", "Ив•••••ов"),
        ("document", "counterparties[1].contacts[Почта].value", "a@example.ru", "a@•••••ru"),
        ("document", "comment", "домофон 12", "до•••••12"),
        ("document", "requisites[Телефон].values", ("+70000000015",), ("+7•••••15",)),
        ("document", "unknown[Я]", "<Я>Иван Примеров</Я>", "<Я•••••Я>"),
        ("counterparty", "inn", "0000123450", "00•••••50"),
        ("classifier", "owner.official_name", "ООО Посуда-Пример", "ОО•••••ер"),
        ("warehouse", "phones", ("+70000000015",), ("+7•••••15",)),
        ("warehouse", "contacts[Телефон].value", "+70000000015", "+7•••••15"),
    ],
)
def test_people_are_not(kind: str, field: str, value: Value, masked: object) -> None:
    assert seen(kind, field, value) == (field, masked)


def test_keys_that_name_people_are_masked() -> None:
    assert seen("document", "counterparties[12#login#Иван].role", "Покупатель") == (
        "counterparties[*************]".replace("*" * 13, "*" * 12) + ".role",
        "Покупатель",
    )
    change = Change("counterparty", "12#login#Иван", What.ADDED, "Иван Примеров", ())
    assert hidden(change)[1] == "*" * 12
    assert hidden(change).title == "Ив•••••ов"
