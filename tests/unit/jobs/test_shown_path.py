import os
from pathlib import Path

from pydantic import BaseModel

from cml_sync.jobs.shown_path import ShownPath


class _Report(BaseModel):
    paths: tuple[ShownPath, ...]


def test_bytes_that_are_no_text_become_question_marks() -> None:
    report = _Report(paths=(Path(os.fsdecode(b"a/\xff\xfe.xml")), Path("ж.xml")))
    assert report.model_dump_json() == '{"paths":["a/??.xml","ж.xml"]}'
    assert report.model_dump() == {"paths": ("a/??.xml", "ж.xml")}


def test_the_schema_is_that_of_a_path() -> None:
    schema = _Report.model_json_schema(mode="serialization")
    assert schema["properties"]["paths"]["items"] == {"type": "string", "format": "path"}
