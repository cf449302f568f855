from pathlib import Path

import pytest


@pytest.fixture
def examples() -> Path:
    """The invented packages that come with the project."""
    return Path(__file__).parents[3] / "examples"
