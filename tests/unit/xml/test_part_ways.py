"""The two ways through a part, and the places that both give."""

import pytest
from tests.unit.xml.staging import MANY, ROOT, catalog, envelope, product, read, reader, records

from cml_sync.xml.entries import RecordRead
from cml_sync.xml.errors import (
    NotXmlError,
)
from cml_sync.xml.reading.part import PartReader

A_CHUNK = "".join(map(product, range(800)))
"""More than the 64 KiB that are read at once."""


def both_ways(content: str | bytes, monkeypatch: pytest.MonkeyPatch) -> list[RecordRead]:
    """The records of the fast way, once they were found equal to those of the slow one."""
    fast = reader(content)
    fast_entries = list(fast)
    with monkeypatch.context() as patch:
        patch.setattr(PartReader, "_chunked", lambda _: iter(()))
        slow = reader(content)
        slow_entries = list(slow)
    assert fast_entries == slow_entries
    assert fast.problems == slow.problems
    assert fast.information == slow.information
    return records(fast_entries)


def test_both_ways_agree_on_many_records(monkeypatch: pytest.MonkeyPatch) -> None:
    found = both_ways(catalog(MANY), monkeypatch)
    assert [entry.place.record_id for entry in found] == [f"т{number}" for number in range(2000)]


@pytest.mark.parametrize(
    "odd",
    [
        "<!-- note -->",
        "<Прочее>х</Прочее>",
        "<Товар/>",
        '<Товар Статус="Удален"/>',
        '<Товар\n Статус="Удален"><Ид>о</Ид></Товар>',
        "<Товар ><Ид>о</Ид></Товар >",
        "<Товар><Ид> о </Ид></Товар>",
        "<Товар>текст<Ид>о</Ид></Товар>",
        "<Товар><Ид>о</Ид>текст</Товар>",
        "<Товар><Ид>о</Ид><Ид>п</Ид></Товар>",
        "<Товар><Ид а='1'>о</Ид></Товар>",
        "<Товар><Описание>а<б>в</б></Описание></Товар>",
        "<Товар><Слаг>о</Слаг><Группы/></Товар>",
        "<Товар><Группы><Ид>1</Ид><Ид>2</Ид><Ид/></Группы></Товар>",
        "<Товар><Комплектующие><Комплектующее><Ид>о</Ид></Комплектующее></Комплектующие></Товар>",
        "<Товар xmlns='urn:x'><Ид>о</Ид></Товар>",
        "<Товар><Описание>  </Описание><Наименование>  </Наименование></Товар>",
        "<Товар><Вес>1,5</Вес><ПометкаУдаления>да</ПометкаУдаления></Товар>",
        "<Товар><Вес>тяжёлый</Вес></Товар>",
        "<Товар><Аналоги><Аналог><Товар><Ид>о</Ид></Товар></Аналог></Аналоги></Товар>",
    ],
)
def test_both_ways_agree_on_odd_records(odd: str, monkeypatch: pytest.MonkeyPatch) -> None:
    both_ways(catalog(A_CHUNK + odd + A_CHUNK), monkeypatch)
    both_ways(catalog(odd), monkeypatch)


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "koi8-r"])
def test_both_ways_agree_in_every_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = catalog(MANY).replace('"UTF-8"', f'"{encoding}"')
    assert len(both_ways(text.encode(encoding), monkeypatch)) == 2000


def test_documents_right_under_the_root_are_cut_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = "".join(f"<Документ><Номер>{n}</Номер></Документ>\n" for n in range(1500))
    found = both_ways(envelope(documents + "<Контрагент/>" + documents), monkeypatch)
    assert len(found) == 3001


def test_lines_are_right_beyond_65535(monkeypatch: pytest.MonkeyPatch) -> None:
    last = product(1).replace("<Ид>т1", "<Ид> т1")
    found = both_ways(catalog("\n" * 70_000 + product(0) + "\n" * 70_000 + last), monkeypatch)
    assert [entry.place.line for entry in found] == [70_003, 140_007]
    place = found[1].problems[0].place
    assert (place.line, place.column) == (140_008, 2)


def test_a_broken_tag_behind_many_cut_out_records_has_its_own_line() -> None:
    with pytest.raises(NotXmlError) as caught:
        read(catalog(MANY + "\n<Товар></Ид></Товар>"))
    assert caught.value.place is not None
    assert caught.value.place.line == 2 + 2000 * 4 + 1


def test_a_problem_names_file_line_column_path_and_record() -> None:
    (entry,) = records(
        read(catalog("\n  " + product(1, "\n <Картинка/><Картинка/>\n  <Вес>1,5</Вес>").strip()))
    )
    (problem,) = entry.problems
    assert str(problem.place) == "x.xml:7:3"
    assert problem.place.path == f"{ROOT}/Каталог/Товары/Товар[1]/Вес"
    assert problem.place.record_id == "т1"


def test_columns_are_right_on_one_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    one_line = "".join(f"<Товар><Ид>т{n}</Ид></Товар>" for n in range(3000))
    text = catalog(one_line + "<Товар><Вес>1,5</Вес></Товар>")
    (problem,) = both_ways(text, monkeypatch)[-1].problems
    expected = text.splitlines()[1].index("<Вес>") + 1
    assert (problem.place.line, problem.place.column) == (2, expected)
