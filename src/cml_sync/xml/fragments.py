"""Parts of a file that no field of a model names: kept as text, checked again before writing.

What is kept may have lain in a store for months, so nothing of it is written as it stands: it is
parsed by the hardened parser and spelt anew by the same strict rules as everything else.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from lxml import etree

from cml_sync.xml.hardening import tree_parser
from cml_sync.xml.writing.characters import FORBIDDEN
from cml_sync.xml.writing.markup import escape, escape_attribute, is_name

MAX_FRAGMENT: Final = 16 * 1024 * 1024
"""The most characters of one fragment that are parsed."""


class FragmentError(ValueError):
    """A kept part is no well-formed, harmless element."""


def local_name(name: str) -> str:
    """`name` without its namespace (``{uri}name``) or its prefix (``p:name``)."""
    return name.rpartition("}")[2].rpartition(":")[2]


@lru_cache(maxsize=1024)
def strict(fragment: str) -> str:
    """`fragment`, one element, spelt strictly: no prefix, no CDATA, no comment.

    Raises:
        FragmentError: if it is not one well-formed element, or declares a DOCTYPE.
    """
    if len(fragment) > MAX_FRAGMENT or FORBIDDEN.search(fragment) or "<!DOCTYPE" in fragment:
        raise FragmentError
    try:
        element = etree.fromstring(fragment.encode(), tree_parser())
    except etree.XMLSyntaxError as error:
        raise FragmentError from error
    return serialise(element)


def serialise(element: etree._Element) -> str:
    """`element` and what is in it, without what follows it, spelt strictly."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    tag = local_name(str(element.tag))
    yield f"<{tag}"
    for name, value in attributes(element):
        yield f' {name}="{escape_attribute(value)}"'
    children = [child for child in element if isinstance(child.tag, str)]
    if not children and not element.text:
        yield "/>"
        return
    yield ">"
    yield escape(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _pieces(child)
        yield escape(child.tail or "")
    yield f"</{tag}>"


def attributes(element: etree._Element) -> list[tuple[str, str]]:
    """The attributes of `element` by local name; of two with one name the first is kept."""
    found: dict[str, str] = {}
    for name, value in element.attrib.items():
        found.setdefault(local_name(str(name)), str(value))
    return list(found.items())


def strict_attribute(name: str, value: str) -> str:
    """An attribute with a space in front, its name without prefix.

    Raises:
        FragmentError: if `name` cannot be the name of an attribute.
    """
    local = local_name(name)
    if not is_name(local):
        raise FragmentError
    return f' {local}="{escape_attribute(value)}"'


def rewritten(fragment: str, say: Callable[[str, str], str]) -> str:
    """`fragment` with other texts and values of attributes; every element and attribute stays.

    Args:
        fragment: one element, as `model.element.Unknown` keeps it.
        say: gets the name of an element or attribute and its value, and gives the new value.

    Raises:
        FragmentError: if it is not one well-formed element, or declares a DOCTYPE.
    """
    element = etree.fromstring(strict(fragment).encode(), tree_parser())
    for one in element.iter():
        tag = local_name(str(one.tag))
        if one.text and one.text.strip():
            one.text = say(tag, one.text)
        for name, value in one.attrib.items():
            one.set(name, say(local_name(str(name)), str(value)))
        for child in one:
            if child.tail and child.tail.strip():
                child.tail = say(tag, child.tail)
    return serialise(element)
