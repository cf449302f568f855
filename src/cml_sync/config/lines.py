"""On which line of a TOML file a key stands; the standard library's reader does not tell."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

Key = tuple[str, ...]

_TABLE: Final = re.compile(r"^\s*\[\[?\s*(?P<key>[^\]]+?)\s*\]\]?\s*(#.*)?$")
_PAIR: Final = re.compile(
    r"^\s*(?P<key>(?:[\w-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[\w-]+|\"[^\"]*\"|'[^']*'))*)\s*="
)
_NAME: Final = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")
_STRINGS: Final = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*$")


def key_lines(source: str) -> dict[Key, int]:
    """The line (from 1) of every table and key of a TOML text that has been parsed already.

    Keys inside inline tables share the line of the table; lines inside a multi-line value count for
    the key that began it.
    """
    found: dict[Key, int] = {}
    table: Key = ()
    depth = 0
    closing = ""
    for number, line in enumerate(source.splitlines(), 1):
        if closing:
            closing = "" if closing in line else closing
            continue
        if depth == 0:
            if match := _TABLE.match(line):
                table = _names(match["key"])
                found.setdefault(table, number)
                continue
            if match := _PAIR.match(line):
                found.setdefault(table + _names(match["key"]), number)
        closing = _opened_string(line)
        bare = _STRINGS.sub("", line)
        depth += sum(bare.count(c) for c in "[{") - sum(bare.count(c) for c in "]}")
    return found


def line_of(lines: Mapping[Key, int], key: Iterable[str | int]) -> int | None:
    """The line of `key`, or of the nearest table above it that stands in the file."""
    path = tuple(str(part) for part in key)
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _names(key: str) -> Key:
    return tuple(a or b or c for a, b, c in _NAME.findall(key))


def _opened_string(line: str) -> str:
    """The quotes of a multi-line string that this line opens and does not close."""
    for quotes in ('"""', "'''"):
        if line.count(quotes) % 2 == 1:
            return quotes
    return ""
