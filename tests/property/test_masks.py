"""Personal data of an order is in no output of `validate` but with ``--show-data``."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cml_sync.cli.entry import run
from cml_sync.cli.session import Session

FORMATS = ("text", "json", "jsonl", "sarif", "junit", "github")
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

NAMES = st.text("абвгдежзиклмнопрстуфхцчшщэюя", min_size=12, max_size=16).map(str.title)
DIGITS = st.text("0123456789", min_size=12, max_size=12)
MAILS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=10, max_size=14).map("{}@example.org".format)

ORDER = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-03-02T12:00:00">
\t<Документ>
\t\t<Ид>1001</Ид>
\t\t<Номер>1001</Номер>
\t\t<Дата>2026-03-02</Дата>
\t\t<ХозОперация>Заказ товара</ХозОперация>
\t\t<Роль>Продавец</Роль>
\t\t<Валюта>RUB</Валюта>
\t\t<Сумма>10000.00</Сумма>
\t\t<Контрагенты>
\t\t\t<Контрагент Источник="{1}">
\t\t\t\t<Ид>15#{0}#{1}</Ид>
\t\t\t\t<Наименование>{0}</Наименование>
\t\t\t\t<!-- перезвонить: {1} -->
\t\t\t\t<ДатаРождения>{0}</ДатаРождения>
\t\t\t\t<ИНН>{2}</ИНН>
\t\t\t\t<УдостоверениеЛичности><Серия>{2}</Серия><Номер>{2}</Номер></УдостоверениеЛичности>
\t\t\t\t<Адрес><Представление>{1}</Представление></Адрес>
\t\t\t\t<Контакты><Контакт><Тип>Почта</Тип><Значение>{3}</Значение></Контакт></Контакты>
\t\t\t\t<Новое>{0}</Новое>
\t\t\t\t<Роль>Покупатель</Роль>
\t\t\t</Контрагент>
\t\t</Контрагенты>
\t\t<Комментарий>{1}
и ещё: {0}</Комментарий>
\t\t<Товары>
\t\t\t<Товар><Ид>{0}</Ид><Наименование>{1}</Наименование><Количество>1</Количество></Товар>
\t\t</Товары>
\t\t<ЗначенияРеквизитов>
\t\t\t<ЗначениеРеквизита><Наименование>ФИО</Наименование><Значение>{0}</Значение></ЗначениеРеквизита>
\t\t</ЗначенияРеквизитов>
\t</Документ>
</КоммерческаяИнформация>
"""


@st.composite
def spoilt(draw: st.DrawFn) -> Callable[[str], str]:
    """A way to damage a file: most findings of the reader are reached by one of them."""
    place = draw(st.floats(0, 1))
    kind = draw(
        st.sampled_from(["none", "flat", "cut", "tag", "twice", "stray", "number", "flatcut"])
    )

    def spoil(words: str) -> str:
        tags = list(re.finditer(r"<[^!?][^>]*>", words))
        tag = tags[int(place * (len(tags) - 1))]
        flat = re.sub(r">\s+<", "><", words)
        return {
            "none": words,
            "flat": flat,
            "cut": words[: int(place * len(words))],
            "flatcut": flat[: int(place * len(flat))],
            "tag": words[: tag.start()] + words[tag.end() :],
            "twice": words[: tag.end()] + tag[0] + words[tag.end() :],
            "stray": words[: tag.start()] + " & " + words[tag.start() :],
            "number": words.replace("10000.00", "много").replace("2026-03-02", "вчера"),
        }[kind]

    return spoil


@SLOW
@given(
    values=st.tuples(NAMES, NAMES, DIGITS, MAILS),
    spoil=spoilt(),
    name=st.sampled_from(FORMATS),
    encoding=st.sampled_from(["utf-8", "utf-16"]),
)
def test_no_personal_value_gets_out(
    values: tuple[str, ...], spoil: Callable[[str], str], name: str, encoding: str
) -> None:
    with TemporaryDirectory() as folder:
        part, page, known = (Path(folder) / file for file in ("a.xml", "a.html", "known.json"))
        words = spoil(ORDER.format(*values)).replace("UTF-8", encoding.upper())
        part.write_text(words, encoding=encoding)
        said = validated(part, "--format", name, "--html", str(page))
        validated(part, "--baseline", str(known), "--write-baseline")
        for file in (page, known):
            said += file.read_text(encoding="utf-8") if file.exists() else ""
    assert [value for value in values if value in said or value.lower() in said.lower()] == []


def test_it_gets_out_when_it_is_asked_for(tmp_path: Path) -> None:
    part = tmp_path / "a.xml"
    part.write_text(ORDER.format("Константинов", "Б", "1", "в@example.org"), encoding="utf-8")
    assert "Константинов" not in validated(part)
    assert "Константинов" in validated(part, "--show-data")


def validated(part: Path, *words: str) -> str:
    """Everything that is said about a part."""
    out = StringIO()
    session = Session({}, part.parent, lambda: datetime(2026, 3, 2, tzinfo=UTC), lambda _: None)
    session.stdout = session.stderr = out
    run(["validate", str(part), "--level", "strict", *words], session)
    return out.getvalue()
