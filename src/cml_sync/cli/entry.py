"""Where the program begins."""

import codecs
import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from types import FrameType
from typing import Final, NoReturn

from cml_sync.cli.app import app
from cml_sync.cli.boundary import TerminatedError, guarded
from cml_sync.cli.click_words import speaking
from cml_sync.cli.language import choose_language
from cml_sync.cli.session import Session

_ESCAPED: Final = "cml_sync.escaped"


def main() -> NoReturn:
    """Run the command line of this process and leave with its exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    codecs.register_error(_ESCAPED, _escape)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_ESCAPED)
    arguments = sys.argv[1:]
    session = Session(
        environ=os.environ,
        folder=Path.cwd(),
        clock=_now,
        sleep=time.sleep,  # noqa: TID251 - the one place that hands it in
        language=choose_language(arguments, os.environ),
    )
    sys.exit(run(arguments, session))


def run(arguments: Sequence[str], session: Session) -> int:
    """Run one command line; its exit code."""
    with speaking(session.language, os.environ):
        return guarded(
            session,
            lambda: app.main(
                args=list(arguments), prog_name="cml-sync", standalone_mode=False, obj=session
            ),
        )


def _escape(error: UnicodeError) -> tuple[str, int]:
    """What a terminal or a pipe has no letter for, in the form that JSON knows too."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    words = error.object[error.start : error.end]
    return json.dumps(words)[1:-1], error.end


def _now() -> datetime:
    return datetime.now(tz=UTC)  # noqa: TID251 - the one place that hands it in


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise TerminatedError
