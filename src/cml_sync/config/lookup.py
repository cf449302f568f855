"""Where the configuration is looked for, and where state lives by default."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import platformdirs

from cml_sync.config.errors import ConfigNotFoundError

FILE_NAME: Final = "cml-sync.toml"
VARIABLE: Final = "CML_SYNC_CONFIG"
_SYSTEM: Final = Path("/etc/cml-sync")
_SYSTEM_STATE: Final = Path("/var/lib/cml-sync")


def places(folder: Path) -> tuple[Path, ...]:
    """Where a file is looked for when none is named: here, the user's folder, the system's."""
    return (
        folder / FILE_NAME,
        platformdirs.user_config_path("cml-sync") / FILE_NAME,
        _SYSTEM / FILE_NAME,
    )


def find(named: Path | None, environ: Mapping[str, str], folder: Path) -> Path:
    """The configuration file: as named by the option, by the variable, or found.

    Raises:
        ConfigNotFoundError: none of them is there.
    """
    if named is None and environ.get(VARIABLE):
        named = Path(environ[VARIABLE])
    looked = (named,) if named is not None else places(folder)
    for path in looked:
        if path.is_file():
            return path.absolute()
    raise ConfigNotFoundError(looked)


def default_state(config: Path, environ: Mapping[str, str]) -> Path:
    """Where state lives if the file does not say: ``.cml-sync`` beside it; /var/lib for /etc."""
    if environ.get("STATE_DIRECTORY"):
        return Path(environ["STATE_DIRECTORY"].split(":", 1)[0])
    if config.parent == _SYSTEM:
        return _SYSTEM_STATE
    return config.parent / ".cml-sync"
