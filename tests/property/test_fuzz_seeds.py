"""What the fuzzer begins with and what it once broke, and a few mutants of every real file.

The fuzzer itself, and all mutants: `make fuzz`.
"""

from pathlib import Path

import pytest
from tests.fuzz.corpus import CORPUS, FILES, try_file
from tests.fuzz.seeds import STORED, derived, stored
from tests.fuzz.targets import TARGETS, Target

SAMPLE = 3
REGRESSIONS = sorted((STORED / "regressions").glob("*-*"))
BY_NAME = {target.name: target for target in TARGETS}


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_a_target_takes_its_seeds(target: Target) -> None:
    seeds = [*stored(target.name), *derived(target.name, target.size)]
    for data in seeds:
        target.run(data)
    assert len(seeds) >= 2


@pytest.mark.parametrize("path", REGRESSIONS, ids=lambda path: path.name)
def test_what_once_broke_a_target_no_longer_does(path: Path) -> None:
    BY_NAME[path.name.partition("-")[0]].run(path.read_bytes())


@pytest.mark.corpus
@pytest.mark.skipif(
    not FILES, reason="the real files are not beside the repository (../shared/corpus/files)"
)
def test_mutants_of_real_files_give_problems_or_clean_reads() -> None:
    broken = [
        fault
        for position, path in enumerate(FILES)
        for fault in try_file(path, range(position, position + SAMPLE)).broken
    ]
    assert broken == []
    assert CORPUS.is_dir()
