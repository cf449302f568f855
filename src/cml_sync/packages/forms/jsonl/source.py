"""A package of JSON Lines that is read: proved whole before the first record is handed out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Self

from cml_sync.messages import text
from cml_sync.model.kinds import Kind
from cml_sync.packages.errors import NotRegularFileError, PathMissingError
from cml_sync.packages.finding import pictures_in
from cml_sync.packages.forms.form import Reading, SourcePart
from cml_sync.packages.forms.jsonl.default import GivenLines, default_parts
from cml_sync.packages.forms.jsonl.errors import ManifestMismatchError
from cml_sync.packages.forms.jsonl.files import LineReader, proved
from cml_sync.packages.forms.jsonl.manifest import CONTRACT, Manifest
from cml_sync.packages.forms.jsonl.manifest_reading import folder_manifest, stream_manifest
from cml_sync.packages.forms.jsonl.names import LAYOUT, LINE_KINDS, MANIFEST_FILE, STREAM
from cml_sync.packages.forms.jsonl.reading import Lines, LinesReading
from cml_sync.packages.landing import open_regular
from cml_sync.packages.order import processing_order
from cml_sync.packages.package import Picture
from cml_sync.packages.parts import PartKind
from cml_sync.xml.limits import Limits

_LINES: Final = ".jsonl"
_START: Final = 4096
_MARK: Final = b"\xef\xbb\xbf"


class Start(NamedTuple):
    """Where the lines of a part begin in one file."""

    path: Path
    number: int
    offset: int


class LinesSourcePart(NamedTuple):
    """A part (see `form.SourcePart`).

    Attributes:
        name: as the user knows it (``shop!import0_1.xml``).
        relative: inside the package.
        kind: what it holds.
        size: of its lines, in bytes.
        generated_at: when it was made, as its root says.
        starts: where its lines begin, by kind.
        records: how many lines of each kind, as the manifest says.
        layout: its lines of parts and sections, where no file has them.
    """

    name: str
    relative: str
    kind: PartKind
    size: int
    generated_at: datetime | None
    starts: Mapping[str, Start]
    records: Mapping[str, int]
    layout: tuple[bytes, ...] | None = None

    @property
    def counts(self) -> Counter[Kind]:
        """How many records it holds, by kind; proved with the files when they were opened."""
        found: Counter[Kind] = Counter()
        for word, count in self.records.items():
            found[LINE_KINDS[word].record] += count
        return found

    @contextmanager
    def read(self, limits: Limits | None = None) -> Iterator[Reading]:
        """Begin a walk through it (see `form.SourcePart.read`).

        Raises:
            FindingsError: it cannot be read.
        """
        with ExitStack() as files:

            def opened(word: str) -> Lines:
                path, number, offset = self.starts[word]
                reader = LineReader(path, number, offset, limits or Limits())
                files.callback(reader.close)
                return reader

            if STREAM in self.starts:
                yield LinesReading(self.name, opened(STREAM), None)
            elif self.layout is not None:
                given = GivenLines(self.name.rpartition("!")[0], self.layout)
                yield LinesReading(self.name, given, opened)
            else:
                yield LinesReading(self.name, opened(LAYOUT), opened)


class JsonLinesSource:
    """Reads packages of JSON Lines (see `form.Source`).

    Attributes:
        manifests: what the packages say of themselves, by path.
        parts: in the order in which they are taken.
        pictures: sorted by name.
    """

    def __init__(self, paths: Sequence[Path], limits: Limits | None = None) -> None:
        """Every file is held against its manifest.

        Args:
            paths: folders (or manifests in them) and streams, together one package.
            limits: what a record may be.

        Raises:
            FindingsError: nothing is there, a manifest is missing, a file is not what its manifest
                says, or a line is broken.
        """
        self.manifests: dict[Path, Manifest] = {}
        parts: list[LinesSourcePart] = []
        pictures: list[Picture] = []
        for path in paths:
            if not path.exists():
                raise PathMissingError(str(path))
            place = path.parent if path.name == MANIFEST_FILE else path
            if place.is_dir():
                parts += self._folder(place, limits or Limits())
                pictures += (
                    Picture(found.name, found.relative, found.size, found.open)
                    for found in pictures_in(place)
                )
            else:
                parts += self._stream(place, limits or Limits())
        self.parts: Sequence[SourcePart] = processing_order(parts)
        self.pictures: Sequence[Picture] = tuple(sorted(pictures, key=lambda one: one.relative))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open."""

    def _folder(self, folder: Path, limits: Limits) -> Iterator[LinesSourcePart]:
        manifest = self.manifests[folder] = folder_manifest(folder).manifest
        given = manifest.parts or ()
        files: dict[str, tuple[Path, dict[int, int]]] = {}
        for said in manifest.files:
            path = folder / said.file
            if path.is_symlink():
                raise NotRegularFileError(str(path), link=True)
            if not path.is_file():
                raise ManifestMismatchError(str(path), text("the file is not there"))
            starts = [part.starts[said.kind] for part in given if said.kind in part.starts]
            files[said.kind] = (path, proved(path, said, [1, *starts], limits))
        for part in given:
            yield LinesSourcePart(
                f"{folder}!{part.name}",
                part.name,
                part.kind,
                part.bytes,
                part.generated_at,
                {
                    word: Start(files[word][0], number, files[word][1][number])
                    for word, number in part.starts.items()
                },
                part.records,
            )
        if manifest.parts is None:
            yield from _made(folder / MANIFEST_FILE, manifest, files)

    def _stream(self, path: Path, limits: Limits) -> Iterator[LinesSourcePart]:
        manifest, length = stream_manifest(path)
        self.manifests[path] = manifest
        given = manifest.parts or ()
        starts = [part.starts[STREAM] for part in given]
        offsets = proved(path, manifest.files[0], starts, limits, length)
        for part in given:
            number = part.starts[STREAM]
            yield LinesSourcePart(
                f"{path}!{part.name}",
                part.name,
                part.kind,
                part.bytes,
                part.generated_at,
                {STREAM: Start(path, number, offsets[number])},
                part.records,
            )


def looks_like_jsonl(path: Path) -> bool:
    """Whether a package of JSON Lines is at `path`, or what was to become one.

    A folder with files of lines or with a manifest of this contract; a file of that extension, or
    one that begins with a brace.
    """
    if path.is_dir():
        if any(entry.suffix == _LINES for entry in path.iterdir()):
            return True
        path = path / MANIFEST_FILE
        return path.is_file() and CONTRACT.partition("/")[0].encode() in _start(path)
    if not path.is_file():
        return False
    return path.suffix == _LINES or _start(path).removeprefix(_MARK).lstrip()[:1] == b"{"


def _start(path: Path) -> bytes:
    with open_regular(path) as file:
        return file.read(_START)


def _made(
    manifest_file: Path, manifest: Manifest, files: Mapping[str, tuple[Path, dict[int, int]]]
) -> Iterator[LinesSourcePart]:
    """The parts of a folder that says nothing of them."""
    sizes = {file.kind: file.bytes or 0 for file in manifest.files}
    for part in default_parts(manifest):
        yield LinesSourcePart(
            f"{manifest_file}!{part.name}",
            part.name,
            part.kind,
            sum(sizes[word] for word in part.records),
            manifest.generated_at,
            {word: Start(files[word][0], 1, 0) for word in part.records},
            part.records,
            part.layout,
        )
