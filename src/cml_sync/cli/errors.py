"""What only the outermost floor can name."""

from collections.abc import Sequence

from cml_sync.errors import StoreError, UsageError
from cml_sync.messages import text


class LocalFileError(StoreError):
    """This machine's own disk or rights stand in the way, where no floor below could say more."""

    code = "E1290"

    def __init__(self, error: OSError):
        super().__init__(
            text(
                "{path} cannot be used: {detail}",
                path=error.filename or "?",
                detail=error.strerror or type(error).__name__,
            ),
            hint=text("check rights and free space there, then run it again"),
        )


class UnknownKindError(UsageError):
    """The first word behind `push` names no kind."""

    code = "E201"

    def __init__(self, word: str, known: Sequence[str]):
        super().__init__(
            text("`{word}` is not a kind: there are {known}", word=word, known=", ".join(known)),
            hint=text("`{name} --help` shows what it takes", name="cml-sync push"),
        )


class PathsNeedKindError(UsageError):
    """Files are sent as one kind; which one of several cannot be told."""

    code = "E202"

    def __init__(self) -> None:
        super().__init__(
            text("files are sent as one kind, and several are named"),
            hint=text("name one kind before the paths: `cml-sync push catalog webdata/`"),
        )
