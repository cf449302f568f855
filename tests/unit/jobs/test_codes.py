import pytest

from cml_sync.jobs.codes import beginning, nearest, normal_code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("CML301", "CML301"),
        ("cml301", "CML301"),
        ("301", "CML301"),
        ("cml-301", "CML301"),
        ("СМL3O1", "CML301"),
        ("e401", "E401"),
        ("1105", "E1105"),
        ("g2", "G2"),
        ("price", "PRICE"),
    ],
)
def test_a_code_may_be_written_in_many_ways(word: str, code: str) -> None:
    assert normal_code(word, ["CML301", "E401", "E1105", "G2"]) == code


def test_what_is_nearest_to_a_mistyped_code() -> None:
    known = ["CML301", "CML302", "CML401", "E401", "E1105", "G2"]
    assert nearest("CML303", known)[0] == "CML302"
    assert nearest("E411", known)[0] == "E401"
    assert nearest("CLM301", known)[0] == "CML301"
    assert nearest("QQQQQQQ", known) == ()
    assert nearest("CML499", ["CML199", "CML401"])[0] == "CML401"


@pytest.mark.parametrize(
    ("word", "begun", "codes"),
    [
        ("CML301", "CML301", ("CML301",)),
        ("301", "CML301", ("CML301",)),
        ("cml3", "CML3", ("CML301", "CML302")),
        ("3", "CML3", ("CML301", "CML302")),
        ("11", "E11", ("E1105",)),
        ("G", "G", ("G2",)),
        ("CML9", "CML9", ()),
        ("", "", ()),
    ],
)
def test_a_code_may_be_only_begun(word: str, begun: str, codes: tuple[str, ...]) -> None:
    known = ("CML301", "CML302", "CML401", "G2", "E401", "E1105")
    assert beginning(word, known) == (begun, codes)
