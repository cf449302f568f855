"""Regular expressions that are compiled when they are first needed.

There are more than a hundred of them, a small file needs a few, and to compile the rest takes a
good part of the time that it is read in.
"""

import re
from typing import Any, AnyStr, cast


class _Waiting:
    """A pattern that is compiled when it is first asked for something."""

    def __init__(self, source: str | bytes, flags: int):
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)  # from now on as quick as the pattern itself
        return found


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, later: its methods and attributes, for use at module level.

    Functions of `re` do not take it, and a mistake in `source` shows when it is first used.
    """
    return cast("re.Pattern[AnyStr]", _Waiting(source, flags))
