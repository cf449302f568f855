"""Parts that are written in a line, and read."""

import io

from cml_sync.xml.entries import Entry, RecordRead
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.part import PartReader, open_part

ROOT = "КоммерческаяИнформация"


def envelope(inner: str, attributes: str = 'ВерсияСхемы="2.07"') -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{ROOT} {attributes}>{inner}</{ROOT}>'


def catalog(products: str, before: str = "", after: str = "") -> str:
    return envelope(f"<Каталог><Ид>к1</Ид>{before}<Товары>{products}</Товары>{after}</Каталог>")


def product(number: int, inner: str = "") -> str:
    return f"\n<Товар>\n\t<Ид>т{number}</Ид>\n\t<Наименование>Ведро</Наименование>{inner}\n</Товар>"


def reader(
    content: str | bytes, limits: Limits | None = None, *, keep_raw: bool = False
) -> PartReader:
    data = content.encode() if isinstance(content, str) else content
    return open_part(io.BytesIO(data), "x.xml", limits=limits, keep_raw=keep_raw)


def read(content: str | bytes, limits: Limits | None = None) -> list[Entry]:
    return list(reader(content, limits))


def records(entries: list[Entry]) -> list[RecordRead]:
    return [entry for entry in entries if isinstance(entry, RecordRead)]


def codes(entry: RecordRead) -> list[str]:
    return [problem.code for problem in entry.problems]


MANY = "".join(product(number) for number in range(2000))
