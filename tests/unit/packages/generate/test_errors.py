"""What is said of what cannot be generated."""

from cml_sync.messages import text
from cml_sync.packages.generate.errors import ImpossibleError, UnknownDefectError


def test_a_mistyped_defect_gets_a_guess() -> None:
    error = UnknownDefectError("CML30", ("CML301", "CML302"))
    assert str(error) == "there is no defect `CML30` to plant"
    assert str(error.hint).startswith("did you mean CML301, CML302?")
    assert str(UnknownDefectError("x", ()).hint) == "`cml-sync generate --defects` lists all"


def test_why_is_said() -> None:
    error = ImpossibleError.of_defect("CML208", text("it needs the dialect 3.1"))
    assert str(error) == "CML208 cannot be planted here: it needs the dialect 3.1"
    assert "one file" in str(ImpossibleError.of_parts("x.xml"))
