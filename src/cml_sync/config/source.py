"""The configuration file as it stands: bytes to tables, with what Windows editors do to them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cml_sync.config.errors import ConfigUnreadableError
from cml_sync.config.lines import Key, key_lines
from cml_sync.messages import text

_PREFIX: Final = "CML_SYNC_"
_TOP: Final = "CML_SYNC_STATE"


@dataclass(frozen=True, slots=True)
class Source:
    """One file, parsed.

    Attributes:
        path: where it stands.
        tables: its content.
        lines: where its keys stand.
    """

    path: Path
    tables: Mapping[str, Any]
    lines: Mapping[Key, int]


def read_source(path: Path) -> Source:
    """Read and parse the file; a byte order mark and CRLF are fine.

    Raises:
        ConfigUnreadableError: it cannot be read, is not UTF-8, or is not TOML.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigUnreadableError(path, text("{detail}", detail=error.strerror)) from error
    try:
        source = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigUnreadableError(
            path, text("it is not UTF-8 (windows-1251?)"), line=line
        ) from error
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, str(error)) from error
    return Source(path, tables, key_lines(source))


def with_environment(tables: Mapping[str, Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """The tables with ``CML_SYNC_A__B__C`` put in place of ``a.b.c``, and ``CML_SYNC_STATE``.

    Names are matched without regard to case, and ``_`` stands for ``-`` as well. Other variables
    that begin with ``CML_SYNC_`` are left alone: they may well hold somebody's secret.
    """
    merged = {key: _copy(value) for key, value in tables.items()}
    for name in sorted(environ):
        if name.startswith(_PREFIX) and ("__" in name or name == _TOP):
            _put(merged, name[len(_PREFIX) :].lower().split("__"), environ[name])
    return merged


def _put(tables: dict[str, Any], path: list[str], value: str) -> None:
    *above, last = path
    for part in above:
        inner = tables.setdefault(_existing(tables, part), {})
        if not isinstance(inner, dict):
            return
        tables = inner
    tables[_existing(tables, last)] = value


def _existing(tables: Mapping[str, Any], name: str) -> str:
    return next((key for key in tables if key.lower().replace("-", "_") == name), name)


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(inner) for key, inner in value.items()}
    return value


def _not_toml(path: Path, message: str) -> ConfigUnreadableError:
    """Read tomllib's "Invalid value (at line 3, column 7)"; the place goes where places go."""
    reason, _, where = message.partition(" (at line ")
    numbers = [int(part) for part in where.rstrip(")").replace(",", "").split() if part.isdigit()]
    line, column = numbers if len(numbers) == 2 else (None, None)  # noqa: PLR2004 - line and column
    return ConfigUnreadableError(path, text("{detail}", detail=reason), line=line, column=column)
