"""Options of an SFTP endpoint; they are checked without loading the SSH library."""

from pathlib import Path
from typing import Annotated, Final
from urllib.parse import unquote, urlsplit

from pydantic import Field

from cml_sync.transports.folder_options import FileOptions
from cml_sync.transports.url_errors import BadUrlError, PasswordInUrlError

SSH_PORT: Final = 22

Seconds = Annotated[float, Field(gt=0, le=3600)]


class SftpOptions(FileOptions):
    """A folder on a server that speaks SFTP."""

    host: str = Field(min_length=1, description="name or address of the server")
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=SSH_PORT, description="its SSH port"
    )
    username: str | None = Field(default=None, description="user name there")
    path: str = Field(
        default=".", description="the folder there; a relative one begins at the user's home"
    )
    key: Path | None = Field(default=None, description="file of our private key")
    agent: bool = Field(default=False, description="use the keys of a running SSH agent")
    known_hosts: Path | None = Field(
        default=None, description="file of known host keys, instead of ~/.ssh/known_hosts"
    )
    connect_timeout: Seconds = Field(default=15, description="seconds to wait for a connection")
    auth_timeout: Seconds = Field(default=30, description="seconds to wait for banner and login")
    timeout: Seconds = Field(default=60, description="seconds a server may stay silent at one step")
    keepalive: Annotated[int, Field(ge=0, le=3600)] = Field(
        default=30, description="seconds between signs of life; 0 for none"
    )

    @classmethod
    def from_url(cls, url: str, base: Path) -> dict[str, object]:  # noqa: ARG003 - every from_url has it
        """The options that a URL holds: ``sftp://user@host:port/path``; ``/~/x`` is below the home.

        Raises:
            BadUrlError: no host, a port that is no number, a query or a fragment.
            PasswordInUrlError: it holds a password.
        """
        try:
            split = urlsplit(url)
            port = split.port
        except ValueError as error:
            raise BadUrlError(url, _EXAMPLE) from error
        if split.password is not None:
            raise PasswordInUrlError(url)
        if not split.hostname or split.query or split.fragment:
            raise BadUrlError(url, _EXAMPLE)
        found = {
            "host": split.hostname,
            "port": port,
            "username": unquote(split.username) if split.username else None,
            "path": _remote_path(unquote(split.path)),
        }
        return {name: value for name, value in found.items() if value is not None}


_EXAMPLE: Final = "sftp://user@host:22/folder"


def _remote_path(path: str) -> str | None:
    if path in {"", "/~", "/~/"}:
        return None
    return path.removeprefix("/~/") if path.startswith("/~/") else path
