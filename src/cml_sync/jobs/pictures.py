"""The pictures of the goods: kept by content, so that they can be sent on to shops."""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from cml_sync.packages.errors import SpoolWriteError

_BLOCK: Final = 1024 * 1024


class Pictures:
    """A folder of files named by the SHA-256 of what they hold."""

    def __init__(self, folder: Path):
        self._folder = folder

    def path(self, digest: bytes) -> Path:
        """Where the content with this digest lies, if it does."""
        name = digest.hex()
        return self._folder / name[:2] / name

    def keep(self, opener: Callable[[], BinaryIO]) -> tuple[bytes, int]:
        """Keep a content: its digest and size. On the disk for good when this returns.

        Raises:
            SpoolWriteError: the disk is full or may not be written.
        """
        whole = hashlib.sha256()
        with opener() as file:
            while block := file.read(_BLOCK):
                whole.update(block)
        digest = whole.digest()
        path = self.path(digest)
        if not path.exists():
            try:
                with opener() as file:
                    _copy(file, path)
            except OSError as error:
                raise SpoolWriteError(str(path), error.strerror or type(error).__name__) from error
        return digest, path.stat().st_size


def _copy(source: BinaryIO, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        shutil.copyfileobj(source, target, _BLOCK)
        target.flush()
        os.fsync(target.fileno())
    partial.replace(path)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
