"""A path in a report: as text that can be written, whatever bytes its name is made of."""

from pathlib import Path
from typing import Annotated

from pydantic import PlainSerializer, WithJsonSchema

from cml_sync.packages.finding import as_text


def _shown(path: Path) -> str:
    return as_text(str(path))


ShownPath = Annotated[
    Path,
    PlainSerializer(_shown, return_type=str),
    WithJsonSchema({"type": "string", "format": "path"}),
]
"""A path that a report names; bytes of it that are no UTF-8 become question marks."""
