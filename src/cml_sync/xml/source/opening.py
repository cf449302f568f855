"""The first bytes of a part: encoding, prolog, root."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, Final, NamedTuple

from cml_sync.messages import text, text_n
from cml_sync.model.information import ROOT
from cml_sync.patterns import pattern
from cml_sync.problems import Place, Problem
from cml_sync.xml.errors import EmptyFileError, NotCommerceMLError, Other
from cml_sync.xml.findings import (
    ENCODING_LIES,
    FOREIGN_NAMESPACE,
    FRAGMENT_ROOT,
    SECOND_DECLARATION,
    SPACE_BEFORE_PROLOG,
    UNKNOWN_ELEMENT,
)
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.extraction import Extraction
from cml_sync.xml.reading.structure import root_node
from cml_sync.xml.source.encoding import SAMPLE, Cursor, Encoding, Utf8Source, decide
from cml_sync.xml.source.features import Features
from cml_sync.xml.source.prolog import Prolog, read_prolog, refuse_foreign

_NAMESPACE: Final = "urn:1c.ru:commerceml"
_EDI: Final = ("urn:moo-sodi.ru:", "http://v8.1c.ru/edi")
_UNKNOWN_SHOWN: Final = 200
_SITE_INFO: Final = "Справочник"  # of 1C-Bitrix, component sale.export.1c
_ENCODING: Final = pattern(rb"<\?xml\s[^>]*?(?<=\s)(encoding)\s*=")
_XMLNS: Final = pattern(rb"(?<=\s)(xmlns)\s*=")
_LONGEST_MARK: Final = 3


class Opened(NamedTuple):
    """A part whose root is known.

    Attributes:
        encoding: of the file.
        prolog: what stands before the root.
        namespace: the default namespace of the root, or None.
        padding: white space that brings a parser to the line and column of the root.
        root_tag: the start tag of the root, its default namespace blanked out.
        rest: what was read behind it, as UTF-8.
        cursor: where `rest` begins.
        read: reads on; empty bytes at the end.
        source: which `read` reads.
        fragment: the tags to stand around a fragment; None for a whole document.
        line: of the root.
        column: of the root.
    """

    encoding: Encoding
    prolog: Prolog
    namespace: str | None
    padding: bytes
    root_tag: bytes
    rest: bytes
    cursor: Cursor
    read: Callable[[], bytes]
    source: Utf8Source
    fragment: tuple[bytes, bytes] | None
    line: int
    column: int


def open_bytes(
    file: BinaryIO, name: str, limits: Limits, features: Features | None = None
) -> Opened:
    """Find the root of the part; `features` are shown all that is read.

    Raises:
        ReadError: of the class that says why there is none.
    """
    start = _sample(file)
    if not start:
        raise EmptyFileError(Place(name))
    refuse_foreign(start, name)
    encoding = decide(start, Place(name))
    source = Utf8Source(file, start, encoding, name, limits)
    read = source.read if features is None else features.watching(source.read)
    prolog = read_prolog(read(), read, name, limits)
    tag, namespace = prolog.without_default_namespace()
    place = Place(name, prolog.line, prolog.column)
    _refuse_others(prolog, namespace, place)
    cursor = Cursor(prolog.line, prolog.column)
    padding = b"\n" * (prolog.line - 1) + b" " * (prolog.column - 1)
    rest = prolog.data[prolog.root_end :]
    fragment = None
    if prolog.root != ROOT:
        fragment = (f"<{ROOT}>".encode(), f"</{ROOT}>".encode())
        tag, rest = fragment[0], tag + rest
    else:
        cursor.advance(tag)
    return Opened(
        encoding=encoding,
        prolog=prolog,
        namespace=namespace,
        padding=padding,
        root_tag=tag,
        rest=rest,
        cursor=cursor,
        read=read,
        source=source,
        fragment=fragment,
        line=prolog.line,
        column=prolog.column,
    )


def _sample(file: BinaryIO) -> bytes:
    parts: list[bytes] = []
    size = 0
    while size < SAMPLE and (block := file.read(SAMPLE - size)):
        parts.append(block)
        size += len(block)
    return b"".join(parts)


def _refuse_others(prolog: Prolog, namespace: str | None, place: Place) -> None:
    tag = prolog.start_tag.decode("utf-8", "replace")
    if any(f'"{uri}' in tag or f"'{uri}" in tag for uri in _EDI):
        raise NotCommerceMLError(place, Other.EDI, namespace or prolog.root)
    if prolog.root == _SITE_INFO:
        raise NotCommerceMLError(place, Other.SITE_INFO, prolog.root)
    if prolog.root != ROOT and prolog.root not in root_node().children:
        raise NotCommerceMLError(place, Other.UNKNOWN, prolog.root)


def part_problems(opened: Opened, name: str) -> Iterator[Problem]:
    """What was odd about the start of the part."""
    encoding, prolog = opened.encoding, opened.prolog
    if encoding.lies:
        yield Problem(
            ENCODING_LIES,
            text(
                "The file says it is in {declared}, but its bytes are {used}: read as {used}",
                declared=encoding.declared,
                used=encoding.name,
            )
            if encoding.declared
            else text(
                "The file names no encoding, but its bytes are {used}: read as {used}",
                used=encoding.name,
            ),
            _place_of(_ENCODING.search(prolog.data[: prolog.root_at]), prolog, name),
            text("Other programs will refuse the file or garble it: let the sender mend it"),
        )
    if prolog.leading_space or encoding.bom > _LONGEST_MARK:
        yield Problem(
            SPACE_BEFORE_PROLOG,
            text("White space stands before the XML declaration"),
            Place(name, 1, 1),
            text("Other programs refuse such a file; a script of the sender prints it"),
        )
    if prolog.second_declaration is not None:
        yield Problem(
            SECOND_DECLARATION,
            text("The XML declaration stands here a second time"),
            prolog.second_declaration,
            text("Other programs refuse such a file: let the sender write it once"),
        )
    place = Place(name, opened.line, opened.column, path=prolog.root)
    if opened.fragment:
        yield Problem(
            FRAGMENT_ROOT,
            text(
                "The root is {root}, without {envelope} around it", root=prolog.root, envelope=ROOT
            ),
            place,
            text("Most receivers refuse it: put the envelope around it"),
        )
    namespace = opened.namespace
    if namespace and not namespace.lower().startswith(_NAMESPACE):
        yield Problem(
            FOREIGN_NAMESPACE,
            text("The namespace `{namespace}` is not one of CommerceML", namespace=namespace),
            replace(
                _place_of(_XMLNS.search(prolog.data, prolog.root_at), prolog, name),
                path=f"{prolog.root}/@xmlns",
            ),
            text("It is read all the same; `urn:1C.ru:commerceml_2` is the usual one"),
        )


def _place_of(found: re.Match[bytes] | None, prolog: Prolog, name: str) -> Place:
    """Where the group of `found` begins; the start of the file, if nothing was found."""
    cursor = Cursor()
    cursor.advance(prolog.data[: found.start(1)] if found else b"")
    return Place(name, cursor.line, cursor.column)


def unknown_problems(work: Extraction, name: str) -> Iterator[Problem]:
    """One advice for each unknown element, however often it stood."""
    for (parent, tag), count in sorted(work.unknown.items())[:_UNKNOWN_SHOWN]:
        yield Problem(
            UNKNOWN_ELEMENT,
            text_n(
                "{name} in {parent} is not in the standard; kept as it is, {count} time",
                "{name} in {parent} is not in the standard; kept as it is, {count} times",
                count,
                name=tag,
                parent=parent,
            ),
            replace(work.first.get((parent, tag), Place(name)), path=f"{parent}/{tag}"),
        )
