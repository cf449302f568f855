"""Writing one zip of several files; the same files always give the same bytes."""

import shutil
import zipfile
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import BinaryIO, Final

from cml_sync.packages.naming import safe_name

_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_MODE: Final = 0o100644 << 16
_PACKED: Final = frozenset({"jpg", "jpeg", "png", "gif", "webp", "mp4", "docx", "xlsx", "pptx"})
_LEVEL: Final = 6

Opener = Callable[[], AbstractContextManager[BinaryIO]]


def write_zip(target: BinaryIO, files: Iterable[tuple[str, Opener]]) -> None:
    """Write the files, in the given order, into one archive.

    Names are marked as UTF-8 where they are not ASCII; moments are those of 1980, so that the
    archive depends on names and contents alone. Pictures are stored as they are: packing them again
    wins nothing.

    Args:
        target: open for writing; need not be seekable.
        files: name and opener of each.

    Raises:
        UnsafeNameError: a name that a receiver ought to refuse.
        ValueError: a name comes twice.
    """
    written: set[str] = set()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name, open_file in files:
            if safe_name(name) in written:
                message = f"{name} comes twice"
                raise ValueError(message)
            written.add(safe_name(name))
            info = zipfile.ZipInfo(name, _MOMENT)
            info.create_system = _UNIX
            info.external_attr = _MODE
            stored = name.rpartition(".")[2].lower() in _PACKED
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            with open_file() as source, archive.open(info, "w") as entry:
                shutil.copyfileobj(source, entry, 1024 * 1024)
