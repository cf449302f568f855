from io import BytesIO

import pytest

from cml_sync.xml.source.ending import seems_whole

WHOLE = """<?xml version="1.0"?>
<КоммерческаяИнформация ВерсияСхемы="2.07"><Документ/>
</КоммерческаяИнформация>
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16", "utf-16-be"])
def test_the_end_of_the_root_is_found_in_every_encoding(encoding: str) -> None:
    assert seems_whole(BytesIO(WHOLE.encode(encoding)))


@pytest.mark.parametrize("cut", [1, 3, 20, 45])
def test_what_is_cut_off_is_not_whole(cut: int) -> None:
    assert not seems_whole(BytesIO(WHOLE.rstrip().encode()[:-cut]))


def test_a_root_may_be_empty_or_have_a_prefix() -> None:
    assert seems_whole(BytesIO('<КоммерческаяИнформация ВерсияСхемы="2.07" />'.encode()))
    assert seems_whole(BytesIO("<c:КоммерческаяИнформация>…</c:КоммерческаяИнформация >".encode()))
    assert not seems_whole(BytesIO('<КоммерческаяИнформация ВерсияСхемы="2.07">'.encode()))


def test_what_follows_the_root_does_not_matter() -> None:
    assert seems_whole(BytesIO(f"{WHOLE}\n\n<p>".encode()))


def test_only_the_tail_is_read() -> None:
    assert seems_whole(BytesIO(b" " * 1_000_001 + WHOLE.encode()))
    assert not seems_whole(BytesIO(WHOLE.encode() + b" " * 1_000_000))


def test_nothing_is_not_whole() -> None:
    assert not seems_whole(BytesIO())
