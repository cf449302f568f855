"""Where the program begins."""

import codecs
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, NoReturn

from cml_sync import __version__

if TYPE_CHECKING:
    from datetime import datetime
    from types import FrameType

    from cml_sync.cli.session import Session

_ESCAPED: Final = "cml_sync.escaped"


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code.

    Here alone stands what belongs to the process as a whole: that nobody looks for garbage before
    the command is loaded, and that no plugin of pydantic is looked for among all installed
    packages: one could change what the models accept, and the search takes as long as a small file.
    """
    interruptible = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if interruptible:  # else whoever started it wants Ctrl+C to be ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # until somebody is there to say it in words
    arguments = sys.argv[1:]
    if arguments == ["--version"]:  # whoever asks only for this need not wait for all the rest
        with suppress(OSError):  # what cannot be written is told as of every command, below
            print(f"cml-sync {__version__}", flush=True)  # noqa: T201 - as click would say it
            _leave(0)
    from pathlib import Path  # noqa: PLC0415 - as above

    from cml_sync.cli.language import choose_language  # noqa: PLC0415
    from cml_sync.cli.late import put_off  # noqa: PLC0415
    from cml_sync.cli.session import Session  # noqa: PLC0415
    from cml_sync.cli.streams import fill_stderr, name_stdout, wait_for  # noqa: PLC0415

    gc.disable()  # until the command is loaded: modules and their classes are no garbage
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    put_off("importlib.metadata", "entry_points")
    put_off("secrets")  # pydantic compares secrets with it, where a model has some
    codecs.register_error(_ESCAPED, _escape)
    name_stdout(_ESCAPED)
    fill_stderr()
    if isinstance(sys.stderr, TextIOWrapper):
        sys.stderr.reconfigure(errors=_ESCAPED)
        wait_for(sys.stderr.fileno())
    session = Session(
        environ=os.environ,
        folder=Path.cwd(),
        clock=_now,
        sleep=time.sleep,  # noqa: TID251 - the one place that hands it in
        language=choose_language(arguments, os.environ),
    )
    _leave(run(arguments, session, lambda: _listen(interruptible=interruptible)))


def run(
    arguments: Sequence[str], session: "Session", begin: Callable[[], None] = lambda: None
) -> int:
    """Run one command line; its exit code.

    Args:
        arguments: without the name of the program.
        session: what it works with.
        begin: called once there is somebody who puts every end into words.
    """
    from cml_sync.cli.app import app  # noqa: PLC0415 - not for the version alone
    from cml_sync.cli.boundary import guarded  # noqa: PLC0415
    from cml_sync.cli.click_words import speaking  # noqa: PLC0415

    def body() -> object:
        begin()
        return app.main(
            args=list(arguments), prog_name="cml-sync", standalone_mode=False, obj=session
        )

    with speaking(session.language, os.environ):
        return guarded(session, body)


def _listen(*, interruptible: bool) -> None:
    """From here on signals end the program in order."""
    signal.signal(signal.SIGTERM, _terminate)
    if interruptible:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _leave(code: int) -> NoReturn:
    """End at once: everything is closed, and taking a million objects apart helps nobody."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # of stdout it has been told, and of stderr nobody can be
            if stream is not None:  # nobody gave the program one
                stream.flush()
    os._exit(code)


def _escape(error: UnicodeError) -> tuple[str, int]:
    """What a terminal or a pipe has no letter for, in the form that JSON knows too."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import json  # noqa: PLC0415 - there is rarely such a letter

    words = error.object[error.start : error.end]
    return json.dumps(words)[1:-1], error.end


def _now() -> "datetime":
    from datetime import UTC, datetime  # noqa: PLC0415 - not for the version alone

    return datetime.now(tz=UTC)  # noqa: TID251 - the one place that hands it in


def _terminate(_number: int, _frame: "FrameType | None") -> None:
    from cml_sync.cli.boundary import TerminatedError  # noqa: PLC0415 - not for the version alone

    raise TerminatedError
