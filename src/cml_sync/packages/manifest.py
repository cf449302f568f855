"""What a spooled package says about itself: ``manifest.json``."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from pydantic import BaseModel, ConfigDict

MANIFEST: Final = "manifest.json"


class SpooledFile(BaseModel):
    """One file of a package, as it was received.

    Attributes:
        name: safe, relative, with forward slashes.
        size: in bytes.
        sha256: of its bytes, in hex.
        source: where it came from, in the words of the one who received it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    size: int
    sha256: str
    source: str = ""


class Manifest(BaseModel):
    """What was received, when, from whom.

    Attributes:
        channel: the endpoint (and topic) it was received from.
        received_at: the moment it was whole, with its zone.
        sha256: of names and checksums of the files together: the identity of the content.
        files: in the order of receipt.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    channel: str
    received_at: datetime
    sha256: str
    files: tuple[SpooledFile, ...]


def digest_of(files: Iterable[SpooledFile]) -> str:
    """The checksum of a package: the same files under the same names give the same one."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name):
        digest.update(f"{file.sha256} {file.size} {file.name}\n".encode())
    return digest.hexdigest()
