import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cml_sync.model.addresses import Address
from cml_sync.model.classifier import Classifier, Group, PriceType, Property
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Section
from cml_sync.model.offers import Offer, OfferChange, OffersChanges, OffersPackage, Price
from cml_sync.model.parties import Counterparty, Head
from cml_sync.problems import Problem, Severity
from cml_sync.xml.dialects import DIALECTS, FAITHFUL, Dialect
from cml_sync.xml.reader import read_whole
from cml_sync.xml.writer import PartWriter, write_whole
from cml_sync.xml.writing.sections import MisplacedError
from cml_sync.xml.writing.unwritable import (
    BrokenFragmentError,
    ForbiddenCharacterError,
    UnencodableCharacterError,
    UnwritableNumberError,
)

INFORMATION = CommercialInformation(
    schema_version="2.08",
    generated_at=datetime(2026, 3, 1, 4, 0),  # noqa: DTZ001 - local time of the writer
)


def streamed(fill: Callable[[PartWriter], object], dialect: Dialect = FAITHFUL) -> str:
    file = io.BytesIO()
    with PartWriter(file, dialect, INFORMATION) as writer:
        fill(writer)
    return file.getvalue().decode(dialect.encoding)


def whole(information: CommercialInformation, dialect: Dialect = FAITHFUL) -> str:
    file = io.BytesIO()
    write_whole(file, information, dialect)
    return file.getvalue().decode(dialect.encoding)


def body(markup: str) -> str:
    return markup.split("\n", 2)[2].rsplit("</", 1)[0]


def test_the_declaration_is_in_double_quotes_and_the_root_follows() -> None:
    assert streamed(lambda _: None) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<КоммерческаяИнформация ВерсияСхемы="2.08" ДатаФормирования="2026-03-01T04:00:00">\n'
        "</КоммерческаяИнформация>\n"
    )


def test_a_dialect_sets_version_namespace_encoding_and_byte_order_mark() -> None:
    file = io.BytesIO()
    write_whole(file, INFORMATION, DIALECTS["2.07"])
    assert file.getvalue().startswith(
        "\ufeff"
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" ВерсияСхемы="2.07" '.encode()
    )


def test_windows_1251_says_so_in_the_declaration() -> None:
    markup = whole(INFORMATION, replace(FAITHFUL, encoding="cp1251"))
    assert markup.startswith('<?xml version="1.0" encoding="windows-1251"?>\n')


def test_line_ends_may_be_those_of_windows() -> None:
    markup = whole(INFORMATION, replace(FAITHFUL, newline="\r\n"))
    assert markup.count("\r\n") == markup.count("\n") == 3


def test_header_fields_stand_where_the_standard_puts_them() -> None:
    package = OffersPackage(
        changes_only=True,
        id="p#",
        price_types_classifier_id="c",
        price_types=(PriceType(id="t"),),
        warehouses=(),
        offers=(Offer(id="o"),),
        unknown=(Unknown(at="ТипыЦен", xml="<Э/>"), Unknown(xml="<Ю/>")),
    )
    assert body(whole(CommercialInformation(offers_packages=(package,)))) == (
        '\t<ПакетПредложений СодержитТолькоИзменения="true">\n'
        "\t\t<Ид>p#</Ид>\n"
        "\t\t<ТипыЦен>\n"
        "\t\t\t<ИдКлассификатора>c</ИдКлассификатора>\n"
        "\t\t\t<ТипЦены>\n\t\t\t\t<Ид>t</Ид>\n\t\t\t</ТипЦены>\n"
        "\t\t\t<Э/>\n"
        "\t\t</ТипыЦен>\n"
        "\t\t<Склады/>\n"
        "\t\t<Предложения>\n\t\t\t<Предложение>\n\t\t\t\t<Ид>o</Ид>\n\t\t\t</Предложение>\n"
        "\t\t</Предложения>\n"
        "\t\t<Ю/>\n"
        "\t</ПакетПредложений>\n"
    )


def test_records_come_one_by_one_and_what_is_learned_late_is_written_late() -> None:
    def fill(writer: PartWriter) -> None:
        writer.open(Section.CLASSIFIER, Classifier(id="c"))
        writer.record(Group(id="g1"))
        writer.record(Group(id="g2"))
        writer.record(Property(id="p"))
        writer.close(
            Classifier(
                id="c", name="К", price_types=(), unknown=(Unknown(at="Свойства", xml="<Э/>"),)
            )
        )

    assert body(streamed(fill)) == (
        "\t<Классификатор>\n\t\t<Ид>c</Ид>\n"
        "\t\t<Группы>\n"
        "\t\t\t<Группа>\n\t\t\t\t<Ид>g1</Ид>\n\t\t\t</Группа>\n"
        "\t\t\t<Группа>\n\t\t\t\t<Ид>g2</Ид>\n\t\t\t</Группа>\n"
        "\t\t</Группы>\n"
        "\t\t<Свойства>\n\t\t\t<Свойство>\n\t\t\t\t<Ид>p</Ид>\n\t\t\t</Свойство>\n"
        "\t\t\t<Э/>\n\t\t</Свойства>\n"
        "\t\t<Наименование>К</Наименование>\n"
        "\t\t<ТипыЦен/>\n"
        "\t</Классификатор>\n"
    )


def test_an_attribute_that_is_learned_after_the_records_becomes_an_element() -> None:
    def fill(writer: PartWriter) -> None:
        writer.open(Section.CATALOG, Catalog(id="c"))
        writer.record(Product(id="p"))
        writer.close(Catalog(id="c", changes_only=False))

    assert body(streamed(fill)).endswith(
        "\t\t</Товары>\n"
        "\t\t<СодержитТолькоИзменения>false</СодержитТолькоИзменения>\n"
        "\t</Каталог>\n"
    )


def test_records_without_a_section_stand_below_the_root() -> None:
    markup = streamed(lambda writer: writer.record(Document(number="1", total=Decimal("7E+2"))))
    assert body(markup) == (
        "\t<Документ>\n\t\t<Номер>1</Номер>\n\t\t<Сумма>700</Сумма>\n\t</Документ>\n"
    )


def test_unknown_elements_of_the_root_stand_at_its_end() -> None:
    information = CommercialInformation(
        documents=(Document(id="1"),),
        unknown=(Unknown(xml="<Э/>"),),
        unknown_attributes=(("noNamespaceSchemaLocation", "a.xsd"),),
    )
    markup = whole(information)
    assert markup.endswith("\t</Документ>\n\t<Э/>\n</КоммерческаяИнформация>\n")
    assert '<КоммерческаяИнформация noNamespaceSchemaLocation="a.xsd">' in markup


def test_the_same_input_gives_the_same_bytes() -> None:
    information = CommercialInformation(documents=(Document(id="1", number="2", comment="a\nb"),))
    assert whole(information) == whole(information.model_copy(deep=True))


@pytest.mark.parametrize("value", ["a\x0bb", "a\ufffeb"])
def test_a_character_that_xml_forbids_is_refused_by_field_record_and_code_point(value: str) -> None:
    with pytest.raises(ForbiddenCharacterError) as caught:
        streamed(lambda writer: writer.record(Document(id="7", comment=value)))
    error = caught.value
    assert (error.path, error.record_id) == ("Комментарий", "7")
    assert error.code_point == f"U+{ord(value[1]):04X}"
    assert str(error.message) == (
        f"Комментарий of 7 holds the character {error.code_point}, which XML cannot hold"
    )
    assert error.exit_code == 1


def test_a_character_that_windows_1251_lacks_is_refused_by_name() -> None:
    with pytest.raises(UnencodableCharacterError) as caught:
        streamed(
            lambda writer: writer.record(Document(id="7", comment="Привет 😀")),
            replace(FAITHFUL, encoding="cp1251"),
        )
    assert caught.value.code_point == "U+1F600"
    assert "GRINNING FACE" in str(caught.value)


def test_replaced_characters_are_reported_once_each() -> None:
    file = io.BytesIO()
    information = CommercialInformation(documents=(Document(comment="1 ₽ и 2 ₽"),))
    problems = write_whole(file, information, replace(FAITHFUL, encoding="cp1251"))
    assert "1 руб. и 2 руб." in file.getvalue().decode("cp1251")
    assert [(problem.code, str(problem.message)) for problem in problems] == [
        ("CML791", "U+20BD is not in windows-1251: written as “руб.” 2 times")
    ]


def test_what_a_version_has_no_words_for_is_left_out_and_reported_once() -> None:
    prices = (Price(value=Decimal(1), catalog_id="c"),)
    offers = tuple(Offer(id=str(n), prices=prices) for n in range(3))
    information = CommercialInformation(offers_packages=(OffersPackage(offers=offers),))
    file = io.BytesIO()
    problems = write_whole(file, information, DIALECTS["2.05"])
    assert "ИдКаталога" not in file.getvalue().decode()
    assert [(problem.code, str(problem.message)) for problem in problems] == [
        ("CML790", "ИдКаталога of Price is not in schema 2.05: left out of 3 elements")
    ]


def test_a_number_that_is_not_finite_is_refused() -> None:
    offer = Offer.model_construct(id="o", prices=(Price.model_construct(value=Decimal("NaN")),))
    with pytest.raises(UnwritableNumberError, match="ЦенаЗаЕдиницу of o"):
        whole(CommercialInformation(offers_packages=(OffersPackage(offers=(offer,)),)))


def test_a_broken_unknown_part_is_refused_by_its_record() -> None:
    with pytest.raises(BrokenFragmentError, match="kept with 7"):
        streamed(lambda writer: writer.record(Document(id="7", unknown=(Unknown(xml="<Э>"),))))


def test_after_an_error_the_file_does_not_look_whole() -> None:
    file = io.BytesIO()
    with pytest.raises(ForbiddenCharacterError), PartWriter(file, FAITHFUL, INFORMATION) as writer:
        writer.record(Document(id="1", comment="\x01"))
    assert "</КоммерческаяИнформация>" not in file.getvalue().decode()


def test_what_has_no_place_is_a_bug_of_the_caller() -> None:
    with pytest.raises(MisplacedError):
        streamed(lambda writer: writer.record(Product(id="a")))
    with pytest.raises(MisplacedError):
        streamed(lambda writer: writer.open(Section.CATALOG, Classifier()))
    with pytest.raises(MisplacedError):
        streamed(lambda writer: writer.close())

    def group_in_a_catalog(writer: PartWriter) -> None:
        writer.open(Section.CATALOG, Catalog())
        writer.record(Group())

    with pytest.raises(MisplacedError, match="Каталог has no place for Group"):
        streamed(group_in_a_catalog)


def test_a_section_left_open_is_closed_at_the_end() -> None:
    def fill(writer: PartWriter) -> None:
        writer.open(Section.CATALOG, Catalog(id="a", products=()))

    assert body(streamed(fill)) == ("\t<Каталог>\n\t\t<Ид>a</Ид>\n\t\t<Товары/>\n\t</Каталог>\n")


def test_the_output_goes_to_any_binary_file(tmp_path: Path) -> None:
    path = tmp_path / "orders.xml"
    with path.open("wb") as file:
        write_whole(file, CommercialInformation(documents=(Document(id="1"),)), DIALECTS["ut11"])
    assert path.read_bytes()[:5] == b"<?xml"


def test_a_section_that_a_version_does_not_know_is_left_out_and_reported() -> None:
    information = CommercialInformation(
        offers_changes=(OffersChanges(id="p", offers=(OfferChange(id="o"), OfferChange(id="q"))),),
        documents=(Document(id="1"),),
    )
    file = io.BytesIO()
    problems = write_whole(file, information, DIALECTS["2.05"])
    assert "Изменения" not in file.getvalue().decode()
    assert "<Документ>" in file.getvalue().decode()
    assert [problem.place.path for problem in problems] == ["ИзмененияПакетаПредложений"]


def test_of_a_container_that_a_version_does_not_know_the_documents_are_written() -> None:
    information = CommercialInformation(
        containers=(Container(documents=(Document(id="1"), Document(id="2"))), Container())
    )
    file = io.BytesIO()
    problems = write_whole(file, information, DIALECTS["2.07"])
    written = file.getvalue().decode()
    assert "Контейнер" not in written
    assert [written.count(f"<Ид>{number}</Ид>") for number in (1, 2)] == [1, 1]
    assert problems == ()


def test_what_says_nothing_is_left_out_with_an_advice() -> None:
    """Nothing is lost with an opaque version and a ``false``; that they are gone is told."""
    file = io.BytesIO()
    with PartWriter(file, DIALECTS["2.07"], INFORMATION) as writer:
        writer.open(Section.CLASSIFIER, Classifier(id="c", changes_only=False))
        writer.record(Group(id="g", row_version="AAAA"))
        writer.record(Group(id="h", row_version="AAAB", children=(Group(row_version="AAAC"),)))
        writer.close()
    assert "AAA" not in file.getvalue().decode()
    assert writer.problems == ()
    assert [(one.severity, str(one.message)) for one in writer.trifles] == [
        (
            Severity.ADVICE,
            "@СодержитТолькоИзменения of Classifier is not in schema 2.07: left out of 1 element",
        ),
        (Severity.ADVICE, "НомерВерсии of Group is not in schema 2.07: left out of 3 elements"),
    ]


HEAD = Counterparty(
    official_name="ООО «Чашка»",
    head=Head(
        full_name="Кружкина Анна",
        last_name="Кружкина",
        registration_address=Address(presentation="г. Тверь"),
    ),
)


def with_head(dialect: Dialect, version: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    file = io.BytesIO()
    information = CommercialInformation(schema_version=version, documents=(Document(),))
    document = Document(counterparties=(HEAD,))
    with PartWriter(file, dialect, information) as writer:
        writer.record(document)
    return file.getvalue().decode(), writer.problems


@pytest.mark.parametrize(
    ("dialect", "version", "tag"),
    [
        (DIALECTS["2.04"], None, "АдресРегистрации"),
        (DIALECTS["2.05"], "2.10", "АдресРегистрации"),
        (DIALECTS["2.06"], "2.05", "АресРегистрации"),
        (DIALECTS["ut11"], "2.05", "АресРегистрации"),
        (FAITHFUL, "2.05", "АдресРегистрации"),
        (FAITHFUL, "2.08", "АресРегистрации"),
        (FAITHFUL, None, "АресРегистрации"),
    ],
)
def test_the_address_of_a_head_has_the_name_of_the_version(
    dialect: Dialect, version: str | None, tag: str
) -> None:
    markup, _ = with_head(dialect, version)
    assert f"<{tag}>" in markup
    information, problems = read_whole(io.BytesIO(markup.encode()), "a.xml")
    (party,) = information.documents[0].counterparties
    assert party.head is not None
    assert party.head.registration_address == Address(presentation="г. Тверь")
    assert (party.head.unknown, list(problems)) == ((), [])


def test_of_a_head_newer_versions_get_what_they_have_words_for() -> None:
    markup, problems = with_head(DIALECTS["2.05"])
    assert "Кружкина Анна" in markup
    assert problems == ()
    markup, problems = with_head(DIALECTS["2.06"])
    assert "Кружкина Анна" not in markup
    assert [str(one.message) for one in problems] == [
        "ПолноеНаименование of Head is not in schema 2.06: left out of 1 element"
    ]
