"""Opening a package in whatever form it lies there; what it is, its content says."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cml_sync.packages.errors import NoPartsError, PathUnreadableError
from cml_sync.packages.finding import as_text
from cml_sync.packages.forms.form import Source
from cml_sync.packages.package import open_package

if TYPE_CHECKING:
    from cml_sync.packages.archive_checks import ArchiveLimits


def open_source(paths: Sequence[Path], *, limits: "ArchiveLimits | None" = None) -> Source:
    """The package that lies at `paths`: XML, JSON Lines or CSV.

    The first path decides; all of them are of one form.

    Args:
        paths: files, folders and zip archives, together one package.
        limits: how much an archive may be.

    Raises:
        ValueError: no paths.
        FindingsError: nothing there, nothing that can be read, a refused archive.
    """
    try:
        return _opened(paths, limits)
    except OSError as error:  # a folder that may not be looked into, a name too long
        where = as_text(str(error.filename or paths[0]))
        raise PathUnreadableError(where, error.strerror or str(error)) from error


def _opened(paths: Sequence[Path], limits: "ArchiveLimits | None") -> Source:
    if paths:
        for looks_like, opened in _FORMS:
            if looks_like(paths[0]):
                return opened(paths)
    try:
        return open_package(paths, limits=limits)
    except NoPartsError:
        if any(_holds_tables(path) for path in paths):
            return _tables(paths)  # whose columns are those of no table: it says which and where
        raise


def _holds_tables(path: Path) -> bool:
    return path.is_dir() and any(one.suffix.lower() == ".csv" for one in path.iterdir())


def _looks_like_lines(path: Path) -> bool:
    if not _may_be_other(path):
        return False
    from cml_sync.packages.forms.jsonl.source import looks_like_jsonl  # noqa: PLC0415 - if asked

    return looks_like_jsonl(path)


def _lines(paths: Sequence[Path]) -> Source:
    from cml_sync.packages.forms.jsonl.source import JsonLinesSource  # noqa: PLC0415 - if wanted

    return JsonLinesSource(paths)


def _looks_like_tables(path: Path) -> bool:
    if not _may_be_other(path):
        return False
    from cml_sync.packages.forms.csv.source import looks_like_csv  # noqa: PLC0415 - if asked

    return looks_like_csv(path)


def _tables(paths: Sequence[Path]) -> Source:
    from cml_sync.packages.forms.csv.source import CsvSource  # noqa: PLC0415 - if wanted

    return CsvSource(paths)


def _may_be_other(path: Path) -> bool:
    """Whether it is worth a look: XML files, by far the most, need no other form loaded."""
    return path.suffix.lower() not in {".xml", ".zip"}


_FORMS: Final[tuple[tuple[Callable[[Path], bool], Callable[[Sequence[Path]], Source]], ...]] = (
    (_looks_like_lines, _lines),
    (_looks_like_tables, _tables),
)
"""The forms beside XML: whether a path is of one, and how it is opened."""
