"""What only the outermost floor can name."""

from cml_sync.errors import StoreError
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
