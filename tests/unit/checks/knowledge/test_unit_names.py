import pytest

from cml_sync.checks.knowledge.unit_names import (
    are_alike,
    code_of_international,
    codes_of_name,
    disagree,
    meant_by,
)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("шт.", {"796"}),
        ("Штука", {"796"}),
        ("кв.м", {"055"}),
        ("Пара (2 шт.)", {"715"}),
        ("тыс. шт", {"798"}),
        ("Киловатт - час", {"245"}),
        ("л", {"112", "625"}),
        ("2 билета", set()),
        ("", set()),
    ],
)
def test_a_name_means_codes(name: str, codes: set[str]) -> None:
    assert codes_of_name(name) == codes


def test_an_international_code_means_one() -> None:
    assert code_of_international("pce ") == "796"
    assert code_of_international("шт") is None


@pytest.mark.parametrize(
    ("code", "name", "differ"),
    [
        ("796", "кг", True),
        ("736", "штук", True),
        ("796", "шт", False),
        ("796", "ед.", False),
        ("625", "л.", False),
        ("796", "2 билета", False),
        ("999", "м3", False),
        ("018", "м", False),
    ],
)
def test_code_and_name_can_disagree(code: str, name: str, differ: bool) -> None:
    assert disagree(code, name) is differ


def test_some_codes_stand_for_one_another() -> None:
    assert are_alike("704", frozenset({"839"}))
    assert not are_alike("796", frozenset({"778"}))


@pytest.mark.parametrize(
    ("written", "codes"),
    [("796 ", {"796"}), ("PCE", {"796"}), ("уп", {"778"}), ("0001", set()), ("", set())],
)
def test_a_unit_is_known_however_it_is_written(written: str, codes: set[str]) -> None:
    assert meant_by(written) == codes
