"""What stopped a run, as a row of its report."""

import pytest
from pydantic import ValidationError

from cml_sync.errors import FindingsError, StoreError
from cml_sync.jobs.failure import Failure
from cml_sync.messages import load_translations, text
from cml_sync.problems import Place


class _Error(FindingsError):
    code = "E199"


class _PlainError(StoreError):
    code = "E1299"


def test_a_failure_says_what_the_error_said() -> None:
    place = Place("a.xml", 3, 5, "x", "1")
    error = _Error(text("groups"), hint=text("offers"), place=place)
    row = Failure.of(error)
    assert row.model_dump() == {
        "code": "E199",
        "exit_code": 1,
        "message": "groups",
        "hint": "offers",
        "file": "a.xml",
        "line": 3,
        "column": 5,
    }
    assert row.message.translated(load_translations("ru")) == "группы"


def test_what_is_not_known_is_null() -> None:
    row = Failure.of(_PlainError(text("groups")))
    assert row.exit_code == 12
    assert (row.hint, row.file, row.line, row.column) == (None, None, None, None)
    with pytest.raises(ValidationError, match="frozen"):
        row.line = 1  # type: ignore[misc]
