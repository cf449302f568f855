"""Makes pydantic's schemas fit to be read: what a docstring says of a field stands at the field."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from cml_sync.model.element import Element
from cml_sync.model.wire import TEXT, Wire
from schemas import meanings
from schemas.docstrings import read_docstring

_MODELS: Final = "cml_sync.model."

Schema = dict[str, Any]


def plain(schema: Schema) -> Schema:
    """Titles made of names go, docstrings are taken apart."""
    return _each(schema, _take_apart)


def records(schema: Schema) -> Schema:
    """The same for models of the standard, with the Russian name of every field."""
    models = {model.__name__: model for model in _below(Element)}
    schema = plain(schema)
    for name, definition in _definitions(schema):
        model = models.get(name)
        if model is not None:
            _name_wires(definition, model)
    return schema


def open_ended(schema: Schema) -> Schema:
    """Keys that are not named are allowed."""

    def opened(definition: Schema) -> None:
        if definition.get("additionalProperties") is False:
            del definition["additionalProperties"]

    return _each(schema, opened)


def _each(schema: Schema, change: Callable[[Schema], None]) -> Schema:
    for _, definition in _definitions(schema):
        change(definition)
    return schema


def _definitions(schema: Schema) -> Iterator[tuple[str, Schema]]:
    yield from schema.get("$defs", {}).items()
    yield str(schema.get("title", "")), schema


def _take_apart(definition: Schema) -> None:
    properties: dict[str, Schema] = definition.get("properties", {})
    summary, attributes = read_docstring(str(definition.get("description", "")))
    if summary:
        definition["description"] = summary
    for name, field in properties.items():
        field.pop("title", None)
        if name in attributes:
            field.setdefault("description", attributes[name])


def _name_wires(definition: Schema, model: type[Element]) -> None:
    for name, field in model.model_fields.items():
        wire = next((item for item in field.metadata if isinstance(item, Wire)), None)
        if wire is None:
            continue
        own: Schema = definition["properties"][name]
        own["description"] = f"{_in_words(wire)}: {meanings.of_field(model, name, 'en')}"


def _in_words(wire: Wire) -> str:
    path = "the element's own text" if wire.path == TEXT else f"`{wire.path}`"
    bounds = (
        wire.since and f"since {wire.since}",
        wire.until and f"until {wire.until}",
        wire.beyond and f"beyond the schemas: {wire.beyond}",
    )
    known = ", ".join(filter(None, bounds))
    return f"{path} ({known})" if known else path


def _below(model: type[Element]) -> Iterator[type[Element]]:
    for inner in model.__subclasses__():
        if inner.__module__.startswith(_MODELS):  # others are made while files are read
            yield inner
            yield from _below(inner)
