"""Which ids were met, in little memory: a million ids take about 80 MB, whatever their length."""

from dataclasses import dataclass

from cml_sync.problems import Place


class IdTable:
    """Ids with a few bits each, kept as hashes; an id belongs to a scope (a catalogue).

    Two catalogues of one package may hold the same ids without meaning the same record, so marks
    are per scope, while `knows` looks into all of them.
    """

    def __init__(self) -> None:
        self._bits: dict[int, int] = {}
        self._salts: dict[str, int] = {}

    def mark(self, identifier: str, *, scope: str = "", bits: int = 1) -> int:
        """Adds `bits` to those of the id; returns the bits it had, 0 if it was not known."""
        salt = self._salts.get(scope)
        if salt is None:
            salt = self._salts[scope] = hash(scope) if self._salts else 0
        key = hash(identifier) ^ salt
        before = self._bits.get(key, 0)
        self._bits[key] = before | bits
        return before

    def bits(self, identifier: str, *, scope: str = "") -> int:
        """The bits of the id in `scope`, 0 if it is not known there."""
        salt = self._salts.get(scope)
        return 0 if salt is None else self._bits.get(hash(identifier) ^ salt, 0)

    def knows(self, identifier: str) -> bool:
        """Whether the id was marked in any scope."""
        key = hash(identifier)
        return key in self._bits or (
            len(self._salts) > 1 and any(key ^ salt in self._bits for salt in self._salts.values())
        )

    def __len__(self) -> int:
        """How many ids are marked, counted per scope."""
        return len(self._bits)


@dataclass(slots=True)
class Sighting:
    """Where something was met first, and how often.

    Attributes:
        place: of the first case.
        count: of all cases.
    """

    place: Place
    count: int = 1


class Sightings:
    """Things met, each with its first place and its count; the first `limit` different ones."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._met: dict[tuple[str, ...], Sighting] = {}
        self.dropped = 0
        """How many cases of further things were not kept."""

    def add(self, key: tuple[str, ...], place: Place) -> None:
        """Counts one case of `key`."""
        met = self._met.get(key)
        if met is not None:
            met.count += 1
        elif len(self._met) < self._limit:
            self._met[key] = Sighting(place)
        else:
            self.dropped += 1

    def items(self) -> list[tuple[tuple[str, ...], Sighting]]:
        """Everything kept, in the order in which it was met first."""
        return list(self._met.items())
