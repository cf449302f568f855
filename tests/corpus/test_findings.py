"""Every real file gives the findings that its reading gives, and no others."""

from pathlib import Path

import pytest
from tests.corpus.findings import CORPUS, digest, expected, files, findings

pytestmark = pytest.mark.corpus
missing = pytest.mark.skip(reason="the real files are not beside the repository (../shared/corpus)")
FILES = [pytest.param(path, id=path.relative_to(CORPUS).as_posix()) for path in files()] or [
    pytest.param(None, marks=missing)
]


@pytest.mark.parametrize("path", FILES)
def test_a_real_file_gives_what_was_reviewed(path: Path) -> None:
    assert findings(path) == expected()[digest(path)]


@pytest.mark.skipif(not files(), reason="the real files are not beside the repository")
def test_nothing_is_expected_of_files_that_are_not_there() -> None:
    assert set(expected()) == {digest(path) for path in files()}
