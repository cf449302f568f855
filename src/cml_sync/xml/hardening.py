"""The only place that makes an lxml parser. It never gets a path, only bytes that we have read.

No DTD is loaded, nothing is fetched, entities are expanded only if declared inside the document,
and a document that declares anything (DOCTYPE) is refused by `prolog` before a parser sees it.
`resolve_entities=False` would be weaker: the push parser then passes over an unknown entity and
begins a new document behind it (lxml 6.1.3, libxml2 2.14.6).

White space between elements is left out, as are comments and processing instructions: none of them
carries meaning in CommerceML. CDATA is text.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from lxml import etree

from cml_sync.patterns import pattern
from cml_sync.problems import Place
from cml_sync.xml.errors import (
    DoubledFileError,
    EncodingError,
    Fault,
    LimitError,
    NotXmlError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.limits import TEXT_BYTES, Limit

_OPTIONS: Final[dict[str, Any]] = {
    "encoding": "utf-8",
    "resolve_entities": "internal",
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_blank_text": True,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}

_SERIOUS: Final = 2
"""The level from which an entry of libxml2's log is an error."""

_LINE: Final = pattern(r" line (\d+)")
_RESOURCES: Final = 114
_BYTES: Final = 81
_DOUBLED: Final = 64
_AFTER_END: Final = 5
_CUT: Final = frozenset({4, 73, 74, 77})
_FAULTS: Final = {
    76: Fault.MISMATCH,
    26: Fault.ENTITY,
    23: Fault.ENTITY,
    9: Fault.CHARACTER,
    201: Fault.NAMESPACE,
    99: Fault.NAMESPACE,
    42: Fault.ATTRIBUTE,
    38: Fault.ATTRIBUTE,
    _AFTER_END: Fault.AFTER_END,
}


def tree_parser() -> etree.XMLParser:
    """A parser for whole documents in memory, in UTF-8."""
    parser: etree.XMLParser = etree.XMLParser(**_OPTIONS)
    return parser


def schema_parser() -> etree.XMLParser:
    """A parser for schemas, which name their own encoding."""
    options = {name: value for name, value in _OPTIONS.items() if name != "encoding"}
    parser: etree.XMLParser = etree.XMLParser(**options)
    return parser


class _Nobody:
    """Takes no event at all."""

    def close(self) -> None:
        """Nothing was taken."""


def proof_parser() -> etree.XMLParser:
    """A parser that makes nothing of a document: it only finds out whether it is well-formed."""
    options: dict[str, Any] = {**_OPTIONS, "target": _Nobody()}
    parser: etree.XMLParser = etree.XMLParser(**options)
    return parser


def push_parser(tags: Iterable[str]) -> etree.XMLPullParser:
    """A parser that is fed UTF-8 and tells the start and end of elements with these local names."""
    wanted = [f"{{*}}{tag}" for tag in sorted(tags)]
    return etree.XMLPullParser(events=("start", "end"), tag=wanted, **_OPTIONS)


def feed(parser: etree.XMLPullParser, data: bytes) -> None:
    """Hand `data` to `parser`.

    Raises:
        lxml.etree.XMLSyntaxError: at the first error, those included that libxml2 puts off to the
            end of the document (an undeclared prefix).
    """
    parser.feed(data)
    log = parser.feed_error_log
    if len(log):
        for entry in log:
            if entry.level >= _SERIOUS:
                raise etree.XMLSyntaxError(entry.message, entry.type, entry.line, entry.column)


def explain(
    error: etree.XMLSyntaxError,
    place: Place,
    *,
    at_end: bool,
    line_of: Callable[[int], int | None] | None = None,
) -> ReadError:
    """The error of ours that says what `error` means.

    Args:
        error: what libxml2 says.
        place: where, in the file.
        at_end: the document has ended: nothing more can come.
        line_of: the line of the file for one that the parser names; None: they are the same.
    """
    if error.code == _DOUBLED:
        return DoubledFileError(place)
    reason = (error.msg or "").split(", line ", 1)[0].strip()
    if line_of is not None:
        reason = _LINE.sub(lambda found: _named(line_of(int(found[1]))), reason)
    if error.code == _RESOURCES:
        if "depth" in reason:
            return LimitError(place, Limit.DEPTH, 256)
        return LimitError(place, Limit.TEXT, TEXT_BYTES)
    if error.code == _BYTES:
        return EncodingError(place, "utf-8", known=True)
    if at_end and error.code in _CUT:
        return TruncatedError(place)
    return NotXmlError(place, _FAULTS.get(error.code, Fault.OTHER), reason)


def _named(line: int | None) -> str:
    return f" line {line}" if line else ""


def explain_end(error: etree.XMLSyntaxError, place: Place) -> ReadError:
    """The error of ours for one that a push parser had only when its document was to end.

    Whatever it calls it then, the rest is missing: what is wrong is told when it is fed.
    """
    if error.code == _AFTER_END:
        return explain(error, place, at_end=True)
    return TruncatedError(place)
