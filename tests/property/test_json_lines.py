"""Any record goes through a line and comes back as it was, whatever of it is set."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.property.elements import elements, shape

from cml_sync.model.kinds import Kind
from cml_sync.model.records import MODELS, SPOTS, record_id
from cml_sync.model.views import is_deleted
from cml_sync.packages.forms.jsonl.files import Line, checked
from cml_sync.packages.forms.jsonl.lines import LineMaker
from cml_sync.packages.forms.jsonl.names import LINE_KINDS, word_of
from cml_sync.packages.forms.jsonl.records import record_of

SECTIONS = {kind: spot.section for spot, kind in SPOTS.items()}


@pytest.mark.parametrize("kind", MODELS, ids=str)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_record_comes_back_from_its_line(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(elements(MODELS[kind]))
    word = word_of(record)
    content = LineMaker("shop", None).line(record, word)
    assert b"\n" not in content
    said = json.loads(content)
    assert said["kind"] == word
    assert said["id"] == record_id(record)
    assert said["deleted"] is is_deleted(record)
    line = Line(1, content)
    entry = record_of(checked(line, "f"), line, "f", LINE_KINDS[word], SECTIONS[kind])
    assert entry.problems == ()
    assert shape(entry.record) == shape(record)
