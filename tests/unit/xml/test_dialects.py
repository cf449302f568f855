from datetime import datetime
from decimal import Decimal

import pytest

from cml_sync.model.information import CommercialInformation
from cml_sync.model.wire import Wire
from cml_sync.xml.dialects import (
    DIALECTS,
    NAMESPACE_2,
    VERSIONS,
    DeletionForm,
    Dialect,
    StockForm,
    Units,
    faithful,
    of_version,
    version_number,
)
from cml_sync.xml.entries import PartHeader


def test_every_preset_stands_under_its_own_name() -> None:
    assert {name: dialect.name for name, dialect in DIALECTS.items()} == {
        name: name for name in ("faithful", *VERSIONS, "ut11", "bitrix", "django-cml")
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_has_a_dialect_that_writes_it(version: str) -> None:
    dialect = of_version(version)
    assert (dialect.name, dialect.schema_version) == (version, version)
    assert dialect is DIALECTS[version]


def test_a_version_may_be_spelt_as_senders_do() -> None:
    assert of_version("210") is DIALECTS["2.10"]
    assert of_version(" 2.070 ") is DIALECTS["2.07"]


@pytest.mark.parametrize("version", ["2.03", "3.0", "", "bitrix"])
def test_a_version_without_a_schema_has_no_dialect(version: str) -> None:
    with pytest.raises(KeyError):
        of_version(version)


def test_warehouses_of_offers_begin_with_schema_2_06() -> None:
    forms = {version: of_version(version).stocks for version in ("2.04", "2.05", "2.06", "2.10")}
    assert forms == {
        "2.04": StockForm.TOTAL,
        "2.05": StockForm.TOTAL,
        "2.06": StockForm.ATTRIBUTES,
        "2.10": StockForm.ATTRIBUTES,
    }


def test_an_order_reply_has_neither_namespace_nor_byte_order_mark() -> None:
    assert (DIALECTS["ut11"].namespace, DIALECTS["ut11"].bom) == ("", False)


def test_django_cml_gets_no_namespace() -> None:
    assert DIALECTS["django-cml"].namespace == ""


def test_codes_of_units_begin_with_schema_2_08() -> None:
    assert DIALECTS["2.07"].units is Units.TEXT
    assert DIALECTS["2.08"].units is DIALECTS["2.10"].units is Units.CODE


def test_bitrix_gets_every_form_of_deletion_since_it_reads_only_some() -> None:
    assert DIALECTS["bitrix"].deletions == set(DeletionForm)


@pytest.mark.parametrize(
    ("version", "number"),
    [("2.07", "2.07"), ("210", "2.10"), (" 3.1 ", "3.1"), ("2.021", "2.021")],
)
def test_versions_order_as_decimals(version: str, number: str) -> None:
    assert version_number(version) == Decimal(number)


@pytest.mark.parametrize("version", [None, "", "два", "NaN"])
def test_what_is_no_version_has_no_number(version: str | None) -> None:
    assert version_number(version) is None


@pytest.mark.parametrize(
    ("name", "wire", "said"),
    [
        ("2.05", Wire("Склад", since="2.06"), False),
        ("2.07", Wire("Склад", since="2.06"), True),
        ("2.10", Wire("Оплаты/Оплата", since="2.09", until="2.09"), False),
        ("3.1", Wire("Оплаты/Оплата", since="2.09", until="2.09"), False),
        ("2.07", Wire("ПометкаУдаления", beyond="3.1"), False),
        ("3.1", Wire("ПометкаУдаления", beyond="3.1"), True),
        ("3.1", Wire("Код", beyond="УНФ"), False),
        ("bitrix", Wire("Код", beyond="УНФ"), True),
        ("faithful", Wire("Оплаты/Оплата", since="2.09", until="2.09"), True),
    ],
)
def test_a_dialect_says_what_its_version_has_words_for(name: str, wire: Wire, said: bool) -> None:
    assert DIALECTS[name].says(wire) is said


def test_faithful_takes_the_look_of_what_was_read() -> None:
    header = PartHeader(
        file="offers.xml",
        encoding="cp1251",
        declared_encoding="windows-1251",
        bom=False,
        namespace=NAMESPACE_2,
        information=CommercialInformation(generated_at=datetime(2026, 1, 2)),  # noqa: DTZ001
    )
    dialect = faithful(header)
    assert (dialect.namespace, dialect.encoding_name) == (NAMESPACE_2, "windows-1251")
    assert dialect.schema_version is None


def test_encodings_are_declared_by_the_names_that_receivers_know() -> None:
    names = [Dialect(name="x", encoding=e).encoding_name for e in ("utf-8", "cp1251", "utf-16-le")]
    assert names == ["UTF-8", "windows-1251", "UTF-16"]
