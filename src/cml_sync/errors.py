"""What stops a run, grouped by what the caller does next.

Every class carries a stable code whose number begins with its exit code (``E401`` ends with 4),
makes its own sentence from typed arguments, and says what to do next. Findings that do not stop
a run are in `problems`. Only `cli.boundary` turns an error into text and an exit code.
"""

from enum import IntEnum
from typing import ClassVar

from cml_sync.messages import Text
from cml_sync.problems import Place


class ExitCode(IntEnum):
    """How a run ended. Unknown codes mean failure; new ones may appear."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    PARTLY = 3
    REFUSED = 4
    TEMPORARY = 5
    OTHER_SIDE = 6
    HELD = 7
    NOTHING = 9
    LOCKED = 10
    CONFIGURATION = 11
    STORE = 12
    BUG = 70
    INTERRUPTED = 130
    TERMINATED = 143


class CmlSyncError(Exception):
    """Base of everything that stops a run.

    Attributes:
        code: stable; ``E`` and a number that begins with the exit code.
        exit_code: how the process ends.
        message: what is wrong with which value.
        hint: what to do next.
        place: where, if it is about a file.
    """

    code: ClassVar[str]
    exit_code: ClassVar[ExitCode]

    def __init__(self, message: Text, *, hint: Text | None = None, place: Place | None = None):
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place

    def __str__(self) -> str:
        """The English sentence, with its place in front."""
        where = str(self.place) if self.place else ""
        return f"{where}: {self.message}" if where else str(self.message)


class FindingsError(CmlSyncError):
    """Something handed in cannot be read: mend the file, then run again. Never retried."""

    code = "E100"
    exit_code = ExitCode.FINDINGS


class UsageError(CmlSyncError):
    """The command line asks for something that cannot be."""

    code = "E200"
    exit_code = ExitCode.USAGE


class RefusedError(CmlSyncError):
    """Login, rights, certificate or host key: a person must change something. Never retried."""

    code = "E400"
    exit_code = ExitCode.REFUSED


class TemporaryError(CmlSyncError):
    """Likely to pass by itself: the only kind that is retried."""

    code = "E500"
    exit_code = ExitCode.TEMPORARY


class OtherSideError(CmlSyncError):
    """The other side said failure, or something that cannot be read as success."""

    code = "E600"
    exit_code = ExitCode.OTHER_SIDE


class HeldError(CmlSyncError):
    """A guard stopped the run: a person must look."""

    code = "E700"
    exit_code = ExitCode.HELD


class NothingTransferredError(CmlSyncError):
    """Nothing came, and ``--error-on-empty`` was asked for."""

    code = "E900"
    exit_code = ExitCode.NOTHING


class LockedError(CmlSyncError):
    """Another run works on the same store."""

    code = "E1000"
    exit_code = ExitCode.LOCKED


class ConfigurationError(CmlSyncError):
    """The configuration or a secret is wrong or missing."""

    code = "E1100"
    exit_code = ExitCode.CONFIGURATION


class StoreError(CmlSyncError):
    """The store is damaged, or was written by a newer cml-sync."""

    code = "E1200"
    exit_code = ExitCode.STORE
