"""Whether a part that comes in pieces has come to its end, told from its last bytes alone."""

import re
from io import SEEK_END
from typing import BinaryIO, Final

from cml_sync.model.information import ROOT

_LOOKED_AT: Final = 8192
_ENCODINGS: Final = ("utf-8", "windows-1251", "utf-16-le", "utf-16-be")
_END: Final = re.compile(rf"</(?:[\w.-]+:)?{ROOT}\s*>|<(?:[\w.-]+:)?{ROOT}\b[^<>]*/>")


def seems_whole(file: BinaryIO) -> bool:
    """Whether the end of the root stands in the last 8 KiB; what follows it does not matter.

    Cheap enough to be asked after every piece. It promises nothing: reading the part does.

    Args:
        file: open for reading, seekable.
    """
    size = file.seek(0, SEEK_END)
    start = max(0, size - _LOOKED_AT)
    start -= start % 2
    file.seek(start)
    tail = file.read(_LOOKED_AT + 1)
    return any(_END.search(tail.decode(encoding, "replace")) for encoding in _ENCODINGS)
