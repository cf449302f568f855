"""The schema of ``cml-sync.toml``: in the shape of the file, so that an editor can use it."""

from collections.abc import Mapping
from typing import Any, Final

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from cml_sync.config.dialect_table import DialectTable
from cml_sync.config.presets import PRESETS
from cml_sync.config.settings import ENDPOINT_NAME, Endpoint, Job, Serve
from cml_sync.config.words import ExchangeKind, Verb
from cml_sync.transports.registry import SCHEMES
from cml_sync.transports.switches import ProtocolSwitches
from schemas import described

Schema = dict[str, Any]

FROM_URL: Final = frozenset({"url", "switches", "path", "host", "port", "username"})
"""Options of transports that are not keys of the file: they come from the URL or a table."""

_SIZE: Final = r"^\s*\d+\s*([Bb]|[KkMmGg][Bb]|[KkMmGg][Ii][Bb])?\s*$"
_SIZES: Final = ("file_limit", "upload_limit")


def schema() -> Schema:
    """The whole file."""
    models: tuple[type[BaseModel], ...] = (
        Endpoint,
        Job,
        Serve,
        DialectTable,
        ProtocolSwitches,
        *_options().values(),
    )
    _, found = models_json_schema([(model, "validation") for model in models])
    definitions: Schema = described.plain(found)["$defs"]
    _endpoint(definitions)
    _job(definitions)
    _serve(definitions["Serve"])
    whole = {
        "$defs": definitions,
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "state": {
                "type": "string",
                "minLength": 1,
                "description": "folder of the store, the spool and the reports",
            },
            "endpoint": _tables("Endpoint"),
            "job": _tables("Job"),
            "serve": {"$ref": "#/$defs/Serve"},
        },
    }
    _leave_only_used(whole)
    return whole


def transport_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of the file that belong to a transport."""
    return tuple(name for name in model.model_fields if name not in FROM_URL)


def _options() -> dict[str, type[BaseModel]]:
    return {scheme: kind.options_model() for scheme, kind in SCHEMES.items()}


def _tables(name: str) -> Schema:
    found: Schema = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{name}"}}
    if name == "Endpoint":
        found["propertyNames"] = {"pattern": ENDPOINT_NAME.pattern}
    return found


def _endpoint(definitions: Schema) -> None:
    """Keys of all transports stand side by side; those of another transport are refused."""
    endpoint = definitions["Endpoint"]
    properties: Schema = endpoint["properties"]
    for name in ("name", "dialect", "transport"):
        del properties[name]
    properties["preset"]["enum"] = list(PRESETS)
    properties["dialect"] = {"$ref": "#/$defs/DialectTable"}
    properties["protocol"] = {"$ref": "#/$defs/ProtocolSwitches"}
    for name in ("password", "passphrase", "login"):
        _never_null(properties[name])
    schemes = _options()
    keys = {scheme: transport_keys(model) for scheme, model in schemes.items()}
    by_key: dict[str, list[str]] = {}
    for scheme, names in keys.items():
        for name in names:
            by_key.setdefault(name, []).append(scheme)
    for name, users in by_key.items():
        variants = {users[0]: definitions[schemes[users[0]].__name__]["properties"][name]}
        variants |= {s: definitions[schemes[s].__name__]["properties"][name] for s in users}
        properties[name] = _of_transports(variants)
    endpoint["required"] = ["role", "url"]
    endpoint["allOf"] = [_only(scheme, names, by_key) for scheme, names in keys.items()]


def _of_transports(variants: Mapping[str, Schema]) -> Schema:
    """One key: what the transports that have it say of it."""
    users = ", ".join(f"{scheme}:" for scheme in variants)
    words = list(dict.fromkeys(str(v.get("description", "")) for v in variants.values()))
    first = dict(next(iter(variants.values())))
    if any(variant.get("default") != first.get("default") for variant in variants.values()):
        first.pop("default", None)
    limits = {variant.get("maximum") for variant in variants.values()}
    if len(limits) > 1:
        first.pop("maximum", None)
    return _never_null({**first, "description": f"{'; '.join(words)} ({users})"})


def _only(scheme: str, names: tuple[str, ...], by_key: Mapping[str, list[str]]) -> Schema:
    others = [name for name in by_key if name not in names]
    return {
        "if": {"required": ["url"], "properties": {"url": {"pattern": f"^{scheme}:"}}},
        "then": {"properties": dict.fromkeys(others, False)},
    }


def _job(definitions: Schema) -> None:
    job = definitions["Job"]
    del job["properties"]["name"]
    _never_null(job["properties"]["schedule"])
    verbs, kinds = "|".join(Verb), "|".join(ExchangeKind)
    pattern = rf"^\s*({verbs})(\s+({kinds}))+(\s+--(from|to)\s+\S+)?\s*$"
    job["properties"]["steps"]["items"] = {"type": "string", "pattern": pattern}
    job["properties"]["steps"]["minItems"] = 1
    job["required"] = ["steps"]


def _serve(serve: Schema) -> None:
    for name in _SIZES:
        field = serve["properties"][name]
        del field["type"]
        number = {"type": "integer", "exclusiveMinimum": 0}
        field["anyOf"] = [number, {"type": "string", "pattern": _SIZE}]


def _never_null(field: Schema) -> Schema:
    """TOML knows no null."""
    if "anyOf" in field:
        kept = [choice for choice in field["anyOf"] if choice != {"type": "null"}]
        if len(kept) == 1:
            field |= kept[0]
            del field["anyOf"]
        else:
            field["anyOf"] = kept
    if field.get("default", 0) is None:
        del field["default"]
    return field


def _leave_only_used(whole: Schema) -> None:
    definitions = whole["$defs"]
    for definition in definitions.values():
        for field in definition.get("properties", {}).values():
            _never_null(field)
    used: set[str] = set()
    waiting: list[object] = [{name: value for name, value in whole.items() if name != "$defs"}]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Mapping):
            reference = str(item.get("$ref", "")).rpartition("/")[2]
            if reference and reference not in used:
                used.add(reference)
                waiting.append(definitions[reference])
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    whole["$defs"] = {name: definitions[name] for name in sorted(used)}
    for definition in whole["$defs"].values():
        definition.pop("title", None)
