from cml_sync.checks.knowledge.okei import KSPOVO, OKEI, is_known


def test_every_code_has_three_digits_and_a_name() -> None:
    assert all(len(code) == 3 and code.isdigit() and name for code, name in OKEI.items())


def test_codes_of_both_classifiers_are_known() -> None:
    assert is_known("796")
    assert OKEI["006"] == "м"
    assert "2009" in KSPOVO
    assert is_known("2009")


def test_home_made_codes_are_not_known() -> None:
    assert not is_known("0001")
    assert not is_known("6")
