"""Who may come in: HTTP Basic, compared in constant time, with a pause after failures."""

import base64
import binascii
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from pydantic import SecretStr

from cml_sync.transports.base import Clock

FAILURES: Final = 5
"""So many wrong passwords in a row …"""

PAUSE: Final = timedelta(seconds=60)
"""… and nobody is let in under this name from this address for so long."""

_MOST: Final = 10_000
_ENCODINGS: Final = ("utf-8", "cp1251")
"""1C writes a password that is not ASCII in either."""


class Verdict(Enum):
    """What comes of a login."""

    WELCOME = "welcome"
    WRONG = "wrong"
    PAUSED = "paused"


@dataclass(slots=True)
class _Failures:
    count: int
    last: datetime


@dataclass(slots=True)
class Door:
    """Lets callers in.

    Attributes:
        login: the one there is.
        password: of it.
        clock: the moment now.
    """

    login: str
    password: SecretStr
    clock: Clock
    _failures: dict[tuple[str, str], _Failures] = field(default_factory=dict)

    def knock(self, authorization: str, address: str) -> Verdict:
        """Judge the header of a request.

        Args:
            authorization: the header ``Authorization``.
            address: of the caller.
        """
        given = _decoded(authorization)
        now = self.clock()
        self._forget(now)
        place = (_login(given), address)
        known = self._failures.get(place)
        if known is not None and known.count >= FAILURES:
            return Verdict.PAUSED
        if self._fits(given):
            self._failures.pop(place, None)
            return Verdict.WELCOME
        count = known.count if known else 0
        if len(self._failures) < _MOST or known:
            self._failures[place] = _Failures(count + 1, now)
        return Verdict.WRONG

    def _fits(self, given: bytes) -> bool:
        # All of them are compared, whichever fits, so that time tells nothing.
        return sum(hmac.compare_digest(given, pair) for pair in self._pairs()) > 0

    def _pairs(self) -> Iterator[bytes]:
        pair = f"{self.login}:{self.password.get_secret_value()}"
        for encoding in _ENCODINGS:
            yield pair.encode(encoding, "replace")

    def _forget(self, now: datetime) -> None:
        for place in [
            place for place, known in self._failures.items() if known.last + PAUSE <= now
        ]:
            del self._failures[place]


def _decoded(authorization: str) -> bytes:
    scheme, _, value = authorization.strip().partition(" ")
    if scheme.lower() != "basic":
        return b""
    try:
        return base64.b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _login(given: bytes) -> str:
    return given.partition(b":")[0][:100].decode("latin-1")
