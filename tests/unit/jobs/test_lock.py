"""One run per store."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.unit.jobs.world import START

from cml_sync.errors import ExitCode
from cml_sync.jobs.lock import AnotherRunError, hold_lock

HOLDER = """
import sys, datetime, pathlib
from cml_sync.jobs.lock import hold_lock
now = lambda: datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
with hold_lock(pathlib.Path(sys.argv[1]), "pull offers", now):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_the_second_run_is_told_who_holds_it_and_a_killed_one_leaves_nothing(
    tmp_path: Path,
) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert first.stdin is not None
    assert first.stdout is not None
    with first, first.stdin, first.stdout:
        assert first.stdout.readline() == b"held\n"
        with pytest.raises(AnotherRunError) as caught, hold_lock(tmp_path, "x", lambda: START):
            pass
        first.kill()
    assert caught.value.exit_code is ExitCode.LOCKED
    for known in ("pull offers", str(first.pid), os.uname().nodename, "2026-03-01T00:00:00"):
        assert known in str(caught.value)
    with hold_lock(tmp_path, "x", lambda: START):
        pass
