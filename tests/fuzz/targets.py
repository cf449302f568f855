"""What is fuzzed: one function each, which must take any bytes.

A target may end in an error of ours and in no other; what else must hold is asserted in it.
"""

import io
import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.errors import CmlSyncError, ExitCode
from cml_sync.jobs.validate import Manner, validate
from cml_sync.model.values import Amount, Day, Moment, TimeOfDay
from cml_sync.packages.archive import Archive
from cml_sync.packages.archive_checks import ArchiveLimits
from cml_sync.packages.naming import TAKEN, fold, safe_name
from cml_sync.problems import Place, Problem
from cml_sync.xml.limits import Limits
from cml_sync.xml.peek import peek
from cml_sync.xml.reading.lexical import mend
from cml_sync.xml.reading.part import PartReader, open_part
from cml_sync.xml.source.encoding import SAMPLE, Utf8Source, decide
from cml_sync.xml.source.prolog import read_prolog
from cml_sync.xml.writing.markup import spelling

NAME: Final = "x.xml"
SMALL: Final = Limits(
    file_bytes=100_000,
    prolog_bytes=2_000,
    record_bytes=20_000,
    record_marks=500,
    tag_bytes=2_000,
    depth=12,
    attributes=8,
    elements=2_000,
    kept=20,
    oddities=20,
    sections=5,
    hollow=10,
)
"""Limits that a fuzzer can reach."""

_ARCHIVE: Final = ArchiveLimits(
    entries=20, entry_bytes=100_000, total_bytes=200_000, ratio=50, ratio_from=10_000
)
_TYPES: Final[dict[type, Any]] = {Decimal: Amount, bool: bool, datetime: Moment, date: Day}
_NOTHING: Final = Decimal("1E-99")
_ADAPTERS: Final = {
    kind: TypeAdapter(shape) for kind, shape in (_TYPES | {time: TimeOfDay}).items()
}


class _Slow(PartReader):
    """Leaves every record to the push parser."""

    def _chunked(self) -> Iterator[Any]:
        return iter(())


def _refused(error: CmlSyncError) -> type[CmlSyncError]:
    """A part that is refused says so in words, by its name."""
    assert str(error)
    assert error.exit_code is ExitCode.FINDINGS
    assert error.place is not None
    assert error.place.file == NAME
    return type(error)


def _walked(part: Callable[[], PartReader]) -> object:
    try:
        reader = part()
        entries = list(reader)
    except CmlSyncError as error:
        return _refused(error)
    for entry in entries:
        for problem in getattr(entry, "problems", ()):
            assert str(problem.message)
            assert problem.place.file == NAME
    return entries, reader.problems, reader.information


def read(data: bytes) -> None:
    """A part to its end, both ways: the results are equal."""
    limits = Limits(file_bytes=1_000_000)
    fast = _walked(lambda: open_part(io.BytesIO(data), NAME, limits=limits))
    slow = _walked(lambda: _Slow(io.BytesIO(data), NAME, limits))
    if not (isinstance(fast, type) and isinstance(slow, type)):  # of two faults either may be told
        assert fast == slow


def read_small(data: bytes) -> None:
    """A part under small limits: memory and time stay in proportion."""
    found = _walked(lambda: open_part(io.BytesIO(data), NAME, limits=SMALL, keep_raw=True))
    assert isinstance(found, type) or len(data) <= SMALL.file_bytes
    with suppress(CmlSyncError):
        peek(io.BytesIO(data), NAME)


def encoding(data: bytes) -> None:
    """The encoding, the stream of UTF-8, and the prolog."""
    with suppress(CmlSyncError):
        found = decide(data[:SAMPLE], Place("x.xml"))
        source = Utf8Source(io.BytesIO(data[SAMPLE:]), data[:SAMPLE], found, "x.xml", SMALL)
        prolog = read_prolog(source.read(), source.read, "x.xml", SMALL)
        assert prolog.start_tag.startswith(b"<")
        assert prolog.start_tag.endswith(b">")
        assert prolog.line >= 1 <= prolog.column
        tag, _ = prolog.without_default_namespace()
        whole = prolog.start_tag.decode("utf-8", "replace")
        assert len(tag.decode("utf-8", "replace")) == len(whole)


def values(data: bytes) -> None:
    """Numbers, flags and moments: mended, they are what they say, or are refused by the model."""
    text = data.decode("utf-8", "replace")
    for kind, adapter in _ADAPTERS.items():
        mended = mend(text, kind)
        if mended is None or mended.value is None:
            continue
        with suppress(ValidationError):
            value = adapter.validate_python(mended.value)
            spelt = spelling(kind)(value)
            again = adapter.validate_python(spelt)
            if isinstance(value, Decimal) and abs(value) < _NOTHING:
                assert again in {value, 0}
            else:
                assert again == value
            assert len(spelt) <= 2 * len(text) + 64
            if isinstance(value, Decimal):
                assert math.isfinite(value)


def archive(data: bytes) -> None:
    """An archive: what passes the checks unpacks within them, below its folder."""
    with suppress(CmlSyncError), Archive(io.BytesIO(data), "x.zip", limits=_ARCHIVE) as opened:
        total = 0
        for name, entry in opened.entries.items():
            assert name == safe_name(name)
            with entry.open() as content:
                total += len(content.read())
        assert total <= _ARCHIVE.total_bytes
        assert len(opened.entries) <= _ARCHIVE.entries


def names(data: bytes) -> None:
    """Names of parts: what is safe leads nowhere, on no system."""
    text = data.decode("utf-8", "replace")
    with suppress(CmlSyncError):
        safe = safe_name(text)
        for path in (PurePosixPath(safe), PureWindowsPath(safe)):
            assert not path.is_absolute()
            assert not path.drive
            assert ".." not in path.parts
        assert safe.rpartition(".")[2].lower() in TAKEN
        assert safe_name(safe) == safe
        assert fold(safe) == fold(fold(safe))


def package(data: bytes) -> None:
    """`validate` of a whole package at its strictest: no rule raises, and counts are right."""
    problems: list[Problem] = []
    parts = data.split(b"\0\0\0\0", 2)
    with TemporaryDirectory(prefix="cml-sync-fuzz-") as folder:
        for number, part in enumerate(parts):
            suffix = "zip" if part.startswith(b"PK") else "xml"
            Path(folder, f"part{number}.{suffix}").write_bytes(part)
        with suppress(CmlSyncError):
            report = validate(
                sorted(Path(folder).iterdir()),
                on_problem=problems.append,
                selection=Selection(Level.STRICT),
                manner=Manner(limits=SMALL),
            )
            assert report.errors + report.warnings + report.advice == len(problems)
            assert report.exit_code == (ExitCode.FINDINGS if report.errors else ExitCode.DONE)
            for problem in problems:
                assert str(problem.message)


@dataclass(frozen=True)
class Target:
    """What is fuzzed, and how large its inputs are at most.

    Attributes:
        name: of its folder of seeds.
        run: takes any bytes.
        size: of an input, in bytes.
        modules: whose branches guide the fuzzer.
        seconds: how long one input may take.
    """

    name: str
    run: Callable[[bytes], None]
    size: int
    modules: tuple[str, ...]
    seconds: int = 5


TARGETS: Final[tuple[Target, ...]] = (
    Target("read", read, 20_000, ("cml_sync.xml",)),
    Target("read_small", read_small, 20_000, ("cml_sync.xml",)),
    Target(
        "encoding", encoding, 6_000, ("cml_sync.xml.source.encoding", "cml_sync.xml.source.prolog")
    ),
    Target("values", values, 200, ("cml_sync.xml.reading.lexical", "cml_sync.xml.writing.markup")),
    Target("archive", archive, 6_000, ("cml_sync.packages", "zipfile")),
    Target("names", names, 400, ("cml_sync.packages.naming",)),
    Target("package", package, 12_000, ("cml_sync.xml", "cml_sync.checks", "cml_sync.jobs")),
)
