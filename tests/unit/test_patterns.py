"""Patterns: what `re.compile` gives, but later."""

import re

import pytest

from cml_sync.patterns import pattern


def test_answers_as_the_compiled_pattern_does() -> None:
    number = pattern(r"(?P<digits>\d+)", re.ASCII)
    assert number.findall("1 и 22") == ["1", "22"]
    assert number.sub("*", "1 и 22") == "* и *"
    assert number.fullmatch("22x") is None
    assert number.pattern == r"(?P<digits>\d+)"
    assert number.flags == re.compile(r"\d", re.ASCII).flags
    assert number.groupindex == {"digits": 1}


def test_bytes_and_flags() -> None:
    found = pattern(rb"<\?XML", re.IGNORECASE).match(b"<?xml version")
    assert found is not None
    assert found.group() == b"<?xml"


def test_is_compiled_when_first_used() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.match("(")


def test_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    word = pattern(r"\w")
    assert word.match("a")
    monkeypatch.delattr(re, "compile")
    assert word.match("b")


def test_an_unknown_attribute_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _ = pattern("a").colour  # type: ignore[attr-defined]
