"""Holds the parts of a package against a schema that the user supplies."""

from collections.abc import Iterable
from pathlib import Path

from cml_sync.checks.memory.index import Index
from cml_sync.packages.package import Part
from cml_sync.problems import Problem
from cml_sync.xml.entries import Entry
from cml_sync.xml.errors import ReadError
from cml_sync.xml.limits import Limits
from cml_sync.xml.schema.schema_advice import schema_advice
from cml_sync.xml.schema.schema_file import load_schema


class AgainstSchema:
    """A watcher (`jobs.validate.Watcher`) that compares each part once it was read.

    Raises:
        SchemaFileError: (making one) the file is no schema that can be used.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self._schema = load_schema(path)
        self._limits = limits
        self._part: Part | None = None

    def begin(self, part: Part) -> None:
        """A part begins."""
        self._part = part

    def look(self, entry: Entry) -> Iterable[Problem]:  # noqa: ARG002 - read apart
        """Nothing: the part is read anew when it ends."""
        return ()

    def end(self) -> Iterable[Problem]:
        """What of the part is not as the schema says; nothing more of one that cannot be read."""
        part, self._part = self._part, None
        if part is None:
            return
        with part.open() as file:
            try:
                yield from schema_advice(self._schema, file, part.name, self._limits)
            except ReadError:
                return  # the reader has told it

    def finish(self, index: Index) -> Iterable[Problem]:  # noqa: ARG002 - nothing across parts
        """Nothing: a schema knows one file."""
        return ()
