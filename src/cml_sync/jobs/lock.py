"""One run per store: a lock of the operating system, which a killed process cannot leave behind."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from cml_sync.errors import LockedError
from cml_sync.messages import text
from cml_sync.store.errors import StoreUnusableError
from cml_sync.transports.base import Clock

_LOCK: Final = "run.lock"
_HOLDER: Final = "run.json"


class AnotherRunError(LockedError):
    """Another run works on the same store."""

    code = "E1001"

    def __init__(self, command: str, pid: str, host: str, since: str):
        super().__init__(
            text(
                "another run works on this store: `{command}`, process {pid} on {host},"
                " since {since}",
                command=command,
                pid=pid,
                host=host,
                since=since,
            ),
            hint=text("wait for it, or look at it with `cml-sync status`"),
        )


@contextmanager
def hold_lock(state: Path, command: str, clock: Clock, *, wait: float = 0) -> Iterator[None]:
    """Be the only run on the store below `state`.

    Args:
        state: the state folder; it is made if it is not there.
        command: for whoever comes second.
        clock: for the same.
        wait: seconds to wait for the other to end.

    Raises:
        AnotherRunError: another process holds the lock.
        StoreUnusableError: the operating system refuses.
    """
    try:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = FileLock(state / _LOCK, timeout=wait, mode=0o600)
        lock.acquire()
    except Timeout as error:
        raise AnotherRunError(**_holder(state)) from error
    except OSError as error:
        raise StoreUnusableError(state, error.strerror or type(error).__name__) from error
    try:
        _write_holder(state, command, clock)
        yield
    finally:
        lock.release()


def _write_holder(state: Path, command: str, clock: Clock) -> None:
    holder = {
        "command": command,
        "pid": str(os.getpid()),
        "host": socket.gethostname(),
        "since": clock().isoformat(timespec="seconds"),
    }
    partial = state / f".{_HOLDER}.part"
    try:
        partial.write_text(json.dumps(holder), encoding="utf-8")
        partial.replace(state / _HOLDER)
    except OSError as error:
        raise StoreUnusableError(state, error.strerror or type(error).__name__) from error


def _holder(state: Path) -> dict[str, str]:
    unknown = dict.fromkeys(("command", "pid", "host", "since"), "?")
    try:
        found = json.loads((state / _HOLDER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return unknown
    return unknown | {name: str(found[name]) for name in unknown if name in found}
