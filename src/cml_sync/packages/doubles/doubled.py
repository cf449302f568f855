"""What stands twice in a package, with both places: found in walks of their own.

They are taken only where words have said that something came twice, and they end as soon as all
that is to be named was met.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from cml_sync.errors import FindingsError
from cml_sync.packages.convert.headers import scope_of
from cml_sync.packages.doubles.pieces import Met, met_in, places_in
from cml_sync.packages.doubles.words import KEY, Suspects
from cml_sync.packages.forms.form import Source
from cml_sync.problems import Place
from cml_sync.xml.entries import RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.limits import Limits

if TYPE_CHECKING:
    from array import array

SHOWN: Final = 100
"""So many are named; all are counted."""
_TOUCHED: Final = 1000
_SIGHTINGS: Final = 4 * _TOUCHED
"""So many of one key are looked at: with facets of their own, so many come before the last."""

Touches = Callable[[str, str], bool]
"""Whether somebody asks for a piece of this kind with this key."""


class Doubled(NamedTuple):
    """A piece of a record that stands again where one with its key has stood.

    Attributes:
        kind: ``product``, ``offer`` …; changes of offers are offers.
        key: what identifies it: its ``Ид``; of documents that have none their number.
        first: where such a piece stands for the first time.
        again: where this one stands.
    """

    kind: str
    key: str
    first: Place
    again: Place


class Doubles(NamedTuple):
    """What stands twice.

    Attributes:
        named: the first of them, in the order of the package.
        total: how many there are.
        touched: the first that was asked for and stands twice in one catalogue; None if none does.
    """

    named: tuple[Doubled, ...] = ()
    total: int = 0
    touched: Doubled | None = None


class _Sighting(NamedTuple):
    number: tuple[int, int]
    facets: int
    catalog: str
    place: Place


class _Again(NamedTuple):
    number: tuple[int, int]
    met: Met
    shown: bool


class Walks:
    """The walks through a package that look for suspects.

    Args:
        source: the package.
        limits: what a part may ask for.
    """

    def __init__(self, source: Source, limits: Limits | None) -> None:
        self._source = source
        self._limits = limits

    def find(self, suspects: Suspects, touches: Touches | None) -> Doubles:
        """What the suspects are."""
        if not suspects.total:
            return Doubles()
        repeats = self._again(suspects, touches)
        sightings = self._sightings(repeats)
        named: list[Doubled] = []
        touched: Doubled | None = None
        wrong = 0
        for again in repeats:
            seen = sightings[again.met.scope, again.met.ident.key]
            pair = _pair(seen, again)
            if pair is None:  # two ids with one hash
                wrong += 1
                continue
            ident = again.met.ident
            if again.shown:
                named.append(Doubled(ident.kind, ident.key, pair[0].place, pair[1].place))
            if touched is None and touches is not None and touches(ident.kind, ident.key):
                touched = _in_one_catalog(again.met, seen)
        return Doubles(tuple(named), suspects.total - wrong, touched)

    def _again(self, suspects: Suspects, touches: Touches | None) -> list[_Again]:
        """What came again: the first that are to be named, and those that are asked for."""
        keys, facets = suspects.keys, bytearray(len(suspects.keys))
        found: list[_Again] = []
        shown = asked = came = 0
        for number, (entry, section, _) in enumerate(self._records()):
            for inner, met in enumerate(met_in(entry, section)):
                at = _index(keys, met.word & KEY)
                if at is None:
                    continue
                before = facets[at]
                facets[at] = before | met.ident.facets
                if not before & met.ident.facets:
                    continue
                came += 1
                wanted = asked < _TOUCHED and touches is not None and touches(*met.ident[:2])
                if shown < SHOWN or wanted:
                    found.append(_Again((number, inner), met, shown < SHOWN))
                    shown += shown < SHOWN
                    asked += wanted
            if came == suspects.total or (shown == SHOWN and touches is None):
                break
        return found

    def _sightings(self, repeats: Sequence[_Again]) -> dict[tuple[str, str], list[_Sighting]]:
        """All places of what came again, up to the last of them."""
        found: dict[tuple[str, str], list[_Sighting]] = {
            (again.met.scope, again.met.ident.key): [] for again in repeats
        }
        last = max((again.number[0] for again in repeats), default=-1)
        for number, (entry, section, catalog) in enumerate(self._records()):
            if number > last:
                break
            if all((met.scope, met.ident.key) not in found for met in met_in(entry, section)):
                continue
            for inner, (met, place) in enumerate(places_in(entry, section)):
                seen = found.get((met.scope, met.ident.key))
                if seen is not None and len(seen) < _SIGHTINGS:
                    seen.append(_Sighting((number, inner), met.ident.facets, catalog, place))
        return found

    def _records(self) -> Iterator[tuple[RecordRead, str, str]]:
        """Every record, the name of its section, and the catalogue that this belongs to."""
        for at, part in enumerate(self._source.parts):
            with suppress(FindingsError), part.read(self._limits) as reading:
                sections, catalog = 0, ""
                for entry in reading:
                    if isinstance(entry, RecordRead):
                        yield entry, f"{at}#{sections}", catalog
                    elif isinstance(entry, SectionOpened):
                        catalog = scope_of(entry.header)
                    elif isinstance(entry, SectionClosed):
                        sections, catalog = sections + 1, ""


def _index(keys: "array[int]", key: int) -> int | None:
    at = bisect_left(keys, key)
    return at if at < len(keys) and keys[at] == key else None


def _pair(seen: Sequence[_Sighting], again: _Again) -> tuple[_Sighting, _Sighting] | None:
    """The first sighting that says what `again` says, and its own; None if there is none."""
    facets = again.met.ident.facets
    own = [one for one in seen if one.facets & facets]
    for one in own[1:]:
        if one.number >= again.number:
            return own[0], one
    return None


def _in_one_catalog(met: Met, seen: Sequence[_Sighting]) -> Doubled | None:
    """The first pair in one catalogue: records of two are not in each other's way."""
    for at, one in enumerate(seen):
        for before in seen[:at]:
            if before.catalog == one.catalog and before.facets & one.facets:
                return Doubled(met.ident.kind, met.ident.key, before.place, one.place)
    return None
