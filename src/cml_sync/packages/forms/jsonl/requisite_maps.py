"""Requisites as a map, where nothing is lost by it: the contract of shops knows them as one."""

from collections.abc import Sequence
from typing import Any, Final

from cml_sync.model.requisites import Requisite

REQUISITES: Final = "requisites"
"""The field that becomes a map, wherever it stands."""

_NAMED: Final = frozenset({"name", "values"})


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
