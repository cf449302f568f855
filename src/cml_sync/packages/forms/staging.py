"""Hidden folders beside an output: where it is written, and what dead runs have left of theirs.

Whoever writes into one holds a lock on it for as long as he lives, so that the system itself says
who is dead. Its name tells the computer: of one that writes to the same share from elsewhere
nothing can be known, and it is left.
"""

import errno
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from cml_sync.packages.landing import remove_tree
from cml_sync.patterns import pattern

if sys.platform != "win32":  # which has no such locks: what is left there stays
    import fcntl

_ODD: Final = pattern(r"[^A-Za-z0-9-]+")
_LONGEST_NAME: Final = 100
_MOST_BYTES: Final = 190  # of that name: with all that follows it stays below 255, a disk's limit
_TRIES: Final = 100
_LONGEST_HOST: Final = 30
_NEW: Final = "partial"
_OLD: Final = "replaced"


class Staging(NamedTuple):
    """A hidden folder of ours.

    Attributes:
        path: of the folder.
        lock: an open descriptor that holds the lock; None where the disk knows no locks.
    """

    path: Path
    lock: int | None

    def release(self) -> None:
        """Hold it no longer, whatever has become of it."""
        if self.lock is not None:
            os.close(self.lock)


def new_staging(place: Path) -> Staging:
    """A new, empty folder beside `place`, locked: on the same disk, so that a rename will do.

    Raises:
        OSError: there can be none.
    """
    return _new(place, _NEW)


@contextmanager
def set_aside(place: Path) -> Iterator[Path]:
    """Where the folder at `place` may be renamed to, until it goes; nobody else removes it.

    Another run that replaces it is waited for. Who waits holds the lock of his own hidden folder
    only, for which nobody waits: so no two wait for each other.

    Raises:
        FileNotFoundError: nothing stands there any more.
        OSError: it cannot be had.
    """
    old = _standing(place)
    try:
        aside = _new(place, _OLD)
        try:
            yield aside.path
        finally:
            aside.release()
    finally:
        old.release()


def clear_dead(place: Path) -> int:
    """Remove what runs that were killed have left beside `place`; how many of them there were.

    What was set aside to be replaced stays as long as nothing stands at `place`: it is the only
    one there is.
    """
    keep_old = not place.exists()
    begin = _beginning(place)
    cleared = 0
    try:
        beside = sorted(place.parent.iterdir())
    except OSError:  # who may write there need not see what else is there
        return 0
    for path in beside:
        number, _, ending = path.name.removeprefix(begin).partition(".")
        named = path.name.startswith(begin) and number.replace("-", "").isdecimal()
        if named and (ending == _NEW or (ending == _OLD and not keep_old)):
            cleared += _removed(path)
    return cleared


def _removed(path: Path) -> bool:
    """Remove a folder whose lock can be had; whether that was so."""
    try:
        lock = _locked(path)
        if lock is None:
            return False
        try:
            if not _is_at(lock, path):
                return False
            remove_tree(path)
        finally:
            os.close(lock)
    except OSError:  # it lives, is somebody else's, or went meanwhile
        return False
    return True


def _beginning(place: Path) -> str:
    """What the hidden names beside `place` begin with, on this computer."""
    host = _ODD.sub("-", platform.node())[:_LONGEST_HOST]
    name = place.name[:_LONGEST_NAME]
    while len(os.fsencode(name)) > _MOST_BYTES:
        name = name[:-1]
    return f".{name}.{host}."


def _new(place: Path, ending: str) -> Staging:
    number = 0
    while True:
        path = place.with_name(f"{_beginning(place)}{os.getpid()}-{number}.{ending}")
        number += 1
        try:
            path.mkdir()
            staging = _held(path)
        except FileExistsError:
            continue
        except BaseException:
            with suppress(OSError):  # an interruption may come when it is there already
                path.rmdir()
            raise
        if staging is not None:
            return staging


def _standing(place: Path) -> Staging:
    """The folder at `place` with its lock, once nobody else holds it."""
    for _ in range(_TRIES):
        lock = _locked(place, wait=True)
        if lock is None or _is_at(lock, place):
            return Staging(place, lock)
        os.close(lock)  # it was replaced meanwhile
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN), str(place))


def _held(path: Path) -> Staging | None:
    """A new folder with its lock; None if somebody has just taken it for a dead one's."""
    try:
        lock = _locked(path)
    except (BlockingIOError, FileNotFoundError):
        return None
    if lock is None or _is_at(lock, path):
        return Staging(path, lock)
    os.close(lock)
    return None


def _is_at(lock: int, path: Path) -> bool:
    """Whether what an open descriptor holds is what stands at `path`."""
    try:
        return os.path.samestat(os.fstat(lock), path.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False


def _locked(path: Path, *, wait: bool = False) -> int | None:
    """A descriptor of a folder that holds its lock; None where the system or disk knows no locks.

    Raises:
        BlockingIOError: somebody else holds it, and he is not waited for.
        OSError: it cannot be opened.
    """
    if sys.platform == "win32":
        return None
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        if isinstance(error, BlockingIOError):
            raise
        return None
    except BaseException:  # an interruption of who waits
        os.close(descriptor)
        raise
    return descriptor
