"""What happens to files on their way, done to a file at random, always the same for one seed."""

import random  # noqa: TID251 - seeded, and handed in from `spoilt` on
import re
from collections.abc import Callable

_TAG = re.compile(rb"<(/?)([^\s<>/!?]+)([^<>]*)>")
_TEXT = re.compile(rb">[^<>]*<")
_SCRAPS = (
    b"<!-- <\xd0\x98\xd0\xb4> -->",
    b"<![CDATA[ <a> & ]]>",
    b"<?p <a> ?>",
    b"&nbsp;",
    b"&",
    b"&#11;",
    b"\x0b",
    b"\xef\xbf\xbf",
    b"\r",
    b"\r\n",
    b"  ",
    b"\t",
    b"\xc2\xa0",
    b"<",
    b">",
    b"]]>",
    "ж".encode("cp1251"),
    b"\xef\xbb\xbf",
    b"1,5",
    "да".encode(),
    b"0001-01-01",
    b"_",
    b"e5",
    b"on",
    b"T00:00:00",
    "٣".encode(),
)

Spoil = Callable[[bytes, random.Random], bytes]


def _place(data: bytes, rng: random.Random) -> int:
    return rng.randrange(len(data) + 1)


def flip(data: bytes, rng: random.Random) -> bytes:
    """One byte is another."""
    at = min(_place(data, rng), len(data) - 1)
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def cut(data: bytes, rng: random.Random) -> bytes:
    """A stretch is missing; often all that follows."""
    begin, end = sorted((_place(data, rng), _place(data, rng)))
    return data[:begin] + (data[end:] if rng.random() < 0.7 else b"")


def double(data: bytes, rng: random.Random) -> bytes:
    """A stretch stands twice."""
    begin = _place(data, rng)
    end = min(len(data), begin + rng.randrange(1, 2000))
    return data[:end] + data[begin:end] + data[end:]


def insert(data: bytes, rng: random.Random) -> bytes:
    """Something stands between."""
    at = _place(data, rng)
    return data[:at] + rng.choice(_SCRAPS) + data[at:]


def _on_a_tag(data: bytes, rng: random.Random, change: Callable[[re.Match[bytes]], bytes]) -> bytes:
    tags = list(_TAG.finditer(data))
    if not tags:
        return data
    found = rng.choice(tags)
    return data[: found.start()] + change(found) + data[found.end() :]


def rename(data: bytes, rng: random.Random) -> bytes:
    """All tags of one name have another, or only one of them has."""
    names = sorted({found[2] for found in _TAG.finditer(data)})
    if not names:
        return data
    old, new = rng.choice(names), rng.choice([*names, b"p:x", b"x"])
    count = rng.choice([0, 1, 2])
    return re.sub(rb"(</?)" + re.escape(old) + rb"(?=[\s/>])", rb"\1" + new, data, count=count)


def add_attribute(data: bytes, rng: random.Random) -> bytes:
    """A tag has one more attribute, a declared prefix, or a line end."""
    added = rng.choice([b' a="1"', b" a='&amp;'", b"\n", b' xmlns="urn:x"', b' xmlns:p="urn:y"'])
    return _on_a_tag(data, rng, lambda found: b"<" + found[1] + found[2] + added + found[3] + b">")


def prefix(data: bytes, rng: random.Random) -> bytes:
    """Every tag has a prefix that the root declares."""
    if rng.random() < 0.5:
        return _on_a_tag(data, rng, lambda found: b"<" + found[1] + b"p:" + found[2] + b">")
    spelt = re.sub(rb"(</?)([^\s<>/!?]+)", rb"\1p:\2", data)
    return re.sub(rb"(<p:[^\s>]+)", rb'\1 xmlns:p="urn:1C.ru:commerceml_2"', spelt, count=1)


def insert_between(data: bytes, rng: random.Random) -> bytes:
    """Something stands in a text or between two tags."""
    texts = list(_TEXT.finditer(data))
    if not texts:
        return data
    found = rng.choice(texts)
    at = rng.randrange(found.start() + 1, found.end())
    return data[:at] + rng.choice(_SCRAPS) + data[at:]


def line_ends(data: bytes, rng: random.Random) -> bytes:
    """Other line ends, here or everywhere."""
    return data.replace(b"\n", rng.choice([b"\r", b"\r\n", b"\n\n"]), rng.choice([1, 5, -1]))


SPOILS: tuple[Spoil, ...] = (
    flip,
    cut,
    double,
    insert,
    rename,
    add_attribute,
    prefix,
    insert_between,
    insert_between,
    line_ends,
)


def spoilt(data: bytes, seed: object) -> bytes:
    """`data` after one to three accidents; `seed` says which."""
    rng = random.Random(repr(seed))  # noqa: S311 - no secret
    for _ in range(rng.randint(1, 3)):
        if data:
            data = rng.choice(SPOILS)(data, rng)
    return data
