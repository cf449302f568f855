"""Every real file is validated: it ends with 0 or 1, and never with a traceback."""

from pathlib import Path

import pytest

from cml_sync.errors import FindingsError
from cml_sync.jobs.inspect import inspect
from cml_sync.jobs.validate import validate
from cml_sync.problems import Problem, Severity

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY.parent / "shared" / "corpus" / "files"
FILES = sorted(CORPUS.rglob("*.xml"))

needs_corpus = pytest.mark.skipif(
    not FILES, reason="the real files are not beside the repository (../shared/corpus/files)"
)
EXAMPLES = ("shop-2.07", "shop-3.1", "orders", "statuses", "changes")


WITH_ERRORS = {
    "active-citizen": {"CML212"},  # an offer twice
    "denis777-test": {"CML214"},  # a group twice
    "geekoon": {"CML213"},  # a warehouse twice
    "geekoon-malformed": {"CML160"},  # says UTF-8, is windows-1251
    "kovtun-malformed": {"CML162"},  # two declarations
    "rakov77": {"E102"},  # CommerceML 1
    "turumburum-210": {"CML214"},  # a group three times
}
"""The errors of every folder that has any; read and found right, one by one."""


def errors(path: Path) -> set[str]:
    problems: list[Problem] = []
    try:
        report = validate([path], on_problem=problems.append)
    except FindingsError as error:
        return {error.code}
    found = {one.code for one in problems if one.severity is Severity.ERROR}
    assert report.exit_code == (1 if found else 0)
    assert sum(row.count for row in report.findings) == len(problems)
    assert all(str(one.message) and one.place.file for one in problems)
    return found


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_real_file_has_the_errors_that_it_has(path: Path) -> None:
    assert errors(path) <= WITH_ERRORS.get(path.parent.name, set())


@pytest.mark.corpus
@needs_corpus
def test_known_errors_are_found() -> None:
    found: dict[str, set[str]] = {}
    for path in FILES:
        if path.parent.name in WITH_ERRORS:
            found.setdefault(path.parent.name, set()).update(errors(path))
    assert found == WITH_ERRORS


@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_real_file_can_be_inspected(path: Path) -> None:
    try:
        report = inspect([path])
    except FindingsError:
        return
    assert len(report.parts) == 1
    assert report.exit_code == int(report.parts[0].failure is not None)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_have_no_error_and_no_warning(name: str) -> None:
    problems: list[Problem] = []
    validate([REPOSITORY / "examples" / name], on_problem=problems.append)
    noisy = [one for one in problems if one.severity is not Severity.ADVICE]
    assert [f"{one.code} {one.place} {one.message}" for one in noisy] == []
