"""Models as JSON: the fields that are set, by their English names, numbers as text.

Requisites become a map where nothing is lost by it: the contract of shops knows them as one.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, Final

from pydantic_core import SchemaSerializer, core_schema

from cml_sync.model.element import Element
from cml_sync.model.requisites import Requisite
from cml_sync.packages.forms.jsonl.pruning import is_large, pruned

REQUISITES: Final = "requisites"
"""The field that becomes a map, wherever it stands."""

_NAMED: Final = frozenset({"name", "values"})


@cache
def serializer(model: type[Element]) -> Callable[..., bytes]:
    """Makes JSON of values of `model`; to be called with ``exclude_unset=True``."""
    model.model_rebuild()
    schema = _planned(model.__pydantic_core_schema__)
    # the serializers that the classes have already know nothing of maps
    return SchemaSerializer(schema, _use_prebuilt=False).to_json


def as_json(element: Element) -> bytes:
    """`element` as one JSON object: its set fields only."""
    return serializer(type(element))(element, exclude_unset=True)


def as_map(requisites: Sequence[Requisite]) -> object:
    """Requisites as ``{name: value}``; several of one name in a row as ``{name: [value, …]}``.

    1C writes one ``ОписаниеФайла`` for each picture. A list of objects where a requisite has no
    name, not exactly one value, or anything else, or one of its name stands further away.
    """
    found: dict[str, Any] = {}
    last = None
    for requisite in requisites:
        values = requisite.values
        name = requisite.name
        fields = requisite.__pydantic_fields_set__  # as `model_fields_set`, without a call
        if fields != _NAMED or name is None or len(values) != 1:
            return _listed(requisites)
        if name not in found:
            found[name] = values[0]
        elif name != last:
            return _listed(requisites)
        elif isinstance(found[name], str):
            found[name] = [found[name], values[0]]
        else:
            found[name].append(values[0])
        last = name
    return found


def as_list(requisites: dict[str, Any]) -> list[Any]:
    """What `as_map` made a map of, as the fields of `Requisite`."""
    return [
        {"name": name, "values": [one]}
        for name, value in requisites.items()
        for one in (value if isinstance(value, list) else [value])
    ]


def _listed(requisites: Sequence[Requisite]) -> list[Any]:
    return [one.model_dump(mode="json", exclude_unset=True) for one in requisites]


_SERIALIZED: Final = core_schema.plain_serializer_function_ser_schema(as_map)


def _planned(schema: Any) -> Any:
    """A copy of pydantic's plan of a model: requisites by `as_map`, large models `pruned`."""
    if isinstance(schema, list | tuple):
        return type(schema)(_planned(inner) for inner in schema)
    if not isinstance(schema, dict):
        return schema
    copy = {key: _planned(inner) for key, inner in schema.items()}
    if copy.get("type") == "model-fields" and REQUISITES in copy["fields"]:
        copy["fields"][REQUISITES]["schema"]["serialization"] = _SERIALIZED
    elif is_large(copy):
        copy["serialization"] = pruned(copy)
    return copy
