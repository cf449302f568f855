"""The good path of `plain`: the same bytes, where nothing at all is odd.

The text of an element depends only on which of its fields are set; it is made once for each such
shape and filled with values (`templates`). Then the whole line is looked at: it may have the quotes
that the shapes have and no others, no backslash and no control character, so that JSON needs no
escape. Whatever is not understood gives None: `plain` writes the record.
"""

from typing import Final

from cml_sync.model.element import Element
from cml_sync.packages.forms.jsonl.spelling import OddError
from cml_sync.packages.forms.jsonl.templates import Templates

_ESCAPED: Final = b'"\\' + bytes(range(32))
_LONGEST_PAUSE: Final = 32


class Swift:
    """Writes the records of one part.

    Where one record after the other is odd, it stops trying for a while, so that no package takes
    noticeably longer than it would without.
    """

    def __init__(self) -> None:
        self._templates = Templates()
        self._tally = self._templates.tally
        self._pause = 0
        self._next_pause = 1

    def inside(self, record: Element) -> bytes | None:
        """What `plain.as_json` makes of a record, without its braces; or None: let it do that."""
        if self._pause:
            self._pause -= 1
            return None
        self._tally.quotes = 0
        try:
            text = self._templates.of(type(record)).inside(record)
            encoded = text.encode()
        except (OddError, UnicodeEncodeError):
            return self._odd()
        if "N" in text and '"None"' in text:  # a value that is null, or one that says so
            return self._odd()
        if len(encoded) - len(encoded.translate(None, _ESCAPED)) != self._tally.quotes:
            return self._odd()
        self._next_pause = 1
        return encoded

    def _odd(self) -> None:
        self._pause = self._next_pause
        self._next_pause = min(2 * self._next_pause, _LONGEST_PAUSE)
