"""Finding and understanding the manifest of a package of JSON Lines."""

import os
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from cml_sync.messages import Text, text
from cml_sync.packages.errors import UnsafeNameError
from cml_sync.packages.forms.jsonl.errors import (
    ManifestError,
    ManifestMismatchError,
    NoManifestError,
)
from cml_sync.packages.forms.jsonl.json_text import JsonError, parsed, shown_key
from cml_sync.packages.forms.jsonl.manifest import CONTRACT, Manifest
from cml_sync.packages.forms.jsonl.names import LAYOUT, LINE_KINDS, MANIFEST_FILE, STREAM
from cml_sync.packages.landing import open_regular
from cml_sync.packages.naming import safe_name
from cml_sync.problems import Place

LARGEST: Final = 64 * 1024**2
"""The most bytes of a manifest."""

_BLOCK: Final = 64 * 1024
_LINES: Final = frozenset({"jsonl"})


class Held(NamedTuple):
    """A manifest and where it stands.

    Attributes:
        manifest: as it was read.
        offset: of a stream, the byte at which its last line begins.
    """

    manifest: Manifest
    offset: int = 0


def folder_manifest(folder: Path) -> Held:
    """The manifest of a folder.

    Raises:
        NoManifestError: there is none.
        ManifestError: it cannot be understood.
        ManifestMismatchError: files of lines lie there that it does not name.
    """
    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise NoManifestError(str(folder))
    with open_regular(path) as file:
        content = file.read(LARGEST + 1)
    manifest = _understood(content, str(path), 1)
    _check_files(manifest, str(path))
    named = {file.file for file in manifest.files}
    for stray in sorted(folder.glob("[!.]*.jsonl")):
        if stray.name not in named:
            raise ManifestMismatchError(str(stray), text("the manifest does not name this file"))
    return Held(manifest)


def stream_manifest(path: Path) -> Held:
    """The manifest at the end of a stream.

    Raises:
        NoManifestError: its last line is none.
        ManifestError: it cannot be understood.
    """
    with open_regular(path) as file:
        offset, content = _last_line(file)
    try:
        if parsed(content).get("kind") != "manifest":
            raise NoManifestError(str(path), stream=True)
    except JsonError:
        raise NoManifestError(str(path), stream=True) from None
    manifest = _understood(content, str(path), None)
    place = Place(str(path))
    if [file.kind for file in manifest.files] != [STREAM]:
        raise ManifestError(place, text("`files` should name `stream` and nothing else"))
    if manifest.parts is None:
        raise ManifestError(place, text("a stream needs `parts`"))
    _check_starts(manifest, place)
    return Held(manifest, offset)


def _last_line(file: Any) -> tuple[int, bytes]:
    """Where the last line begins, and what it is; empty ones behind it are passed by."""
    size = file.seek(0, os.SEEK_END)
    at, content = size, b""
    while at > 0 and len(content) <= LARGEST:
        step = min(_BLOCK, at)
        at -= step
        file.seek(at)
        content = file.read(step) + content
        begins = content.rstrip().rfind(b"\n") + 1
        if begins:
            return at + begins, content[begins:].rstrip()
    return at, content.rstrip()


def _understood(content: bytes, name: str, first: int | None) -> Manifest:
    if len(content) > LARGEST:
        raise ManifestError(Place(name), text("it is larger than any manifest may be"))
    try:
        data = parsed(content)
    except JsonError as error:
        raise ManifestError(_place(content, name, first, error.column), error.reason) from None
    if data.get("contract") != CONTRACT:
        raise ManifestError(
            Place(name, first),
            text(
                "its `contract` is `{there}`, and this program knows `{known}`",
                there=shown_key(str(data.get("contract"))),
                known=CONTRACT,
            ),
        )
    try:
        return Manifest.model_validate(data)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        key = "/".join(shown_key(str(step)) for step in fault["loc"])
        reason: Text = text("the key `{key}` is missing", key=key)
        if fault["type"] != "missing":
            reason = text("`{key}` has a value that cannot be there", key=key)
        raise ManifestError(Place(name, first, path=key), reason) from None


def _place(content: bytes, name: str, first: int | None, column: int | None) -> Place:
    if first is None or column is None:
        return Place(name)
    before = content.decode("utf-8", "replace")[: column - 1]
    return Place(name, first + before.count("\n"), len(before) - before.rfind("\n"))


def _check_files(manifest: Manifest, name: str) -> None:
    place = Place(name, 1)
    seen: set[str] = set()
    for file in manifest.files:
        if file.kind not in LINE_KINDS and file.kind != LAYOUT:
            raise ManifestError(
                place, text("the kind `{kind}` is not known", kind=shown_key(file.kind))
            )
        for word in (file.kind, file.file):
            if word in seen:
                raise ManifestError(place, text("`{word}` stands twice", word=shown_key(word)))
            seen.add(word)
        try:
            safe = safe_name(file.file, taken=_LINES)
        except UnsafeNameError as error:
            raise ManifestError(place, error.message) from None
        if "/" in safe or safe != file.file:
            raise ManifestError(
                place, text("`{word}` does not lie beside it", word=shown_key(file.file))
            )
    if manifest.parts is not None and LAYOUT not in seen:
        raise ManifestError(place, text("`parts` are named, and no file of the kind `layout`"))
    _check_starts(manifest, place)


def _check_starts(manifest: Manifest, place: Place) -> None:
    counts = {file.kind: file.count for file in manifest.files}
    first = STREAM if STREAM in counts else LAYOUT
    for part in manifest.parts or ():
        for word in part.records:
            if word not in LINE_KINDS:
                raise ManifestError(
                    place, text("the kind `{kind}` is not known", kind=shown_key(word))
                )
        for word, start in {first: 0, **part.starts}.items():
            if not 1 <= start <= counts.get(word, 0):
                raise ManifestError(
                    place,
                    text(
                        "the part `{part}` begins in no line of `{kind}`",
                        part=shown_key(part.name),
                        kind=shown_key(word),
                    ),
                )
