"""Every exception becomes words and an exit code, and none of it a traceback."""

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click
import pytest

from cml_sync.cli.boundary import TerminatedError, guarded
from cml_sync.cli.session import Session
from cml_sync.config.errors import ConfigProblemsError, UnknownEndpointError
from cml_sync.messages import text
from cml_sync.problems import Place

UNKNOWN_ENDPOINT = (
    "error[E1105]: there is no endpoint `shp`; the configuration has shop\n"
    "  hint: check the spelling, or add a table [endpoint.shp]\n"
)

NO_RIGHTS = (
    "error[E1290]: /srv/x cannot be used: Permission denied\n"
    "  hint: check rights and free space there, then run it again\n"
)


def session(folder: Path, output: str = "text") -> Session:
    return Session(
        environ={"TMPDIR": str(folder)},
        folder=folder,
        clock=lambda: datetime(2026, 3, 1, 4, 5, 6, tzinfo=UTC),
        sleep=lambda _: None,
        output=output,
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )


def raising(error: BaseException) -> NoReturn:
    raise error


def said(at: Session) -> str:
    assert isinstance(at.stderr, io.StringIO)
    return at.stderr.getvalue()


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        (
            UnknownEndpointError("shp", ["shop"]),
            11,
            UNKNOWN_ENDPOINT,
        ),
        (
            click.UsageError("no such option"),
            2,
            "error[E200]: no such option\n  hint: `cml-sync --help` shows what it takes\n",
        ),
        (PermissionError(13, "Permission denied", "/srv/x"), 12, NO_RIGHTS),
        (KeyboardInterrupt(), 130, "interrupted; nothing is half-applied, run it again\n"),
        (TerminatedError(), 143, "terminated; nothing is half-applied, run it again\n"),
    ],
)
def test_an_error_is_shown_with_its_next_step(
    tmp_path: Path, error: BaseException, code: int, words: str
) -> None:
    at = session(tmp_path)
    assert guarded(at, lambda: raising(error)) == code
    assert said(at) == words


def test_every_problem_of_a_configuration_is_a_line(tmp_path: Path) -> None:
    problems = [
        (Place("c.toml", 3), text("`a` is missing"), None),
        (Place("c.toml", 5), text("`b` is not a known key"), text("did you mean `a`?")),
    ]
    at = session(tmp_path)
    assert guarded(at, lambda: raising(ConfigProblemsError(problems))) == 11
    assert said(at).splitlines()[:4] == [
        "error[E1103]: the configuration has 2 problems",
        "  c.toml:3: `a` is missing",
        "  c.toml:5: `b` is not a known key",
        "    hint: did you mean `a`?",
    ]


def test_under_json_an_error_is_one_object(tmp_path: Path) -> None:
    at = session(tmp_path, "json")
    assert guarded(at, lambda: raising(UnknownEndpointError("shp", []))) == 11
    found = json.loads(said(at))
    assert (found["schema"], found["code"], found["exit_code"]) == ("cml-sync.error/1", "E1105", 11)


def test_a_bug_becomes_a_file_without_values(tmp_path: Path) -> None:
    at = session(tmp_path)
    bug = ZeroDivisionError("Иванова Анна, +70000000000")
    assert guarded(at, lambda: raising(bug)) == 70
    (log,) = tmp_path.glob("cml-sync-bug-20260301T040506-*.log")
    assert f"a mistake of cml-sync itself (ZeroDivisionError); written to {log}" in said(at)
    assert "Traceback" not in said(at)
    content = log.read_text(encoding="utf-8")
    assert "in raising: raise error" in content
    assert "Иванова" not in content
    assert log.stat().st_mode & 0o777 == 0o600


def test_a_link_laid_in_wait_for_that_file_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    name = f"cml-sync-bug-20260301T040506-{os.getpid()}.log"
    (tmp_path / name).symlink_to(precious)
    at = session(tmp_path)
    assert guarded(at, lambda: raising(ZeroDivisionError())) == 70
    assert precious.read_text() == "precious"
    assert said(at).startswith("error[E7000]: a mistake of cml-sync itself (ZeroDivisionError)\n")


def test_a_bug_where_nothing_can_be_written_is_still_told(tmp_path: Path) -> None:
    at = session(tmp_path / "nowhere")
    assert guarded(at, lambda: raising(ZeroDivisionError())) == 70
    assert "hint: set TMPDIR" in said(at)


@pytest.mark.parametrize(
    ("error", "code", "exit_code"),
    [(ZeroDivisionError("Иванова"), "E7000", 70), (click.UsageError("no such option"), "E200", 2)],
)
def test_under_json_a_bug_and_a_wrong_command_line_are_objects_too(
    tmp_path: Path, error: Exception, code: str, exit_code: int
) -> None:
    at = session(tmp_path, "json")
    assert guarded(at, lambda: raising(error)) == exit_code
    found = json.loads(said(at))
    assert (found["schema"], found["code"]) == ("cml-sync.error/1", code)
    assert "Иванова" not in said(at)


def test_escape_sequences_of_a_server_do_not_reach_the_terminal(tmp_path: Path) -> None:
    at = session(tmp_path)
    guarded(at, lambda: raising(UnknownEndpointError("\x1b[2Jx", [])))
    assert "\x1b" not in said(at)


def test_the_result_of_a_command_is_its_exit_code(tmp_path: Path) -> None:
    assert guarded(session(tmp_path), lambda: 3) == 3
    assert guarded(session(tmp_path), lambda: None) == 0
