"""Large CommerceML parts of invented goods, the same bytes for the same count.

The layout is that of 1C: byte order mark, tabs, a default namespace, Russian names. Everything is
made by arithmetic from the number of the record, so no randomness is needed; the text is written as
plain strings, many times faster than by any XML library.

    python -m benchmarks.generate offers 100000 offers.xml
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

NAMESPACE: Final = "urn:1C.ru:commerceml_2"
CATALOG: Final = "0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e001"
OWNER: Final = "0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e002"
PRICE_TYPES: Final = (
    ("0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e011", "Розничная", 100),
    ("0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e012", "Оптовая", 87),
    ("0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e013", "Дилерская", 79),
)
WAREHOUSES: Final = (
    ("0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e021", "Главный"),
    ("0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e022", "Магазин на Садовой"),
    ("0c0a7a10-5f1e-4d43-9b3e-7a54c6d2e023", "Дальний"),
)
COLOURS: Final = ("белый", "синий", "красный", "зелёный", "серый")
SIZES: Final = ("0,2 л", "0,3 л", "0,5 л", "1 л")
THINGS: Final = ("Кружка", "Чайник", "Тарелка", "Ваза", "Салатник", "Поднос", "Кувшин", "Банка")
DESCRIPTION: Final = (
    "Предмет для дома, который служит долго и моется легко. Стенки ровные, дно не скользит, "
    "рисунок не стирается. Подходит для каждого дня и для праздника; хранить в сухом месте. "
    "Перед первым использованием вымыть тёплой водой с мылом & вытереть досуха, беречь от ударов."
)
_BATCH: Final = 500


def offers(count: int) -> Iterator[str]:
    """A package of offers: three prices and three warehouses each, every second with features."""
    yield _root()
    yield (
        '\t<ПакетПредложений СодержитТолькоИзменения="false">\n'
        f"\t\t<Ид>{CATALOG}#</Ид>\n\t\t<Наименование>Пакет предложений (посуда)</Наименование>\n"
        f"\t\t<ИдКаталога>{CATALOG}</ИдКаталога>\n"
        f"\t\t<ИдКлассификатора>{CATALOG}</ИдКлассификатора>\n{_OWNER}\t\t<ТипыЦен>\n"
    )
    for identifier, name, _ in PRICE_TYPES:
        yield (
            f"\t\t\t<ТипЦены>\n\t\t\t\t<Ид>{identifier}</Ид>\n"
            f"\t\t\t\t<Наименование>{name}</Наименование>\n\t\t\t\t<Валюта>RUB</Валюта>\n"
            "\t\t\t\t<Налог>\n\t\t\t\t\t<Наименование>НДС</Наименование>\n"
            "\t\t\t\t\t<УчтеноВСумме>true</УчтеноВСумме>\n\t\t\t\t</Налог>\n\t\t\t</ТипЦены>\n"
        )
    yield "\t\t</ТипыЦен>\n\t\t<Склады>\n"
    for identifier, name in WAREHOUSES:
        yield (
            f"\t\t\t<Склад>\n\t\t\t\t<Ид>{identifier}</Ид>\n"
            f"\t\t\t\t<Наименование>{name}</Наименование>\n\t\t\t</Склад>\n"
        )
    yield "\t\t</Склады>\n\t\t<Предложения>\n"
    for number in range(count):
        yield _offer(number)
    yield "\t\t</Предложения>\n\t</ПакетПредложений>\n</КоммерческаяИнформация>\n"


def catalog(count: int) -> Iterator[str]:
    """A classifier of forty groups and a catalogue of products with properties and requisites."""
    yield _root()
    yield (
        f"\t<Классификатор>\n\t\t<Ид>{CATALOG}</Ид>\n"
        f"\t\t<Наименование>Классификатор (посуда)</Наименование>\n{_OWNER}\t\t<Группы>\n"
    )
    for number in range(_GROUPS):
        yield (
            f"\t\t\t<Группа>\n\t\t\t\t<Ид>{_id('9', number)}</Ид>\n"
            f"\t\t\t\t<Наименование>Полка {number + 1}</Наименование>\n\t\t\t</Группа>\n"
        )
    yield "\t\t</Группы>\n\t\t<Свойства>\n"
    for number in range(_PROPERTIES):
        yield (
            f"\t\t\t<Свойство>\n\t\t\t\t<Ид>{_id('8', number)}</Ид>\n"
            f"\t\t\t\t<Наименование>Признак {number + 1}</Наименование>\n"
            "\t\t\t\t<ТипЗначений>Строка</ТипЗначений>\n\t\t\t\t<ДляТоваров>true</ДляТоваров>\n"
            "\t\t\t</Свойство>\n"
        )
    yield (
        "\t\t</Свойства>\n\t</Классификатор>\n"
        '\t<Каталог СодержитТолькоИзменения="false">\n'
        f"\t\t<Ид>{CATALOG}</Ид>\n\t\t<ИдКлассификатора>{CATALOG}</ИдКлассификатора>\n"
        f"\t\t<Наименование>Посуда</Наименование>\n{_OWNER}\t\t<Товары>\n"
    )
    for number in range(count):
        yield _product(number)
    yield "\t\t</Товары>\n\t</Каталог>\n</КоммерческаяИнформация>\n"


def orders(count: int) -> Iterator[str]:
    """Orders of persons with three lines each."""
    yield _root()
    for number in range(count):
        yield _order(number)
    yield "</КоммерческаяИнформация>\n"


KINDS: Final[dict[str, Callable[[int], Iterator[str]]]] = {
    "offers": offers,
    "catalog": catalog,
    "orders": orders,
}


def write(file: BinaryIO, kind: str, count: int) -> None:
    """Writes a part of `count` records of `kind`, in UTF-8 with a byte order mark."""
    batch = ["\ufeff"]
    for piece in KINDS[kind](count):
        batch.append(piece)
        if len(batch) >= _BATCH:
            file.write("".join(batch).encode())
            batch.clear()
    file.write("".join(batch).encode())


def file(folder: Path, kind: str, count: int) -> Path:
    """The file in `folder` with `count` records of `kind`; written if it is not there yet."""
    path = folder / f"{kind}-{count}.xml"
    if not path.exists():
        with path.open("wb") as part:
            write(part, kind, count)
    return path


_GROUPS: Final = 40
_PROPERTIES: Final = 5
_OWNER: Final = (
    f"\t\t<Владелец>\n\t\t\t<Ид>{OWNER}</Ид>\n\t\t\t<Наименование>ООО Полка</Наименование>\n"
    "\t\t\t<ОфициальноеНаименование>ООО Полка</ОфициальноеНаименование>\n\t\t</Владелец>\n"
)


def _root() -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<КоммерческаяИнформация xmlns="{NAMESPACE}" ВерсияСхемы="2.07" '
        'ДатаФормирования="2026-03-01T04:00:00">\n'
    )


def _id(first: str, number: int) -> str:
    """An id that looks like one of 1C and is different for every `number`."""
    mixed = number * 2_654_435_761 % 2**32
    return f"{first}{mixed >> 4:07x}-{number >> 16:04x}-4{mixed & 4095:03x}-9000-{number:012x}"


def _barcode(number: int) -> str:
    """An EAN-13 of Russia with the right check digit."""
    digits = f"{460_000_000_000 + number}"
    total = sum(map(int, digits[::2])) + 3 * sum(map(int, digits[1::2]))
    return f"{digits}{-total % 10}"


def _thing(number: int) -> str:
    return f"{THINGS[number % 8]} «Утро» {number % 977 + 1}"


def _offer(number: int) -> str:
    product = _id("6", number // 2)
    colour, size = COLOURS[number % 5], SIZES[number % 4]
    base = number * 37 % 99_000 + 1_000  # kopecks
    stock = number * 13 % 50
    features = ""
    identifier, name = product, _thing(number // 2)
    if number % 2:
        identifier = f"{product}#{_id('7', number)}"
        name = f"{name} ({colour}, {size})"
        features = (
            "\t\t\t\t<ХарактеристикиТовара>\n"
            "\t\t\t\t\t<ХарактеристикаТовара>\n\t\t\t\t\t\t<Наименование>Цвет</Наименование>\n"
            f"\t\t\t\t\t\t<Значение>{colour}</Значение>\n\t\t\t\t\t</ХарактеристикаТовара>\n"
            "\t\t\t\t\t<ХарактеристикаТовара>\n\t\t\t\t\t\t<Наименование>Объём</Наименование>\n"
            f"\t\t\t\t\t\t<Значение>{size}</Значение>\n\t\t\t\t\t</ХарактеристикаТовара>\n"
            "\t\t\t\t</ХарактеристикиТовара>\n"
        )
    prices = "".join(
        _price(price_type, base * share // 100) for price_type, _, share in PRICE_TYPES
    )
    stocks = "".join(
        f'\t\t\t\t<Склад ИдСклада="{warehouse}" КоличествоНаСкладе="{stock + index}"/>\n'
        for index, (warehouse, _) in enumerate(WAREHOUSES)
    )
    return (
        f"\t\t\t<Предложение>\n\t\t\t\t<Ид>{identifier}</Ид>\n"
        f"\t\t\t\t<Артикул>П-{number // 2:06d}</Артикул>\n"
        f"\t\t\t\t<Наименование>{name}</Наименование>\n{_UNIT}{features}"
        f"\t\t\t\t<Цены>\n{prices}\t\t\t\t</Цены>\n"
        f"\t\t\t\t<Количество>{3 * stock + 3}</Количество>\n{stocks}\t\t\t</Предложение>\n"
    )


_UNIT: Final = (
    '\t\t\t\t<БазоваяЕдиница Код="796" НаименованиеПолное="Штука" '
    'МеждународноеСокращение="PCE">шт</БазоваяЕдиница>\n'
)


def _price(price_type: str, kopecks: int) -> str:
    value = f"{kopecks // 100}.{kopecks % 100:02d}"
    return (
        f"\t\t\t\t\t<Цена>\n\t\t\t\t\t\t<Представление>{value} RUB за шт</Представление>\n"
        f"\t\t\t\t\t\t<ИдТипаЦены>{price_type}</ИдТипаЦены>\n"
        f"\t\t\t\t\t\t<ЦенаЗаЕдиницу>{value}</ЦенаЗаЕдиницу>\n"
        "\t\t\t\t\t\t<Валюта>RUB</Валюта>\n\t\t\t\t\t\t<Единица>шт</Единица>\n"
        "\t\t\t\t\t\t<Коэффициент>1</Коэффициент>\n\t\t\t\t\t</Цена>\n"
    )


def _product(number: int) -> str:
    identifier = _id("6", number)
    flat = identifier.replace("-", "")
    values = "".join(
        f"\t\t\t\t\t<ЗначенияСвойства>\n\t\t\t\t\t\t<Ид>{_id('8', index)}</Ид>\n"
        f"\t\t\t\t\t\t<Значение>{COLOURS[(number + index) % 5]}</Значение>\n"
        "\t\t\t\t\t</ЗначенияСвойства>\n"
        for index in range(_PROPERTIES)
    )
    requisites = "".join(
        f"\t\t\t\t\t<ЗначениеРеквизита>\n\t\t\t\t\t\t<Наименование>{name}</Наименование>\n"
        f"\t\t\t\t\t\t<Значение>{value}</Значение>\n\t\t\t\t\t</ЗначениеРеквизита>\n"
        for name, value in (
            ("ВидНоменклатуры", "Посуда"),
            ("ТипНоменклатуры", "Товар"),
            ("Полное наименование", f"{_thing(number)}, фарфор"),
        )
    )
    return (
        f"\t\t\t<Товар>\n\t\t\t\t<Ид>{identifier}</Ид>\n"
        f"\t\t\t\t<Штрихкод>{_barcode(number)}</Штрихкод>\n"
        f"\t\t\t\t<Артикул>П-{number:06d}</Артикул>\n"
        f"\t\t\t\t<Наименование>{_thing(number)}</Наименование>\n{_UNIT}"
        f"\t\t\t\t<Группы>\n\t\t\t\t\t<Ид>{_id('9', number % _GROUPS)}</Ид>\n\t\t\t\t</Группы>\n"
        f"\t\t\t\t<Описание>{DESCRIPTION.replace('&', '&amp;')}</Описание>\n"
        f"\t\t\t\t<Картинка>import_files/{flat[:2]}/{flat}_1.jpg</Картинка>\n"
        f"\t\t\t\t<Картинка>import_files/{flat[:2]}/{flat}_2.jpg</Картинка>\n"
        f"\t\t\t\t<ЗначенияСвойств>\n{values}\t\t\t\t</ЗначенияСвойств>\n"
        "\t\t\t\t<СтавкиНалогов>\n\t\t\t\t\t<СтавкаНалога>\n"
        "\t\t\t\t\t\t<Наименование>НДС</Наименование>\n\t\t\t\t\t\t<Ставка>22</Ставка>\n"
        "\t\t\t\t\t</СтавкаНалога>\n\t\t\t\t</СтавкиНалогов>\n"
        f"\t\t\t\t<ЗначенияРеквизитов>\n{requisites}\t\t\t\t</ЗначенияРеквизитов>\n"
        "\t\t\t</Товар>\n"
    )


def _order(number: int) -> str:
    lines = "".join(_line(number * 3 + index) for index in range(3))
    total = sum(_line_total(number * 3 + index) for index in range(3))
    requisites = "".join(
        f"\t\t\t<ЗначениеРеквизита>\n\t\t\t\t<Наименование>{name}</Наименование>\n"
        f"\t\t\t\t<Значение>{value}</Значение>\n\t\t\t</ЗначениеРеквизита>\n"
        for name, value in (
            ("Статус заказа", "Новый"),
            ("Заказ оплачен", "false"),
            ("Отменен", "false"),
        )
    )
    return (
        f"\t<Документ>\n\t\t<Ид>{number + 1}</Ид>\n\t\t<Номер>{number + 1}</Номер>\n"
        f"\t\t<Дата>2026-02-{number % 28 + 1:02d}</Дата>\n"
        "\t\t<ХозОперация>Заказ товара</ХозОперация>\n\t\t<Роль>Продавец</Роль>\n"
        "\t\t<Валюта>RUB</Валюта>\n\t\t<Курс>1</Курс>\n"
        f"\t\t<Сумма>{total}.00</Сумма>\n\t\t<Контрагенты>\n\t\t\t<Контрагент>\n"
        f"\t\t\t\t<Ид>u-{number % 5000}</Ид>\n"
        f"\t\t\t\t<Наименование>Покупатель {number % 5000}</Наименование>\n"
        f"\t\t\t\t<ПолноеНаименование>Покупатель {number % 5000}</ПолноеНаименование>\n"
        "\t\t\t\t<Контакты>\n\t\t\t\t\t<Контакт>\n\t\t\t\t\t\t<Тип>Почта</Тип>\n"
        f"\t\t\t\t\t\t<Значение>u{number % 5000}@example.org</Значение>\n"
        "\t\t\t\t\t</Контакт>\n\t\t\t\t</Контакты>\n\t\t\t\t<Роль>Покупатель</Роль>\n"
        "\t\t\t</Контрагент>\n\t\t</Контрагенты>\n"
        f"\t\t<Время>{number % 24:02d}:{number % 60:02d}:00</Время>\n"
        "\t\t<Комментарий>Позвонить заранее</Комментарий>\n"
        f"\t\t<Товары>\n{lines}\t\t</Товары>\n"
        f"\t\t<ЗначенияРеквизитов>\n{requisites}\t\t</ЗначенияРеквизитов>\n\t</Документ>\n"
    )


def _line_total(number: int) -> int:
    return (number * 37 % 990 + 10) * (number % 3 + 1)


def _line(number: int) -> str:
    price, quantity = number * 37 % 990 + 10, number % 3 + 1
    return (
        f"\t\t\t<Товар>\n\t\t\t\t<Ид>{_id('6', number % 50_000)}</Ид>\n"
        f"\t\t\t\t<Наименование>{_thing(number % 50_000)}</Наименование>\n{_UNIT}"
        f"\t\t\t\t<ЦенаЗаЕдиницу>{price}.00</ЦенаЗаЕдиницу>\n"
        f"\t\t\t\t<Количество>{quantity}</Количество>\n"
        f"\t\t\t\t<Сумма>{price * quantity}.00</Сумма>\n\t\t\t</Товар>\n"
    )


if __name__ == "__main__":
    wanted, number, target = sys.argv[1:]
    with Path(target).open("wb") as part:
        write(part, wanted, int(number))
