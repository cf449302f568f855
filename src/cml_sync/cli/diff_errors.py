"""What stops `diff`: it ends with 2 for any trouble, as diff(1) does."""

from cml_sync.cli.errors import LocalFileError
from cml_sync.errors import CmlSyncError, UsageError
from cml_sync.messages import text


class TroubleError(UsageError):
    """The packages cannot be compared."""

    code = "E218"

    def __init__(self, error: CmlSyncError | OSError):
        told = error if isinstance(error, CmlSyncError) else LocalFileError(error)
        super().__init__(
            text("nothing was compared: {reason} [{code}]", reason=told.message, code=told.code),
            hint=told.hint,
            place=told.place,
        )


class WrongPathsError(UsageError):
    """Too few packages for `diff`, or too many for `--textconv`."""

    code = "E219"

    def __init__(self, *, textconv: bool):
        super().__init__(
            text("--textconv shows one package, and two are named")
            if textconv
            else text("two packages are compared, and only one is named"),
            hint=text("`cml-sync diff OLD NEW` compares, `cml-sync diff --textconv FILE` shows"),
        )
