"""How one endpoint is put together: preset, dialect, protocol, and the options of its transport."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, field_validator

from cml_sync.config.dialect_table import DialectTable
from cml_sync.config.errors import KeyOfUrlError, ProtocolWithoutDialogueError
from cml_sync.config.lines import Key
from cml_sync.config.presets import PRESETS
from cml_sync.errors import ConfigurationError
from cml_sync.messages import text
from cml_sync.transports.errors import OptionError
from cml_sync.transports.registry import TransportKind, kind_of_url
from cml_sync.transports.switches import ProtocolSwitches


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the tables of one endpoint and keeps the complaints.

    Attributes:
        read: validates a table below the endpoint's own; complains and gives None if it is wrong.
        refuse: complains of one key.
    """

    read: Callable[[type[BaseModel], object, Key], BaseModel | None]
    refuse: Callable[[Key, ConfigurationError], None]


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

_SWITCHES: Final = "switches"
HIDDEN_KEYS: Final = frozenset({_SWITCHES, "url", "host", "port", "path"})
"""Options of transports that the URL or the table `protocol` says."""

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


_NOTHING: Final = _PresetName()


def compose(name: str, values: Mapping[str, Any], folder: Path, reader: Reader) -> dict[str, Any]:
    """The values of `Endpoint`, with the models of its parts in place.

    Args:
        name: of the endpoint.
        values: its table as written.
        folder: that of the file; relative paths begin there.
        reader: validates its tables and keeps the complaints.
    """
    named = reader.read(_PresetName, {k: v for k, v in values.items() if k == "preset"}, ())
    preset = PRESETS[named.preset if isinstance(named, _PresetName) else "plain"]
    dialect = reader.read(DialectTable, values.get("dialect", {}), ("dialect",))
    switches = _switches(preset.protocol, values.get("protocol", {}), reader)
    url = values.get("url")
    composed = {key: values[key] for key in OWN_KEYS if key in values and key != "protocol"}
    composed |= {"name": name, "preset": preset.name}
    composed["dialect"] = (
        dialect.changed(preset.dialect) if isinstance(dialect, DialectTable) else preset.dialect
    )
    # Where its options cannot be read, something stands in, so that the other keys are judged too.
    composed["transport"] = _NOTHING
    if isinstance(url, str):
        try:
            composed["transport"] = _transport(url, values, switches, folder, reader) or _NOTHING
        except ConfigurationError as error:
            reader.refuse(("url",), error)
    return composed


def _switches(preset: ProtocolSwitches, changes: object, reader: Reader) -> ProtocolSwitches | None:
    if not isinstance(changes, Mapping):
        reader.read(ProtocolSwitches, changes, ("protocol",))
        return preset
    merged = {**preset.model_dump(exclude_unset=True), **changes}
    switches = reader.read(ProtocolSwitches, merged, ("protocol",))
    return switches if isinstance(switches, ProtocolSwitches) else preset


def _transport(
    url: str,
    values: Mapping[str, Any],
    switches: ProtocolSwitches | None,
    folder: Path,
    reader: Reader,
) -> BaseModel | None:
    kind: TransportKind = kind_of_url(url)
    model: Any = kind.options_model()
    options = {key: value for key, value in values.items() if key not in OWN_KEYS}
    said = model.from_url(url, folder)
    for key in sorted(options.keys() & {*said, _SWITCHES}):
        reader.refuse((key,), KeyOfUrlError(key, "protocol" if key == _SWITCHES else "url"))
    if "protocol" in values and _SWITCHES not in model.model_fields:
        reader.refuse(("protocol",), ProtocolWithoutDialogueError(kind.scheme))
    for key in _PATHS:
        if isinstance(options.get(key), str):
            options[key] = str(folder / Path(options[key]).expanduser())
    options |= said
    if _SWITCHES in model.model_fields:
        options[_SWITCHES] = switches
    found = reader.read(model, options, ())
    return found if isinstance(found, BaseModel) else None
