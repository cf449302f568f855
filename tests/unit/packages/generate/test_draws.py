"""What is drawn depends on seed, purpose and number, and on nothing else."""

import re

from cml_sync.cli.chance import seeded
from cml_sync.packages.generate.draws import Draws, guid_of


def test_the_same_seed_draws_the_same() -> None:
    first, second = Draws(seeded(7)), Draws(seeded(7))
    assert first.data(b"product", 3) == second.data(b"product", 3)
    assert first.data(b"product", 3) != Draws(seeded(8)).data(b"product", 3)


def test_purpose_and_number_decide() -> None:
    draws = Draws(seeded(7))
    drawn = {draws.data(what, number) for what in (b"a", b"b") for number in range(50)}
    assert len(drawn) == 100


def test_what_is_drawn_stays_the_same_from_version_to_version() -> None:
    # packages of users' tests must not change by themselves
    assert Draws(seeded(0)).guid(b"product", 0) == "9f578124-fe6c-4dec-ad16-b3e2d85bb4e8"


def test_a_guid_is_one_as_1c_writes_it() -> None:
    guid = guid_of(bytes(range(64)))
    assert guid == "00010203-0405-4607-a809-0a0b0c0d0e0f"
    assert re.fullmatch("[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}", guid)


def test_below_stays_below() -> None:
    draws = Draws(seeded(1))
    assert {draws.below(3, b"x", number) for number in range(60)} == {0, 1, 2}
