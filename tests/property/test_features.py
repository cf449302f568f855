"""The lexical scan sees what a real tokenizer sees, wherever the bytes are cut."""

import re
from collections import Counter
from itertools import pairwise
from xml.parsers import expat

from hypothesis import given
from hypothesis import strategies as st

from cml_sync.xml.source.features import Feature, Features

BASIC = {"&#34;", "&#38;", "&#60;", "&#62;"}
TEXTS = ("шт", "='x'", "a = 'b'", '="c>d"', "]]", "--", " ", "\n", "\r\n", "\t", "/", "!", "'")
PIECES = (
    *TEXTS,
    "&amp;",
    "&lt;",
    "&apos;",
    "&#8381;",
    "&#x41;",
    "&#38;",
    "&#62;",
    "<!-- ' &#65; = -->",
    "<!-- <Ид>1</Ид>\r\n -->",
    "<![CDATA[&#65; <a b='1'> -- ]]>",
    "<![CDATA[]]>",
    "<?note a='1' <b> ?>",
    "<Ид/>",
    "<Ид />",
    "<Ид\n/>",
    '<Ид\ta="1"/>',
    "<Ид a='1'/>",
    "<Ид a='1>2' b=\"3\"/>",
    '<Ид a="1>2"/>',
    "<Ид a=\"='1'\"/>",
    "<Ид a=\"x='1>'\" b='y'/>",
    '<Ид a = "&#65;&apos;"/>',
    "<c:Ид/>",
    '<c:Ид\na="1"/>',
    "<Ид\r\na='1'\n b=\"2\"></Ид>",
)
STARTS = (
    "",
    "\n",
    " \n<!-- a -->",
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<?xml version='1.0' encoding='UTF-8'?>",
    '<?xml version="1.0"?>\r\n<!-- a < b -->',
    "<!-- a -->",
    "<?style a?>",
)

BROKEN = ("<", "<!", "<![CDATA[", "<!--", "<?", "&#", "<a b='", '<a b="', ">", "-->")

documents = st.tuples(st.sampled_from(STARTS), st.lists(st.sampled_from(PIECES), max_size=12)).map(
    lambda drawn: f'{drawn[0]}<c:w xmlns:c="u:1">{"".join(drawn[1])}</c:w>'.encode()
)


@given(documents, st.lists(st.integers(0, 400), max_size=6))
def test_features_are_those_of_a_real_tokenizer(document: bytes, cuts: list[int]) -> None:
    features = Features()
    for piece in _cut(document, cuts):
        features.feed(piece)
    features.feed(b"", last=True)
    expected, places = _expected(document.decode())
    assert {one: features.count(one) for one in Feature if features.count(one)} == expected
    for one in expected:
        place = features.place(one, "f")
        assert (place.line, place.column) == places[one]


@given(st.lists(st.sampled_from((*PIECES, *BROKEN))))
def test_broken_input_is_looked_at_to_its_end(pieces: list[str]) -> None:
    features = Features()
    for piece in pieces:
        features.feed(piece.encode())
    features.feed(b"", last=True)
    again = Features()
    again.feed("".join(pieces).encode())
    again.feed(b"", last=True)
    assert [features.count(one) for one in Feature] == [again.count(one) for one in Feature]


def _cut(document: bytes, cuts: list[int]) -> list[bytes]:
    borders = sorted({0, *(min(cut, len(document)) for cut in cuts), len(document)})
    return [document[a:b] for a, b in pairwise(borders)]


def _tokens(document: str) -> list[tuple[int, str]]:
    """Raw tokens of expat and their offsets in bytes: its default handler gets them as written."""
    parser = expat.ParserCreate()
    found: list[tuple[int, str]] = []
    parser.DefaultHandler = lambda raw: found.append((parser.CurrentByteIndex, raw))
    parser.Parse(document.encode(), True)
    return found


def _expected(document: str) -> tuple[dict[Feature, int], dict[Feature, tuple[int, int]]]:
    counts: Counter[Feature] = Counter()
    places: dict[Feature, tuple[int, int]] = {}

    def see(feature: Feature, offset: int) -> None:
        counts[feature] += 1
        places.setdefault(feature, _place(document, offset))

    if not document.startswith("<"):
        see(Feature.LEADING, 0)
    inside_cdata = False
    for start, raw in _tokens(document):
        offset = len(document.encode()[:start].decode())
        if raw == "<![CDATA[":
            inside_cdata = True
            see(Feature.CDATA, offset)
        elif inside_cdata:
            inside_cdata = raw != "]]>"
        else:
            for feature, at in _of_token(raw, first=offset == 0):
                see(feature, offset + at)
    for line_end in re.finditer("\r\n", document):
        see(Feature.CRLF, line_end.start())
    return dict(counts), places


def _place(document: str, offset: int) -> tuple[int, int]:
    before = document[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _of_token(raw: str, *, first: bool) -> list[tuple[Feature, int]]:
    if raw.startswith("<!--"):
        tag = raw.find("<", 4)
        return [(Feature.COMMENT, 0), *([(Feature.COMMENTED_TAG, tag)] if tag > 0 else [])]
    if raw.startswith("<?xml") and first:
        at = raw.find("encoding")
        if at < 0:
            return [(Feature.DECLARATION, 0)]
        single = raw[at + 9] == "'"
        named = Feature.SINGLE_QUOTED_ENCODING if single else Feature.ENCODING
        return [(Feature.DECLARATION, 0), (named, at)]
    if raw.startswith("<?"):
        return [(Feature.INSTRUCTION, 0)]
    if raw.startswith("<") and not raw.startswith("</"):
        return list(_of_tag(raw))
    return _references(raw)


def _references(raw: str) -> list[tuple[Feature, int]]:
    if not (raw.startswith("&#") or raw == "&apos;"):
        return []
    return [(Feature.BASIC_REFERENCE if raw in BASIC else Feature.REFERENCE, 0)]


def _of_tag(raw: str) -> list[tuple[Feature, int]]:  # noqa: C901 - a tokenizer
    """One tag, letter by letter."""
    found: list[tuple[Feature, int]] = []
    name_end = next(at for at, sign in enumerate(raw) if sign in " \t\r\n/>")
    if ":" in raw[:name_end]:
        found.append((Feature.PREFIX, 0))
    quote = ""
    name_at = value_at = 0
    for at, sign in enumerate(raw):
        if at <= name_end:
            continue
        if not quote and sign in "\"'":
            quote, value_at = sign, at
            if sign == "'":
                found.append((Feature.SINGLE_QUOTES, name_at))
        elif sign == quote:
            if ">" in raw[value_at:at]:
                found.append((Feature.GREATER_SIGN, name_at))
            for inner in re.finditer(r"&(?:#\w+|apos);", raw[value_at:at]):
                found += [(one, value_at + inner.start()) for one, _ in _references(inner[0])]
            quote = ""
        elif not quote and sign not in " \t\r\n=" and raw[at - 1] in " \t\r\n":
            name_at = at
    if value_at and raw[name_end] in "\t\r\n" and ":" not in raw[:name_end]:
        found.append((Feature.SPLIT_TAG, 0))
    return found
