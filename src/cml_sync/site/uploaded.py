"""The uploads of a session as a transport, so that an import is a pull of what lies with us."""

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from cml_sync.packages.archive import Archive
from cml_sync.packages.landing import open_regular
from cml_sync.packages.naming import ATTACHMENTS, IMAGES, fold
from cml_sync.site.errors import UnknownFileError
from cml_sync.site.uploads import Upload
from cml_sync.transports.base import Offered, Topic

_BLOCK: Final = 1024 * 1024
_PICTURES: Final = IMAGES | ATTACHMENTS
_ARCHIVE: Final = "zip"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, loose or in an archive.

    Attributes:
        size: in bytes.
        open: opens it from the start.
    """

    size: int
    open: Callable[[], BinaryIO]


@dataclass(slots=True)
class Uploaded:
    """Offers some uploads to whoever pulls.

    Attributes:
        sources: by name.
        asks_again: nothing comes in between.
    """

    sources: Mapping[str, Source]
    asks_again: bool = False

    def offered(self, topic: Topic) -> Sequence[Offered]:
        """All of them."""
        del topic  # chosen before
        return [Offered(name, source.size) for name, source in sorted(self.sources.items())]

    def fetch(self, topic: Topic, offered: Offered, sink: BinaryIO) -> int:
        """Copy one."""
        del topic
        with self.sources[offered.name].open() as file:
            shutil.copyfileobj(file, sink, _BLOCK)
        return self.sources[offered.name].size

    def confirm(self, topic: Topic, taken: Sequence[Offered]) -> None:
        """The answer to the import is the confirmation."""


def choose(
    uploads: Mapping[str, Upload],
    name: str,
    stack: ExitStack,
    *,
    pictures: bool,
    taken: Collection[str] = (),
) -> dict[str, Source]:
    """The file that is to be imported, and the pictures that came with it.

    An archive is unpacked when something in it is asked for: 1C asks by the names inside. A name
    without its folder will do, and so will another case, where only one file is meant.

    Args:
        uploads: of the session, by name.
        name: that the caller gave, made safe.
        stack: closes the archives.
        pictures: are wanted.
        taken: pictures that an earlier import took.

    Raises:
        UnknownFileError: no such file was uploaded.
        FindingsError: an archive is damaged or refused.
    """
    there = {
        known: Source(upload.size, partial(open_regular, upload.path, follow=False))
        for known, upload in uploads.items()
    }
    main = _find(there, name)
    if main is None or (pictures and not _is(main, _ARCHIVE)):
        there = _unpacked(uploads, stack) | there
        main = main or _find(there, name)
    if main is None:
        raise UnknownFileError(name)
    chosen = {main: there[main]}
    if pictures:
        chosen |= {
            known: source
            for known, source in there.items()
            if known not in taken and known.rpartition(".")[2].lower() in _PICTURES
        }
    return chosen


def _find(there: Mapping[str, Source], name: str) -> str | None:
    if name in there:
        return name
    for same in (_same, _same_base):
        found = [known for known in there if same(known, name)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _same(known: str, name: str) -> bool:
    return fold(known) == fold(name)


def _same_base(known: str, name: str) -> bool:
    return fold(known.rpartition("/")[2]) == fold(name.rpartition("/")[2])


def _unpacked(uploads: Mapping[str, Upload], stack: ExitStack) -> dict[str, Source]:
    return {
        name: source
        for archive, upload in uploads.items()
        if _is(archive, _ARCHIVE)
        for name, source in _entries(archive, upload.path, stack)
    }


def _entries(name: str, path: Path, stack: ExitStack) -> Iterator[tuple[str, Source]]:
    archive = stack.enter_context(Archive(open_regular(path, follow=False), name))
    for entry in archive.entries.values():
        yield entry.name, Source(entry.size, entry.open)


def _is(name: str, extension: str) -> bool:
    return name.rpartition(".")[2].lower() == extension
