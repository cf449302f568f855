"""Moments as they stand in requisites, where nobody has read them yet."""

from datetime import datetime
from functools import lru_cache
from typing import Final

from cml_sync.xml.reading.lexical import mend

_EMPTY: Final = ("0001-01-01", "01.01.0001", "00010101")


def is_empty_moment(written: str) -> bool:
    """Whether `written` is no moment at all: empty, the empty date of 1C, or its lone ``T``."""
    return written in ("", "T") or written.startswith(_EMPTY)


@lru_cache(maxsize=1024)
def moment_of(written: str) -> datetime | None:
    """The moment in any of the shapes that senders use, None if nobody can tell what it means.

    Local time of the writer; an offset is left out.
    """
    mended = mend(written, datetime)
    if mended is None or mended.value is None:
        return None
    try:
        return datetime.fromisoformat(mended.value).replace(tzinfo=None)
    except ValueError:
        return None
