"""Who may come in: HTTP Basic, compared in constant time, with a pause after failures."""

import base64
import binascii
import hmac
from collections.abc import Iterator
from contextlib import suppress
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

FAILURES_EVERYWHERE: Final = 100
"""So many within a pause, whatever address they seem to come from: then only addresses that have
been let in before are heard. A proxy may pass on an address that the caller has made up."""

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
    _failures: dict[tuple[bool, str], _Failures] = field(default_factory=dict)
    _welcomed: set[str] = field(default_factory=set)

    def knock(self, authorization: str, address: str) -> Verdict:
        """Judge the header of a request.

        Failures under our name and under any other are counted apart, so that whoever does not even
        know the name cannot lock out a caller who shares the address with him.

        Args:
            authorization: the header ``Authorization``.
            address: of the caller.
        """
        given = _decoded(authorization)
        now = self.clock()
        self._forget(now)
        place = (self._names_us(given), address)
        if self._is_paused(place):
            return Verdict.PAUSED
        if self._fits(given):
            self._failures.pop(place, None)
            self._welcomed.add(address)
            return Verdict.WELCOME
        known = self._failures.get(place)
        self._failures[place] = _Failures(known.count + 1 if known else 1, now)
        return Verdict.WRONG

    def _is_paused(self, place: tuple[bool, str]) -> bool:
        ours, address = place
        known = self._failures.get(place)
        if known is not None and known.count >= FAILURES:
            return True
        everywhere = sum(
            failures.count for (named, _), failures in self._failures.items() if named is ours
        )
        return everywhere >= FAILURES_EVERYWHERE and address not in self._welcomed

    def _names_us(self, given: bytes) -> bool:
        return given.partition(b":")[0] in set(_encoded(self.login))

    def _fits(self, given: bytes) -> bool:
        # All of them are compared, whichever fits, so that time tells nothing.
        pair = f"{self.login}:{self.password.get_secret_value()}"
        return sum(hmac.compare_digest(given, known) for known in _encoded(pair)) > 0

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


def _encoded(words: str) -> Iterator[bytes]:
    """The words in every encoding that has all their letters: a replacement would let others in."""
    for encoding in _ENCODINGS:
        with suppress(UnicodeEncodeError):
            yield words.encode(encoding)
