"""What `open_part` refuses, and how much it asks for."""

import io
import tracemalloc

import pytest
from tests.unit.xml.staging import (
    MANY,
    ROOT,
    catalog,
    envelope,
    product,
    read,
)

from cml_sync.xml.errors import (
    DoubledFileError,
    EmptyFileError,
    EncodingError,
    HostileError,
    HtmlInsteadError,
    LimitError,
    NotCommerceMLError,
    NotXmlError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.part import open_part

GOOD = catalog(product(1))


@pytest.mark.parametrize(
    ("content", "error", "place"),
    [
        (b"", EmptyFileError, "x.xml"),
        (b"\xef\xbb\xbf \n", EmptyFileError, "x.xml"),
        (b"\x1f\x8b\x08\x00\x00", NotXmlError, "x.xml:1:1"),
        (b"success\nPHPSESSID\nabc", NotXmlError, "x.xml:1:1"),
        ("<!DOCTYPE html><html><body/></html>", HtmlInsteadError, "x.xml:1:1"),
        ("<html></html>", HtmlInsteadError, "x.xml:1:1"),
        (GOOD[: GOOD.index("</Товар>")], TruncatedError, "x.xml:6:1"),
        (GOOD[:-3], TruncatedError, "x.xml:6:50"),
        (GOOD + GOOD, DoubledFileError, None),
        (GOOD[:90] + GOOD, DoubledFileError, None),
        (GOOD.replace("Ведро", "Вед&vedro;"), NotXmlError, "x.xml:5:19"),
        (GOOD.replace("Ведро", "Вед < ро"), NotXmlError, "x.xml:5:20"),
        (GOOD.encode().replace("Ведро".encode(), b"\xc2\xe5"), EncodingError, "x.xml:5:16"),
        ("<rss><channel/></rss>", NotCommerceMLError, "x.xml:1:1"),
        ('<Документы xmlns="urn:moo-sodi.ru:commerceml_sodi"/>', NotCommerceMLError, "x.xml:1:1"),
        (envelope("", 'xmlns="http://v8.1c.ru/edi/edi_stnd"'), NotCommerceMLError, "x.xml:2:1"),
        (
            f'<{ROOT}>\n<Каталог Идентификатор="1"/></{ROOT}>',
            NotCommerceMLError,
            "x.xml:2:1",
        ),
        (
            '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + GOOD[39:],
            HostileError,
            "x.xml:1:1",
        ),
        (
            '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
            HostileError,
            "x.xml:1:22",
        ),
        (GOOD.replace("UTF-8", "ebcdic-us"), EncodingError, "x.xml"),
        (envelope("<Каталог>" * 90 + "</Каталог>" * 90), LimitError, None),
        (envelope("<а>" * 300 + "</а>" * 300), LimitError, None),
        (
            catalog("<Товар " + " ".join(f'а{n}=""' for n in range(300)) + "/>"),
            LimitError,
            "x.xml:2:72",
        ),
        (
            catalog("<Товар " + " ".join(f'а{n}=""' for n in range(200_000)) + "/>"),
            LimitError,
            None,
        ),
    ],
)
def test_what_cannot_be_read_ends_in_a_clear_error(
    content: str | bytes, error: type[ReadError], place: str | None
) -> None:
    with pytest.raises(error) as caught:
        read(content)
    assert caught.value.hint is not None or type(caught.value) is NotXmlError
    if place is not None:
        assert str(caught.value.place) == place


@pytest.mark.parametrize(
    ("limits", "content"),
    [
        (Limits(file_bytes=1000), catalog(MANY)),
        (Limits(elements=1000), catalog(MANY * 8)),
        (Limits(record_bytes=400_000), catalog(product(1, "<О>" + "х" * 900_000 + "</О>"))),
        (Limits(kept=100), catalog("".join(product(n) + "<Прочее/>" for n in range(600)))),
        (Limits(kept=100), catalog(product(1, "<Прочее/>" * 200))),
        (Limits(oddities=100), catalog(product(1, f"<Группы>{'<Ид>г </Ид>' * 200}</Группы>"))),
        (Limits(record_marks=1000), catalog("<!-- -->" + product(1, "<Прочее/>" * 1200))),
        (Limits(sections=1), catalog(MANY).replace("</Каталог>", "</Каталог><Каталог/>")),
        (Limits(hollow=100), catalog("<Товар/>" * 200)),
        (Limits(depth=8), catalog(product(1, "<а>" * 5 + "</а>" * 5))),
        (Limits(tag_bytes=5000), catalog(f"<Товар Статус='{'х' * 400_000}'/>")),
    ],
)
def test_every_limit_is_watched(limits: Limits, content: str) -> None:
    with pytest.raises(LimitError):
        read(content, limits)
    assert read(content)


def test_memory_does_not_grow_with_the_number_of_records() -> None:
    def peak(count: int) -> int:
        data = io.BytesIO(catalog("".join(product(n) for n in range(count))).encode())
        tracemalloc.start()
        for _ in open_part(data, "x.xml"):
            pass
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(100)
    assert peak(20_000) < peak(5_000) * 1.2
