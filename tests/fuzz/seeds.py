"""Where fuzzing begins: files of our own, kept ones and those made of the examples."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.faults.hostile.stage import goods, information, product

STORED: Final = Path(__file__).with_name("seeds")
_EXAMPLES: Final = Path(__file__).parents[2] / "examples"
_VALUES: Final = (
    "1 250,00",
    "1'250.5",
    "1,250.00 руб.",
    "-0",
    "1E+999999999",
    "да",
    "0001-01-01",
    "2024-05-01T9:05:00+03:00",
    "01.05.2024 9:05:07",
    "20240501120000",
    "9:05",
)
_NAMES: Final = (
    "import0_1.xml",
    "webdata/000000003/import_files/ab/1.jpg",
    "..\\..\\evil.xml",
    "C:/con.xml",
    "И\u0306.xml",
)


def stored(name: str) -> list[bytes]:
    """The kept inputs of a target, by name of their files."""
    folder = STORED / name
    return [path.read_bytes() for path in sorted(folder.iterdir())] if folder.is_dir() else []


def derived(name: str, size: int) -> Iterator[bytes]:
    """Inputs of a target that are made here and now, none longer than `size`."""
    made = {"values": _VALUES, "names": _NAMES}.get(name)
    if made is not None:
        yield from (value.encode() for value in made)
    elif name == "archive":
        yield from _archives()
    else:
        yield from (one for one in _texts() if len(one) <= size)


def _texts() -> Iterator[bytes]:
    small = (
        product("<Вес>1,5</Вес><Слаг/><!-- а --><Описание><![CDATA[<b>]]></Описание>"),
        goods("<Товар Статус='Удален'><Ид>т1</Ид></Товар>" * 3),
        information("<Документ><Ид>1</Ид><Номер>7</Номер><Дата>2024-05-01</Дата></Документ>"),
        information(
            "<ПакетПредложений><Ид>п</Ид><Предложения><Предложение><Ид>т1#х</Ид><Количество>3"
            "</Количество></Предложение></Предложения></ПакетПредложений>"
        ),
        information(
            "<Классификатор><Ид>к</Ид><Группы><Группа><Ид>г</Ид></Группа></Группы></Классификатор>"
        ),
    )
    for text in small:
        yield text.encode()
        yield text.replace("UTF-8", "windows-1251").encode("cp1251", "replace")
        yield text.encode("utf-16")
    for path in sorted(_EXAMPLES.rglob("*.xml")):
        yield path.read_bytes()


def _archives() -> Iterator[bytes]:
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", method) as archive:
            archive.writestr("import.xml", "<a/>")
            archive.writestr("import_files/1.jpg", b"x" * 300)
        yield target.getvalue()
