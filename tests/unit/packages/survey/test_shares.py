import pytest

from cml_sync.packages.survey.shares import Share, at_least, is_missed, is_new, leaves, share_of


@pytest.mark.parametrize(
    ("count", "among", "share"),
    [
        (0, 5, Share.NEVER),
        (0, 0, Share.NEVER),
        (5, 5, Share.ALWAYS),
        (1, 1000, Share.RARELY),
        (10, 1000, Share.SELDOM),
        (100, 1000, Share.SOMETIMES),
        (500, 1000, Share.OFTEN),
        (900, 1000, Share.MOSTLY),
        (999_999, 1_000_000, Share.MOSTLY),
    ],
)
def test_words(count: int, among: int, share: Share) -> None:
    assert share_of(count, among) is share


def test_numbers_are_coarse() -> None:
    assert [at_least(n) for n in (0, 1, 2, 3, 29, 30, 999, 1000, 10**6)] == [
        0, 1, 1, 3, 10, 30, 300, 1000, 1000,
    ]  # fmt: skip


def test_a_share_at_the_edge_of_its_word_stays() -> None:
    for now in (0.41, 0.49, 0.51, 0.85, 0.95):
        assert not leaves(Share.OFTEN, 1000, now, 1000)
    assert leaves(Share.OFTEN, 1000, 0.3, 1000)
    assert not leaves(Share.ALWAYS, 1000, 0.9, 100_000)
    assert leaves(Share.ALWAYS, 1000, 0.5, 100_000)
    assert leaves(Share.NEVER, 1000, 0.5, 1000)


def test_small_samples_do_not_cry_wolf() -> None:
    assert not leaves(Share.OFTEN, 30, 0.2, 30)
    assert leaves(Share.OFTEN, 1000, 0.2, 1000)
    assert not leaves(Share.ALWAYS, 5, 0.2, 5)
    assert not leaves(Share.ALWAYS, 2, 0.0, 2)
    assert leaves(Share.ALWAYS, 3, 0.0, 3)
    assert leaves(Share.NEVER, 3, 1.0, 3)


def test_what_is_gone_is_missed_only_where_it_should_have_been() -> None:
    assert is_missed(Share.ALWAYS, 3, 3)
    assert not is_missed(Share.ALWAYS, 1, 2)
    assert is_missed(Share.SOMETIMES, 1000, 100)
    assert not is_missed(Share.SOMETIMES, 1000, 99)
    assert not is_missed(Share.RARELY, 1000, 1_000_000)


def test_what_is_new_could_not_have_been_there_before() -> None:
    assert is_new(1.0, 3, 3)
    assert not is_new(1.0, 2, 1000)
    assert is_new(0.01, 5000, 1000)
    assert not is_new(0.009, 5000, 1000)
    assert not is_new(0.5, 1000, 10)
