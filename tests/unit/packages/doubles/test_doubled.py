"""Two ids with one hash are no double."""

import pytest
from tests.property.sources import source_of

from cml_sync.model.goods import Product
from cml_sync.packages.doubles import pieces
from cml_sync.packages.doubles.doubled import Walks
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.packages.doubles.words import Words


def test_ids_are_compared_not_only_their_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces.Met, "word", property(lambda _: 8 | 1))
    source = source_of([Product(id="a"), Product(id="b"), Product(id="a")])
    with Words() as words:
        for _ in range(3):
            words.add(8 | 1)
        found = Walks(source, None).find(words.suspects(), None)
    assert [(one.key, one.first.line, one.again.line) for one in found.named] == [("a", 1, 3)]
    assert found.total == 1


def test_a_package_without_doubles_is_not_read_again() -> None:
    source = source_of([Product(id="a"), Product(id="b")])
    with DoublesWatch(source) as watch:
        for part in watch.parts:
            with part.read() as reading:
                assert len(list(reading)) == 2
        object.__setattr__(source, "parts", ())
        assert watch.found().total == 0
