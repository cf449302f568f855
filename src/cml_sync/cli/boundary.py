"""The one place that turns an exception into words and an exit code."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import click
from click.exceptions import NoArgsIsHelpError

from cml_sync import __version__
from cml_sync.cli.errors import BugError, LocalFileError
from cml_sync.cli.session import Session
from cml_sync.cli.show import clean
from cml_sync.cli.streams import UnreadError
from cml_sync.config.errors import ConfigProblemsError
from cml_sync.errors import CmlSyncError, ExitCode, UsageError
from cml_sync.messages import Text, text

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


UNREAD: Final = 141
"""The exit code where the reader of stdout has gone, which a shell makes of SIGPIPE as well.

Nothing is known of what was not read: 0 of a `diff` would say that nothing differs.
"""


class TerminatedError(BaseException):
    """SIGTERM came; raised by the handler, so that every `with` on the way is left in order."""


def guarded(session: Session, body: Callable[[], object]) -> int:
    """Run `body`; its exit code, or the one its exception stands for."""
    try:
        result = body()
        session.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except (KeyboardInterrupt, click.Abort, TerminatedError, UnreadError, BrokenPipeError) as end:
        return _ended_from_outside(session, end)
    except Exception as error:  # noqa: BLE001 - the last net: a bug becomes a file and two lines
        return _show_failure(session, error)
    return int(result) if isinstance(result, int) else ExitCode.DONE


def _ended_from_outside(session: Session, end: BaseException) -> int:
    if isinstance(end, UnreadError | BrokenPipeError):
        # The reader of our output has gone (`| head`): nobody is left to be told.
        os.dup2(os.open(os.devnull, os.O_WRONLY), session.stdout.fileno())
        return UNREAD
    if isinstance(end, TerminatedError):
        _show_plain(session, text("terminated; nothing is half-applied, run it again"))
        return ExitCode.TERMINATED
    _show_plain(session, text("interrupted; nothing is half-applied, run it again"))
    return ExitCode.INTERRUPTED


def _show_failure(session: Session, error: Exception) -> ExitCode:
    if isinstance(error, NoArgsIsHelpError):
        click.echo(error.format_message(), file=session.stderr)
        return ExitCode.USAGE
    told = _in_our_words(session, error)
    with suppress(OSError):  # stderr takes nothing: the exit code still tells
        show_error(session, told)
    return told.exit_code


def _in_our_words(session: Session, error: Exception) -> CmlSyncError:
    if isinstance(error, CmlSyncError):
        return error
    if isinstance(error, click.ClickException):
        return _usage(error)
    if isinstance(error, OSError):
        return LocalFileError(error)
    return BugError(type(error).__name__, _write_bug(session, error))


def show_error(session: Session, error: CmlSyncError) -> None:
    """What stopped the run, for a person or as one JSON object, on stderr."""
    if session.json:
        import json  # noqa: PLC0415 - not for who has no error

        click.echo(
            json.dumps(error_as_json(session, error), ensure_ascii=False), file=session.stderr
        )
        return
    where = f"{error.place}: " if error.place and str(error.place) else ""
    label = session.say(text("error"))
    click.echo(
        clean(f"{label}[{error.code}]: {where}{session.say(error.message)}"), file=session.stderr
    )
    if isinstance(error, ConfigProblemsError):
        for place, sentence, hint in error.problems:
            click.echo(clean(f"  {place}: {session.say(sentence)}"), file=session.stderr)
            _show_hint(session, hint, indent="    ")
    _show_hint(session, error.hint)


def error_as_json(session: Session, error: CmlSyncError) -> dict[str, object]:
    """The same as data; fields are only ever added."""
    place = error.place
    return {
        "schema": "cml-sync.error/1",
        "code": error.code,
        "exit_code": int(error.exit_code),
        "message": session.say(error.message),
        "hint": session.say(error.hint) if error.hint else None,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "problems": [
            {"file": at.file, "line": at.line, "message": session.say(sentence)}
            for at, sentence, _ in (
                error.problems if isinstance(error, ConfigProblemsError) else ()
            )
        ],
    }


def _show_hint(session: Session, hint: Text | None, indent: str = "  ") -> None:
    if hint is not None:
        label = session.say(text("hint"))
        click.echo(clean(f"{indent}{label}: {session.say(hint)}"), file=session.stderr)


def _show_plain(session: Session, message: Text) -> None:
    click.echo(session.say(message), file=session.stderr)


def _usage(wrong: click.ClickException) -> UsageError:
    context = wrong.ctx if isinstance(wrong, click.UsageError) else None
    name = context.command_path if context else "cml-sync"
    return UsageError(
        text("{detail}", detail=" ".join(wrong.format_message().split())),
        hint=text("`{name} --help` shows what it takes", name=name),
    )


def _write_bug(session: Session, bug: Exception) -> Path | None:
    """The places of the traceback without values: an exception's text may quote a customer.

    Others may write to the same folder: the file is a new one, and for its owner only. None where
    it cannot be written.
    """
    import traceback  # noqa: PLC0415 - for bugs only
    from tempfile import gettempdir  # noqa: PLC0415

    moment = session.clock()
    name = f"cml-sync-bug-{moment:%Y%m%dT%H%M%S}-{os.getpid()}.log"
    path = Path(session.environ.get("TMPDIR") or gettempdir()) / name
    lines = [f"cml-sync {__version__}", f"at {moment.isoformat()}", type(bug).__name__]
    frames = traceback.extract_tb(bug.__traceback__)
    lines += [f"{frame.filename}:{frame.lineno} in {frame.name}: {frame.line}" for frame in frames]
    try:
        with os.fdopen(os.open(path, _NEW, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return path
