"""Names of files on their way: which are safe, unfinished, or leftovers of our own."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from cml_sync.transports.base import Outgoing
from cml_sync.transports.file_errors import UnsafeNameError

LEFTOVER_AGE: Final = timedelta(hours=24)
"""After this long a temporary file of ours belongs to a run that died."""

_NAME_BYTES: Final = 200
"""Room for the dots, the token and `.part` in the 255 bytes that file systems allow a name."""

_UNFINISHED: Final = (".part", ".partial", ".filepart", ".tmp", ".temp", ".swp", "~")
"""What browsers, WinSCP (`.filepart`), editors and we ourselves call a file in the making."""

_PORTION: Final = re.compile(r"_(\d{1,9})$")
_LEFTOVER: Final = re.compile(r"^\..+\.[0-9a-f]{8,64}\.part$", re.DOTALL)
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def parts_of(name: str) -> tuple[str, ...]:
    """The folders and the file that a relative name with forward slashes is made of.

    Raises:
        UnsafeNameError: the name is empty, absolute, steps out with ``..``, or holds a backslash,
            a control character, or something that is not Unicode text.
    """
    parts = tuple(name.split("/"))
    if any(part in {"", ".", ".."} for part in parts) or "\\" in name or _CONTROL.search(name):
        raise UnsafeNameError(name)
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise UnsafeNameError(name) from error
    return parts


def is_unfinished(name: str) -> bool:
    """Whether one folder or file name says: hidden, temporary, or still being written."""
    return name.startswith((".", "~")) or name.lower().endswith(_UNFINISHED)


def temporary_name(name: str, token: str) -> str:
    """The hidden name under which a file is written before it appears under its own."""
    start = name.encode()[:_NAME_BYTES].decode(errors="ignore")
    return f".{start}.{token}.part"


def is_leftover(name: str) -> bool:
    """Whether a file name was made by `temporary_name`."""
    return _LEFTOVER.match(name) is not None


def following(name: str) -> str:
    """The name of the next portion: ``import0_2.xml`` after ``import0_1.xml``, else ``a_2.xml``."""
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    match = _PORTION.search(stem)
    portion = f"_{int(match[1]) + 1}" if match else "_2"
    return f"{stem[: match.start()] if match else stem}{portion}{dot}{suffix}"


def placed(files: Iterable[Outgoing], is_there: Callable[[str], bool]) -> tuple[Outgoing, ...]:
    """The files under names that take nothing away that nobody has read yet, nor one another.

    Args:
        files: of one delivery.
        is_there: whether a file of this name lies on the other side.
    """
    found: dict[str, Outgoing] = {}
    for file in files:
        name = file.name
        while not file.replace and (name in found or is_there(name)):
            name = following(name)
        found[name] = replace(file, name=name)
    return tuple(found.values())


def numbered(name: str, number: int) -> str:
    """The name of a file beside `number` others like it: ``a.xml``, ``a.1.xml``, ``a.2.xml``."""
    if number == 0:
        return name
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{number}.{suffix}" if dot and stem else f"{name}.{number}"
