"""The schemas of JSON Lines: one for each kind of line, and one for the manifest."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from pydantic import TypeAdapter

from cml_sync.model.records import MODELS
from cml_sync.packages.forms.jsonl.layout import LayoutLine
from cml_sync.packages.forms.jsonl.lines import (
    DELETED,
    EXTERNAL_ID,
    ID,
    KIND,
    OWN,
    SOURCE,
    UPDATED_AT,
)
from cml_sync.packages.forms.jsonl.manifest import Manifest
from cml_sync.packages.forms.jsonl.names import LAYOUT, LINE_KINDS, LineKind
from cml_sync.packages.forms.jsonl.requisite_maps import REQUISITES
from schemas import described

Schema = dict[str, Any]

MANIFEST: Final = "manifest"

_TEXT_OR_NULL: Final = [{"type": "string"}, {"type": "null"}]
_CARRIED: Final[Schema] = {
    ID: {
        "anyOf": _TEXT_OR_NULL,
        "description": "what identifies the record: among lines of its kind, the same one again",
    },
    EXTERNAL_ID: {"anyOf": _TEXT_OR_NULL, "description": "the id at the site"},
    DELETED: {"type": "boolean", "description": "the record says, in any form, that it is deleted"},
    UPDATED_AT: {
        "type": "string",
        "format": "date-time",
        "description": "when the part was made in which the record stood",
    },
    SOURCE: {"type": "string", "description": "who says so: the part in which the record stood"},
    OWN: {
        "type": "object",
        "properties": {ID: {"anyOf": _TEXT_OR_NULL}},
        "additionalProperties": False,
        "description": f"what the record itself has as `{ID}`, where that is something else",
    },
}
"""What a line says beside its record."""


def schemas() -> Iterator[tuple[str, Schema]]:
    """Name and schema of every kind of line, and of the manifest."""
    for kind in LINE_KINDS.values():
        yield kind.word, _line(kind)
    layout: Schema = TypeAdapter(LayoutLine).json_schema(mode="validation")
    yield LAYOUT, described.plain(layout)
    manifest = Manifest.model_json_schema(mode="validation")
    yield MANIFEST, described.open_ended(described.plain(manifest))


def _line(kind: LineKind) -> Schema:
    model = MODELS[kind.record]
    schema = described.records(model.model_json_schema(mode="serialization"))
    if "$ref" in schema:  # a model that holds itself stands among the definitions
        name = schema.pop("$ref").rpartition("/")[2]
        schema |= deepcopy(schema["$defs"][name])
    for definition in (schema, *schema.get("$defs", {}).values()):
        _with_map(definition)
    carried = {KIND: {"const": kind.word}, **_CARRIED}
    own = {name: said for name, said in schema["properties"].items() if name not in carried}
    schema["properties"] = {**carried, **own}
    schema["required"] = [KIND, ID, DELETED]
    return described.open_ended(schema)


def _with_map(definition: Schema) -> None:
    """Requisites are a map of names and values, or a list where a map would lose something."""
    field = definition.get("properties", {}).get(REQUISITES)
    if field is None:
        return
    value = {"type": "string"}
    listed = {key: field.pop(key) for key in ("type", "items") if key in field}
    values = {"anyOf": [value, {"type": "array", "items": value}]}
    field["anyOf"] = [{"type": "object", "additionalProperties": values}, listed]
