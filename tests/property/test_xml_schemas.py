"""Whatever the models can say, written for a version, fits the XML Schema made for that version."""

import io
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from tests.property.elements import elements

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.xml.dialects import VERSIONS, of_version
from cml_sync.xml.writer import write_whole
from schemas.xml_schema import schema


@cache
def loaded(version: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema(version).encode()))


def known(element: Element) -> Element:
    """`element` without what no schema can know."""
    changes: dict[str, Any] = {"unknown": (), "unknown_attributes": ()}
    for name in element.model_fields_set - changes.keys():
        value = getattr(element, name)
        if isinstance(value, Element):
            changes[name] = known(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Element):
            changes[name] = tuple(known(one) for one in value)
    return element.model_copy(update=changes)


@pytest.mark.parametrize("version", VERSIONS)
@given(element=elements(CommercialInformation))
@settings(max_examples=60, deadline=None)
def test_what_is_written_fits(version: str, element: CommercialInformation) -> None:
    written = io.BytesIO()
    information = known(element)
    assert isinstance(information, CommercialInformation)
    if information.containers:  # orders and offers never share a part
        information = information.model_copy(update={"offers_changes": ()})
    write_whole(written, information, of_version(version))
    found = loaded(version)
    found.validate(etree.fromstring(written.getvalue()))
    assert [entry.message for entry in found.error_log] == []
