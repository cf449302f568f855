"""The fields that rules say they need are those they need, in real files too."""

from pathlib import Path

import pytest
from tests.unit.checks.test_needs import PLAIN

from cml_sync.checks import checker
from cml_sync.errors import FindingsError
from cml_sync.jobs.validate import validate
from cml_sync.problems import Problem

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "files"
FOLDERS = sorted(path for path in CORPUS.glob("*") if path.is_dir())


def found(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    try:
        validate([folder], on_problem=problems.append)
    except FindingsError:  # nothing of it can be read
        return []
    return problems


@pytest.mark.corpus
@pytest.mark.skipif(
    not FOLDERS, reason="the real files are not beside the repository (../shared/corpus/files)"
)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_needs_leave_nothing_out(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = found(folder)
    monkeypatch.setattr(checker, "RULES", PLAIN)
    monkeypatch.setattr(checker, "LOOKS", {})
    assert found(folder) == quick
