"""What is written for a version of the standard is valid by its official schema."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from tests.corpus.standard import FOLDER, MISSING, documents, faults, schema

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.words import SCHEMA_VERSIONS
from cml_sync.xml.dialects import FAITHFUL, Dialect, of_version
from cml_sync.xml.reader import read_whole
from cml_sync.xml.writer import write_whole
from schemas.xml_schema import schema as own_schema

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=MISSING),
]

VERSIONS = SCHEMA_VERSIONS[1:]
"""The versions that are written: the schema of 2.04 is read only."""

PARTS = [
    "shop-2.07/import0_1.xml",
    "shop-2.07/offers0_1.xml",
    "changes/import0_1.xml",
    "changes/offers0_1.xml",
    "orders/containers.xml",
    "orders/orders.xml",
    "orders/payments.xml",
    "orders/returns.xml",
    "statuses/orders-09e6e24a-bd07-4bbc-b337-8ba43a4e971b_1.xml",
]


NOT_OF_THE_STANDARD = {
    # A card payment, as УНФ and 1C-Bitrix call it: a word of no schema, and no other word says it.
    "orders/containers.xml": ("ХозОперация", "Эквайринговая операция"),
}
"""What an example says on purpose that no schema knows."""

EMPTY_VALUES = {("2.05", "shop-2.07/import0_1.xml"): ("Значение", "length of '0'")}
"""An empty value clears a property. Up to 2.05 the schemas know no empty value: only leaving it out
would be valid, and that says the opposite."""


def written(information: CommercialInformation, dialect: Dialect) -> bytes:
    file = io.BytesIO()
    write_whole(file, information, dialect)
    return file.getvalue()


def read(data: bytes) -> CommercialInformation:
    information, _ = read_whole(io.BytesIO(data), "part.xml")
    return information


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", PARTS)
def test_the_examples_written_for_a_version_are_valid_by_its_schema(
    version: str, name: str
) -> None:
    information = read((EXAMPLES / name).read_bytes())
    found = schema(version).faults(written(information, of_version(version)))
    known = NOT_OF_THE_STANDARD.get(name) or EMPTY_VALUES.get((version, name))
    if known is None:
        assert found == []
    else:
        assert len(found) == 1
        assert all(word in found[0] for word in known)


def below(value: object) -> Iterator[Element]:
    """Every element in a model."""
    if isinstance(value, Element):
        yield value
        for name in value.model_fields_set:
            yield from below(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from below(one)


@cache
def own(version: str) -> etree.XMLSchema:
    """The schema that is made from the models."""
    return etree.XMLSchema(etree.fromstring(own_schema(version).encode()))


RANDOM = settings(
    max_examples=40,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("version", SCHEMA_VERSIONS)
def test_any_document_of_the_standard_is_read_whole_and_written_validly(version: str) -> None:
    """Anything that the official schema allows fits ours, too, and no element of it is unknown."""
    standard, ours = schema(version), own(version)
    namespace = of_version(version).namespace

    @RANDOM
    @given(data=documents(version))
    def holds(data: bytes) -> None:
        assert standard.faults(data) == []
        assert faults(ours, namespace, data) == []
        information = read(data)
        assert [one for one in below(information) if one.unknown or one.unknown_attributes] == []
        assert standard.faults(written(information, FAITHFUL)) == []
        assert standard.faults(written(information, of_version(version))) == []

    holds()


DEMANDED = frozenset(
    {"Ид", "Наименование", "ОфициальноеНаименование", "ПолноеНаименование"}
    | {"Фамилия", "Имя", "Должность"}
)
"""Names that one version demands where another leaves them out: who nobody said has no name.

Up to 2.05 a head or an employer needs a full name or an official one, since 2.06 a head needs its
names and its position and an employer an official name; before 2.07 a warehouse needs a name.
"""
EXPECTED = re.compile(r"Expected is (?:one of )?\( (.+) \)")


def is_demanded(fault: str) -> bool:
    """Whether something is missing that the other version did not ask for."""
    expected = EXPECTED.search(fault)
    return expected is not None and DEMANDED.issuperset(expected[1].split(", "))


@pytest.mark.parametrize(("old", "new"), [(a, b) for a in VERSIONS for b in VERSIONS if a != b])
def test_a_document_of_one_version_keeps_to_the_structure_of_another(old: str, new: str) -> None:
    """Values may be too long or of no list there; elements stand where they belong or nowhere."""

    @settings(RANDOM, max_examples=10)
    @given(data=documents(old))
    def holds(data: bytes) -> None:
        found = schema(new).faults(written(read(data), of_version(new)))
        odd = [one for one in found if "[facet '" not in one and not is_demanded(one)]
        assert odd == []

    holds()
