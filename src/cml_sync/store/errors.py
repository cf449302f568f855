"""Why a store cannot be used; each ends with exit code 12."""

from pathlib import Path

from cml_sync.errors import StoreError
from cml_sync.messages import text


class StoreNewerError(StoreError):
    """The store was written by a newer cml-sync."""

    code = "E1201"

    def __init__(self, path: Path, revision: str):
        super().__init__(
            text(
                "the store {path} was written by a newer cml-sync (its layout is `{revision}`)",
                path=path,
                revision=revision,
            ),
            hint=text("upgrade cml-sync, or put back the copy of the store made before"),
        )


class StoreDamagedError(StoreError):
    """The file is no store, or SQLite finds damage in it."""

    code = "E1202"

    def __init__(self, path: Path, reason: str):
        super().__init__(
            text("the store {path} is damaged: {reason}", path=path, reason=reason),
            hint=text(
                "put back a copy of it, or move it away: the next full export fills a new one"
            ),
        )


class StoreUnusableError(StoreError):
    """The operating system does not let us read or write the store."""

    code = "E1203"

    def __init__(self, path: Path, reason: str):
        super().__init__(
            text("the store {path} cannot be used: {reason}", path=path, reason=reason),
            hint=text("check that the folder exists, is yours, and has room"),
        )


class StoreBusyError(StoreError):
    """Another process has been writing for longer than we wait."""

    code = "E1204"

    def __init__(self, path: Path):
        super().__init__(
            text("another process keeps writing to the store {path}", path=path),
            hint=text("look for a hanging cml-sync with `cml-sync status`, then run again"),
        )


class StoreMissingError(StoreError):
    """There is no store to read: nothing was pulled yet."""

    code = "E1205"

    def __init__(self, path: Path):
        super().__init__(
            text("there is no store {path} yet", path=path),
            hint=text("pull something first, or name the configuration whose store is meant"),
        )
