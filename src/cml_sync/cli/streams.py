"""Standard output that says so when it cannot be written: an error of the system names no file."""

import os
import sys
from contextlib import suppress
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STDOUT_NAME: Final = "<stdout>"
"""The file name of an error of standard output."""


class UnreadError(BaseException):
    """Whoever read standard output has gone; it goes past all that would make the best of it."""


class _Named(FileIO):
    """A file whose errors name it."""

    def write(self, data: "ReadableBuffer", /) -> int:
        """As every file does it.

        Raises:
            OSError: with `STDOUT_NAME` as the name of the file.
        """
        try:
            return super().write(data)
        except OSError as error:
            raise OSError(error.errno, error.strerror, STDOUT_NAME) from error


def wait_for(descriptor: int) -> None:
    """Have reads and writes of a stream wait for the other side.

    Whoever started the program may have left its end of a pipe non-blocking, which both ends of a
    terminal share; Python takes "nothing yet" for the end, and "full" for an error.
    """
    with suppress(OSError):  # some devices know no such thing, and always wait
        os.set_blocking(descriptor, True)


def fill_stderr() -> None:
    """Take the place of a standard error that nobody gave the program.

    Else the words for people would go to stdout, as click prints what has no file, or into the
    next file that is opened.
    """
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for good


def name_stdout(errors: str) -> None:
    """Put a standard output in the place of Python's whose errors carry its name.

    Args:
        errors: what becomes of letters that it has no bytes for, as ``open`` takes it.
    """
    old = sys.stdout
    if old is None:  # nobody gave the program one: its place is taken, or a file would get it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for good
        return
    if not isinstance(old, TextIOWrapper):
        return
    encoding, lines = old.encoding, old.line_buffering
    descriptor = old.fileno()
    wait_for(descriptor)
    old.flush()
    buffer = BufferedWriter(_Named(descriptor, "w", closefd=False))
    sys.stdout = TextIOWrapper(buffer, encoding, errors, line_buffering=lines)
