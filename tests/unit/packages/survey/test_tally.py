from cml_sync.packages.survey.tally import Tally


def test_things_are_ranked_by_count_then_by_first_sight() -> None:
    tally: Tally[str] = Tally()
    for word in "cabbac":
        tally.add(word)
    tally.add("d", 5)
    assert list(tally.ranked()) == [("d", 5), ("c", 2), ("a", 2), ("b", 2)]


def test_beyond_the_bound_things_are_only_counted() -> None:
    tally: Tally[int] = Tally(most=2)
    kept = [tally.add(number) for number in (1, 2, 3, 3, 1)]
    assert kept == [True, True, False, False, True]
    assert (tally.counts, tally.others) == ({1: 2, 2: 1}, 2)
