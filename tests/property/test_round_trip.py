"""Whatever a model can hold survives being written and read."""

import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.elements import elements, shape

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.records import MODELS, SECTION_FIELDS, SECTIONS, SPOTS, Spot
from cml_sync.xml.canonical import canonical_file, differences
from cml_sync.xml.dialects import DIALECTS, FAITHFUL, Dialect
from cml_sync.xml.reader import read_whole
from cml_sync.xml.writer import write_whole

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
DIALECT_S = st.sampled_from(
    [
        FAITHFUL,
        replace(FAITHFUL, bom=True, namespace="urn:1C.ru:commerceml_2"),
        replace(FAITHFUL, encoding="utf-16-le", bom=True),
        replace(FAITHFUL, newline="\r\n"),
    ]
)


def written(information: CommercialInformation, dialect: Dialect) -> bytes:
    file = io.BytesIO()
    write_whole(file, information, dialect)
    return file.getvalue()


def read(data: bytes) -> CommercialInformation:
    return read_whole(io.BytesIO(data), "part.xml")[0]


def holding(spot: Spot, record: Element) -> CommercialInformation:
    """The root with one record where it belongs."""
    if spot.section is None:
        return CommercialInformation.model_validate({spot.field: (record,)})
    section = SECTIONS[spot.section].model_validate({spot.field: (record,)})
    return CommercialInformation.model_validate({SECTION_FIELDS[spot.section]: (section,)})


@pytest.mark.parametrize("spot", SPOTS, ids=str)
@SLOW
@given(data=st.data(), dialect=DIALECT_S)
def test_a_record_is_read_as_it_was_written(
    spot: Spot, data: st.DataObject, dialect: Dialect
) -> None:
    information = holding(spot, data.draw(elements(MODELS[SPOTS[spot]])))
    once = written(information, dialect)
    again = read(once)
    assert shape(again) == shape(information)
    assert written(again, dialect) == once


@SLOW
@given(information=elements(CommercialInformation))
def test_a_whole_part_is_read_as_it_was_written(information: Element) -> None:
    assert isinstance(information, CommercialInformation)
    once = written(information, FAITHFUL)
    again = read(once)
    assert shape(again) == shape(information)
    assert written(again, FAITHFUL) == once


@SLOW
@given(information=elements(CommercialInformation), preset=st.sampled_from(sorted(DIALECTS)))
def test_a_dialect_says_its_own_words_again(information: Element, preset: str) -> None:
    assert isinstance(information, CommercialInformation)
    once = written(information, DIALECTS[preset])
    twice = written(read(once), DIALECTS[preset])
    first, second = canonical_file(io.BytesIO(once)), canonical_file(io.BytesIO(twice))
    assert list(differences(first, second)) == []
