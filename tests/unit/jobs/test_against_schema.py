from pathlib import Path

import pytest

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.jobs.against_schema import AgainstSchema
from cml_sync.jobs.validate import Manner, validate
from cml_sync.problems import Problem
from cml_sync.xml.errors import SchemaFileError

XSD = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="КоммерческаяИнформация"><xs:complexType>
<xs:attribute name="ВерсияСхемы" use="required"/></xs:complexType></xs:element></xs:schema>
"""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "s.xsd"
    path.write_text(XSD, encoding="utf-8")
    return path


def found(schema: Path, *parts: Path, selection: Selection) -> list[Problem]:
    problems: list[Problem] = []
    manner = Manner(watchers=(AgainstSchema(schema),))
    validate(parts, on_problem=problems.append, selection=selection, manner=manner)
    return problems


def test_advice_that_was_asked_for_is_shown_at_every_level(tmp_path: Path, schema: Path) -> None:
    part = tmp_path / "import.xml"
    part.write_text("<КоммерческаяИнформация/>", encoding="utf-8")
    lowest = Selection(Level.SYNTAX, asked=("CML792",))
    assert [one.code for one in found(schema, part, selection=lowest)] == ["CML792"]
    assert found(schema, part, selection=Selection(Level.SYNTAX)) == []
    ignored = Selection(Level.SYNTAX, ignore=("CML79",), asked=("CML792",))
    assert found(schema, part, selection=ignored) == []


def test_a_part_that_cannot_be_read_is_told_once(tmp_path: Path, schema: Path) -> None:
    part = tmp_path / "import.xml"
    part.write_text("<КоммерческаяИнформация><Каталог>", encoding="utf-8")
    problems = found(schema, part, selection=Selection(asked=("CML792",)))
    assert [one.code for one in problems] == ["E106"]


def test_a_wrong_schema_stops_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(SchemaFileError):
        AgainstSchema(tmp_path / "no.xsd")
