"""Small things about showing: what comes from files and servers may hold escape sequences."""

import re
from typing import Final

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def clean(line: str) -> str:
    """The line without characters that would command a terminal or turn text around."""
    return _CONTROL.sub("\ufffd", line)
