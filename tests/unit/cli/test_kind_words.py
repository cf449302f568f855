from collections.abc import Callable

import pytest

from cml_sync.cli.kind_words import counted, kind_words
from cml_sync.cli.session import Session
from cml_sync.model.kinds import Kind


@pytest.mark.parametrize(
    ("language", "kind", "words"),
    [
        ("en", "price_type", "price types"),
        ("en", "picture", "pictures"),
        ("ru", "product", "товары"),
        ("ru", "no kind of ours", "no kind of ours"),
    ],
)
def test_a_kind_has_a_name_in_both_languages(
    make_session: Callable[..., Session], language: str, kind: str, words: str
) -> None:
    assert kind_words(make_session(language=language), kind) == words


def test_how_many_there_are(make_session: Callable[..., Session]) -> None:
    english = make_session()
    assert counted(english, {Kind.PRODUCT: 3, Kind.OFFER_CHANGE: 0}) == (
        "products 3, changes of offers 0"
    )
    assert counted(english, {}) == ""


def test_groups_inside_others_are_told_where_there_are_any(
    make_session: Callable[..., Session],
) -> None:
    english = make_session()
    records = {Kind.GROUP: 4, Kind.PRODUCT: 3}
    assert counted(english, records, 9) == "groups 4 (9 with those below), products 3"
    assert counted(english, records, 4) == "groups 4, products 3"
    assert counted(english, {"group": 4}) == "groups 4"
