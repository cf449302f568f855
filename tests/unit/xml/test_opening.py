import io

import pytest

from cml_sync.xml.errors import NotCommerceMLError, Other
from cml_sync.xml.extraction import Extraction
from cml_sync.xml.limits import Limits
from cml_sync.xml.opening import open_bytes, part_problems, unknown_problems

ROOT = "КоммерческаяИнформация"


def opened(text: str) -> object:
    return open_bytes(io.BytesIO(text.encode()), "x.xml", Limits())


def test_the_root_is_handed_on_at_its_line_and_column() -> None:
    found = open_bytes(io.BytesIO(f"<?x?>\n  <{ROOT}>rest".encode()), "x.xml", Limits())
    assert found.padding == b"\n  "
    assert found.root_tag == f"<{ROOT}>".encode()
    assert found.rest == b"rest"
    assert (found.cursor.line, found.cursor.column) == (2, 3 + len(ROOT) + 2)
    assert list(part_problems(found, "x.xml")) == []


def test_a_fragment_gets_an_envelope() -> None:
    found = open_bytes(io.BytesIO("<Каталог xmlns='urn:x'>rest".encode()), "x.xml", Limits())
    assert found.fragment == (f"<{ROOT}>".encode(), f"</{ROOT}>".encode())
    assert found.rest.decode().split() == ["<Каталог", ">rest"]
    assert [problem.code for problem in part_problems(found, "x.xml")] == ["CML163", "CML766"]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("<rss/>", Other.UNKNOWN),
        ("<Товар/>", Other.UNKNOWN),
        (f"<{ROOT} xmlns='http://v8.1c.ru/edi/edi_stnd/109'/>", Other.EDI),
        ('<x:Сообщение xmlns:x="urn:moo-sodi.ru:commerceml_sodi"/>', Other.EDI),
    ],
)
def test_other_formats_are_named(text: str, other: Other) -> None:
    with pytest.raises(NotCommerceMLError) as caught:
        opened(text)
    assert caught.value.other is other


def test_unknown_elements_are_listed_by_parent_with_their_count() -> None:
    work = Extraction(Limits())
    work.unknown["Товар", "Слаг"] = 1
    work.unknown["Товар", "Бренд"] = 3
    assert [str(problem.message) for problem in unknown_problems(work, "x.xml")] == [
        "Бренд in Товар is not in the standard; kept as it is, 3 times",
        "Слаг in Товар is not in the standard; kept as it is, 1 time",
    ]
