"""Opening a package in whatever form it lies there; what it is, its content says."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cml_sync.packages.forms.form import Source
from cml_sync.packages.package import open_package

if TYPE_CHECKING:
    from cml_sync.packages.archive_checks import ArchiveLimits


def open_source(paths: Sequence[Path], *, limits: "ArchiveLimits | None" = None) -> Source:
    """The package that lies at `paths`: XML, JSON Lines or CSV.

    Args:
        paths: files, folders and zip archives, together one package.
        limits: how much an archive may be.

    Raises:
        ValueError: no paths.
        FindingsError: nothing there, nothing that can be read, a refused archive.
    """
    return open_package(paths, limits=limits)
