"""The base of every model: frozen, exact, and keeping what it does not know."""

from pydantic import BaseModel, ConfigDict


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

    unknown: tuple[Unknown, ...] = ()
    unknown_attributes: tuple[tuple[str, str], ...] = ()
