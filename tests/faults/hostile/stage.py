"""What a hostile file is, and the markup around it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT: Final = (
    '<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07"'
    ' ДатаФормирования="2024-05-01T10:00:00">'
)
END: Final = "</КоммерческаяИнформация>\n"
_CATALOG: Final = (
    '<Каталог СодержитТолькоИзменения="true"><Ид>к</Ид><ИдКлассификатора>кл</ИдКлассификатора>'
    "<Наименование>Чай</Наименование><Товары>"
)
_CATALOG_END: Final = "</Товары></Каталог>"
PRODUCT: Final = (
    "<Товар><Ид>т1</Ид><Артикул>1</Артикул><Наименование>Чайник</Наименование>"
    '<БазоваяЕдиница Код="796"'
    ' НаименованиеПолное="Штука" МеждународноеСокращение="PCE">шт</БазоваяЕдиница></Товар>'
)


@dataclass(frozen=True)
class Stage:
    """Where a hostile file may do harm, if it can.

    Attributes:
        folder: empty; the file is made here.
        secret: a file that must never be read.
        port: of a listener on this machine that must never be called.
    """

    folder: Path
    secret: Path
    port: int


Content = bytes | Iterable[bytes]
Build = Callable[[Stage], Sequence[Path]]


@dataclass(frozen=True)
class Hostile:
    """One hostile file, or a few.

    Attributes:
        name: for people.
        build: makes it, and names what is to be validated.
        code: how `validate` must end.
        says: codes of errors and findings that must be told, of errors no others.
    """

    name: str
    build: Build
    code: int
    says: frozenset[str]


def refused(name: str, build: Build, *codes: str) -> Hostile:
    """It must not be read, for these reasons."""
    return Hostile(name, build, 1, frozenset(codes))


def read(name: str, build: Build, *codes: str) -> Hostile:
    """It is harmless: it is read, with no more than warnings."""
    return Hostile(name, build, 0, frozenset(codes))


def write(path: Path, content: Content) -> Path:
    """Write a file, piece by piece: it may be larger than what is kept in memory."""
    with path.open("wb") as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
    return path


def xml(content: str | bytes | Callable[[Stage], str]) -> Build:
    """An import.xml that holds this."""

    def build(stage: Stage) -> Sequence[Path]:
        made = content(stage) if callable(content) else content
        data = made.encode() if isinstance(made, str) else made
        return [write(stage.folder / "import.xml", data)]

    return build


def long_xml(before: str, block: str, times: int, after: str) -> Build:
    """An import.xml with a long repetition in it, written a megabyte at a time."""

    def pieces() -> Iterable[bytes]:
        one = block.encode()
        at_once = max(1, (1 << 20) // len(one))
        yield before.encode()
        for _ in range(times // at_once):
            yield one * at_once
        yield one * (times % at_once)
        yield after.encode()

    return lambda stage: [write(stage.folder / "import.xml", pieces())]


def information(inside: str) -> str:
    """A whole file with this in its root."""
    return f"{DECLARATION}{ROOT}{inside}{END}"


def goods(products: str) -> str:
    """A whole file with these products."""
    return information(f"{_CATALOG}{products}{_CATALOG_END}")


def product(inside: str) -> str:
    """A whole file with one product that holds this besides."""
    return goods(PRODUCT.replace("</Товар>", f"{inside}</Товар>"))


def around(whole: str, mark: str) -> tuple[str, str]:
    """What stands before and behind the mark."""
    before, _, after = whole.partition(mark)
    return before, after
