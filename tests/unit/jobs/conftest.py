"""What every test of a job gets."""

import shutil
from pathlib import Path

import pytest
from tests.unit.jobs.world import World, new_world

from cml_sync.store.store import FILE_NAME, open_store


@pytest.fixture(scope="session")
def empty_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which nothing stands yet: to make its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("store") / FILE_NAME
    open_store(path).close()
    return path


@pytest.fixture
def world(tmp_path: Path, empty_store: Path) -> World:
    made = new_world(tmp_path)
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    shutil.copy(empty_store, state / FILE_NAME)
    return made
