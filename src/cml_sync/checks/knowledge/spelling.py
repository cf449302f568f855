"""Which name of the standard a wrong one was meant to be."""

from functools import lru_cache
from typing import Final

from cml_sync.checks.knowledge.names import likeness
from cml_sync.model.element import Element, Unknown
from cml_sync.model.wiring import Nest, Slot, wiring
from cml_sync.patterns import pattern

_TAG: Final = pattern(r"<([^\s/>]+)")
_INSIDE: Final = pattern(r"<[^>]*[^>/]>\s*<[^/!?]")
_EMPTY: Final = pattern(r"<[^>]*/>|<[^>]*>\s*</[^>]*>")
_SHORTEST: Final = 4
"""Shorter names are within one letter of too many others."""


def meant(model: type[Element], unknown: Unknown) -> tuple[str, str] | None:
    """The name of an unknown child of `model`, and the known one it nearly is; or None."""
    found = _TAG.match(unknown.xml)
    if found is None:
        return None
    near = _nearest(model, unknown.at, found[1])
    if near is None or not (is_look_alike(found[1], near[0]) or _is_alike(unknown.xml, near[1])):
        return None
    return found[1], near[0]


def is_look_alike(written: str, known: str) -> bool:
    """Whether two different names look the same to people."""
    return likeness(written) == likeness(known)


def _is_alike(xml: str, child: Slot | Nest) -> bool:
    """Whether an element holds what the known one does: a plain text, or further elements."""
    if _EMPTY.fullmatch(xml):
        return True
    if isinstance(child, Slot) and child.element is not None and wiring(child.element).text:
        return True
    has_elements = isinstance(child, Nest) or child.element is not None
    return has_elements is (_INSIDE.match(xml) is not None)


@lru_cache(maxsize=1024)
def _nearest(model: type[Element], at: str, tag: str) -> tuple[str, Slot | Nest] | None:
    children = wiring(model).children
    for name in filter(None, at.split("/")):
        nest = children.get(name)
        if not isinstance(nest, Nest):
            return None
        children = nest.children
    if tag in children:  # known, but its value could not be read: the reader has told that
        return None
    alike = next((name for name in children if is_look_alike(tag, name)), None)
    if alike is None and len(tag) >= _SHORTEST:
        alike = next((name for name in children if _is_one_off(tag, name)), None)
    return None if alike is None else (alike, children[alike])


def _is_one_off(one: str, other: str) -> bool:
    """Whether one letter more, less or other, or two letters swapped, make `other` of `one`."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )
