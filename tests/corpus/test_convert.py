"""Real files: into another dialect and back they say whatever both can say."""

from pathlib import Path

import pytest
from tests.corpus.real import CORPUS, named, well_formed
from tests.property.sayable import meaning

from cml_sync.jobs.convert import Wish, convert
from cml_sync.packages.convert.errors import DoubledIdError
from cml_sync.problems import Problem
from cml_sync.xml.dialects import DIALECTS

pytestmark = pytest.mark.corpus

HOME_MADE = {"files/budsite/offers.xml"}  # units of its own, which get the code of the base unit
DOUBLED = "files/active-citizen/offers11_21_11_41_13.xml"
LARGE = 400_000


FILES = named(well_formed(below=LARGE))
PAIRS = [("2.07", "3.1"), ("3.1", "2.07")]


def into(source: Path, form: str, place: Path) -> list[Problem]:
    told: list[Problem] = []
    convert([source], Wish(to=form, output=place), on_problem=told.append)
    return told


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_both_dialects_can_say_comes_back(
    tmp_path: Path, name: str, one: str, other: str
) -> None:
    if name in HOME_MADE and other == "2.07":
        pytest.skip("a unit that stands in no list")
    if name == DOUBLED:
        pytest.skip("an `Ид` that is there twice cannot be joined")
    into(CORPUS / name, one, tmp_path / "a")
    told = into(tmp_path / "a", other, tmp_path / "b")
    into(tmp_path / "b", one, tmp_path / "c")
    alone, both = [DIALECTS[one]], [DIALECTS[one], DIALECTS[other]]
    before, after = meaning([tmp_path / "a"], both), meaning([tmp_path / "c"], both)
    assert after - before == {}
    assert before - after == {}
    if meaning([tmp_path / "a"], alone) != before:
        assert told  # what the other cannot say is told


@pytest.mark.parametrize("name", FILES)
def test_lines_hold_everything(tmp_path: Path, name: str) -> None:
    told = into(CORPUS / name, "jsonl", tmp_path / "lines")
    assert {problem.code for problem in told} <= {
        "CML796"
    }  # what stands twice stays so, and is told
    into(tmp_path / "lines", "faithful", tmp_path / "again")
    assert meaning([tmp_path / "again"]) == meaning([CORPUS / name])


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not beside the repository")
def test_an_offer_that_is_there_twice_is_not_joined(tmp_path: Path) -> None:
    into(CORPUS / DOUBLED, "3.1", tmp_path / "a")
    with pytest.raises(DoubledIdError, match=r"offers_1_.*\.xml:\d+: The `Ид`"):
        into(tmp_path / "a", "2.07", tmp_path / "b")
    assert not (tmp_path / "b").exists()
