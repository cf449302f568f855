"""Reports in XML, tag by tag, for programs that read no CommerceML (JUnit)."""

from collections.abc import Mapping
from typing import Final

from cml_sync.patterns import pattern
from cml_sync.xml.writing.markup import escape, escape_attribute

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>'

_FORBIDDEN: Final = pattern(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def start_tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """A start tag, or with `empty` the whole element; attributes in the order given."""
    written = "".join(
        f' {key}="{escape_attribute(_allowed(str(value)))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}{'/' if empty else ''}>"


def end_tag(name: str) -> str:
    """An end tag."""
    return f"</{name}>"


def content(words: str) -> str:
    """Text between tags; what XML does not allow becomes a mark."""
    return escape(_allowed(words))


def _allowed(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words)
