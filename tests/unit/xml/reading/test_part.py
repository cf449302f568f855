import io
import time
from decimal import Decimal

import pytest
from tests.unit.xml.staging import (
    MANY,
    ROOT,
    catalog,
    codes,
    envelope,
    product,
    read,
    reader,
    records,
)

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer
from cml_sync.problems import Severity
from cml_sync.xml.entries import RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.errors import (
    NotXmlError,
)
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.part import open_part

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


@pytest.mark.parametrize("limits", [Limits(), Limits(chunk_bytes=0)])
def test_text_between_sections_stands_where_it_begins_whatever_the_next_one_holds(
    limits: Limits,
) -> None:
    goods = "<Каталог><Ид>1</Ид><Товары><Товар><Ид>1</Ид></Товар></Товары></Каталог>"
    part = reader(envelope(f"{goods}\n  между{goods}"), limits)
    list(part)
    assert [str(problem.place) for problem in part.problems] == ["x.xml:3:3"]


def test_an_end_tag_that_does_not_fit_names_the_line_of_the_file() -> None:
    broken = product(1, "\n<Цвет>красный</Цве>")
    with pytest.raises(NotXmlError, match="`<Цвет>` of line 8006 is closed by") as caught:
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
