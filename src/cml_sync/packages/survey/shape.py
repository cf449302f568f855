"""The shape of an export: which elements stand in it, how often, and what their values look like.

It holds no data: two exports of one 1C have the same shape, whatever goods are in them. Written to
a file, it is what a later export is compared with (`drift`).
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

from pydantic import ConfigDict, Field, ValidationError

from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.errors import NotAShapeError, ShapeNewerError, ShapeUnreadableError
from cml_sync.packages.survey.rows import SurveyRow
from cml_sync.packages.survey.shares import Share

SCHEMA: Final = "cml-sync.shape/1"
_FAMILY: Final = "cml-sync.shape/"
_LONGEST: Final = 64 * 1024**2


class Holder(SurveyRow):
    """An element that has others.

    Attributes:
        path: English names from the kind of record, the section or the root (``information``)
            down, joined by ``/``.
        element: the names of the standard.
        at_least: how many there were: 1, 3, 10, 30, 100, 300 or 1000 and more.
    """

    path: str
    element: str
    at_least: int


class ShapePath(SurveyRow):
    """A field of an element.

    Attributes:
        path: English names; a last name that begins with ``?`` is that of an element or attribute
            that no field of the models names.
        element: the names of the standard.
        holder: the path of the element that has it.
        present: how many of these have it, empty or not.
        filled: how many have it and not empty.
        values: of the values that are not empty, which kinds a tenth or more of them are, and how
            many (see `kind_of_value`); nothing for elements.
    """

    path: str
    element: str
    holder: str
    present: Share
    filled: Share
    values: dict[str, Share] = Field(default_factory=dict)


class Shape(SurveyRow):
    """The shape of an export.

    Attributes:
        kinds: the only ones whose records were looked at; empty where all were.
        versions, namespaces, encodings: of its parts, sorted; an encoding with a byte order mark
            ends in ``BOM``.
        holders: the elements that have others, sorted by path.
        paths: the fields that were met, sorted by path.
    """

    model_config = ConfigDict(validate_by_name=True)

    schema_name: Literal["cml-sync.shape/1"] = Field(
        default="cml-sync.shape/1", alias="schema", frozen=True
    )
    kinds: tuple[Kind, ...] = ()
    versions: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ()
    encodings: tuple[str, ...] = ()
    holders: tuple[Holder, ...] = ()
    paths: tuple[ShapePath, ...] = ()


def write_shape(shape: Shape) -> str:
    """The text of the file: one path a line, so that two of them can be compared by any tool."""
    head = json.dumps(
        {
            "schema": SCHEMA,
            "kinds": shape.kinds,
            "versions": shape.versions,
            "namespaces": shape.namespaces,
            "encodings": shape.encodings,
        },
        ensure_ascii=False,
    )
    return f'{head[:-1]},\n"holders": {_lines(shape.holders)},\n"paths": {_lines(shape.paths)}}}\n'


def _lines(rows: Iterable[SurveyRow]) -> str:
    written = ",\n".join(
        json.dumps(row.model_dump(mode="json"), ensure_ascii=False) for row in rows
    )
    return f"[\n{written}\n]"


def read_shape(file: Path) -> Shape:
    """The shape in a file.

    Raises:
        ShapeUnreadableError: it is not there, or cannot be read.
        NotAShapeError: it is no shape.
        ShapeNewerError: a newer cml-sync wrote it.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(_LONGEST)
    except OSError as error:
        raise ShapeUnreadableError(file, error) from None
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        raise NotAShapeError(file) from None
    schema = plain.get("schema") if isinstance(plain, dict) else None
    if not isinstance(schema, str) or not schema.startswith(_FAMILY):
        raise NotAShapeError(file)
    if schema != SCHEMA:
        raise ShapeNewerError(file, schema)
    try:
        return Shape.model_validate_json(content)
    except ValidationError:
        raise NotAShapeError(file) from None
