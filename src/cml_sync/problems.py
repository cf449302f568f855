"""Findings that do not stop the run: what is wrong, where it stands, what to do next.

A `Finding` is one kind of problem, declared once with its stable code beside the code that looks
for it; a `Problem` is one case of it. What stops a run is in `errors`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cml_sync.messages import Text


class Severity(StrEnum):
    """How bad a problem is: an error makes `validate` end with exit code 1, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        file: the name as the user knows it (a path, or ``archive.zip!import.xml``).
        line: counted from 1; None where it is not known.
        column: counted from 1, in characters; None where it is not known.
        path: element names from the root down, joined by ``/``, with ``[n]`` for records.
        record_id: the `Ид` of the record, as written.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""
    record_id: str | None = None

    def __str__(self) -> str:
        """``file:line:column``, as far as known, the form editors and CI understand."""
        known = [str(part) for part in (self.file, self.line, self.column) if part is not None]
        return ":".join(known)


class Finding(NamedTuple):
    """One kind of problem.

    Attributes:
        code: ``CML`` and three digits, never reused: 1xx structure, 2xx ids and references,
            3xx prices, 4xx stock and units, 5xx parties, 6xx documents, 7xx schema and dialect,
            8xx data quality, 9xx package.
        severity: of every problem of this kind.
        title: the kind in a few words.
    """

    code: str
    severity: Severity
    title: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One case of a finding.

    Attributes:
        finding: its kind.
        message: what is wrong with which value.
        place: where it stands.
        hint: what to do next.
    """

    finding: Finding
    message: Text
    place: Place
    hint: Text | None = None

    @property
    def code(self) -> str:
        """The stable code of its kind."""
        return self.finding.code

    @property
    def severity(self) -> Severity:
        """The severity of its kind."""
        return self.finding.severity
