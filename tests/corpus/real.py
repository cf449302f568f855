"""The real files beside the repository, and what its list says of them."""

import csv
from pathlib import Path
from typing import Final

import pytest

CORPUS: Final = Path(__file__).parents[3] / "shared" / "corpus"

VERSION_1: Final = "files/rakov77/Sale77.xml"
"""CommerceML 1, whatever its root is called."""


def listed() -> list[dict[str, str]]:
    """A row for each file; none where they are not there."""
    if not CORPUS.is_dir():
        return []
    with (CORPUS / "MANIFEST.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def well_formed(*, below: int | None = None) -> list[str]:
    """The files that are XML and CommerceML 2, by their names below `CORPUS`.

    Args:
        below: only those of fewer bytes.
    """
    return [
        row["local path"]
        for row in listed()
        if row["well-formed"] == "yes" and row["local path"] != VERSION_1
        if below is None or int(row["bytes"]) < below
    ]


def named(names: list[str]) -> list[object]:
    """The files as parameters of a test, which is skipped where there are none."""
    missing = pytest.mark.skip(reason="the real files are not beside the repository")
    return [pytest.param(name, id=name.removeprefix("files/")) for name in names] or [
        pytest.param("", marks=missing)
    ]
