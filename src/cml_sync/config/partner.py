"""How one endpoint is put together: preset, dialect, protocol, and the options of its transport."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, field_validator

from cml_sync.config.dialect_table import DialectTable
from cml_sync.config.lines import Key
from cml_sync.config.presets import PRESETS
from cml_sync.messages import text
from cml_sync.transports.errors import OptionError
from cml_sync.transports.registry import TransportKind, kind_of_url
from cml_sync.transports.switches import ProtocolSwitches

ReadTable = Callable[[type[BaseModel], object, Key], BaseModel | None]
"""Validates a table below the endpoint's own; complains and gives None if it is wrong."""

OWN_KEYS: Final = (
    "role",
    "url",
    "login",
    "password",
    "passphrase",
    "preset",
    "timezone",
    "guards",
    "dialect",
    "protocol",
    "retry",
)
"""The keys of every endpoint; the others belong to its transport."""

_PATHS: Final = ("key", "known_hosts", "ca_file", "certificate", "certificate_key")


class _PresetName(BaseModel):
    model_config = ConfigDict(frozen=True)

    preset: str = "plain"

    @field_validator("preset")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in PRESETS:
            raise OptionError(
                text(
                    "`{value}` is not a preset: there are {known}",
                    value=value,
                    known=", ".join(PRESETS),
                )
            )
        return value


def compose(name: str, values: Mapping[str, Any], folder: Path, read: ReadTable) -> dict[str, Any]:
    """The values of `Endpoint`, with the models of its parts in place.

    Args:
        name: of the endpoint.
        values: its table as written.
        folder: that of the file; relative paths begin there.
        read: validates a table and keeps the complaints.

    Raises:
        ConfigurationError: the URL picks no transport, or cannot be one.
    """
    named = read(_PresetName, {k: v for k, v in values.items() if k == "preset"}, ())
    preset = PRESETS[named.preset if isinstance(named, _PresetName) else "plain"]
    dialect = read(DialectTable, values.get("dialect", {}), ("dialect",))
    switches = _switches(preset.protocol, values.get("protocol", {}), read)
    url = values.get("url")
    composed = {key: values[key] for key in OWN_KEYS if key in values and key != "protocol"}
    composed |= {"name": name, "preset": preset.name}
    composed["dialect"] = (
        dialect.changed(preset.dialect) if isinstance(dialect, DialectTable) else preset.dialect
    )
    if isinstance(url, str):
        composed["transport"] = _transport(url, values, switches, folder, read) or _PresetName()
    return composed


def _switches(
    preset: ProtocolSwitches, changes: object, read: ReadTable
) -> ProtocolSwitches | None:
    if not isinstance(changes, Mapping):
        read(ProtocolSwitches, changes, ("protocol",))
        return preset
    merged = {**preset.model_dump(exclude_unset=True), **changes}
    switches = read(ProtocolSwitches, merged, ("protocol",))
    return switches if isinstance(switches, ProtocolSwitches) else preset


def _transport(
    url: str,
    values: Mapping[str, Any],
    switches: ProtocolSwitches | None,
    folder: Path,
    read: ReadTable,
) -> BaseModel | None:
    kind: TransportKind = kind_of_url(url)
    model: Any = kind.options_model()
    options = {key: value for key, value in values.items() if key not in OWN_KEYS}
    for key in _PATHS:
        if isinstance(options.get(key), str):
            options[key] = str(folder / Path(options[key]).expanduser())
    options |= model.from_url(url, folder)
    if "switches" in model.model_fields:
        options["switches"] = switches
    found = read(model, options, ())
    return found if isinstance(found, BaseModel) else None
