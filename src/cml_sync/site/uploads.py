"""The files of one session: pieces come under one name, and nothing says which is the last.

On the disk a file has a number and no name, so no name can lead anywhere.
"""

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Final

from cml_sync.packages.errors import SpoolWriteError
from cml_sync.packages.landing import make_private, remove_tree
from cml_sync.packages.naming import TAKEN_UPLOADS, safe_name
from cml_sync.site.errors import NotWholeError, TooMuchError
from cml_sync.xml.source.ending import seems_whole

_PREFIXES: Final = re.compile(r"^(?:/?tmp/|/?upload/1c(?:_[a-z]+)?/)")
_SIGNATURE: Final = b"PK"
_LONGEST_BLANK: Final = 64


def upload_name(name: str) -> str:
    """The name under which an upload is kept: without the folders of servers on Linux.

    Raises:
        UnsafeNameError: the name is refused.
    """
    return safe_name(_PREFIXES.sub("", name.replace("\\", "/")), taken=TAKEN_UPLOADS)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file.

    Attributes:
        path: on the disk.
        size: in bytes, so far.
        closed: it has been imported; what comes next under its name is a new file.
    """

    path: Path
    size: int
    closed: bool = False

    def seems_whole(self) -> bool:
        """Whether its last bytes look like the end of a part or an archive."""
        with self.path.open("rb") as file:
            if file.read(len(_SIGNATURE)) == _SIGNATURE:
                return zipfile.is_zipfile(file)
            return seems_whole(file)

    def is_blank(self) -> bool:
        """Whether it holds nothing but white space."""
        return self.size <= _LONGEST_BLANK and not self.path.read_bytes().strip()


@dataclass(slots=True)
class Uploads:
    """The files of one session.

    Attributes:
        folder: made with the first file; belongs to this session alone.
        limit: bytes that all of them together may have.
    """

    folder: Path
    limit: int
    _files: dict[str, Upload] = field(default_factory=dict)
    _count: int = 0

    @property
    def files(self) -> Mapping[str, Upload]:
        """By name."""
        return MappingProxyType(self._files)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(upload.size for upload in self._files.values())

    def piece(self, name: str, announced: int | None) -> "Piece":
        """Begin to receive a piece: of a new file, or behind what has come of it.

        Args:
            name: made safe.
            announced: how many bytes are to come; None if that was not said.

        Raises:
            TooMuchError: the session has had its share.
            SpoolWriteError: the disk does not take it.
        """
        if self.size + (announced or 0) > self.limit:
            raise TooMuchError(self.limit)
        known = self._files.get(name)
        fresh = known is None or known.closed
        if known is None or known.closed:
            self._count += 1
            known = Upload(self.folder / f"{self._count:06}", 0)
        with writing(known.path):
            make_private(self.folder)
            return Piece(self, name, known, announced, fresh=fresh)

    def put(self, name: str, upload: Upload) -> None:
        """The file has grown, or is a new one."""
        old = self._files.get(name)
        self._files[name] = upload
        if old is not None and old.path != upload.path:
            old.path.unlink(missing_ok=True)

    def close(self, names: Iterable[str]) -> None:
        """These have been imported: what comes next under their names begins anew."""
        for name in names:
            if name in self._files:
                self._files[name] = replace(self._files[name], closed=True)

    def clear(self) -> None:
        """Remove all files."""
        self._files.clear()
        if self.folder.is_dir():
            remove_tree(self.folder)


class Piece:
    """A piece on its way to the disk; made by `Uploads.piece`, ended by `keep` or `take_back`.

    Attributes:
        came: how many bytes have come.
    """

    def __init__(
        self, uploads: Uploads, name: str, upload: Upload, announced: int | None, *, fresh: bool
    ):
        self._uploads = uploads
        self._fresh = fresh
        self._name = name
        self._upload = upload
        self._announced = announced
        self._others = uploads.size
        self.came = 0
        self._file: BinaryIO = _opened(upload.path)
        self._file.seek(upload.size)
        self._file.truncate()

    def write(self, block: bytes) -> None:
        """Take some bytes.

        Raises:
            TooMuchError: the session has had its share.
            SpoolWriteError: the disk does not take them.
        """
        self.came += len(block)
        if self._others + self.came > self._uploads.limit:
            raise TooMuchError(self._uploads.limit)
        with writing(self._upload.path):
            self._file.write(block)

    def keep(self) -> Upload:
        """The piece is whole, and on the disk for good when this returns.

        White space behind a file that was taken over is no new file.

        Raises:
            NotWholeError: other than the announced number of bytes came.
            SpoolWriteError: the disk does not take them.
        """
        if self._announced is not None and self._announced != self.came:
            raise NotWholeError(self._name, self._announced, self.came)
        with writing(self._upload.path):
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        upload = replace(self._upload, size=self._upload.size + self.came)
        known = self._uploads.files.get(self._name)
        if known is not None and self._fresh and upload.is_blank():
            upload.path.unlink()
            return known
        self._uploads.put(self._name, upload)
        return upload

    def take_back(self) -> None:
        """As if the piece had never come."""
        with suppress(OSError):
            self._file.close()  # what it still held is taken back anyway
        with writing(self._upload.path):
            if self._fresh:
                self._upload.path.unlink(missing_ok=True)
            else:
                os.truncate(self._upload.path, self._upload.size)


def _opened(path: Path) -> BinaryIO:
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    return os.fdopen(os.open(path, flags, 0o600), "wb")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn refusals of the disk into ours. Raises SpoolWriteError."""
    try:
        yield
    except OSError as error:
        raise SpoolWriteError(path.name, error.strerror or type(error).__name__) from error
