"""Where markup stops being well-formed, and what is still open where it ends.

libxml2 says that something is wrong, but counts columns partly in bytes, and names the place where
it noticed. Here the bytes since the last border are gone through again, after it has refused them:
what counts is the first thing in them that no XML may hold.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from cml_sync.patterns import pattern
from cml_sync.xml.writing.characters import FORBIDDEN

_MARK: Final = pattern(rb"[<&]|\]\]>")
_CONTROL: Final = pattern(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")
_REFERENCE: Final = pattern(rb"&(?:amp|lt|gt|quot|apos|#(?P<code>[0-9]+|x[0-9a-fA-F]+));")
_NAME: Final = rb"[^\s<>/!?\"'=&;,()\[\]{}|\\^`~@#$%*+0-9.:-][^\s<>/!?\"'=&;,()\[\]{}|\\^`~@#$%*+]*"
_START: Final = pattern(rb"<(?P<name>" + _NAME + rb")")
_END: Final = pattern(rb"</(?P<name>" + _NAME + rb")\s*>")
_ATTRIBUTE: Final = pattern(
    rb"(?P<space>\s*)(?P<name>" + _NAME + rb")\s*=\s*(?P<quote>[\"'])(?P<value>.*?)(?P=quote)",
    re.DOTALL,
)
_CLOSE: Final = pattern(rb"\s*(?P<empty>/?)>")
_DECLARATION: Final = pattern(rb"<\?xml[\s?]", re.IGNORECASE)
_UNTIL: Final = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))
_XML: Final = frozenset({b"xml", b"xmlns"})


class OpenTag(NamedTuple):
    """An element that has begun.

    Attributes:
        name: as written.
        at: the offset of its start tag; None if it began before the bytes that were looked at.
        prefixes: the prefixes that hold in it.
    """

    name: bytes
    at: int | None
    prefixes: frozenset[bytes]


@dataclass(slots=True)
class Look:
    """What was seen in a stretch of markup.

    Attributes:
        fault: the offset of the first thing that no XML may hold.
        open: the elements that are open there or at the end, the outermost first.
        cut: the offset of a tag, a comment or CDATA that the end cuts off.
    """

    open: list[OpenTag] = field(default_factory=list)
    fault: int | None = None
    cut: int | None = None


def look(data: bytes, above: Sequence[tuple[bytes, Mapping[str | None, str]]]) -> Look:
    """Go through `data` up to its first fault.

    Args:
        data: markup in UTF-8 that begins between two tags.
        above: the names, as written, and the namespaces of the elements that are open there.
    """
    seen = Look([OpenTag(name, None, _prefixes(spaces)) for name, spaces in above])
    walk = _Walk(data, seen)
    sound = data
    try:
        data.decode()
    except UnicodeDecodeError as error:
        if error.end < len(data) or not error.reason.startswith("unexpected end"):
            sound = data[: error.start]
    forbidden = _CONTROL.search(sound)
    end = forbidden.start() if forbidden else len(sound)
    walk.go(end)
    if seen.fault is None and end < len(data):
        seen.fault = end
    return seen


def _prefixes(spaces: Mapping[str | None, str]) -> frozenset[bytes]:
    return frozenset(prefix.encode() for prefix in spaces if prefix) | _XML


class _Walk:
    def __init__(self, data: bytes, seen: Look):
        self._data = data
        self._seen = seen

    def go(self, end: int) -> None:
        at = 0
        while self._seen.fault is None and self._seen.cut is None:
            mark = _MARK.search(self._data, at, end)
            if mark is None:
                return
            at = self._reference(mark.start()) if mark[0] == b"&" else self._markup(mark)

    def _markup(self, mark: re.Match[bytes]) -> int:
        at = mark.start()
        if mark[0] != b"<":
            return self._fault(at)
        for begin, finish in _UNTIL:
            if self._data.startswith(begin, at):
                return self._passed(at, begin, finish)
        if self._data.startswith(b"</", at):
            return self._end_tag(at)
        return self._start_tag(at)

    def _passed(self, at: int, begin: bytes, finish: bytes) -> int:
        if _DECLARATION.match(self._data, at):
            return self._fault(at)
        found = self._data.find(finish, at + len(begin))
        if found < 0:
            return self._cut(at)
        dashes = self._data.find(b"--", at + 4, found) if begin == b"<!--" else -1
        if dashes >= 0:
            return self._fault(dashes)
        return found + len(finish)

    def _reference(self, at: int) -> int:
        found = _REFERENCE.match(self._data, at)
        if found is None:
            return self._cut(at) if _is_begun(self._data, at) else self._fault(at)
        return found.end() if is_character(found["code"]) else self._fault(at)

    def _end_tag(self, at: int) -> int:
        found = _END.match(self._data, at)
        if found is None:
            return self._cut(at) if b">" not in self._data[at:] else self._fault(at)
        if not self._seen.open or self._seen.open[-1].name != found["name"]:
            return self._fault(at)
        self._seen.open.pop()
        return found.end()

    def _start_tag(self, at: int) -> int:
        found = _START.match(self._data, at)
        if found is None:
            return self._cut(at) if len(self._data) - at <= 1 else self._fault(at)
        above = self._seen.open[-1].prefixes if self._seen.open else _XML
        named: dict[bytes, int] = {}
        here = found.end()
        while (close := _CLOSE.match(self._data, here)) is None:
            attribute = _ATTRIBUTE.match(self._data, here)
            if attribute is None:
                rest = self._data[here:]
                blank = len(rest) - len(rest.lstrip())
                whole = b">" in rest.replace(b"=>", b"", 1) if b"<" not in rest else True
                return self._fault(here + blank) if whole else self._cut(at)
            wrong = self._wrong_attribute(attribute, named)
            if wrong is not None:
                return self._fault(wrong)
            named[attribute["name"]] = attribute.start("name")
            here = attribute.end()
        prefixes = above | {name[6:] for name in named if name.startswith(b"xmlns:")}
        for name, where in ((found["name"], at), *named.items()):
            prefix, colon, _ = name.partition(b":")
            if colon and prefix not in prefixes:
                return self._fault(where)
        if not close["empty"]:
            self._seen.open.append(OpenTag(found["name"], at, prefixes))
        return close.end()

    def _wrong_attribute(self, found: re.Match[bytes], named: Mapping[bytes, int]) -> int | None:
        if not found["space"] or found["name"] in named:
            return found.start("name")
        value = found["value"]
        if b"<" in value:
            return found.start("value") + value.index(b"<")
        for at in _positions(value, b"&"):
            reference = _REFERENCE.match(value, at)
            if reference is None or not is_character(reference["code"]):
                return found.start("value") + at
        return None

    def _fault(self, at: int) -> int:
        self._seen.fault = at
        return at

    def _cut(self, at: int) -> int:
        self._seen.cut = at
        return at


def _positions(data: bytes, sign: bytes) -> Iterator[int]:
    at = data.find(sign)
    while at >= 0:
        yield at
        at = data.find(sign, at + 1)


def _is_begun(data: bytes, at: int) -> bool:
    """Whether a reference begins here that the end of `data` cuts off."""
    return re.fullmatch(rb"&#?[0-9A-Za-z]{0,10}", data[at : at + 13]) is not None


def is_character(code: bytes | None) -> bool:
    """Whether a numeric reference names a character that XML may hold."""
    if code is None:
        return True
    number = int(code[1:15], 16) if code.startswith(b"x") else int(code[:15])
    return number <= sys.maxunicode and FORBIDDEN.match(chr(number)) is None
