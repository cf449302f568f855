"""Values that ask for more than they seem to."""

from typing import Final

from tests.faults.hostile.stage import Hostile, goods, information, product, read, refused, xml

_DIGITS: Final = "9" * 1_000_000


def _offer(inside: str) -> str:
    return information(
        "<ПакетПредложений><Ид>п</Ид><Предложения><Предложение><Ид>т1</Ид>"
        f"<Наименование>Чай</Наименование>{inside}</Предложение></Предложения></ПакетПредложений>"
    )


def _price(value: str) -> str:
    return _offer(
        f"<Цены><Цена><ИдТипаЦены>ц</ИдТипаЦены><ЦенаЗаЕдиницу>{value}</ЦенаЗаЕдиницу></Цена></Цены>"
    )


def _document(inside: str) -> str:
    return information(
        "<Документ><Ид>1</Ид><Номер>1</Номер><Дата>2024-05-01</Дата>"
        f"<ХозОперация>Заказ товара</ХозОперация><Роль>Продавец</Роль>{inside}</Документ>"
    )


def _named(value: str) -> str:
    return goods(f"<Товар><Ид>т1</Ид><Наименование>{value}</Наименование></Товар>")


NUMBERS: Final[tuple[Hostile, ...]] = (
    refused("a price of a million digits", xml(_price(_DIGITS)), "CML760"),
    read("a price of a million decimals", xml(_price(f"0.{_DIGITS}"))),
    refused("a price of 10 to the power of a billion", xml(_price("1E+1000000000")), "CML760"),
    refused("a price of 10 to the power beyond all", xml(_price(f"1E+{_DIGITS}")), "CML760"),
    refused("a price that is no number", xml(_price("NaN")), "CML760"),
    refused("a price that never ends", xml(_price("-Infinity")), "CML760"),
    refused("a price of spaces", xml(_price("1" + " " * 1_000_000 + "x")), "CML760"),
    refused("a price of thousands", xml(_price("1" + ",000" * 200_000 + ".5x")), "CML760"),
    refused("a price of signs", xml(_price("+" * 1_000_000)), "CML760"),
    read("a price of Arabic digits", xml(_price("١٢٣"))),
    refused(
        "a stock of a million digits", xml(_offer(f"<Количество>{_DIGITS}</Количество>")), "CML760"
    ),
    refused(
        "a stock of 10 to the power of a billion",
        xml(_offer("<Количество>1E+999999999</Количество>")),
        "CML760",
    ),
    refused("a weight of a million digits", xml(product(f"<Вес>{_DIGITS}</Вес>")), "CML760"),
    refused("a total of a million digits", xml(_document(f"<Сумма>{_DIGITS}</Сумма>")), "CML760"),
    refused(
        "totals of 10 to the power of a billion",
        xml(
            _document(
                "<Сумма>1E+999999999</Сумма><Товары><Товар><Ид>т</Ид><ЦенаЗаЕдиницу>1E+999999999"
                "</ЦенаЗаЕдиницу><Количество>1E+999999999</Количество><Сумма>1E-999999999</Сумма>"
                "</Товар></Товары>"
            )
        ),
        "CML760",
    ),
    refused(
        "a coefficient of a million digits",
        xml(_offer(f"<Цены><Цена><Коэффициент>{_DIGITS}</Коэффициент></Цена></Цены>")),
        "CML760",
    ),
    refused("a rate of a million digits", xml(_document(f"<Курс>{_DIGITS}</Курс>")), "CML760"),
    read("the year 999999", xml(_document("<ДатаИзменения>999999-01-01T00:00:00</ДатаИзменения>"))),
    refused("a date of a million digits", xml(_document(f"<Время>{_DIGITS}</Время>")), "CML760"),
    refused("a date before all", xml(_document("<Время>-9999-00-00</Время>")), "CML760"),
    refused(
        "a time of spaces", xml(_document(f"<Время>2024-01-01{' ' * 1_000_000}x</Время>")), "CML760"
    ),
    refused(
        "a moment beyond all in the root",
        xml(product("").replace("2024-05-01T", "99999-99-99T")),
        "CML760",
    ),
    read(
        "a version of a million digits",
        xml(product("").replace('"2.07"', f'"2.{_DIGITS[:900_000]}"')),
    ),
    read(
        "a code of a unit of a million digits", xml(product("").replace("796", _DIGITS[:900_000]))
    ),
    read("a barcode of a million digits", xml(product(f"<Штрихкод>{_DIGITS}</Штрихкод>"))),
)

TEXTS: Final[tuple[Hostile, ...]] = (
    read("a name of spaces", xml(_named("ч" + " " * 1_000_000 + "ч"))),
    read("a name of angle brackets", xml(_named("&lt;" * 300_000))),
    read("a name of half tags", xml(_named("&lt;a b=&quot;" * 100_000))),
    read("a name of ampersands", xml(_named("&amp;" * 300_000 + "amp"))),
    read("a name of quotes", xml(_named("'" * 500_000 + '"' * 500_000))),
    read("a name of both alphabets", xml(_named("aа" * 500_000))),
    read("a name of marks above a letter", xml(_named("и" + "\u0306" * 500_000))),
    read("a name turned around", xml(_named("чай\u202e\u2066gnp.exe"))),
    read("a name with controls beyond ASCII", xml(_named("чай\u0085\u009b31m\u200b\u00ad"))),
    read("a name of an address", xml(_named("a@" + "a." * 300_000))),
    read(
        "a telephone without end",
        xml(_document("<Комментарий>" + "+7 (" * 300_000 + "</Комментарий>")),
    ),
    read(
        "a description of open comments",
        xml(product("<Описание>" + "&lt;!--" * 150_000 + "</Описание>")),
    ),
    read(
        "a description of CDATA",
        xml(product("<Описание><![CDATA[" + "]]&gt;<a " * 50_000 + "]]></Описание>")),
    ),
    read("a picture upwards", xml(product("<Картинка>../../../../etc/passwd</Картинка>"))),
    read("a picture of slashes", xml(product(f"<Картинка>{'a/../' * 100_000}1.jpg</Картинка>"))),
    refused(
        "an id of a megabyte", xml(goods(f"<Товар><Ид>{'т' * 500_000}</Ид></Товар>")), "CML101"
    ),
    refused("an id of signs", xml(goods(f"<Товар><Ид>{'#' * 1_000_000}</Ид></Товар>")), "CML101"),
    refused(
        "an id of new lines and colours",
        xml(goods("<Товар><Ид>а&#10;&#10;error[E999]: x&#13;б&#x9b;31m</Ид></Товар>")),
        "CML101",
    ),
    read(
        "a tag of controls",
        xml(product("<\u2066a\u202e/>".replace("\u2066", "").replace("\u202e", "\u200d"))),
    ),
    read(
        "an unknown element of 1,000 names", xml(product("".join(f"<a{n}/>" for n in range(5_000))))
    ),
    refused(
        "a group that holds itself",
        xml(
            information(
                "<Классификатор><Ид>к</Ид><Наименование>К</Наименование><Группы>"
                + "<Группа><Ид>г</Ид><Наименование>Г</Наименование><Группы>" * 20
                + "</Группы></Группа>" * 20
                + "</Группы></Классификатор>"
            )
        ),
        "CML214",
    ),
)

VALUES: Final = NUMBERS + TEXTS
"""They are read in time, or told to be odd; none of them commands a terminal."""
