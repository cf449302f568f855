import io
import time
import tracemalloc
from decimal import Decimal

import pytest

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer
from cml_sync.problems import Severity
from cml_sync.xml.entries import Entry, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.errors import (
    DoubledFileError,
    EmptyFileError,
    EncodingError,
    HostileError,
    HtmlInsteadError,
    LimitError,
    NotCommerceMLError,
    NotXmlError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.limits import Limits
from cml_sync.xml.part import PartReader, open_part

ROOT = "КоммерческаяИнформация"


def envelope(inner: str, attributes: str = 'ВерсияСхемы="2.07"') -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{ROOT} {attributes}>{inner}</{ROOT}>'


def catalog(products: str, before: str = "", after: str = "") -> str:
    return envelope(f"<Каталог><Ид>к1</Ид>{before}<Товары>{products}</Товары>{after}</Каталог>")


def product(number: int, inner: str = "") -> str:
    return f"\n<Товар>\n\t<Ид>т{number}</Ид>\n\t<Наименование>Ведро</Наименование>{inner}\n</Товар>"


def reader(content: str | bytes, limits: Limits | None = None, **options: bool) -> PartReader:
    data = content.encode() if isinstance(content, str) else content
    return open_part(io.BytesIO(data), "x.xml", limits=limits, **options)


def read(content: str | bytes, limits: Limits | None = None) -> list[Entry]:
    return list(reader(content, limits))


def records(entries: list[Entry]) -> list[RecordRead]:
    return [entry for entry in entries if isinstance(entry, RecordRead)]


def codes(entry: RecordRead) -> list[str]:
    return [problem.code for problem in entry.problems]


# what is known at once


def test_the_header_is_there_before_anything_is_read() -> None:
    part = reader("\ufeff" + envelope("", 'xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.10"'))
    assert part.header.bom
    assert part.header.encoding == "utf-8"
    assert part.header.declared_encoding == "UTF-8"
    assert part.header.namespace == "urn:1C.ru:commerceml_2"
    assert part.header.information.schema_version == "2.10"


def test_a_well_formed_part_without_content_has_no_entries_and_no_problems() -> None:
    part = reader(f"<{ROOT}/>")
    assert list(part) == []
    assert part.problems == ()


# order and borders


def test_entries_come_in_the_order_of_the_document() -> None:
    entries = read(
        envelope(
            "<ПакетПредложений><Ид>п</Ид><Предложения><Предложение><Ид>1</Ид></Предложение>"
            "</Предложения></ПакетПредложений>"
            "<Классификатор><Ид>к</Ид></Классификатор>"
            "<Документ><Номер>7</Номер></Документ>"
            "<Каталог/>"
            "<Контейнер><Документ><Номер>8</Номер></Документ></Контейнер>"
        )
    )
    told = [
        entry.kind if isinstance(entry, RecordRead) else (type(entry).__name__, entry.section)
        for entry in entries
    ]
    assert told == [
        ("SectionOpened", Section.OFFERS_PACKAGE),
        Kind.OFFER,
        ("SectionClosed", Section.OFFERS_PACKAGE),
        ("SectionOpened", Section.CLASSIFIER),
        ("SectionClosed", Section.CLASSIFIER),
        Kind.DOCUMENT,
        ("SectionOpened", Section.CATALOG),
        ("SectionClosed", Section.CATALOG),
        Kind.CONTAINER,
    ]


def test_a_section_opens_with_what_stood_before_its_first_record_and_closes_with_all() -> None:
    opened, _, closed = read(catalog(product(1), after="<Описание>потом</Описание>"))
    assert isinstance(opened, SectionOpened)
    assert isinstance(closed, SectionClosed)
    assert opened.header.model_dump(exclude_unset=True) == {"id": "к1"}
    assert closed.header.model_dump(exclude_unset=True) == {"id": "к1", "description": "потом"}


def test_a_container_without_records_is_set_and_empty() -> None:
    (opened, closed) = read(catalog(""))
    assert isinstance(opened, SectionOpened)
    assert isinstance(closed, SectionClosed)
    assert closed.header.model_dump(exclude_unset=True) == {"id": "к1", "products": ()}


def test_what_stands_beside_records_in_their_container_belongs_to_the_header() -> None:
    closed = read(
        envelope(
            "<ПакетПредложений><ТипыЦен><Прочее>х</Прочее><ТипЦены><Ид>1</Ид></ТипЦены></ТипыЦен>"
            "</ПакетПредложений>"
        )
    )[-1]
    assert isinstance(closed, SectionClosed)
    assert [(kept.at, kept.xml) for kept in closed.header.unknown] == [
        ("ТипыЦен", "<Прочее>х</Прочее>")
    ]


def test_nested_names_do_not_end_a_record() -> None:
    entries = read(
        envelope(
            "<Классификатор><Группы><Группа><Ид>а</Ид><Группы><Группа><Ид>б</Ид></Группа></Группы>"
            "</Группа><Группа><Ид>в</Ид></Группа></Группы></Классификатор>"
        )
    )
    groups = [entry.record.model_dump(exclude_unset=True) for entry in records(entries)]
    assert groups == [{"id": "а", "children": ({"id": "б"},)}, {"id": "в"}]


def test_a_record_inside_something_unknown_is_no_record() -> None:
    entries = read(catalog(f"<Прочее>{product(9)}</Прочее>{product(1)}"))
    assert [entry.place.record_id for entry in records(entries)] == ["т1"]


def test_names_in_comments_cdata_and_attributes_are_no_records() -> None:
    entries = read(
        catalog(
            "<!-- <Товар><Ид>а</Ид></Товар> -->"
            + product(1, "<Описание><![CDATA[</Товар><Товар>]]></Описание>")
            + '<Товар Статус="1 > 0"><Ид>т2</Ид></Товар><?x <Товар> ?>'
        )
    )
    found = [entry.record.model_dump(exclude_unset=True) for entry in records(entries)]
    assert found == [
        {"id": "т1", "name": "Ведро", "description": "</Товар><Товар>"},
        {"id": "т2", "status": "1 > 0"},
    ]


@pytest.mark.parametrize("prefix", ["", "cml:"])
def test_namespaces_and_prefixes_do_not_matter(prefix: str) -> None:
    uri = "xmlns" + (f":{prefix[:-1]}" if prefix else "") + '="urn:1C.ru:commerceml_3"'
    text = (
        f"<{prefix}{ROOT} {uri}><{prefix}Каталог><{prefix}Товары><{prefix}Товар><{prefix}Ид>т1"
        f"</{prefix}Ид></{prefix}Товар></{prefix}Товары></{prefix}Каталог></{prefix}{ROOT}>"
    )
    part = reader(text)
    assert [entry.record for entry in records(list(part))] == [Product(id="т1")]
    assert part.header.namespace == "urn:1C.ru:commerceml_3"
    assert part.problems == ()


def test_a_namespace_that_is_no_uri_is_read_and_a_foreign_one_is_noticed() -> None:
    old = reader(envelope("", 'xmlns="urn:1C.ru:commerceml 2"'))
    foreign = reader(envelope("", 'xmlns="http://example.org/x"'))
    assert list(old) == list(foreign) == []
    assert old.problems == ()
    assert [problem.code for problem in foreign.problems] == ["CML766"]


@pytest.mark.parametrize(
    ("fragment", "kinds"),
    [
        ("<Классификатор><Свойства><Свойство><Ид>1</Ид></Свойство></Свойства></Классификатор>", 1),
        ("<Контрагент><Ид>1</Ид></Контрагент>", 1),
        ("<Каталог><Ид>1</Ид></Каталог>", 0),
    ],
)
def test_a_fragment_is_read_with_a_warning(fragment: str, kinds: int) -> None:
    part = reader(fragment)
    assert len(records(list(part))) == kinds
    assert [problem.code for problem in part.problems] == ["CML163"]


# two ways, one answer


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


MANY = "".join(product(number) for number in range(2000))


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
    both_ways(catalog(MANY + odd + MANY), monkeypatch)
    both_ways(catalog(odd), monkeypatch)


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-16", "koi8-r"])
def test_both_ways_agree_in_every_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = catalog(MANY).replace('"UTF-8"', f'"{encoding}"')
    assert len(both_ways(text.encode(encoding), monkeypatch)) == 2000


def test_documents_right_under_the_root_are_cut_out_too(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = "".join(f"<Документ><Номер>{n}</Номер></Документ>\n" for n in range(3000))
    found = both_ways(envelope(documents + "<Контрагент/>" + documents), monkeypatch)
    assert len(found) == 6001


# places


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
    one_line = "".join(f"<Товар><Ид>т{n}</Ид></Товар>" for n in range(9000))
    text = catalog(one_line + "<Товар><Вес>1,5</Вес></Товар>")
    (problem,) = both_ways(text, monkeypatch)[-1].problems
    expected = text.splitlines()[1].index("<Вес>") + 1
    assert (problem.place.line, problem.place.column) == (2, expected)


# values


def test_a_record_that_cannot_be_read_whole_keeps_the_rest() -> None:
    (entry,) = records(read(catalog(product(1, "<Вес>тяжёлый</Вес>"))))
    assert entry.record.model_dump(exclude_unset=True, exclude={"unknown"}) == {
        "id": "т1",
        "name": "Ведро",
    }
    assert [kept.xml for kept in entry.record.unknown] == ["<Вес>тяжёлый</Вес>"]
    assert [problem.severity for problem in entry.problems] == [Severity.ERROR]


def test_a_mended_value_is_a_warning() -> None:
    (entry,) = records(
        read(
            envelope(
                "<ПакетПредложений><Предложения><Предложение><Количество>1\u00a0000,5</Количество>"
                "</Предложение></Предложения></ПакетПредложений>"
            )
        )
    )
    assert entry.record == Offer(quantity=Decimal("1000.5"))
    assert codes(entry) == ["CML762"]


def test_unknown_elements_are_counted_once_for_the_whole_part() -> None:
    part = reader(catalog("".join(product(n, "<Слаг>vedro</Слаг>") for n in range(30))))
    entries = records(list(part))
    assert not any(entry.problems for entry in entries)
    assert entries[29].record.unknown[0].xml == "<Слаг>vedro</Слаг>"
    (advice,) = part.problems
    assert advice.code == "CML167"
    assert "30 times" in str(advice.message)


def test_unknown_children_of_the_root_are_there_at_the_end() -> None:
    part = reader(catalog(product(1)).replace("</К" + ROOT[1:], "<Х><у/></Х></К" + ROOT[1:]))
    list(part)
    assert [kept.xml for kept in part.information.unknown] == ["<Х><у/></Х>"]


def test_an_odd_attribute_of_the_root_is_told_once_and_not_with_a_record() -> None:
    part = reader(envelope("<Документ/>", 'ДатаФормирования="2024-01-02T3:04:05"'))
    (entry,) = records(list(part))
    assert entry.problems == ()
    assert [problem.code for problem in part.problems] == ["CML764"]


def test_raw_bytes_are_kept_on_request() -> None:
    fragment = "<Товар>\n <Ид>т1</Ид>\n</Товар>"
    text = catalog(f"\n  {fragment}\n  {fragment}\n")
    kept = [entry.raw for entry in records(list(reader(text, keep_raw=True)))]
    assert kept == [fragment.encode()] * 2
    assert [entry.raw for entry in records(read(text))] == [None, None]


def test_bytes_in_another_encoding_are_read_for_what_they_are_with_an_error_problem() -> None:
    part = reader(catalog(product(1)).encode("cp1251"))
    assert [entry.place.record_id for entry in records(list(part))] == ["т1"]
    (problem,) = part.problems
    assert (problem.code, problem.severity) == ("CML160", Severity.ERROR)


def test_space_before_the_declaration_is_noticed_and_lines_still_count() -> None:
    part = reader("\n\n" + catalog(product(1)))
    (entry,) = records(list(part))
    assert entry.place.line == 5
    assert [problem.code for problem in part.problems] == ["CML161"]


def test_two_declarations_at_the_start_are_one_problem() -> None:
    part = reader('<?xml version="1.0"?>' + catalog(product(1)))
    assert len(records(list(part))) == 1
    assert [problem.code for problem in part.problems] == ["CML162"]


# what is refused


GOOD = catalog(product(1))


@pytest.mark.parametrize(
    ("content", "error", "place"),
    [
        (b"", EmptyFileError, "x.xml"),
        (b"\xef\xbb\xbf \n", EmptyFileError, "x.xml"),
        (b"\x1f\x8b\x08\x00\x00", NotXmlError, "x.xml:1:1"),
        (b"success\nPHPSESSID\nabc", NotXmlError, "x.xml:1:1"),
        ("<!DOCTYPE html><html><body/></html>", HtmlInsteadError, "x.xml:1:1"),
        ("<html></html>", HtmlInsteadError, "x.xml:1:1"),
        (GOOD[: GOOD.index("</Товар>")], TruncatedError, "x.xml:6:1"),
        (GOOD[:-3], TruncatedError, "x.xml:6:50"),
        (GOOD + GOOD, DoubledFileError, None),
        (GOOD[:90] + GOOD, DoubledFileError, None),
        (GOOD.replace("Ведро", "Вед&vedro;"), NotXmlError, "x.xml:5:19"),
        (GOOD.replace("Ведро", "Вед < ро"), NotXmlError, "x.xml:5:20"),
        (GOOD.encode().replace("Ведро".encode(), b"\xc2\xe5"), EncodingError, "x.xml:5:16"),
        ("<rss><channel/></rss>", NotCommerceMLError, "x.xml:1:1"),
        ('<Документы xmlns="urn:moo-sodi.ru:commerceml_sodi"/>', NotCommerceMLError, "x.xml:1:1"),
        (envelope("", 'xmlns="http://v8.1c.ru/edi/edi_stnd"'), NotCommerceMLError, "x.xml:2:1"),
        (
            f'<{ROOT}>\n<Каталог Идентификатор="1"/></{ROOT}>',
            NotCommerceMLError,
            "x.xml:2:1",
        ),
        (
            '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + GOOD[39:],
            HostileError,
            "x.xml:1:1",
        ),
        (
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            HostileError,
            "x.xml:1:22",
        ),
        (GOOD.replace("UTF-8", "ebcdic-us"), EncodingError, "x.xml"),
        (envelope("<Каталог>" * 90 + "</Каталог>" * 90), LimitError, None),
        (envelope("<а>" * 300 + "</а>" * 300), LimitError, None),
        (
            catalog("<Товар " + " ".join(f'а{n}=""' for n in range(300)) + "/>"),
            LimitError,
            "x.xml:2:72",
        ),
        (
            catalog("<Товар " + " ".join(f'а{n}=""' for n in range(200_000)) + "/>"),
            LimitError,
            None,
        ),
    ],
)
def test_what_cannot_be_read_ends_in_a_clear_error(
    content: str | bytes, error: type[ReadError], place: str | None
) -> None:
    with pytest.raises(error) as caught:
        read(content)
    assert caught.value.hint is not None or type(caught.value) is NotXmlError
    if place is not None:
        assert str(caught.value.place) == place


@pytest.mark.parametrize(
    ("limits", "content"),
    [
        (Limits(file_bytes=1000), catalog(MANY)),
        (Limits(elements=1000), catalog(MANY * 8)),
        (Limits(record_bytes=400_000), catalog(product(1, "<О>" + "х" * 900_000 + "</О>"))),
        (Limits(kept=100), catalog("".join(product(n) + "<Прочее/>" for n in range(600)))),
        (Limits(kept=100), catalog(product(1, "<Прочее/>" * 200))),
        (Limits(oddities=100), catalog(product(1, f"<Группы>{'<Ид>г </Ид>' * 200}</Группы>"))),
        (Limits(record_marks=1000), catalog("<!-- -->" + product(1, "<Прочее/>" * 1200))),
        (Limits(sections=1), catalog(MANY).replace("</Каталог>", "</Каталог><Каталог/>")),
        (Limits(hollow=100), catalog("<Товар/>" * 200)),
        (Limits(depth=8), catalog(product(1, "<а>" * 5 + "</а>" * 5))),
        (Limits(tag_bytes=5000), catalog(f"<Товар Статус='{'х' * 400_000}'/>")),
    ],
)
def test_every_limit_is_watched(limits: Limits, content: str) -> None:
    with pytest.raises(LimitError):
        read(content, limits)
    assert read(content)


def test_memory_does_not_grow_with_the_number_of_records() -> None:
    def peak(count: int) -> int:
        data = io.BytesIO(catalog("".join(product(n) for n in range(count))).encode())
        tracemalloc.start()
        for _ in open_part(data, "x.xml"):
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(100)
    assert peak(20_000) < peak(5_000) * 1.2


# what must not get lost or take for ever


def test_text_between_records_is_told_of_where_it_stands_and_once() -> None:
    text = catalog(product(1) + "между" + product(2) + "опять" + product(3) + product(4))
    part = reader(text)
    assert len(records(list(part))) == 4
    (found,) = part.problems
    assert (found.code, str(found.message)) == (
        "CML165",
        "The text `между` stands in Товары, where only elements may",
    )
    assert str(found.place) == "x.xml:6:9"
    assert found.place.path == f"{ROOT}/Каталог/Товары"


def test_text_between_sections_is_told_of() -> None:
    part = reader(envelope("<Каталог/>\nмежду\n<Каталог/>\n<Каталог/>"))
    list(part)
    assert [(problem.code, str(problem.place)) for problem in part.problems] == [
        ("CML165", "x.xml:3:1")
    ]


def test_an_end_tag_that_does_not_fit_names_the_line_of_the_file() -> None:
    broken = product(1, "\n<Цвет>красный</Цве>")
    with pytest.raises(NotXmlError, match=r"Цвет line 8006 and Цве$") as caught:
        read(catalog(MANY + broken))
    assert caught.value.place is not None
    assert caught.value.place.line == 8006


def test_a_record_is_placed_rightly_when_an_attribute_holds_a_greater_than_sign() -> None:
    (found,) = records(read(catalog('\n<Товар к="a>b">\n\n<Ид> т1</Ид></Товар>')))
    assert found.place.line == 3
    assert [(one.place.line, one.place.column) for one in found.problems] == [(5, 1)]


@pytest.mark.parametrize(
    "odd",
    [
        "<Наименование>а</Наименование>",
        "<Цены><Цена><ЦенаЗаЕдиницу>1,5</ЦенаЗаЕдиницу></Цена></Цены>",
    ],
)
def test_the_oddities_of_one_record_are_told_in_time_that_grows_with_their_number(odd: str) -> None:
    begun = time.process_time()
    text = envelope(
        "<ПакетПредложений><Предложения><Предложение>"
        + odd * 10_000
        + "</Предложение></Предложения></ПакетПредложений>"
    )
    (found,) = records(read(text))
    assert len(found.problems) >= 9_999
    assert time.process_time() - begun < 10  # squared, it would be minutes


def test_a_second_byte_order_mark_is_read_over_and_told_of() -> None:
    part = reader(b"\xef\xbb\xbf\xef\xbb\xbf" + catalog(product(1)).encode())
    assert [entry.record.model_dump(exclude_unset=True) for entry in records(list(part))] == [
        {"id": "т1", "name": "Ведро"}
    ]
    assert [problem.code for problem in part.problems] == ["CML161"]


def test_what_is_repaired_in_the_root_is_told_of_the_root_and_not_of_the_first_record() -> None:
    content = catalog(product(1)).replace(
        "<КоммерческаяИнформация", "<КоммерческаяИнформация Б='\x01'", 1
    )
    part = open_part(io.BytesIO(content.encode()), "x.xml")
    entries = list(part)
    assert [problem.code for problem in part.problems if problem.code == "CML767"] == ["CML767"]
    assert all(not getattr(entry, "problems", ()) for entry in entries)
