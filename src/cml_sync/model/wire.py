"""How a field of a model stands in XML: the one place where a name of the standard is typed."""

from enum import Enum
from typing import Final, NamedTuple

TEXT: Final = "."
"""The wire path of an element's own text."""


class Space(Enum):
    """What happens to white space around a value (1C pads fixed-length fields)."""

    TRIM = "trim"  # identifiers, codes, numbers, closed lists
    RIGHT = "right"  # names
    KEEP = "keep"  # descriptions and comments


class Wire(NamedTuple):
    """The place of one field in XML.

    Attributes:
        path: ``Ид`` a child element · ``Группы/Ид`` an element in a container that holds nothing
            else of its own · ``@Статус`` an attribute · ``.`` (`TEXT`) the element's own text.
            The same container may be named by several fields.
        since: the first schema version that has it; None is 2.04 or earlier.
        until: the last schema version that has it.
        beyond: who writes it, where no schema has it: ``3.1``, ``УНФ``, ``BX``, ``leg``, ``ext``.
        aliases: other spellings that are read, and never written but for the next line.
        alias_until: the last schema version in which the first alias was the name.
        space: what happens to white space around the value.
        streamed: the field holds records: a reader hands them out one by one.
    """

    path: str
    since: str | None = None
    until: str | None = None
    beyond: str | None = None
    aliases: tuple[str, ...] = ()
    alias_until: str | None = None
    space: Space = Space.TRIM
    streamed: bool = False
