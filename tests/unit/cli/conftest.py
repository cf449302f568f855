"""A session of nobody: no environment, no time, no terminal."""

import io
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cml_sync.cli.session import Session


@pytest.fixture
def make_session(tmp_path: Path) -> Callable[..., Session]:
    """Sessions that differ by what is named."""

    def make(**given: object) -> Session:
        session = Session(
            environ={},
            folder=tmp_path,
            clock=lambda: datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC),
            sleep=lambda _: None,
            stdout=io.StringIO(),
            stderr=io.StringIO(),
        )
        for name, value in given.items():
            setattr(session, name, value)
        return session

    return make
