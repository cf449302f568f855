"""What every report is made of, and the one thing that any of them can hold: what stopped a run.

Apart from the reports of the exchange, which load the store and the transports.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, InstanceOf, PlainSerializer, WithJsonSchema

from cml_sync.errors import CmlSyncError
from cml_sync.messages import Text

Sentence = Annotated[
    InstanceOf[Text],
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""A text for people: kept translatable in memory, English in JSON."""


class Row(BaseModel):
    """A part of a report: frozen; how it is checked and written is worked out when it first is."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Failure(Row):
    """What stopped the run of one endpoint."""

    code: str
    exit_code: int
    message: Sentence
    hint: Sentence | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None

    @classmethod
    def of(cls, error: CmlSyncError) -> "Failure":
        """The row of an error."""
        place = error.place
        return cls(
            code=error.code,
            exit_code=int(error.exit_code),
            message=error.message,
            hint=error.hint,
            file=place.file if place else None,
            line=place.line if place else None,
            column=place.column if place else None,
        )
