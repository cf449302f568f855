import io

import pytest

from cml_sync.problems import Place
from cml_sync.xml.errors import (
    DoubledFileError,
    EncodingError,
    LimitError,
    NotXmlError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.limits import Limits
from cml_sync.xml.reading.frames import Frame, Lines
from cml_sync.xml.reading.structure import root_node
from cml_sync.xml.source.encoding import Cursor
from cml_sync.xml.source.feeding import Feeder
from cml_sync.xml.source.opening import open_bytes

ROOT = "КоммерческаяИнформация"


def begun(start: str = f"\n <{ROOT}>") -> tuple[Feeder, list[Frame]]:
    opened = open_bytes(io.BytesIO(start.encode()), "x.xml", Limits())
    frames: list[Frame] = []
    feeder = Feeder(opened, "x.xml", frames, Lines(), Limits(oddities=20))
    ((_, root),) = feeder.events()
    frames.append(Frame(root_node(), root, Place("x.xml")))
    feeder.border(Cursor(2, 26))
    return feeder, frames


def test_events_come_of_what_is_fed_and_the_bytes_since_the_border_are_kept() -> None:
    feeder, _ = begun()
    (event,) = feeder.feed(b" \n", "<Каталог>".encode())
    assert (event[0], event[1].tag) == ("start", "Каталог")
    assert feeder.source.data.decode() == " \n<Каталог>"
    feeder.border(Cursor(3, 10), "<Каталог>".encode())
    assert feeder.source.data.decode() == "<Каталог>"


def test_scraps_are_handed_over_once() -> None:
    feeder, _ = begun()
    feeder.feed("а &nbsp; б".encode(), b"<a/>")
    assert [(scrap.at, scrap.written) for scrap in feeder.take_scraps()] == [(3, "&nbsp;")]
    assert feeder.take_scraps() == []


@pytest.mark.parametrize(
    ("data", "error", "place"),
    [
        (b"\n</a>", NotXmlError, "x.xml:3:1"),
        (b"<?xml version='1.0'?>", DoubledFileError, "x.xml:2:26"),
        (b"a \xff<a/>", EncodingError, "x.xml:2:28"),
        (b"&nbsp;\x0b&#11;& <a></b>", NotXmlError, "x.xml:2:43"),
        (b"& " * 21, LimitError, "x.xml:2:26"),
    ],
)
def test_what_is_refused_has_a_place(data: bytes, error: type[ReadError], place: str) -> None:
    feeder, _ = begun()
    with pytest.raises(error) as caught:
        feeder.feed(data, b"")
    assert str(caught.value.place) == place


def test_what_stands_behind_the_root_is_refused_where_it_begins() -> None:
    feeder, frames = begun()
    feeder.feed(b"", f"</{ROOT}>".encode())
    frames.clear()
    feeder.border(Cursor(5, 1))
    with pytest.raises(NotXmlError) as caught:
        feeder.feed(b" <!-- -->\n text", b"")
    assert str(caught.value.place) == "x.xml:6:2"


def test_a_cut_file_names_what_is_missing() -> None:
    feeder, _ = begun()
    feeder.feed("<а><б>жж</б><в>".encode(), b"")
    with pytest.raises(TruncatedError) as caught:
        feeder.close(Place("x.xml", 9, 9), b"", 7)
    assert str(caught.value.args[0]) == (
        f"The file ends too early: </в></а></{ROOT}> is missing; 7 records stand before"
    )


def test_a_fragment_is_closed_with_its_envelope() -> None:
    feeder, _ = begun(" <Каталог>")
    feeder.feed("<Каталог><а>&nb".encode(), b"")
    with pytest.raises(TruncatedError) as caught:
        feeder.close(Place("x.xml", 1, 9), f"</{ROOT}>".encode(), 1)
    assert "</а></Каталог> is missing; 1 record stands before" in str(caught.value)
    feeder, _ = begun(" <Каталог>")
    feeder.feed("<Каталог/>".encode(), b"")
    feeder.close(Place("x.xml"), f"</{ROOT}>".encode(), 0)
    assert [event for event, _ in feeder.events()][-1] == "end"
