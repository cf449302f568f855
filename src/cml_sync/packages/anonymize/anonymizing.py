"""A package from a source into a target, its people and companies replaced on the way."""

import posixpath
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.packages.anonymize.masker import Masker
from cml_sync.packages.forms.form import Source, SourcePart, Target
from cml_sync.packages.naming import IMAGES, fold
from cml_sync.packages.package import Picture
from cml_sync.packages.parts import PartKind
from cml_sync.xml.entries import Entry, RecordRead, SectionClosed
from cml_sync.xml.limits import Limits

_GOODS: Final = frozenset({Kind.PRODUCT, Kind.OFFER})


@dataclass(slots=True)
class Tally:
    """What was done.

    Attributes:
        records: how many of each kind were written.
        changed: in how many of each kind something was replaced.
        pictures: how many were copied.
        left_out: how many pictures and attachments were not.
    """

    records: Counter[Kind] = field(default_factory=Counter)
    changed: Counter[Kind] = field(default_factory=Counter)
    pictures: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class PartDone:
    """A part that was written.

    Attributes:
        name: as the user knows the one that was read.
        relative: inside both packages.
        kind: what it holds.
        records: how many of each kind.
        changed: in how many of them something was replaced.
    """

    name: str
    relative: str
    kind: PartKind
    records: Counter[Kind]
    changed: Counter[Kind]


def anonymized(
    source: Source,
    target: Target,
    masker: Masker,
    *,
    limits: Limits | None = None,
    pictures: bool = True,
    on_part: Callable[[PartDone], None] = lambda _: None,
) -> Tally:
    """Writes everything of `source` into `target`, with other people in it.

    Pictures are copied if goods name them; whatever else lies there may be a scan of a passport.

    Args:
        source: open.
        target: open.
        masker: replaces what is personal.
        limits: what a part may ask for.
        pictures: whether `target` takes any.
        on_part: told of every part once it is written.

    Raises:
        FindingsError: a part cannot be read or written.
    """
    tally = Tally()
    album = _Album(source.pictures)
    for part in source.parts:
        done = _part(part, target, masker, album, limits)
        tally.records.update(done.records)
        tally.changed.update(done.changed)
        on_part(done)
    for picture in album.wanted if pictures else ():
        target.picture(picture)
        tally.pictures += 1
    tally.left_out = len(source.pictures) - tally.pictures
    return tally


def _part(
    part: SourcePart, target: Target, masker: Masker, album: "_Album", limits: Limits | None
) -> PartDone:
    records: Counter[Kind] = Counter()
    changed: Counter[Kind] = Counter()
    with part.read(limits) as reading:
        header = replace(reading.header, information=masker.element(reading.header.information))
        with target.part(part.relative, header) as written:
            for entry in reading:
                new = masked(entry, masker)
                if isinstance(entry, RecordRead):
                    records[entry.kind] += 1
                    changed[entry.kind] += new is not entry
                    if entry.kind in _GOODS:
                        album.see(part, entry.record)
                written.entry(new)
            written.finish(masker.element(reading.information))
    return PartDone(part.name, part.relative, part.kind, records, changed)


def masked(entry: Entry, masker: Masker) -> Entry:
    """`entry` with other people in it; the same one where there are none."""
    if isinstance(entry, RecordRead):
        record = masker.element(entry.record)
        if record is entry.record:
            return entry
        return RecordRead(entry.kind, record, entry.section, entry.place)
    header = masker.element(entry.header)
    if header is entry.header:
        return entry
    if isinstance(entry, SectionClosed):
        return SectionClosed(entry.section, header)  # its problems name what stood there
    return replace(entry, header=header)


class _Album:
    """The pictures of a package, and which of them goods have named."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        self._pictures = tuple(pictures)
        self._numbers = {fold(one.relative): at for at, one in enumerate(self._pictures)}
        self._named = bytearray(len(self._pictures))

    def see(self, part: SourcePart, record: object) -> None:
        """Note the pictures of a product or an offer."""
        if not self._numbers or not isinstance(record, Product):
            return
        for reference in record.images:
            path = reference.strip().replace("\\", "/")
            for folder in (posixpath.dirname(part.relative), ""):
                number = self._numbers.get(fold(posixpath.normpath(posixpath.join(folder, path))))
                if number is not None:
                    self._named[number] = 1
                    break

    @property
    def wanted(self) -> tuple[Picture, ...]:
        """Those that goods have named and that are pictures, not documents."""
        return tuple(
            one
            for one, named in zip(self._pictures, self._named, strict=True)
            if named and one.relative.rpartition(".")[2].lower() in IMAGES
        )
