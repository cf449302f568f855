"""Records without the fields that they do not have, as pydantic is to write them.

Where only the set fields are wanted, pydantic copies the values of a model and takes out one by one
what is not set: of the forty fields of an offer that is four of five. From a large model the few
that are set are picked here, which takes half the time; small ones it may copy.
"""

from collections.abc import Callable
from operator import itemgetter
from typing import Any, Final

from pydantic_core import core_schema

from cml_sync.model.element import Element

Prune = Callable[[Element], dict[str, Any]]
_Get = Callable[[dict[str, Any]], tuple[Any, ...]]
_Pick = tuple[tuple[str, ...], _Get]

_LARGE: Final = 20
"""So many fields a model has from which picking is faster; measured with goods and with orders."""
_MAX_SHAPES: Final = 4096


def pruner(model: type[Element]) -> Prune:
    """Picks the set fields of elements of `model`, in the order in which the model has them."""
    known: dict[frozenset[str], _Pick] = {}
    last: set[str] | None = None
    names: tuple[str, ...] = ()
    get: _Get = _nothing

    def prune(element: Element) -> dict[str, Any]:
        nonlocal last, names, get
        fields = element.__pydantic_fields_set__  # as `model_fields_set`, without a call
        if fields != last:
            key = frozenset(fields)
            if key not in known:
                if len(known) >= _MAX_SHAPES:
                    known.clear()
                known[key] = _pick(tuple(name for name in model.model_fields if name in key))
            last = set(fields)
            names, get = known[key]
        return dict(zip(names, get(element.__dict__), strict=False))  # they are equally many

    return prune


def is_large(schema: Any) -> bool:
    """Whether pydantic's plan of a model is one for which picking is worth it."""
    if schema.get("type") != "model":
        return False
    inside = schema["schema"]
    return inside.get("type") == "model-fields" and len(inside["fields"]) >= _LARGE


def pruned(schema: Any) -> core_schema.SerSchema:
    """The way in which a large model is written: picked, and then by the plans of its fields."""
    fields = {
        name: core_schema.typed_dict_field(field["schema"], required=False)
        for name, field in schema["schema"]["fields"].items()
    }
    return core_schema.plain_serializer_function_ser_schema(
        pruner(schema["cls"]), return_schema=core_schema.typed_dict_schema(fields)
    )


def _nothing(_: dict[str, Any]) -> tuple[Any, ...]:
    return ()


def _pick(names: tuple[str, ...]) -> _Pick:
    if len(names) < 2:  # noqa: PLR2004 - `itemgetter` gives no tuple of one
        return names, lambda data: tuple(data[name] for name in names)
    return names, itemgetter(*names)
