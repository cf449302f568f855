"""One zip archive of the files of a session, for partners that offer to take one."""

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from cml_sync.transports.base import Outgoing
from cml_sync.transports.http_errors import PackingError

_THE_SAME_ALWAYS: Final = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE: Final = 0o644 << 16


def pack(files: Sequence[Outgoing], folder: Path, name: str) -> Outgoing:
    """An archive called `name` in `folder`, with every file under its own name.

    The same files give the same bytes.

    Raises:
        PackingError: there is no room, or a file cannot be read.
    """
    path = folder / name
    try:
        with zipfile.ZipFile(path, "w") as archive:
            for file in files:
                entry = zipfile.ZipInfo(file.name, _THE_SAME_ALWAYS)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = _PLAIN_FILE
                entry.file_size = file.size
                with file.open() as content, archive.open(entry, "w") as target:
                    shutil.copyfileobj(content, target)
        size = path.stat().st_size
    except OSError as error:
        raise PackingError(name, error.strerror or type(error).__name__) from error
    return Outgoing(name, size, lambda: path.open("rb"))
