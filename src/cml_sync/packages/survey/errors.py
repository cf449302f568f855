"""What can be wrong with a file that should hold a shape."""

from pathlib import Path

from cml_sync.errors import FindingsError, UsageError
from cml_sync.messages import system_reason, text


class ShapeUnreadableError(UsageError):
    """The shape to compare with is not there, or cannot be read."""

    code = "E210"

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__(
            text(
                "the shape {file} cannot be read: {reason}", file=file, reason=system_reason(error)
            ),
            hint=text("`cml-sync inspect PATH --shape FILE` writes one"),
        )


class NotAShapeError(FindingsError):
    """The file to compare with holds something else."""

    code = "E126"

    def __init__(self, file: Path) -> None:
        super().__init__(
            text("{file} is not a shape", file=file),
            hint=text("`cml-sync inspect PATH --shape FILE` writes one"),
        )


class ShapeNewerError(FindingsError):
    """The shape to compare with was written by another version of the program."""

    code = "E127"

    def __init__(self, file: Path, schema: str) -> None:
        super().__init__(
            text(
                "{file} is a shape of another version of cml-sync: `{schema}`",
                file=file,
                schema=schema,
            ),
            hint=text("update cml-sync, or write the shape anew with `--shape`"),
        )
