"""When a run must stop."""

import pytest

from cml_sync.jobs.guards import Guard, Limits, Loss, holds


def guards(*losses: Loss, limits: Limits | None = None) -> list[Guard]:
    return [hold.guard for hold in holds(losses, limits or Limits())]


@pytest.mark.parametrize(
    ("before", "gone", "expected"),
    [
        (100, 10, []),
        (100, 11, [Guard.SHARE]),
        (20, 2, []),
        (20, 3, [Guard.SHARE]),
        (19, 18, []),
        (19, 19, [Guard.EMPTY]),
        (1, 1, [Guard.EMPTY]),
        (0, 0, []),
    ],
)
def test_shares_and_emptiness(before: int, gone: int, expected: list[Guard]) -> None:
    assert guards(Loss("product", before, before - gone, gone)) == expected


def test_what_comes_in_the_same_package_keeps_it_from_being_empty() -> None:
    assert guards(Loss("product", 5, 3, 5)) == []


def test_the_override_counts_all_kinds_together() -> None:
    losses = (Loss("product", 100, 60, 40), Loss("offer", 100, 70, 30))
    assert guards(*losses, limits=Limits(allow_deletions=70)) == []
    assert guards(*losses, limits=Limits(allow_deletions=40)) == [Guard.SHARE, Guard.SHARE]


def test_the_sentence_has_numbers_examples_and_what_to_do() -> None:
    examples = tuple("abcdefg")
    (hold,) = holds([Loss("product", 40, 33, 7, examples=examples)], Limits())
    assert str(hold.message) == "7 of 40 live records (products) would go: 17.5 %, more than 10.0 %"
    assert hold.examples == ("a", "b", "c", "d", "e")
    assert "--allow-deletions 7" in str(hold.hint)
    (again,) = holds([Loss("product", 40, 33, 7)], Limits(allow_deletions=5))
    assert str(again.hint).startswith("--allow-deletions said 5, and 7 would go")


def test_lost_prices_are_not_overridden_by_a_number_of_deletions() -> None:
    loss = Loss("offer", 100, 100, 0, unpriced=3)
    assert guards(loss) == [Guard.PRICES]
    assert guards(loss, limits=Limits(allow_deletions=0)) == [Guard.PRICES]
    assert guards(Loss("offer", 100, 100, 0, unpriced=2)) == []
