import pytest

from cml_sync.checks.knowledge.masked import masked


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("500100732259", "50•••••59"),
        ("7700000009", "77•••••09"),
        ("770000", "7•••••0"),
        ("77000", "•••••"),
        ("", "•••••"),
        ("  anna@example.org \n", "an•••••rg"),
        ("Иванова", "И•••••а"),
    ],
)
def test_only_the_ends_are_left(value: str, shown: str) -> None:
    assert masked(value) == shown


def test_the_length_is_not_told() -> None:
    assert masked("12" + "0" * 7 + "34") == masked("12" + "0" * 70 + "34")
