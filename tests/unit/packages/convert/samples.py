"""Small packages, written as a sender would, and what is read out of a result."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.records import record_id
from cml_sync.packages.forms.opening import open_source
from cml_sync.xml.entries import RecordRead, SectionClosed

ROOT = '<?xml version="1.0" encoding="UTF-8"?>\n<КоммерческаяИнформация ВерсияСхемы="{}">\n'

CLASSIFIER = (
    "<Классификатор><Ид>c</Ид><Наименование>Всё</Наименование>"
    "<Группы><Группа><Ид>g1</Ид><Наименование>Чай</Наименование></Группа></Группы>"
    "<Свойства><Свойство><Ид>p1</Ид><Наименование>Цвет</Наименование></Свойство></Свойства>"
    "</Классификатор>\n"
)
CATALOG = (
    '<Каталог СодержитТолькоИзменения="{flag}"><Ид>c</Ид><ИдКлассификатора>c</ИдКлассификатора>'
    "<Наименование>Товары</Наименование><Товары>\n{products}</Товары></Каталог>\n"
)
OFFERS = (
    '<ПакетПредложений СодержитТолькоИзменения="{flag}"><Ид>c#</Ид>'
    "<Наименование>Предложения</Наименование><ИдКаталога>c</ИдКаталога>"
    "<ИдКлассификатора>c</ИдКлассификатора>{lists}"
    "<Предложения>\n{offers}</Предложения></ПакетПредложений>\n"
)
LISTS = (
    "<ТипыЦен><ТипЦены><Ид>t1</Ид><Наименование>Розничная</Наименование></ТипЦены></ТипыЦен>"
    "<Склады><Склад><Ид>w1</Ид><Наименование>Главный</Наименование></Склад></Склады>"
)
END = "</КоммерческаяИнформация>\n"


def product(identifier: str, name: str = "Чай", status: str = "") -> str:
    mark = f' Статус="{status}"' if status else ""
    return f"<Товар{mark}><Ид>{identifier}</Ид><Наименование>{name}</Наименование></Товар>\n"


def offer(identifier: str, price: str | None = "10", stock: str | None = "3") -> str:
    prices = (
        f"<Цены><Цена><ИдТипаЦены>t1</ИдТипаЦены><ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу></Цена></Цены>"
        if price
        else ""
    )
    rests = (
        f'<Количество>{stock}</Количество><Склад ИдСклада="w1" КоличествоНаСкладе="{stock}"/>'
        if stock
        else ""
    )
    return (
        f"<Предложение><Ид>{identifier}</Ид><Наименование>Чай</Наименование>"
        f"{prices}{rests}</Предложение>\n"
    )


def catalog_part(*products: str, flag: str = "false", classifier: str = CLASSIFIER) -> str:
    return (
        ROOT.format("2.07")
        + classifier
        + CATALOG.format(flag=flag, products="".join(products))
        + END
    )


def offers_part(*offers: str, flag: str = "false", lists: str = LISTS) -> str:
    return ROOT.format("2.07") + OFFERS.format(flag=flag, offers="".join(offers), lists=lists) + END


def shop(folder: Path, count: int = 3) -> Path:
    """A shop in the layout of 2.x: so many products, each with an offer."""
    names = [f"p{number}" for number in range(1, count + 1)]
    return package(
        folder,
        {
            "import0_1.xml": catalog_part(*map(product, names)),
            "offers0_1.xml": offers_part(*map(offer, names)),
        },
    )


def package(folder: Path, files: Mapping[str, str]) -> Path:
    """Files below `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return folder


def held(path: Path) -> dict[str, Counter[str]]:
    """How many records of each kind are in each part."""
    found: dict[str, Counter[str]] = {}
    with open_source([path]) as source:
        for part in source.parts:
            counts = found.setdefault(part.relative, Counter())
            with part.read() as reading:
                counts.update(
                    entry.kind.value for entry in reading if isinstance(entry, RecordRead)
                )
    return found


def records(path: Path, kind: Kind) -> dict[str | None, Element]:
    """The records of a kind, by their ids; the last of one id."""
    found: dict[str | None, Element] = {}
    with open_source([path]) as source:
        for part in source.parts:
            with part.read() as reading:
                for entry in reading:
                    if isinstance(entry, RecordRead) and entry.kind is kind:
                        found[record_id(entry.record)] = entry.record
    return found


def headers(path: Path) -> list[Element]:
    """The headers of all sections, as they are known at their end."""
    found: list[Element] = []
    with open_source([path]) as source:
        for part in source.parts:
            with part.read() as reading:
                found += (entry.header for entry in reading if isinstance(entry, SectionClosed))
    return found
