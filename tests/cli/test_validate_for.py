"""``validate --for`` and ``--xsd``: what a receiver and a schema make of the files."""

from tests.cli.commandline import CommandLine

PART = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07" xmlns="urn:1C.ru:commerceml_2">
<Каталог СодержитТолькоИзменения="true"><Ид>c</Ид><Наименование>К</Наименование><Товары>
<Товар><Ид>p</Ид><Наименование><![CDATA[Кружка]]></Наименование></Товар>
</Товары></Каталог></КоммерческаяИнформация>
"""
XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="КоммерческаяИнформация"><xs:complexType>
<xs:attribute name="ВерсияСхемы" use="required"/></xs:complexType></xs:element></xs:schema>
"""


def codes(cml_sync: CommandLine, *words: str) -> set[str]:
    (cml_sync.folder / "import.xml").write_text(PART, encoding="utf-8")
    found = cml_sync("validate", "import.xml", "--level", "syntax", *words, "--output", "json")
    return {problem["code"] for problem in found.json()["problems"]}


def test_receivers_are_named_one_by_one(cml_sync: CommandLine) -> None:
    assert codes(cml_sync) == set()
    assert codes(cml_sync, "--for", "bitrix") == {"CML713"}
    assert codes(cml_sync, "--for", "bitrix", "--for", "django-cml") == {"CML713", "CML718"}


def test_the_receiver_is_named_and_the_place_is_told(cml_sync: CommandLine) -> None:
    codes(cml_sync)
    found = cml_sync("validate", "import.xml", "--for", "bitrix", "--select", "CML713")
    assert found.code == 1
    assert found.out.startswith("import.xml:4:")
    assert "1C-Bitrix: the text of CDATA is lost" in found.err


def test_an_unknown_receiver_is_refused_with_those_that_are_known(cml_sync: CommandLine) -> None:
    refused = cml_sync("validate", "import.xml", "--for", "1c")
    assert refused.code == 2
    assert "woocommerce" in refused.err


def test_a_schema_gives_advice_at_every_level(cml_sync: CommandLine) -> None:
    (cml_sync.folder / "s.xsd").write_text(XSD, encoding="utf-8")
    assert codes(cml_sync, "--xsd", "s.xsd") == {"CML792"}
    found = cml_sync("validate", "import.xml", "--xsd", "s.xsd")
    assert found.code == 0
    told = "advice[CML792]: `КоммерческаяИнформация`: The element ought to be empty"
    assert found.out.partition(told)[0].splitlines()[-1].startswith("import.xml:2:")


def test_a_wrong_schema_is_told_with_its_place(cml_sync: CommandLine) -> None:
    (cml_sync.folder / "s.xsd").write_text("<a>\n</b>", encoding="utf-8")
    refused = cml_sync("validate", "import.xml", "--xsd", "s.xsd")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("error[E220]: s.xsd:2:")
