"""What stands twice in real packages: the same, whoever says it."""

from pathlib import Path

import pytest

from cml_sync.errors import FindingsError
from cml_sync.packages.diff.compare import compare
from cml_sync.packages.diff.pieces import UNKEYED
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.package import Package

FILES = Path(__file__).parents[2].parent / "shared" / "corpus" / "files"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not FILES.is_dir(), reason="no real files beside the repository"),
]

Said = list[tuple[str, str, str | None]]


def by_diff(path: Path) -> tuple[Said, bool]:
    """What `diff` names; whether it is all it counts."""
    with open_source([path]) as source, Spill() as spill:
        found = compare(Package((), ()), source, spill, Terms())
    keyed = [one for one in found.doubled if not one.key.startswith(UNKEYED)]
    return [(one.kind, one.key, one.place.file) for one in keyed], len(
        found.doubled
    ) == found.doubles


def test_diff_says_the_same_of_every_real_file() -> None:
    files = doubled = 0
    for path in sorted(FILES.rglob("*.xml")):
        try:
            expected, whole = by_diff(path)
        except FindingsError:
            continue
        with open_source([path]) as source, DoublesWatch(source) as watch:
            found = watch.found()
        said = [(one.kind, one.key, one.again.file) for one in found.named]
        assert said == expected[: len(said)], path
        if whole:
            assert found.total == len(expected), path
        files += 1
        doubled += bool(expected)
        for one in found.named:
            assert one.first.line, path
            assert one.again.line, path
    assert files > 100
    assert doubled > 0
