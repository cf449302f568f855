"""What real senders write that no schema allows: how each of it is read, and what is told of it."""

import io
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from cml_sync.xml.reading.whole import read_whole

ROOT = "КоммерческаяИнформация"


def envelope(inner: str, attributes: str = "") -> str:
    return f"<{ROOT} {attributes}>{inner}</{ROOT}>"


def product(inner: str) -> str:
    goods = f"<Товары><Товар>{inner}</Товар></Товары>"
    return envelope(f"<Каталог>{goods}</Каталог>")


def offer(inner: str) -> str:
    offers = f"<Предложения><Предложение>{inner}</Предложение></Предложения>"
    return envelope(f"<ПакетПредложений>{offers}</ПакетПредложений>")


def document(inner: str) -> str:
    return envelope(f"<Документ>{inner}</Документ>")


DEVIATIONS: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "a blank code of a unit": (
        product('<БазоваяЕдиница Код=" ">шт</БазоваяЕдиница>'),
        {"catalogs": ({"products": ({"base_unit": {"code": "", "text": "шт"}},)},)},
        [],
    ),
    "a padded code of a unit": (
        product('<БазоваяЕдиница Код="796 ">шт</БазоваяЕдиница>'),
        {"catalogs": ({"products": ({"base_unit": {"code": "796", "text": "шт"}},)},)},
        ["CML761"],
    ),
    "a padded article": (
        product("<Артикул> 1 </Артикул>"),
        {"catalogs": ({"products": ({"sku": "1"},)},)},
        ["CML761"],
    ),
    "a currency by its number": (
        document("<Валюта>643</Валюта>"),
        {"documents": ({"currency": "643"},)},
        [],
    ),
    "a currency in words": (
        document("<Валюта>руб.</Валюта>"),
        {"documents": ({"currency": "руб."},)},
        [],
    ),
    "a date of the single letter T": (
        document(
            "<ЗначенияРеквизитов><ЗначениеРеквизита><Наименование>Дата оплаты</Наименование>"
            "<Значение>T</Значение></ЗначениеРеквизита></ЗначенияРеквизитов>"
        ),
        {"documents": ({"requisites": ({"name": "Дата оплаты", "values": ("T",)},)},)},
        [],
    ),
    "an empty sum": (
        document("<Налоги><Налог><Сумма/></Налог></Налоги>"),
        {"documents": ({"taxes": ({"amount": None},)},)},
        [],
    ),
    "an empty price": (
        offer("<Цены><Цена><ЦенаЗаЕдиницу/></Цена></Цены>"),
        {"offers_packages": ({"offers": ({"prices": ({"value": None},)},)},)},
        [],
    ),
    "a negative quantity": (
        offer("<Количество>-3</Количество>"),
        {"offers_packages": ({"offers": ({"quantity": Decimal(-3)},)},)},
        [],
    ),
    "a negative stock": (
        offer('<Склад ИдСклада="с" КоличествоНаСкладе="-9"/>'),
        {
            "offers_packages": (
                {"offers": ({"stocks": ({"warehouse_id": "с", "quantity": Decimal(-9)},)},)},
            )
        },
        [],
    ),
    "several values of a property": (
        product(
            "<ЗначенияСвойств><ЗначенияСвойства><Ид>п</Ид><Значение>а</Значение><Значение>б</Значение></ЗначенияСвойства></ЗначенияСвойств>"
        ),
        {"catalogs": ({"products": ({"property_values": ({"id": "п", "values": ("а", "б")},)},)},)},
        [],
    ),
    "UTC instead of T": (
        envelope("", 'ДатаФормирования="2022-10-31UTC02:25:50"'),
        {"generated_at": datetime.fromisoformat("2022-10-31T02:25:50")},
        ["CML764"],
    ),
    "an hour of one digit": (
        envelope("", 'ДатаФормирования="2014-06-01T0:36:33"'),
        {"generated_at": datetime.fromisoformat("2014-06-01T00:36:33")},
        ["CML764"],
    ),
    "a numbered picture": (
        product("<ДополнительнаяКартинка1>a.jpg</ДополнительнаяКартинка1>"),
        {
            "catalogs": (
                {
                    "products": (
                        {
                            "unknown": (
                                {
                                    "at": "",
                                    "xml": (
                                        "<ДополнительнаяКартинка1>a.jpg</ДополнительнаяКартинка1>"
                                    ),
                                },
                            )
                        },
                    )
                },
            )
        },
        ["CML167"],
    ),
    "pictures in a container": (
        product("<Картинки><Картинка>a.jpg</Картинка></Картинки>"),
        {
            "catalogs": (
                {
                    "products": (
                        {
                            "unknown": (
                                {
                                    "at": "",
                                    "xml": "<Картинки><Картинка>a.jpg</Картинка></Картинки>",
                                },
                            )
                        },
                    )
                },
            )
        },
        ["CML167"],
    ),
    "the official name of a manufacturer": (
        product(
            "<Изготовитель><Ид>и</Ид><ОфициальноеНаименование>О</ОфициальноеНаименование></Изготовитель>"
        ),
        {"catalogs": ({"products": ({"manufacturer": {"id": "и", "official_name": "О"}},)},)},
        [],
    ),
    "a classifier behind the catalogue": (
        envelope("<Каталог><Ид>1</Ид></Каталог><Классификатор><Ид>2</Ид></Классификатор>"),
        {"classifiers": ({"id": "2"},), "catalogs": ({"id": "1"},)},
        [],
    ),
    "a classifier behind the offers": (
        envelope(
            "<ПакетПредложений><Ид>1#</Ид></ПакетПредложений><Классификатор><Ид>2</Ид></Классификатор>"
        ),
        {"classifiers": ({"id": "2"},), "offers_packages": ({"id": "1#"},)},
        [],
    ),
    "a stock with an id of the warehouse": (
        offer(
            "<Остатки><Остаток><ИдСклада>с</ИдСклада><Количество>1</Количество></Остаток></Остатки>"
        ),
        {
            "offers_packages": (
                {"offers": ({"rests": ({"warehouse_id": "с", "quantity": Decimal(1)},)},)},
            )
        },
        [],
    ),
    "a stock without a warehouse": (
        offer("<Остатки><Остаток><Количество>1</Количество></Остаток></Остатки>"),
        {"offers_packages": ({"offers": ({"rests": ({"quantity": Decimal(1)},)},)},)},
        [],
    ),
    "a stock with a warehouse": (
        offer(
            "<Остатки><Остаток><Склад><Ид>с</Ид><Количество>1</Количество></Склад></Остаток></Остатки>"
        ),
        {
            "offers_packages": (
                {"offers": ({"rests": ({"warehouses": ({"id": "с", "quantity": Decimal(1)},)},)},)},
            )
        },
        [],
    ),
    "an offer without a name": (
        offer("<Ид>1</Ид>"),
        {"offers_packages": ({"offers": ({"id": "1"},)},)},
        [],
    ),
    "the empty date": (
        document("<СрокПлатежа>0001-01-01</СрокПлатежа>"),
        {"documents": ({"payment_due": None},)},
        ["CML765"],
    ),
    "a rate with a per cent sign": (
        document(
            "<Товары><Товар><СтавкиНалогов><СтавкаНалога><Ставка>20%</Ставка></СтавкаНалога></СтавкиНалогов></Товар></Товары>"
        ),
        {"documents": ({"lines": ({"tax_rates": ({"rate": "20%"},)},)},)},
        [],
    ),
    "a state in an attribute": (
        envelope('<Каталог><Товары><Товар Статус="Удален"/></Товары></Каталог>'),
        {"catalogs": ({"products": ({"status": "Удален"},)},)},
        [],
    ),
    "a state in an element": (
        product("<Статус>Удален</Статус>"),
        {"catalogs": ({"products": ({"status_element": "Удален"},)},)},
        [],
    ),
    "an empty list of groups": (
        product("<Группы/>"),
        {"catalogs": ({"products": ({"group_ids": ()},)},)},
        [],
    ),
    "characteristics of goods": (
        product(
            "<ХарактеристикиТовара><ХарактеристикаТовара><Наименование>Цвет</Наименование><Значение>Синий</Значение></ХарактеристикаТовара></ХарактеристикиТовара>"
        ),
        {
            "catalogs": (
                {"products": ({"characteristics": ({"name": "Цвет", "value": "Синий"},)},)},
            )
        },
        [],
    ),
    "prices of goods": (
        product("<Цены><Цена><ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу></Цена></Цены>"),
        {
            "catalogs": (
                {
                    "products": (
                        {
                            "unknown": (
                                {
                                    "at": "",
                                    "xml": (
                                        "<Цены><Цена><ЦенаЗаЕдиницу>5</ЦенаЗаЕдиницу></Цена></Цены>"
                                    ),
                                },
                            )
                        },
                    )
                },
            )
        },
        ["CML167"],
    ),
    "a counterparty marked for deletion": (
        envelope(
            "<Контрагенты><Контрагент><ПометкаУдаления>true</ПометкаУдаления></Контрагент></Контрагенты>"
        ),
        {"counterparty_lists": ({"counterparties": ({"deletion_mark": True},)},)},
        [],
    ),
    "a counterparty without a role": (
        document("<Контрагенты><Контрагент><Ид>1</Ид></Контрагент></Контрагенты>"),
        {"documents": ({"counterparties": ({"id": "1"},)},)},
        [],
    ),
    "numbers as a program writes them": (
        document(
            "<Сумма>1_000</Сумма><Курс>1E-5</Курс><Скидки><Скидка><Сумма>٣</Сумма></Скидка></Скидки>"
        ),
        {
            "documents": (
                {
                    "total": Decimal(1000),
                    "rate": Decimal("0.00001"),
                    "discounts": ({"amount": Decimal(3)},),
                },
            )
        },
        ["CML762", "CML762", "CML762"],
    ),
    "yes or no as a program writes it": (
        document("<ПометкаУдаления>on</ПометкаУдаления>"),
        {"documents": ({"deletion_mark": True},)},
        ["CML763"],
    ),
    "a day with a time, a time without seconds": (
        document("<Дата>2024-05-01T00:00:00</Дата><Время>9:30Z</Время>"),
        {"documents": ({"date": date(2024, 5, 1), "time": time(9, 30, tzinfo=UTC)},)},
        ["CML764", "CML764"],
    ),
    "a moment without a time": (
        envelope("", 'ДатаФормирования="2024-05-01"'),
        {"generated_at": datetime(2024, 5, 1)},  # noqa: DTZ001 - the file says no more
        [],
    ),
    "a document without counterparties": (
        document("<Номер>1</Номер>"),
        {"documents": ({"number": "1"},)},
        [],
    ),
}


@pytest.mark.parametrize("deviation", DEVIATIONS)
def test_a_deviation_is_read_and_told_of(deviation: str) -> None:
    text, values, codes = DEVIATIONS[deviation]
    information, problems = read_whole(io.BytesIO(text.encode()), "x.xml")
    assert information.model_dump(exclude_unset=True) == values
    assert [problem.code for problem in problems] == codes
