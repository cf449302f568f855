from itertools import pairwise

import pytest

from cml_sync.xml.limits import Limit, OverLimitError
from cml_sync.xml.source.scrubbing import Scrubber

WHOLE = (
    "<б в='a&b'>Рога & Копыта&nbsp;&mdash; &amp;&lt;&#1046;&#11;&ж;&#xFFFF; \x0b\uffff"
    "<![CDATA[ & &nbsp; \x1f ]] ]> ]]> &copy;<!-- & &nbsp; \x00 - -- --> &#x0; <?п & ?>&;</б>"
)
CLEAN = (
    "<б в='a&amp;b'>Рога &amp; Копыта\u00a0— &amp;&lt;&#1046; &amp;ж;    "
    "<![CDATA[ & &nbsp;   ]] ]> ]]> ©<!-- & &nbsp;   - -- -->   <?п & ?>&amp;;</б>"
)
FOUND = [
    ("CML769", "&"),
    ("CML769", "&"),
    ("CML768", "&nbsp;"),
    ("CML768", "&mdash;"),
    ("CML767", "&#11;"),
    ("CML769", "&"),
    ("CML767", "&#xFFFF;"),
    ("CML767", "U+000B"),
    ("CML767", "U+FFFF"),
    ("CML767", "U+001F"),
    ("CML768", "&copy;"),
    ("CML767", "U+0000"),
    ("CML767", "&#x0;"),
    ("CML769", "&"),
]


def test_everything_odd_becomes_what_is_meant() -> None:
    scrubber = Scrubber(99)
    assert scrubber.clean(WHOLE.encode(), 0, last=True).decode() == CLEAN
    assert [(scrap.finding.code, scrap.written) for scrap in scrubber.scraps] == FOUND
    data = WHOLE.encode()
    for scrap in scrubber.scraps:
        if not scrap.written.startswith("U+"):
            assert data[scrap.at :].startswith(scrap.written.encode())


@pytest.mark.parametrize("size", range(1, 40))
def test_pieces_of_any_size_give_the_same(size: int) -> None:
    whole = Scrubber(99)
    whole.clean(WHOLE.encode(), 0, last=True)
    scrubber = Scrubber(99)
    data = WHOLE.encode()
    marks = [0]  # a reader cuts in front of tags, or anywhere in a text
    while marks[-1] < len(data):
        end = marks[-1] + size
        while any(data.startswith(sign, at) for at in range(end - 8, end) for sign in (b"<",)):
            end += 1
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end += 1
        marks.append(min(end, len(data)))
    pieces = [scrubber.clean(data[a:b], a) for a, b in pairwise(marks)]
    pieces.append(scrubber.clean(b"", len(data), last=True))
    assert b"".join(pieces).decode() == CLEAN
    assert scrubber.scraps == whole.scraps


def test_names_that_nobody_knows_are_left_to_the_parser() -> None:
    scrubber = Scrubber(99)
    assert scrubber.clean(b"&vedro;", 0, last=True) == b"&vedro;"
    assert scrubber.scraps == []


def test_too_much_to_repair_is_refused() -> None:
    with pytest.raises(OverLimitError) as caught:
        Scrubber(99).clean(b"& " * 100, 0)
    assert (caught.value.limit, caught.value.allowed) == (Limit.ODDITIES, 99)


def test_what_is_usual_is_handed_on_as_it_is() -> None:
    data = "<Товар>ведро</Товар>".encode()
    assert Scrubber(99).clean(data, 0) is data or Scrubber(99).clean(data, 0) == data
