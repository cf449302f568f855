"""`--help` of every command, in both languages, as it is printed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from cml_sync.cli.app import COMMANDS
from cml_sync.cli.commands import LazyGroup
from cml_sync.cli.entry import run
from cml_sync.cli.session import Session
from cml_sync.messages import LANGUAGES


def _names() -> Iterator[str]:
    yield ""
    for name, lazy in COMMANDS.items():
        yield name
        command = lazy.load()
        if isinstance(command, LazyGroup):
            yield from (f"{name} {inner}" for inner in command.lazy)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", list(_names()))
def test_help(
    name: str,
    language: str,
    snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    session = Session(
        environ={},
        folder=Path("/"),
        clock=lambda: datetime(2026, 3, 2, tzinfo=UTC),
        sleep=lambda _: None,
        language=language,
    )
    assert run([*name.split(), "--help"], session) == 0
    assert capsys.readouterr().out == snapshot
