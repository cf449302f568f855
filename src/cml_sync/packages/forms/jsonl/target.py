"""A package that is written as JSON Lines: a folder of files by kind, or one stream."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from tempfile import TemporaryFile
from types import TracebackType
from typing import Final, Self

from cml_sync.messages import text, text_n
from cml_sync.packages.forms.findings import NO_PLACE
from cml_sync.packages.forms.form import TargetPart
from cml_sync.packages.forms.jsonl.manifest import LinesFile, Manifest, Window
from cml_sync.packages.forms.jsonl.names import (
    LAYOUT,
    LINE_KINDS,
    MANIFEST_FILE,
    STREAM,
    STREAM_FILE,
    file_of,
)
from cml_sync.packages.forms.jsonl.sinks import Sink
from cml_sync.packages.forms.jsonl.writing import PartLines
from cml_sync.packages.forms.output import Output
from cml_sync.packages.package import Picture
from cml_sync.problems import Place, Problem
from cml_sync.xml.entries import PartHeader

_COPY: Final = 1024 * 1024


class JsonLinesTarget:
    """Writes a package as JSON Lines (see `form.Target`).

    The lines of a part stand together: one that is begun while another is open is written aside,
    and comes after it.
    """

    def __init__(self, output: Output, *, source: str | None = None) -> None:
        """Nothing is written yet.

        Args:
            output: a folder, or a single file: the stream.
            source: who said what the lines say; where nobody does, the name of the part.
        """
        self._output = output
        self._source = source
        self._files = ExitStack()
        self._sinks: dict[str, Sink] = {}
        self._parts: list[PartLines] = []
        self._aside: list[_Aside] = []
        self._busy = False
        self._pictures = 0
        self._left_out = 0

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(self._output)
            self._sink(STREAM if self._output.single else LAYOUT)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            with self._stack, self._files:
                self._finish()
            return
        try:
            self._files.__exit__(kind, error, trace)  # a full disk fails once more here
        finally:
            self._stack.__exit__(kind, error, trace)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be said: a stream has no place for pictures."""
        if not self._left_out:
            return ()
        message = text_n(
            "{count} picture is left out: a stream of lines has no place for it",
            "{count} pictures are left out: a stream of lines has no place for them",
            self._left_out,
        )
        hint = text("Write a folder: pictures lie in it beside the lines")
        return (Problem(NO_PLACE, message, Place(file=str(self._output.path)), hint),)

    @contextmanager
    def part(self, relative: str, header: PartHeader) -> Iterator[TargetPart]:
        """Begin a part (see `form.Target.part`)."""
        aside = _Aside(self._files) if self._busy else None
        lines = PartLines(
            relative,
            header,
            self._source or relative,
            aside.sink if aside else self._sink,
            stream=self._output.single,
        )
        self._busy = True
        yield lines  # what goes wrong here leaves nothing at all behind
        lines.end()
        self._parts.append(lines)
        if aside is not None:
            aside.lines = lines
            self._aside.append(aside)
            return
        for waiting in self._aside:
            waiting.move(self._sink)
        self._aside.clear()
        self._busy = False

    def picture(self, picture: Picture) -> None:
        """Copy a picture into the folder; a stream has no place for it."""
        if self._output.single:
            self._left_out += 1
            return
        with self._output.file(picture.relative) as copy, picture.open() as file:
            while block := file.read(_COPY):
                copy.write(block)
        self._pictures += 1

    def _sink(self, word: str) -> Sink:
        found = self._sinks.get(word)
        if found is None:
            file = self._files.enter_context(self._output.file(file_of(word)))
            found = self._sinks[word] = Sink(file)
        return found

    def _finish(self) -> None:
        for waiting in self._aside:
            waiting.move(self._sink)
        if self._output.single:
            stream = self._sinks[STREAM]
            manifest = self._manifest((stream.said(STREAM, STREAM_FILE),))
            stream.line(manifest.model_dump_json().encode())
            stream.flush()
            return
        words = [word for word in (*LINE_KINDS, LAYOUT) if word in self._sinks]
        manifest = self._manifest(
            tuple(self._sinks[word].said(word, file_of(word)) for word in words)
        )
        self._files.close()  # whoever sees the manifest sees the rest
        with self._output.file(MANIFEST_FILE) as file:
            file.write(manifest.model_dump_json(indent=2).encode() + b"\n")

    def _manifest(self, files: tuple[LinesFile, ...]) -> Manifest:
        parts = tuple(lines.said() for lines in self._parts)
        moments = [part.generated_at for part in parts if part.generated_at is not None]
        window = None
        if moments:
            moments.sort(key=lambda moment: moment.replace(tzinfo=None))  # some have an offset
            window = Window(first=moments[0], last=moments[-1])
        flags = {flag for lines in self._parts for flag in lines.flags}
        versions = (lines.schema_version for lines in self._parts if lines.schema_version)
        return Manifest(
            changes_only=False if False in flags else True if flags == {True} else None,
            generated_at=window.last if window else None,
            window=window,
            schema_version=next(versions, None),
            package_ids=tuple(dict.fromkeys(i for lines in self._parts for i in lines.ids)),
            files=files,
            parts=parts,
            pictures=self._pictures,
        )


class _Aside:
    """The lines of a part that was begun while another one was open."""

    def __init__(self, files: ExitStack) -> None:
        self._files = files
        self._sinks: dict[str, Sink] = {}
        self.lines: PartLines | None = None

    def sink(self, word: str) -> Sink:
        """The file in which lines of a kind wait."""
        if word not in self._sinks:
            file = self._files.enter_context(TemporaryFile())  # noqa: SIM115 - the stack closes it
            self._sinks[word] = Sink(file)
        return self._sinks[word]

    def move(self, sink_of: Callable[[str], Sink]) -> None:
        """They go where they belong."""
        for word, waiting in self._sinks.items():
            place = sink_of(word)
            if self.lines is not None:
                self.lines.starts[word] += place.count
            place.take(waiting)
