"""The base of every model: frozen, exact, and keeping what it does not know."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from pydantic import BaseModel, ConfigDict


class Versions(NamedTuple):
    """Who has a field that a base class has in more versions (`wire.Wire` says what each means)."""

    since: str | None = None
    until: str | None = None
    beyond: str | None = None


class Unknown(BaseModel):
    """A child element that no field of the model names, kept verbatim.

    Attributes:
        at: the container inside the element in which it stood (``ТипыЦен``); empty for the
            element itself.
        xml: the element, namespace-free, serialised by `cml_sync.xml`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: str = ""
    xml: str


class Element(BaseModel):
    """One element of the standard.

    A field that was absent is not in ``model_fields_set``; one that was present but empty is
    there, with the value None, an empty string or an empty tuple. So absent (leave it alone) and
    empty (clear it) stay apart, and a writer writes exactly the fields that are set.

    Attributes:
        unknown: child elements that no field names, or that could not be read into their field.
        unknown_attributes: attributes that no field names, as (name, value); those of a container
            inside the element with its path in front: ``Группы/Вид``.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        defer_build=True,
        hide_input_in_errors=True,
        validate_default=False,
    )

    INHERITED: ClassVar[Mapping[str, Versions]] = MappingProxyType({})
    """The fields of a base class that fewer versions have in elements of this one, by name."""

    unknown: tuple[Unknown, ...] = ()
    unknown_attributes: tuple[tuple[str, str], ...] = ()
