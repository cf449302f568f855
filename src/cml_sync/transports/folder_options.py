"""Options of endpoints that are folders: what both the local and the SFTP one can be told."""

from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import unquote, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cml_sync.transports.base import Offered
from cml_sync.transports.url_errors import BadUrlError

_AHEAD: Final = timedelta(days=1)
"""Clocks and time zones may differ by less."""

_HERE: Final = {"", "localhost"}


class After(StrEnum):
    """What happens to a file of the other side when we have it for good."""

    KEEP = "keep"
    MOVE = "move"
    DELETE = "delete"


def _check_subfolder(value: str) -> str:
    parts = value.strip("/").split("/") if value.strip("/") else []
    if any(part in {"", ".", ".."} for part in parts):
        message = f"{value!r} is not a folder below the endpoint's own: leave out '..'"
        raise ValueError(message)
    return "/".join(parts)


Subfolder = Annotated[str, AfterValidator(_check_subfolder)]
"""A folder below the endpoint's own, with forward slashes; empty for that folder itself."""


class FileOptions(BaseModel):
    """What every folder of files can be told, wherever it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    read: Subfolder = Field(default="", description="subfolder the other side writes for us")
    write: Subfolder = Field(
        default="",
        description="subfolder we write for the other side; where both ways are used, "
        "name one of its own, or our files come back to us",
    )
    settle: Annotated[float, Field(ge=0, le=3600)] = Field(
        default=10.0, description="seconds a file must have been left alone before it is taken"
    )
    after: After = Field(
        default=After.KEEP,
        description="what becomes of files that were taken: keep, move or delete",
    )
    done: Annotated[Subfolder, Field(min_length=1)] = Field(
        default="done", description="subfolder of `read` that taken files are moved to"
    )

    def is_settled(self, offer: Offered, now: datetime) -> bool:
        """Whether nobody has touched the file for long enough, as far as its time is known.

        A time that lies days ahead tells nothing; by it the file would be passed over for ever.
        """
        if not self.settle or offer.modified is None:
            return True
        age = now - offer.modified
        return age.total_seconds() >= self.settle or age < -_AHEAD

    def left_out(self) -> frozenset[str]:
        """Folders below `read` in which nothing is offered: those that we fill ourselves."""
        folders = {self.done} if self.after is After.MOVE else set()
        below = f"{self.read}/" if self.read else ""
        if self.write.startswith(below) and self.write not in {"", self.read}:
            folders.add(self.write.removeprefix(below))
        return frozenset(folders)


class FolderOptions(FileOptions):
    """A folder on a disk of this machine, or on a drive it has mounted."""

    path: Path = Field(description="the folder; it must exist")

    @classmethod
    def from_url(cls, url: str, base: Path) -> dict[str, object]:
        """The options of a URL: ``file:///srv/exchange``, or ``file:exchange`` below `base`.

        Raises:
            BadUrlError: it names a machine, or no folder.
        """
        split = urlsplit(url)
        path = unquote(split.path)
        if split.netloc.lower() not in _HERE or not path or "\0" in path:
            raise BadUrlError(url, "file:///folder")
        return {"path": base / path}
