"""Whether an output may stand at a place: never where it would destroy what it does not know."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from cml_sync.messages import Text, text
from cml_sync.packages.forms.output_errors import OutputExistsError, OutputPlaceError
from cml_sync.packages.naming import TAKEN

_OF_A_PACKAGE: Final = TAKEN | {"jsonl", "json"}
_PARTS: Final = frozenset({"xml", "jsonl", "csv"})
_MANIFEST: Final = "manifest.json"
_ENDINGS: Final = frozenset(
    (
        *(".xml", ".jsonl", ".csv", ".json", ".ndjson", ".tsv", ".xls", ".xlsx", ".ods"),
        *(".txt", ".md", ".log", ".html", ".htm", ".pdf", ".yml", ".yaml", ".toml"),
        *(".zip", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar", ".tar"),
    )
)
"""What a folder is never called by who names it: `goods.zip` would not be an archive."""


def checked_place(path: Path, inputs: Sequence[Path], *, single: bool, replace: bool) -> Path:
    """The absolute place that `path` means, links followed.

    Args:
        path: as the user named it.
        inputs: files and folders that are read.
        single: a file is to stand there; otherwise a folder.
        replace: what stands there may go.

    Raises:
        OutputExistsError: something is there and may not go; an empty folder is nothing.
        OutputPlaceError: the folder one is in or one above it, a place in or around the input, a
            device, a folder where a file is to be or the other way round, a new folder with the
            name of a file, a folder that does not exist, a folder to be replaced that holds what no
            package holds, or nothing but what may also be somebody's pictures and letters.
    """
    place = Path(os.path.realpath(path))
    fault = _fault(place, inputs, single=single)
    if fault is not None:
        raise OutputPlaceError(str(path), *fault)
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return place
    if not replace:
        raise OutputExistsError(str(path))
    reason = _worth_keeping(place) if place.is_dir() else None
    if reason is not None:
        hint = text("Name a folder that is empty, or not there yet")
        raise OutputPlaceError(str(path), reason, hint)
    return place


def _worth_keeping(folder: Path) -> Text | None:
    """Why a folder that is not empty may not go."""
    foreign = next(_foreign(folder), None)
    if foreign is not None:
        return text("it holds `{name}`, which no package holds", name=foreign)
    names = (name for _, _, names in os.walk(folder) for name in names)
    if not any(_ending(name) in _PARTS or name == _MANIFEST for name in names):
        return text("it holds files, and no part of a package among them")
    return None


def _fault(place: Path, inputs: Sequence[Path], *, single: bool) -> tuple[Text, Text | None] | None:
    """Why nothing can be written there, and what to name instead."""
    here = Path.cwd()
    there = place.exists()
    folder = str(place.parent)
    faults: tuple[tuple[bool, Text, Text | None], ...] = (
        (here == place or place in here.parents, text("you are in this folder"), None),
        (
            any(_touch(place, Path(os.path.realpath(given))) for given in inputs),
            text("it is what is read, or a part of it"),
            None,
        ),
        (
            not place.parent.is_dir(),
            text("there is no folder `{folder}`", folder=folder),
            text("Check the spelling, or make that folder first"),
        ),
        (
            there and not place.is_dir() and not place.is_file(),
            text("it is neither a file nor a folder"),
            text("Name a file or a folder; `-` is standard output"),
        ),
        (
            single and place.is_dir(),
            text("it is a folder, and the output is a file"),
            text("Name a file: one in that folder, or one of another name"),
        ),
        (
            not single and not there and place.suffix.lower() in _ENDINGS,
            text("that is the name of a file, and the output is a folder"),
            text("Name a folder, or a file that this command writes: its `--help` says which"),
        ),
        (
            not single and place.is_file(),
            text("it is a file, and the output is a folder"),
            text("Name a folder; one file is written where its name ends as its form does"),
        ),
    )
    return next(((reason, hint) for found, reason, hint in faults if found), None)


def _touch(place: Path, read: Path) -> bool:
    """Whether one of the two is the other, or holds it."""
    return read == place or place in read.parents or read in place.parents


def _foreign(folder: Path) -> Iterator[str]:
    """Files below `folder` that no package of any form has: somebody else's."""
    for base, folders, names in os.walk(folder):
        for name in (*folders, *names):
            known = name in folders or _ending(name) in _OF_A_PACKAGE
            if name.startswith(".") or not known or Path(base, name).is_symlink():
                yield os.path.relpath(Path(base, name), folder)


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
