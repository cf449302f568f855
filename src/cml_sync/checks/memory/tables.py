"""Which ids were met, in little memory: a million ids take 16 MB, whatever their length."""

from array import array
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from cml_sync.problems import Place

_BITS: Final = 4
_ALL_BITS: Final = (1 << _BITS) - 1
_KEY: Final = (1 << 64) - 1 - _ALL_BITS
_FIRST_SLOTS: Final = 64
_FULL: Final = 5 / 8


class Log(NamedTuple):
    """What was added to a table of ids, in order.

    Attributes:
        words: the hash of each id with all its bits then.
        before: the bits it had.
        salts: the hashes of the scopes.
    """

    words: "array[int]"
    before: bytearray
    salts: dict[str, int]

    def add(self, word: int, before: int) -> None:
        """Writes one addition down."""
        self.words.append(word)
        self.before.append(before)


class IdTable:
    """Ids with a few bits each, kept as hashes; an id belongs to a scope (a catalogue).

    Two catalogues of one package may hold the same ids without meaning the same record, so marks
    are per scope, while `knows` looks into all of them.

    A table of 64-bit words with open addressing: 60 bits of the hash, and the bits of the id. Two
    of a million ids share these 60 bits once in two million packages.
    """

    __slots__ = ("_log", "_mask", "_room", "_salts", "_slots", "_used")

    def __init__(self) -> None:
        self._salts: dict[str, int] = {}
        self._used = 0
        self._log: Log | None = None
        self._resize(_FIRST_SLOTS)

    def mark(self, identifier: str | tuple[str, ...], *, scope: str = "", bits: int = 1) -> int:
        """Adds `bits` (1 to 15) to those of the id; returns the bits it had, 0 if not known."""
        salt = self._salts.get(scope)
        if salt is None:
            salt = self._salts[scope] = hash(scope)
        key = (hash(identifier) ^ salt) & _KEY
        held = self._slots[(key >> _BITS) & self._mask]
        if held & _KEY == key and held & bits == bits:  # as `_put` would find it, a call sooner
            return held & _ALL_BITS
        return self._put(key, bits)

    def bits(self, identifier: str, *, scope: str = "") -> int:
        """The bits of the id in `scope`, 0 if it is not known there."""
        salt = self._salts.get(scope)
        if salt is None:
            return 0
        key = (hash(identifier) ^ salt) & _KEY
        held = self._slots[(key >> _BITS) & self._mask]
        if not held:
            return 0
        return held & _ALL_BITS if held & _KEY == key else self._look_up(key)

    def knows(self, identifier: str, *, but_for: str | None = None) -> bool:
        """Whether the id was marked in any scope, or in any but one."""
        key = hash(identifier)
        return any(
            self._look_up((key ^ salt) & _KEY)
            for scope, salt in self._salts.items()
            if scope != but_for
        )

    def __len__(self) -> int:
        """How many ids are marked, counted per scope."""
        return self._used

    @property
    def memory(self) -> int:
        """How many bytes the table takes."""
        return self._slots.itemsize * len(self._slots)

    def begin_log(self) -> None:
        """From now on what is added is written down, for the same table of another process."""
        self._log = Log(array("Q"), bytearray(), self._salts)

    @property
    def log(self) -> "Log | None":
        """What was added since `begin_log`, None if nothing was."""
        return self._log if self._log is not None and self._log.words else None

    def fits(self, log: "Log") -> bool:
        """Whether all that was added elsewhere would have been added in the same way here."""
        look_up = self._look_up
        return all(
            look_up(word & _KEY) == before
            for word, before in zip(log.words, log.before, strict=True)
        )

    def take_over(self, log: "Log") -> None:
        """Adds what was added elsewhere."""
        self._salts.update(log.salts)
        for word in log.words:
            self._put(word & _KEY, word & _ALL_BITS)

    def _put(self, key: int, bits: int) -> int:
        slots, mask = self._slots, self._mask
        at = (key >> _BITS) & mask
        while held := slots[at]:
            if held & _KEY == key:
                before = held & _ALL_BITS
                if before | bits != before:
                    slots[at] = held | bits
                    if self._log is not None:
                        self._log.add(held | bits, before)
                return before
            at = (at + 1) & mask
        slots[at] = key | bits
        if self._log is not None:
            self._log.add(key | bits, 0)
        self._used += 1
        if self._used > self._room:
            self._grow()
        return 0

    def _look_up(self, key: int) -> int:
        slots, mask = self._slots, self._mask
        at = (key >> _BITS) & mask
        while held := slots[at]:
            if held & _KEY == key:
                return held & _ALL_BITS
            at = (at + 1) & mask
        return 0

    def _resize(self, count: int) -> None:
        self._slots = array("Q", bytes(8)) * count
        self._mask = count - 1
        self._room = int(count * _FULL)

    def _grow(self) -> None:
        old = self._slots
        self._resize(2 * len(old))
        slots, mask = self._slots, self._mask
        for held in old:
            if held:
                at = (held >> _BITS) & mask
                while slots[at]:
                    at = (at + 1) & mask
                slots[at] = held


class Marks(IdTable):
    """Ids whose marks mean the same, whoever adds them and whatever was known before."""

    __slots__ = ()

    def fits(self, log: "Log") -> bool:  # noqa: ARG002 - nothing in it can disagree
        """Always: what was added elsewhere is added here."""
        return True


class Placed(Protocol):
    """Something that can say where it stands; asked only where that is kept."""

    @property
    def place(self) -> Place:
        """Where."""
        ...


@dataclass(slots=True)
class Sighting:
    """Where something was met first, and how often.

    Attributes:
        place: of the first case.
        count: of all cases.
    """

    place: Place
    count: int = 1


class Counts(NamedTuple):
    """How often each thing was met, and how many cases were not kept."""

    met: dict[tuple[str, ...], int]
    dropped: int


class Seen(NamedTuple):
    """Things met, by their first case and how often, and how many cases were not kept."""

    met: dict[tuple[str, ...], Sighting]
    dropped: int


class Sightings:
    """Things met, each with its first place and its count; the first `limit` different ones."""

    __slots__ = ("_limit", "_met", "dropped")

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._met: dict[tuple[str, ...], Sighting] = {}
        self.dropped = 0
        """How many cases of further things were not kept."""

    def add(self, key: tuple[str, ...], at: Placed) -> Sighting | None:
        """Counts one case of `key`; gives what is kept of it, None if nothing is."""
        met = self._met.get(key)
        if met is not None:
            met.count += 1
        elif len(self._met) < self._limit:
            met = self._met[key] = Sighting(at.place)
        else:
            self.dropped += 1
        return met

    def knows(self, key: tuple[str, ...]) -> bool:
        """Whether `key` was met and kept."""
        return key in self._met

    def counts(self) -> "Counts":
        """How often each was met so far."""
        return Counts({key: met.count for key, met in self._met.items()}, self.dropped)

    def since(self, begun: "Counts") -> "Seen | None":
        """What was added since then, None if nothing was."""
        before = begun.met
        met = {
            key: Sighting(sighting.place, sighting.count - before.get(key, 0))
            for key, sighting in self._met.items()
            if sighting.count != before.get(key)
        }
        dropped = self.dropped - begun.dropped
        return Seen(met, dropped) if met or dropped else None

    def fits(self, seen: "Seen") -> bool:
        """Whether it is sure whose cases were seen elsewhere; those not kept might be of any."""
        return not seen.dropped

    def take_over(self, seen: "Seen") -> None:
        """Adds what was seen elsewhere, behind all that was seen here."""
        self.dropped += seen.dropped
        for key, sighting in seen.met.items():
            met = self._met.get(key)
            if met is not None:
                met.count += sighting.count
            elif len(self._met) < self._limit:
                self._met[key] = sighting
            else:
                self.dropped += sighting.count

    def items(self) -> list[tuple[tuple[str, ...], Sighting]]:
        """Everything kept, in the order in which it was met first."""
        return list(self._met.items())
