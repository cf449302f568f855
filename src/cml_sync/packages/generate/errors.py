"""What cannot be generated, and why. Numbers: 211 and 212."""

from collections.abc import Sequence
from typing import Self

from cml_sync.errors import UsageError
from cml_sync.messages import Text, text


class UnknownDefectError(UsageError):
    """A defect that cannot be planted: no such code, or none that a package alone can have."""

    code = "E211"

    def __init__(self, word: str, near: Sequence[str]):
        super().__init__(
            text("there is no defect `{word}` to plant", word=word),
            hint=text(
                "did you mean {codes}? `cml-sync generate --defects` lists all",
                codes=", ".join(near),
            )
            if near
            else text("`cml-sync generate --defects` lists all"),
        )

    @classmethod
    def of_code(cls, code: str, reason: Text) -> Self:
        """A code that no package alone can have, or that each has."""
        error = cls(code, ())
        UsageError.__init__(
            error,
            text("{code} cannot be planted: {reason}", code=code, reason=reason),
            hint=text("`cml-sync explain {code}` says when it is found", code=code),
        )
        return error


class ImpossibleError(UsageError):
    """A package cannot be as it is asked for."""

    code = "E212"

    @classmethod
    def of_defect(cls, defect: str, reason: Text) -> Self:
        """A defect that this package has no place for."""
        return cls(
            text("{code} cannot be planted here: {reason}", code=defect, reason=reason),
            hint=text("Ask for more records, or for another dialect"),
        )

    @classmethod
    def of_parts(cls, path: str) -> Self:
        """A package of several files is to be one file."""
        return cls(
            text("`{path}` is one file, and the package has several", path=path),
            hint=text("Name a folder; orders alone, and JSON Lines, are one file"),
        )
