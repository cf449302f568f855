"""Where everything that is invented comes from: a digest of the seed and of a number.

A record can so be made by itself, again and again, whatever stands before it: parts name the same
products without remembering any, and the same seed gives the same bytes on every machine.
"""

import hashlib
from collections.abc import Sequence
from typing import Final, Protocol

_SIZE: Final = 64


class Chance(Protocol):
    """What draws; `random.Random` is one, whose seed decides about everything."""

    def randbytes(self, n: int) -> bytes:
        """So many bytes."""
        ...

    def randrange(self, start: int) -> int:
        """A number from 0 to `start` - 1."""
        ...

    def sample(self, population: Sequence[int], k: int) -> list[int]:
        """`k` of them, each once."""
        ...


class Draws:
    """Bytes by what they are for and a number; pure."""

    __slots__ = ("_key",)

    def __init__(self, chance: Chance) -> None:
        """Takes its key from `chance`."""
        self._key = chance.randbytes(32)

    def data(self, purpose: bytes, number: int) -> bytes:
        """64 bytes.

        Args:
            purpose: what they are for; at most 16 bytes.
            number: of the record, below 2**64.
        """
        data = number.to_bytes(8, "little")
        return hashlib.blake2b(data, digest_size=_SIZE, key=self._key, person=purpose).digest()

    def guid(self, purpose: bytes, number: int) -> str:
        """An id as 1C writes it."""
        return guid_of(self.data(purpose, number))

    def below(self, limit: int, purpose: bytes, number: int) -> int:
        """A number from 0 to `limit` - 1."""
        return int.from_bytes(self.data(purpose, number)[:8], "little") % limit


def guid_of(data: bytes) -> str:
    """16 bytes as a GUID of version 4, in small letters."""
    digits = data[:16].hex()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"
