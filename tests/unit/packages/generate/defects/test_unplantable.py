"""The codes that no defect can plant, and what is said of them."""

from pathlib import Path

import pytest
from tests.unit.packages.generate.inventing import problems, wanted, write

from cml_sync.jobs.generate import asked_for
from cml_sync.packages.generate.defects.unplantable import UNPLANTABLE
from cml_sync.packages.generate.errors import UnknownDefectError


@pytest.mark.parametrize("word", ["CML951", "951", "cml-959", "792"])
def test_whoever_asks_for_one_is_told_why_not(word: str) -> None:
    with pytest.raises(UnknownDefectError, match=r"CML\d{3} cannot be planted: it |a schema says"):
        asked_for([(word, 1)])


def test_the_hint_names_the_article() -> None:
    with pytest.raises(UnknownDefectError) as caught:
        asked_for([("792", 1)])
    assert str(caught.value.hint) == "`cml-sync explain CML792` says when it is found"
    assert str(caught.value).startswith("CML792 cannot be planted: a schema says it, with")


@pytest.mark.parametrize(
    ("code", "receiver"), [("CML755", "django-cml2"), ("CML756", "django-cml")]
)
def test_what_each_package_has_is_found_in_one(tmp_path: Path, code: str, receiver: str) -> None:
    write(wanted(tmp_path / "p", "django-cml", products=3))
    assert code in {one.code for one in problems(tmp_path / "p", receiver)}
    assert f"--for {receiver}`" in str(UNPLANTABLE[code])
