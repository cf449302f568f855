"""What convert refuses is named by both lines."""

import pytest
from tests.property.sources import MemorySource, source_of

from cml_sync.jobs.convert_doubles import by_both_lines, check_changes, doubles_beside
from cml_sync.model.goods import Product
from cml_sync.packages.convert.errors import DoubledIdError
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.problems import Place


def goods(ids: str) -> MemorySource:
    return source_of([Product(id=key) for key in ids])


def test_who_joins_is_told_where_the_first_one_stands() -> None:
    joined = DoubledIdError("product", "b", Place("part.xml", 4))
    with (
        DoublesWatch(goods("abcba")) as watch,
        pytest.raises(DoubledIdError) as caught,
        by_both_lines(watch),
    ):
        raise joined
    assert caught.value.first is not None
    assert (caught.value.first.line, caught.value.place and caught.value.place.line) == (2, 4)
    assert "it stands first in part.xml:2" in str(caught.value)


def test_what_knows_both_places_stays_as_it_is() -> None:
    joined = DoubledIdError("offer", "b", Place("part.xml", 4), Place("part.xml", 1))
    with (
        DoublesWatch(goods("ab")) as watch,
        pytest.raises(DoubledIdError) as caught,
        by_both_lines(watch),
    ):
        raise joined
    assert caught.value is joined


def test_changes_say_everything_once() -> None:
    with DoublesWatch(goods("abc")) as watch:
        check_changes(watch)
    with DoublesWatch(goods("abca")) as watch, pytest.raises(DoubledIdError, match=r"part\.xml:1"):
        check_changes(watch)


def test_without_changes_doubles_are_only_told() -> None:
    with DoublesWatch(goods("aba")) as watch:
        found = doubles_beside(watch, [])
    assert [(one.key, one.first.line, one.again.line) for one in found.named] == [("a", 1, 3)]
