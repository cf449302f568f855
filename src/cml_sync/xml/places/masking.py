"""What of a piece of XML may be shown to anyone: structure, sums, dates; nothing personal.

Everything that is text or a value of an attribute is masked, but for what is named here. A piece
may begin and end anywhere: what cannot be told is masked.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.personal import PEOPLE, PERSONAL, shown_fields
from cml_sync.model.wiring import slots_by_name
from cml_sync.patterns import pattern

MASK: Final = "*"
LONGEST: Final = 12
"""A mask is as long as what it hides, up to here."""

_ID: Final = pattern(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?:#[0-9a-f-]{36})?|[0-9]{1,6}", re.IGNORECASE
)
_TOKEN: Final = pattern(
    r"""<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|(?P<declaration><\?.*?(?:\?>|\Z))
    |<(?P<closing>/?)(?P<tag>[^\s<>/="'!?]+)(?P<rest>(?:[^<>"']|"[^"<]*"|'[^'<]*')*)(?:>|(?=<)|\Z)
    |(?P<text>[^<]+)|<""",
    re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE: Final = pattern(r"""\s*(?P<name>[^\s="'/<>]+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""")


@cache
def shown_names() -> frozenset[str]:
    """Names of elements and attributes whose values are no personal data."""
    return frozenset(
        path.rsplit("/", 1)[-1].lstrip("@")
        for model, name in shown_fields()
        for wire in (slots_by_name(model)[name].wire,)
        for path in (wire.path, *wire.aliases)
    )


@cache
def personal_tags() -> frozenset[str]:
    """Names of elements in which personal data stands, however deep."""
    return _tags_of(PERSONAL)


@cache
def _people() -> frozenset[str]:
    return _tags_of(PEOPLE)


def _tags_of(models: tuple[type[Element], ...]) -> frozenset[str]:
    """Names of the elements that are one of `models`, and of what holds them."""
    found: set[str] = set()
    seen: set[type[Element]] = set()
    waiting: list[type[Element]] = [CommercialInformation]
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for slot in slots_by_name(model).values():
            if slot.element is not None:
                waiting.append(slot.element)
                if issubclass(slot.element, models):
                    found.update(
                        part
                        for path in (slot.wire.path, *slot.wire.aliases)
                        for part in path.split("/")
                    )
    return frozenset(found)


@cache
def _personal_tag() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, personal_tags()), key=len, reverse=True))
    return re.compile(rf"</?(?:{names})(?![\w.-])")


def is_personal(path: str, piece: str) -> bool:
    """Whether something personal may stand in `piece`, which lies at the element path `path`."""
    names = [part.split("[", 1)[0] for part in path.split("/")]
    if len(names) < 2:  # noqa: PLR2004 - the root, or nothing: it may be anywhere
        return True
    if not personal_tags().isdisjoint(names) or names[1] not in _goods():
        return True
    return _personal_tag().search(piece) is not None


@cache
def _goods() -> frozenset[str]:
    """The sections in which goods stand."""
    slots = slots_by_name(CommercialInformation)
    names = ("classifiers", "catalogs", "offers_packages", "offers_changes")
    return frozenset(slots[name].tag for name in names)


def mask_value(value: str) -> str:
    """A value as a row of stars, white space around it kept."""
    bare = value.strip()
    if not bare:
        return value
    begin = value.index(bare)
    return value[:begin] + MASK * min(len(bare), LONGEST) + value[begin + len(bare) :]


def record_id_shown(identifier: str, path: str) -> str:
    """The id of a record for everybody: as it is, but for people and organisations."""
    names = {part.split("[", 1)[0] for part in path.split("/")}
    return identifier if names.isdisjoint(_people()) else mask_id(identifier)


def value_shown(value: str, path: str) -> str:
    """A value for a message: masked where it may be personal, as in an excerpt."""
    last = path.rsplit("/", 1)[-1].split("[", 1)[0].lstrip("@")
    if last in shown_names() or not is_personal(path, ""):
        return value
    return mask_id(value) if last.startswith("Ид") else mask_value(value)


def mask_id(identifier: str) -> str:
    """An id as it may be shown: numbers and GUIDs; others may hold a login, a name or a phone."""
    return identifier if _ID.fullmatch(identifier.strip()) else mask_value(identifier)


def masked(piece: str, points: Sequence[int]) -> tuple[str, list[int]]:
    """The piece with everything personal masked, and where `points` of it are now."""
    out: list[str] = []
    moved = list(points)
    length = 0
    for begin, end, said in _pieces(piece):
        for number, point in enumerate(points):
            if begin <= point < end:
                moved[number] = length + min(point - begin, max(len(said) - 1, 0))
            elif point >= end:
                moved[number] = length + len(said)
        out.append(said)
        length += len(said)
    return "".join(out), moved


def _pieces(piece: str) -> Iterator[tuple[int, int, str]]:
    """Where each token begins and ends, and what stands in its place."""
    inside = ""
    for found in _TOKEN.finditer(piece):
        begin, end = found.span()
        whole = found[0]
        if found["tag"] is not None:
            inside = "" if found["closing"] or whole.endswith("/>") else found["tag"]
            yield from _tag(found)
        elif found["text"] is not None:
            shown = begin == 0 and _is_rest_of_tag(whole)
            yield begin, end, whole if shown else _text(whole, inside)
            inside = ""
        elif found["declaration"] is not None or whole == "<":
            yield begin, end, whole
        else:
            yield begin, end, mask_value(whole)


def _is_rest_of_tag(words: str) -> bool:
    """Whether a piece begins inside a tag whose every attribute here may be shown."""
    names = [found["name"] for found in _ATTRIBUTE.finditer(words)]
    rest = _ATTRIBUTE.sub("", words)
    return bool(names) and not rest.strip(" \t\r\n/?>") and shown_names().issuperset(names)


def _text(value: str, inside: str) -> str:
    if inside in shown_names():
        return value
    return mask_id(value) if inside.startswith("Ид") else mask_value(value)


def _tag(found: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """A tag: its name and the names of its attributes stay."""
    start = found.start("rest")
    yield found.start(), start, found.string[found.start() : start]
    end = found.end("rest")
    at = start
    for attribute in _ATTRIBUTE.finditer(found.string, start, end):
        yield at, attribute.start(), _between(found.string[at : attribute.start()])
        value_at = attribute.start("value")
        yield attribute.start(), value_at, found.string[attribute.start() : value_at]
        value = attribute["value"]
        inner = value[1:-1]
        if not (attribute["name"] in shown_names() or attribute["name"].startswith("xmlns")):
            inner = mask_id(inner) if attribute["name"].startswith("Ид") else mask_value(inner)
        at = attribute.end()
        yield value_at, at, f"{value[0]}{inner}{value[-1]}"
    yield at, end, _between(found.string[at:end])
    yield end, found.end(), found.string[end : found.end()]


def _between(words: str) -> str:
    return words if not words.strip(" \t\r\n/") else mask_value(words)
