import pytest

from cml_sync.cli.show import clean, short


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("чай\tи кофе", "чай\tи кофе"),
        ("\x1b[31mred\x9b0m", "\ufffd[31mred\ufffd0m"),
        ("a\nerror[E999]: b\r", "a\ufffderror[E999]: b\ufffd"),
        ("a\u202egnp.exe\u2066", "a\ufffdgnp.exe\ufffd"),
        ("a\u2028b\u0085c", "a\ufffdb\ufffdc"),
    ],
)
def test_what_commands_a_terminal_or_ends_the_line_is_replaced(written: str, shown: str) -> None:
    assert clean(written) == shown


def test_an_id_of_a_megabyte_is_shown_by_its_start() -> None:
    assert short("т" * 1_000_000) == "т" * 200 + "…"
    assert short("т1") == "т1"
