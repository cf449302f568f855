from cml_sync.checks.memory.tables import IdTable, Marks, Sighting, Sightings
from cml_sync.problems import Place


def test_a_mark_returns_the_bits_from_before() -> None:
    table = IdTable()
    assert table.mark("a", bits=1) == 0
    assert table.mark("a", bits=2) == 1
    assert table.bits("a") == 3
    assert table.bits("b") == 0


def test_scopes_do_not_mix_but_are_looked_through() -> None:
    table = IdTable()
    table.mark("a", scope="first")
    assert table.mark("a", scope="second") == 0
    assert table.bits("a", scope="third") == 0
    table.mark("b", scope="second")
    assert table.knows("b")
    assert not table.knows("c")
    assert len(table) == 3


def test_sightings_keep_the_first_place_and_count() -> None:
    sightings = Sightings(limit=2)
    for line, key in enumerate(["x", "y", "x", "z", "z"], start=1):
        sightings.add((key,), Sighting(Place("a.xml", line)))
    met = dict(sightings.items())
    assert met["x",].place.line == 1
    assert met["x",].count == 2
    assert ("z",) not in met
    assert sightings.dropped == 2


def test_a_table_that_grows_forgets_nothing() -> None:
    table = IdTable()
    ids = [f"id-{number}" for number in range(10_000)]
    for number, identifier in enumerate(ids):
        assert table.mark(identifier, bits=1 + number % 15) == 0
    assert len(table) == 10_000
    assert [table.bits(identifier) for identifier in ids] == [1 + n % 15 for n in range(10_000)]
    assert not any(table.knows(f"other-{number}") for number in range(10_000))


def test_an_id_takes_some_twenty_bytes() -> None:
    table = IdTable()
    for number in range(100_000):
        table.mark(str(number))
    assert table.memory == 8 * 262_144


def test_what_is_kept_of_a_sighting_is_given_back() -> None:
    sightings = Sightings(limit=1)
    first = sightings.add(("x",), Sighting(Place("a.xml", 1)))
    assert first is not None
    assert sightings.add(("x",), Sighting(Place("a.xml", 2))) is first
    assert first.count == 2
    assert sightings.add(("y",), Sighting(Place("a.xml", 3))) is None


def test_marks_fit_whatever_was_marked_before() -> None:
    here, there = Marks(), Marks()
    here.mark("a", bits=1)
    there.begin_log()
    there.mark("a", bits=2)
    log = there.log
    assert log is not None
    assert here.fits(log)
    here.take_over(log)
    assert here.bits("a") == 3
