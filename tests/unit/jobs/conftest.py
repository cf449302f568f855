"""What every test of a job gets."""

from pathlib import Path

import pytest
from tests.unit.jobs.world import World, new_world


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path)
