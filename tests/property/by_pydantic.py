"""Elements as pydantic alone writes them, with requisites as a map."""

from functools import cache
from typing import Any

from pydantic_core import SchemaSerializer, core_schema

from cml_sync.model.element import Element
from cml_sync.packages.forms.jsonl.requisite_maps import REQUISITES, as_map


def by_pydantic(record: Element) -> bytes:
    return serializer(type(record)).to_json(record, exclude_unset=True)


@cache
def serializer(model: type[Element]) -> SchemaSerializer:
    model.model_rebuild()
    return SchemaSerializer(with_maps(model.__pydantic_core_schema__), _use_prebuilt=False)


def with_maps(schema: Any) -> Any:
    if isinstance(schema, list | tuple):
        return type(schema)(with_maps(inner) for inner in schema)
    if not isinstance(schema, dict):
        return schema
    copy = {key: with_maps(inner) for key, inner in schema.items()}
    if copy.get("type") == "model-fields" and REQUISITES in copy["fields"]:
        copy["fields"][REQUISITES]["schema"]["serialization"] = (
            core_schema.plain_serializer_function_ser_schema(as_map)
        )
    return copy
