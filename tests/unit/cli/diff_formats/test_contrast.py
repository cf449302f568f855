from datetime import UTC, datetime
from pathlib import Path

import pytest

from cml_sync.cli.diff_formats.contrast import contrasted
from cml_sync.cli.session import Session
from cml_sync.packages.diff.change import ABSENT, FieldChange
from cml_sync.packages.diff.values import Value

LONG = "слово " * 100


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Кружка", "Чашка", ("Кружка", "Чашка")),
        ("a b", "a  b", ("a·b", "a··b")),
        ("a\nb", "a b", ("a␊b", "a·b")),
        ("a\u00a0b", "a b", ("a<U+00A0>b", "a·b")),
        ("a", "a\u200b", ("a", "a<U+200B>")),
        (("a", "b"), ("a, b",), ('["a", "b"]', '["a, b"]')),
        ("a\nb", "a c", ("a b", "a c")),
        ("", "a", ("", "a")),
        (None, "a", ("(empty)", "a")),
    ],
)
def test_values_that_look_alike_are_told_apart(
    old: Value, new: Value, told: tuple[str, str]
) -> None:
    assert contrasted(session(), FieldChange("name", old, new)) == told


def test_long_values_begin_a_little_before_they_part() -> None:
    old, new = contrasted(session(), FieldChange("description", f"{LONG}раз", f"{LONG}два"))
    assert (old[-4:], new[-4:]) == (" раз", " два")
    assert old.startswith("…")
    assert len(old) < 40


def test_a_value_that_was_not_there_is_none() -> None:
    assert contrasted(session(), FieldChange("name", ABSENT, LONG))[0] == "(none)"


def session() -> Session:
    return Session(
        environ={},
        folder=Path(),
        clock=lambda: datetime(2026, 3, 2, tzinfo=UTC),
        sleep=lambda _: None,
        language="en",
    )
