"""Breaks a file the way files are broken: on the line, by scripts, by hand. Seeded, repeatable."""

import re
from collections.abc import Callable
from random import Random  # noqa: TID251 - it is handed in; here it is only named
from typing import Final

Mutation = Callable[[bytes, Random], bytes]

_TAG: Final = re.compile(rb"</?[^\s<>/!?]+[^<>]*>")
_ATTRIBUTE: Final = re.compile(rb"""\s[^\s<>='"]+=(?:"[^"<]*"|'[^'<]*')""")
_TEXT: Final = re.compile(rb">([^<>]{1,200})<")
_LONGEST: Final = 4_000
_CODECS: Final = ("utf-8", "cp1251", "utf-16", "utf-16-be", "cp866", "koi8-r", "latin-1")
_SCRAPS: Final = (
    b"<", b">", b"&", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?xml version='1.0'?>", b"\0",
    b"\xff", b"\xef\xbb\xbf", b"&nbsp;", b"&#0;", b"<!DOCTYPE a>", b"\x0b", b" xmlns='u'", b"/>",
    "\u00a0".encode(), "ж".encode("cp1251"), b"1E+999999999", b"0001-01-01", b"\r", b"'", b'"',
)  # fmt: skip


def mutate(data: bytes, random: Random) -> bytes:
    """`data`, broken in one to three ways."""
    for _ in range(random.randint(1, 3)):
        data = random.choice(_MUTATIONS)(data, random)
    return data


def _stretch(data: bytes, random: Random, longest: int = _LONGEST) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.randrange(1, longest))


def _flip(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 8) if data else 0):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut_end(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _cut_out(data: bytes, random: Random) -> bytes:
    start, end = _stretch(data, random)
    return data[:start] + data[end:]


def _double(data: bytes, random: Random) -> bytes:
    start, end = _stretch(data, random)
    return data[:end] + data[start:end] + data[end:]


def _twice(data: bytes, _: Random) -> bytes:
    return data + data


def _swap(data: bytes, random: Random) -> bytes:
    one, two = sorted(_stretch(data, random, 500) for _ in range(2))
    if one[1] > two[0]:
        return data
    first, second = data[one[0] : one[1]], data[two[0] : two[1]]
    return data[: one[0]] + second + data[one[1] : two[0]] + first + data[two[1] :]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_SCRAPS) * random.choice((1, 1, 1, 50)) + data[at:]


def _some(pattern: re.Pattern[bytes], data: bytes, random: Random) -> re.Match[bytes] | None:
    return pattern.search(data, random.randrange(len(data) + 1))


def _rename_tag(data: bytes, random: Random) -> bytes:
    one, two = _some(_TAG, data, random), _some(_TAG, data, random)
    if one is None or two is None:
        return data
    name = re.split(rb"[\s/>]", two[0].lstrip(b"</"), maxsplit=1)[0]
    old = re.split(rb"[\s/>]", one[0].lstrip(b"</"), maxsplit=1)[0]
    if random.random() < 0.5 and old:
        return data.replace(b"<" + old + b">", b"<" + name + b">").replace(
            b"</" + old + b">", b"</" + name + b">"
        )
    return data[: one.start()] + one[0].replace(old, name, 1) + data[one.end() :]


def _drop_tag(data: bytes, random: Random) -> bytes:
    tag = _some(_TAG, data, random)
    return data if tag is None else data[: tag.start()] + data[tag.end() :]


def _double_tag(data: bytes, random: Random) -> bytes:
    tag = _some(_TAG, data, random)
    return data if tag is None else data[: tag.end()] + tag[0] + data[tag.end() :]


def _drop_attribute(data: bytes, random: Random) -> bytes:
    found = _some(_ATTRIBUTE, data, random)
    return data if found is None else data[: found.start()] + data[found.end() :]


def _add_attribute(data: bytes, random: Random) -> bytes:
    tag, found = _some(_TAG, data, random), _some(_ATTRIBUTE, data, random)
    if tag is None or tag[0].startswith(b"</"):
        return data
    at = tag.end() - (2 if tag[0].endswith(b"/>") else 1)
    return data[:at] + (found[0] if found else b" a='1'") + data[at:]


def _other_text(data: bytes, random: Random) -> bytes:
    one, two = _some(_TEXT, data, random), _some(_TEXT, data, random)
    if one is None or two is None:
        return data
    value = random.choice((two[1], b"", b" ", random.choice(_SCRAPS), one[1] * 50, b"-" + one[1]))
    return data[: one.start(1)] + value + data[one.end(1) :]


def _encode(data: bytes, random: Random) -> bytes:
    text = data.decode(random.choice(("utf-8", "cp1251")), "replace")
    return text.encode(random.choice(_CODECS), "replace")


def _line_ends(data: bytes, random: Random) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"")))


_MUTATIONS: Final[tuple[Mutation, ...]] = (
    _flip, _cut_end, _cut_out, _double, _twice, _swap, _insert, _insert, _rename_tag, _rename_tag,
    _drop_tag, _double_tag, _drop_attribute, _add_attribute, _other_text, _other_text, _encode,
    _line_ends,
)  # fmt: skip
