"""Reading known_hosts as OpenSSH does: hashed names, patterns, ports, and keys that are revoked.

paramiko's own reader stumbles over a line with a marker, and would never refuse a revoked key.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

import paramiko

_REVOKED: Final = "@revoked"
_HASHED: Final = "|1|"
_SSH_PORT: Final = 22


@dataclass(frozen=True, slots=True)
class KnownHosts:
    """What a file says about one server.

    Attributes:
        keys: it is known by, as in the file.
        revoked: keys, as bytes, that no server may show any more, whatever host their line names.
    """

    keys: tuple[paramiko.PKey, ...] = ()
    revoked: frozenset[bytes] = frozenset()

    def is_revoked(self, key: paramiko.PKey) -> bool:
        """Whether nobody may be trusted who shows this key."""
        return key.asbytes() in self.revoked


def host_name(host: str, port: int) -> str:
    """The name of a server in the file."""
    return host if port == _SSH_PORT else f"[{host}]:{port}"


def read_known_hosts(lines: Iterable[str], name: str) -> KnownHosts:
    """What the lines of a file say about the server called `name` there.

    Lines that cannot be read vouch for nobody and are passed by, as are those of authorities.

    Raises:
        ValueError: a line that revokes a key cannot be read.
    """
    keys: list[paramiko.PKey] = []
    revoked: set[bytes] = set()
    for line in lines:
        marker, *rest = line.split(maxsplit=1) or [""]
        if marker == _REVOKED:
            entry = _entry("".join(rest))
            if entry is None:
                raise ValueError(_REVOKED)
            revoked.add(entry.key.asbytes())
        elif not marker.startswith(("#", "@")):
            entry = _entry(line)
            if entry is not None and _matches(entry.hostnames, name):
                keys.append(entry.key)
    good = (key for key in keys if key.asbytes() not in revoked)
    return KnownHosts(tuple(good), frozenset(revoked))


def _entry(line: str) -> paramiko.hostkeys.HostKeyEntry | None:
    words = " ".join(line.split())
    try:
        return paramiko.hostkeys.HostKeyEntry.from_line(words) if words else None
    except (paramiko.SSHException, paramiko.hostkeys.InvalidHostKey, ValueError, IndexError):
        return None


def _matches(patterns: Iterable[str], name: str) -> bool:
    """Whether a pattern matches and none that begins with ``!`` does."""
    found = False
    for pattern in patterns:
        if pattern.startswith(_HASHED):
            found = found or paramiko.HostKeys.hash_host(name, pattern) == pattern
        elif pattern.startswith("!"):
            if _fits(pattern[1:], name):
                return False
        else:
            found = found or _fits(pattern, name)
    return found


def _fits(pattern: str, name: str) -> bool:
    # of the signs of fnmatch only * and ? mean something here; [host]:port has brackets of its own
    return fnmatchcase(name.lower(), re.sub(r"\[", "[[]", pattern.lower()))
