"""Two packages side by side: what differs, in memory that does not grow with them.

Both are read at once. As long as they tell of the same records in the same order, each is compared
with its like and forgotten; most are made of the same bytes, and need no look. A piece without its
like waits in memory for a while, then on disk. What waits at the end is put together by record: so
one that a package says in one piece is compared with one that the other spreads over its parts.
"""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.merging import merged
from cml_sync.model.offers import OfferChange
from cml_sync.packages.diff.change import (
    ABSENT,
    IDENTITY,
    Change,
    FieldChange,
    What,
    added,
    removed,
    title_of,
)
from cml_sync.packages.diff.normal import normal_fields
from cml_sync.packages.diff.pieces import Ident, Piece, as_offer, pack, same_bytes, unpack
from cml_sync.packages.diff.same_files import same_content
from cml_sync.packages.diff.side import Doubled, Side
from cml_sync.packages.diff.spill import Spill, Waiting
from cml_sync.packages.diff.terms import PICTURE, Terms
from cml_sync.packages.diff.values import Fields
from cml_sync.packages.forms.form import Source
from cml_sync.packages.package import Picture
from cml_sync.xml.limits import Limits

_MEMORY: Final = 8 * 1024 * 1024
"""Bytes of pieces of one side that wait in memory; beyond, they go to the disk."""

Held = dict[Ident, tuple[Kind, bytes]]


@dataclass
class Comparison:
    """What was found.

    Attributes:
        counts: how many records became what, by kind and `What`.
        equal: how many pieces of records are equal in both.
        doubled: records that stand twice in a package, the first of them.
        doubles: how many there are.
        changes_only: the old package, the new one: holds changes only.
        repaired: how many things their readers mended or dropped, the old package, the new one.
        spill: holds the changes.
    """

    spill: Spill
    counts: Counter[tuple[str, What]] = field(default_factory=Counter)
    equal: int = 0
    doubled: Sequence[Doubled] = ()
    doubles: int = 0
    changes_only: tuple[bool, bool] = (False, False)
    repaired: tuple[int, int] = (0, 0)

    def __iter__(self) -> Iterator[Change]:
        """The changes, by kind and key; as long as the spill is open."""
        return self.spill.changes()

    def add(self, change: Change) -> None:
        """One more change."""
        self.counts[change.kind, change.what] += 1
        self.spill.change(change)


def compare(
    old: Source, new: Source, spill: Spill, terms: Terms, *, limits: Limits | None = None
) -> Comparison:
    """What differs between two packages.

    Args:
        old: the one that was there before.
        new: the other.
        spill: for what must wait; must stay open while the changes are read.
        terms: what counts as a difference.
        limits: what a part may ask for.

    Raises:
        FindingsError: a part cannot be read to its end.
    """
    return _Comparing(
        Side(old, False, terms, spill, limits),
        Side(new, True, terms, spill, limits),
        terms,
        Comparison(spill),
    ).run()


@dataclass
class _Comparing:
    """The work while it is done."""

    old: Side
    new: Side
    terms: Terms
    found: Comparison
    _old_held: Held = field(default_factory=dict)
    _new_held: Held = field(default_factory=dict)
    _bytes: int = 0

    def run(self) -> Comparison:
        """Do all of it."""
        self._align()
        for side, held in ((self.old, self._old_held), (self.new, self._new_held)):
            _put_away(side, held)
        for group in self.found.spill.groups():
            self._join(group)
        self._headers()
        if self.terms.wants(PICTURE):
            self._pictures(_by_path(self.old), _by_path(self.new))
        self.found.doubled = (*self.old.doubled, *self.new.doubled)
        self.found.doubles = self.old.doubles + self.new.doubles
        self.found.changes_only = self.old.changes_only, self.new.changes_only
        self.found.repaired = self.old.repaired, self.new.repaired
        return self.found

    def _align(self) -> None:
        """Both at once, each piece with its like as soon as it comes.

        Where they part, they take turns in going on until one meets what the other had: so records
        that only one of them has do not keep them apart.
        """
        self.new.twin = self.old.twin
        olds, news = self.old.pieces(), self.new.pieces()
        old, new = next(olds, None), next(news, None)
        old_held, new_held = self._old_held, self._new_held
        olds_turn = False
        while old is not None and new is not None:
            if old.ident == new.ident:
                if old.kind is new.kind and same_bytes(old.entry, new.entry):
                    self.found.equal += 1
                else:
                    self._pair(old.ident, old.kind, old.record, new.kind, new.record)
                old, new = next(olds, None), next(news, None)
            elif old_held and new.ident in old_held:
                self._late(old_held.pop(new.ident), new, is_new=True)
                new = next(news, None)
            elif new_held and old.ident in new_held:
                self._late(new_held.pop(old.ident), old, is_new=False)
                old = next(olds, None)
            elif olds_turn:
                self._hold(self.old, old_held, old)
                old, olds_turn = next(olds, None), False
            else:
                self._hold(self.new, new_held, new)
                new, olds_turn = next(news, None), True
        while old is not None:
            self._alone(self.old, old_held, new_held, old)
            old = next(olds, None)
        while new is not None:
            self._alone(self.new, new_held, old_held, new)
            new = next(news, None)

    def _alone(self, side: Side, held: Held, others: Held, piece: Piece) -> None:
        """A piece after the other package has ended."""
        if piece.ident in others:
            self._late(others.pop(piece.ident), piece, is_new=side.new)
        else:
            self._hold(side, held, piece)

    def _hold(self, side: Side, held: Held, piece: Piece) -> None:
        """Let a piece wait."""
        data = pack(piece.record)
        if piece.ident in held:  # it stands twice: the second goes behind the first
            kind, first = held.pop(piece.ident)
            side.wait(piece.ident, kind.value, first)
            side.wait(piece.ident, piece.kind.value, data)
            return
        held[piece.ident] = (piece.kind, data)
        self._bytes += len(data)
        if self._bytes > 2 * _MEMORY:
            self._bytes = 0
            _put_away(self.old, self._old_held)
            _put_away(self.new, self._new_held)

    def _late(self, waited: tuple[Kind, bytes], piece: Piece, *, is_new: bool) -> None:
        """A piece whose like has waited."""
        kind, data = waited
        self._bytes -= len(data)
        if kind is piece.kind and pack(piece.record) == data:
            self.found.equal += 1
            return
        other = unpack(kind, data)
        if is_new:
            self._pair(piece.ident, kind, other, piece.kind, piece.record)
        else:
            self._pair(piece.ident, piece.kind, piece.record, kind, other)

    def _pair(
        self, ident: Ident, old_kind: Kind, old: Element, new_kind: Kind, new: Element
    ) -> None:
        """Two pieces that say something of the same."""
        if old_kind is new_kind and pack(old) == pack(new):
            self.found.equal += 1
            return
        if self.terms.apply_changes:
            before = _lifted(old)
            new = merged(before, _lifted(new), change=new_kind is Kind.OFFER_CHANGE)
            old_kind = new_kind = Kind(ident.kind)
            old = before
        self._differ(ident, normal_fields(old_kind, old), normal_fields(new_kind, new))

    def _differ(self, ident: Ident | tuple[str, str], old: Fields, new: Fields) -> None:
        kind, key = ident[0], ident[1]
        fields = self.terms.differences(kind, old, new)
        if fields:
            title = title_of(new) or title_of(old)
            self.found.add(Change(kind, key, What.CHANGED, title, fields))
        else:
            self.found.equal += 1

    def _join(self, group: Sequence[Waiting]) -> None:
        """All that waits of one record."""
        kind, key = group[0].kind, group[0].key
        olds = [piece for piece in group if not piece.new]
        news = [piece for piece in group if piece.new]
        if [_said(piece) for piece in olds] == [_said(piece) for piece in news]:
            self.found.equal += 1
            return
        applies = self.terms.apply_changes
        old = _state(None, olds)
        new = _state(old if applies else None, news)
        if applies and not news:
            return
        model = Kind(kind)
        before = None if old is None else normal_fields(model, old, _parent(group, new=False))
        after = None if new is None else normal_fields(model, new, _parent(group, new=True))
        if before is None and self.old.met(kind, key):
            before = {}
        if after is None and self.new.met(kind, key):
            after = {}
        self._became((kind, key), before, after)

    def _became(self, ident: tuple[str, str], before: Fields | None, after: Fields | None) -> None:
        kind, key = ident
        if before is not None and after is not None:
            self._differ(ident, before, after)
        elif before is not None:
            self._told(removed(kind, key, self.terms.kept(kind, before)))
        elif after is not None:
            self._told(added(kind, key, self.terms.kept(kind, after)))

    def _told(self, change: Change) -> None:
        if change.fields or self.terms.whole_records:
            self.found.add(change)

    def _headers(self) -> None:
        """Sections by their id; where each package has one of a kind, these two."""
        old, new = self.old.headers(), self.new.headers()
        for kind in {kind for kind, _ in (*old, *new)}:
            olds = [key for held, key in old if held == kind]
            news = [key for held, key in new if held == kind]
            if self.terms.apply_changes:
                self._laid_headers(kind, old, {key: new[kind, key] for key in news})
                continue
            if len(olds) == len(news) == 1 and olds != news:
                before = {IDENTITY: olds[0], **old[kind, olds[0]]}
                self._differ((kind, news[0]), before, {IDENTITY: news[0], **new[kind, news[0]]})
                continue
            for key in dict.fromkeys((*olds, *news)):
                ident = (kind, key)
                alone = None
                if ident not in new and new:
                    alone = self.old
                elif ident not in old and old:
                    alone = self.new
                if alone is None or not alone.is_shell(kind, key):
                    self._became(ident, old.get(ident), new.get(ident))

    def _laid_headers(
        self, kind: str, old: Mapping[tuple[str, str], Fields], news: Mapping[str, Fields]
    ) -> None:
        """What sections with changes make of those that were there; they add none of their own."""
        for key, fields in news.items():
            before = old.get((kind, key))
            if before is not None:
                said = {name: value for name, value in fields.items() if name != "changes_only"}
                self._differ((kind, key), before, {**before, **said})
            elif kind != Section.OFFERS_CHANGES:
                self._became((kind, key), None, fields)

    def _pictures(self, old: Mapping[str, Picture], new: Mapping[str, Picture]) -> None:
        for name in sorted(old.keys() | new.keys()):
            before, after = old.get(name), new.get(name)
            if before is None and after is not None:
                self._told(added(PICTURE, name, _size(after)))
            elif after is None and before is not None:
                if not self.terms.apply_changes:
                    self._told(removed(PICTURE, name, _size(before)))
            elif before is not None and after is not None and not _same(before, after):
                rows = self.terms.differences(PICTURE, _size(before), _size(after))
                if not rows and self.terms.counts(PICTURE, "content"):
                    rows = (FieldChange("content", ABSENT, ABSENT),)
                if rows:
                    self.found.add(Change(PICTURE, name, What.CHANGED, None, rows))


def _by_path(side: Side) -> dict[str, Picture]:
    """The pictures by what products call them: by their path from the folder of the part on.

    Where there are no products, pictures that lie beside a part are not about it.
    """
    source = side.source
    folders = {posixpath.dirname(part.relative) for part in source.parts} - {""}
    found: dict[str, Picture] = {}
    for picture in source.pictures if side.goods else ():
        name = picture.relative
        above = [folder for folder in folders if name.startswith(f"{folder}/")]
        short = name[len(max(above, key=len)) + 1 :] if above else name
        found[name if short in found else short] = picture
    return found


def _same(old: Picture, new: Picture) -> bool:
    return old.size == new.size and same_content(old.open, new.open)


def _size(picture: Picture) -> Fields:
    return {"bytes": str(picture.size)}


def _put_away(side: Side, held: Held) -> None:
    for ident, (kind, data) in held.items():
        side.wait(ident, kind.value, data)
    held.clear()


def _said(piece: Waiting) -> tuple[str, str | None, bytes]:
    return piece.model, piece.parent, piece.data


def _lifted(record: Element) -> Element:
    return as_offer(record) if isinstance(record, OfferChange) else record


def _state(state: Element | None, pieces: Sequence[Waiting]) -> Element | None:
    """What pieces of one record add up to, laid over `state`."""
    for piece in pieces:
        kind = Kind(piece.model)
        record = _lifted(unpack(kind, piece.data))
        is_change = kind is Kind.OFFER_CHANGE
        state = record if state is None else merged(state, record, change=is_change)
    return state


def _parent(group: Sequence[Waiting], *, new: bool) -> str | None:
    said = [piece.parent for piece in group if piece.new == new and piece.parent is not None]
    if not said and new:
        said = [piece.parent for piece in group if piece.parent is not None]
    return said[-1] if said else None
