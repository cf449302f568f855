from io import BytesIO
from typing import BinaryIO

import pytest

from cml_sync.problems import Place
from cml_sync.xml.places.excerpts import Excerpts

GOODS = "КоммерческаяИнформация/Каталог/Товары/Товар[1]"
LINES = ['<?xml version="1.0" encoding="{}"?>', "<КоммерческаяИнформация>", "\t<Имя>Ёж</Имя>", ""]


class Files:
    """Files in memory that count how often they are opened."""

    def __init__(self, **files: bytes) -> None:
        self.files = files
        self.opened: list[str] = []

    def __call__(self, name: str) -> BinaryIO | None:
        """Open one."""
        self.opened.append(name)
        return BytesIO(self.files[name]) if name in self.files else None


def text_at(
    excerpts: Excerpts, line: int | None, column: int | None = None, file: str = "a"
) -> str:
    found = excerpts.of(Place(file, line, column, GOODS))
    return found.text if found else "-"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1251", "utf-16", "utf-16-be"])
def test_the_line_is_found_in_every_encoding(encoding: str, newline: str) -> None:
    words = newline.join(LINES).format("utf-8" if encoding == "utf-8-sig" else encoding)
    excerpts = Excerpts(Files(a=words.encode(encoding)), show_data=False)
    found = excerpts.of(Place("a", 3, 7, GOODS))
    assert found is not None
    assert (found.text, found.offset) == ("<Имя>Ёж</Имя>", 5)


def test_places_in_order_open_the_file_once() -> None:
    lines = "\n".join(f"<Вес>{number}</Вес>" for number in range(1, 50_001))
    files = Files(a=lines.encode())
    excerpts = Excerpts(files, show_data=False)
    assert text_at(excerpts, 3) == "<Вес>3</Вес>"
    assert text_at(excerpts, 2) == "<Вес>2</Вес>"
    assert text_at(excerpts, 40_000, 6) == "<Вес>40000</Вес>"
    assert text_at(excerpts, 50_000) == "<Вес>50000</Вес>"
    assert text_at(excerpts, 50_001) == "-"
    assert files.opened == ["a"]


def test_a_line_that_lies_behind_is_found_as_long_as_the_budget_lasts() -> None:
    lines = "\n".join(f"<Вес>{number}</Вес>" for number in range(1, 100_001))
    files = Files(a=lines.encode())
    excerpts = Excerpts(files, show_data=False, budget=700_000)
    assert text_at(excerpts, 100_000) == "<Вес>100000</Вес>"
    assert text_at(excerpts, 5) == "<Вес>5</Вес>"
    assert files.opened == ["a", "a"]
    for _ in range(3):
        text_at(excerpts, 100_000)
        text_at(excerpts, 5)
    assert text_at(excerpts, 5) == "-"
    assert len(files.opened) <= 5


def test_one_long_line_is_looked_at_in_pieces() -> None:
    line = "".join(f"<Вес>{number}</Вес>" for number in range(200_000))
    excerpts = Excerpts(Files(a=line.encode()), show_data=False)
    for number in (0, 1, 99_999, 150_000, 199_999):
        found = excerpts.of(Place("a", 1, line.index(f">{number}<") + 2, GOODS))
        assert found is not None
        assert found.text[found.offset : found.offset + found.length] == str(number)


def test_many_problems_on_one_line_are_cheap() -> None:
    line = "".join(f"<Вес>{number % 10}</Вес>" for number in range(10_000))
    files = Files(a=line.encode())
    excerpts = Excerpts(files, show_data=False)
    found = [excerpts.of(Place("a", 1, 1 + 12 * number, GOODS)) for number in range(10_000)]
    assert all(found)
    assert files.opened == ["a"]


def test_files_take_turns() -> None:
    excerpts = Excerpts(Files(a=b"<a>1</a>", b=b"<b>2</b>"), show_data=False)
    assert text_at(excerpts, 1, file="a") == "<a>1</a>"
    assert text_at(excerpts, 1, file="b") == "<b>2</b>"
    assert text_at(excerpts, 1, file="a") == "<a>1</a>"


def test_what_cannot_be_read_has_no_excerpt() -> None:
    strange = b'<?xml version="1.0" encoding="klingon"?><a/>'
    excerpts = Excerpts(Files(a=strange, b=b""), show_data=False)
    assert text_at(excerpts, 1) == "-"
    assert text_at(excerpts, 1, file="b") == "-"
    assert text_at(excerpts, 1, file="missing") == "-"
    assert text_at(excerpts, None) == "-"
    assert excerpts.of(Place(None, 1, 1)) is None


def test_a_bad_byte_hides_only_what_follows_it() -> None:
    words = b'<?xml version="1.0" encoding="koi8-u"?>\n<a>1</a>\n'
    excerpts = Excerpts(Files(a=words), show_data=False)
    assert text_at(excerpts, 2) == "<a>1</a>"
    excerpts.close()
    excerpts.close()
