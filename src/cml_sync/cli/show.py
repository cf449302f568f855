"""Small things about showing: what comes from files and servers may hold escape sequences."""

from typing import Final

from cml_sync.messages import shortened
from cml_sync.patterns import pattern

_SHOWN: Final = 200
_CONTROL: Final = pattern(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def clean(line: str) -> str:
    """The line without characters that would command a terminal, turn text around or end it.

    What stands in a file must not become a line of ours.
    """
    return _CONTROL.sub("\ufffd", line)


def one_line(words: str) -> str:
    """The words in one harmless line: a value of a file may hold several."""
    return clean(" ".join(words.splitlines()))


def short(value: str) -> str:
    """An id or a path as people need it."""
    return shortened(value, _SHOWN)
