"""Why a place named for an output cannot be written to; nothing is written then."""

from cml_sync.errors import StoreError, UsageError
from cml_sync.messages import Text, system_words, text


class OutputExistsError(UsageError):
    """Something stands where the output is to be, and may not be replaced."""

    code = "E215"

    def __init__(self, path: str) -> None:
        super().__init__(
            text("`{path}` exists already, and is left as it is", path=path),
            hint=text("Name a place where nothing stands, or say `--replace`"),
        )


class OutputPlaceError(UsageError):
    """A place at which no output is written."""

    code = "E216"

    def __init__(self, path: str, reason: Text, hint: Text | None = None) -> None:
        """Made.

        Args:
            path: as the user named it.
            reason: why nothing is written there.
            hint: where to instead; by default to a place of its own.
        """
        super().__init__(
            text("Nothing is written to `{path}`: {reason}", path=path, reason=reason),
            hint=hint or text("Name a file or folder of its own, beside what is read"),
        )


class OutputWriteError(StoreError):
    """The disk cannot take the output: no space, no rights, a read-only disk."""

    code = "E1252"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            text(
                "The output `{path}` cannot be written: {reason}",
                path=path,
                reason=system_words(reason),
            ),
            hint=text("Make room or mend the rights, then run again; nothing was left behind"),
        )
