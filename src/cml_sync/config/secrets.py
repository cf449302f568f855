"""Where secrets come from: a variable, a private file, a command, a systemd credential.

A secret is fetched when an endpoint is opened, not when the configuration is read, and lives in
a `SecretStr` from then on, so that no log, report or traceback shows it.
"""

import os
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Discriminator, Field, SecretStr, Tag

from cml_sync.config.errors import SecretMissingError
from cml_sync.messages import Text, text

SECRETS: Final = ("password", "passphrase")
"""The keys that hold secrets, in every table."""

_COMMAND_SECONDS: Final = 30
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class _Source(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class EnvironmentSecret(_Source):
    """``{ env = "SHOP_PASSWORD" }``."""

    env: str = Field(min_length=1, description="name of an environment variable")


class FileSecret(_Source):
    """``{ file = "/etc/cml-sync/shop.password" }``; others must not be able to read it."""

    file: Path = Field(
        description="a file that only its owner can read; a final line break is dropped"
    )


class CommandSecret(_Source):
    """``{ command = ["pass", "show", "shop"] }``; run without a shell, its output is the secret."""

    command: tuple[str, ...] = Field(min_length=1, description="a program and its arguments")


class CredentialSecret(_Source):
    """``{ credential = "shop" }``: a systemd credential (``LoadCredential=``)."""

    credential: str = Field(min_length=1, description="name of a systemd credential")


def _source_name(value: object) -> str | None:
    if isinstance(value, Mapping):
        return next((name for name in _KEYS if name in value), None)
    return next((name for name, kind in _KEYS.items() if isinstance(value, kind)), None)


_KEYS: Final[Mapping[str, type[_Source]]] = {
    "env": EnvironmentSecret,
    "file": FileSecret,
    "command": CommandSecret,
    "credential": CredentialSecret,
}

SecretSource = Annotated[
    Annotated[EnvironmentSecret, Tag("env")]
    | Annotated[FileSecret, Tag("file")]
    | Annotated[CommandSecret, Tag("command")]
    | Annotated[CredentialSecret, Tag("credential")],
    Discriminator(
        _source_name,
        custom_error_type="secret_source",
        custom_error_message=(
            "a secret is not written into the file: "
            'use {{ env = "NAME" }}, {{ file = "PATH" }}, {{ command = ["…"] }} '
            'or {{ credential = "NAME" }}'
        ),
    ),
]


def anchored(values: Mapping[str, object], folder: Path) -> dict[str, object]:
    """The table with the files of its secrets below `folder`, that of the configuration."""
    return {
        key: _anchored(value, folder) if key in SECRETS else value for key, value in values.items()
    }


def _anchored(value: object, folder: Path) -> object:
    if isinstance(value, Mapping) and isinstance(value.get("file"), str):
        return {**value, "file": str(folder / Path(value["file"]).expanduser())}
    return value


def fetch_secret(source: SecretSource, owner: str, environ: Mapping[str, str]) -> SecretStr:
    """The secret itself.

    Args:
        source: where it is.
        owner: the key it belongs to (``endpoint.shop.password``), for the message.
        environ: the environment to look in, and to run a command with.

    Raises:
        SecretMissingError: it is not there, is empty, or others can read its file.
    """
    if isinstance(source, EnvironmentSecret):
        value = environ.get(source.env, "")
        reason = text("the environment variable {name} is not set", name=source.env)
    elif isinstance(source, FileSecret):
        value, reason = _from_file(source.file, owner)
    elif isinstance(source, CommandSecret):
        value, reason = _from_command(source.command, environ)
    else:
        folder = environ.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise SecretMissingError(
                owner, text("there are no systemd credentials here (CREDENTIALS_DIRECTORY)")
            )
        value, reason = _from_file(Path(folder) / source.credential, owner, private=False)
    if not value:
        raise SecretMissingError(owner, reason)
    return SecretStr(value)


def source_in_words(source: SecretSource) -> str:
    """Where the secret is, as the configuration says it: ``env = SHOP_PASSWORD``."""
    ((key, value),) = source.model_dump(mode="json").items()
    return f"{key} = {' '.join(value) if isinstance(value, list) else value}"


def _from_file(path: Path, owner: str, *, private: bool = True) -> tuple[str, Text]:
    try:
        with path.open(encoding="utf-8") as file:
            mode = os.fstat(file.fileno()).st_mode
            if private and mode & _OTHERS:
                raise SecretMissingError(
                    owner,
                    text(
                        "others can read {path} (mode {mode}); run `chmod 600 {path}`",
                        path=path,
                        mode=f"{stat.S_IMODE(mode):04o}",
                    ),
                )
            return file.read().rstrip("\r\n"), text("{path} is empty", path=path)
    except (OSError, UnicodeDecodeError) as error:
        detail = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise SecretMissingError(
            owner, text("{path} cannot be read ({detail})", path=path, detail=detail)
        ) from error


def _from_command(command: tuple[str, ...], environ: Mapping[str, str]) -> tuple[str, Text]:
    program = command[0]
    try:
        done = subprocess.run(  # noqa: S603 - an argument list of the administrator's own, no shell
            command,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_COMMAND_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return "", text("the command {program} cannot be run", program=program)
    if done.returncode:
        return "", text(
            "the command {program} ended with {status}", program=program, status=done.returncode
        )
    return (
        done.stdout.decode("utf-8", "replace").rstrip("\r\n"),
        text("the command {program} printed nothing", program=program),
    )
