"""The pictures of the goods: kept by content, so that they can be sent on to shops."""

import hashlib
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.records import load
from cml_sync.packages.errors import SpoolWriteError
from cml_sync.packages.landing import make_private, sync_folder
from cml_sync.store.store import Transaction

_BLOCK: Final = 1024 * 1024


def keep_pictures(
    transaction: Transaction, folder: Path, openers: Mapping[str, Callable[[], BinaryIO]]
) -> None:
    """Keep pictures; products that show one whose content is new are due to every shop again.

    Shops look at a picture only when the product comes that shows it.

    Args:
        transaction: to note them in.
        folder: where contents are kept.
        openers: of the pictures, by the name that products call them by.

    Raises:
        SpoolWriteError: the disk is full or may not be written.
    """
    kept = Pictures(folder)
    found = {name: kept.keep(opener) for name, opener in openers.items()}
    before = transaction.headers.picture_digests(found)
    fresh = {name for name, (digest, _) in found.items() if before.get(name) != digest}
    transaction.headers.put_pictures(found)
    for kind in (Kind.PRODUCT, Kind.OFFER):
        if fresh and transaction.confirmed.knows(kind.value):
            # A list first: what is walked must not change meanwhile.
            transaction.confirmed.make_due(
                [
                    record.key
                    for record in transaction.records.walk(kind.value)
                    if not fresh.isdisjoint(pictured(kind, record.body))
                ]
            )


def pictured(kind: Kind, body: bytes) -> tuple[str, ...]:
    """The names of the pictures that a stored product or offer shows."""
    if b'"images"' not in body:
        return ()
    record = load(kind, body)
    return record.images if isinstance(record, Product) else ()


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
    make_private(path.parent)
    partial = path.with_name(f".{path.name}.part")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
        shutil.copyfileobj(source, target, _BLOCK)
        target.flush()
        os.fsync(target.fileno())
    partial.replace(path)
    sync_folder(path.parent)
