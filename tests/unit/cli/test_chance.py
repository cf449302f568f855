"""Chance that can be repeated."""

from cml_sync.cli.chance import seeded


def test_the_same_number_draws_the_same() -> None:
    assert seeded(7).randbytes(8) == seeded(7).randbytes(8) != seeded(8).randbytes(8)
