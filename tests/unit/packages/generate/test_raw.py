"""Bytes that no writer would write."""

from io import BytesIO
from pathlib import Path

from cml_sync.packages.generate.planted import Planted
from cml_sync.packages.generate.raw import SpoiltFile, SpoiltOutput, raw


def test_marks_become_bytes() -> None:
    sink = BytesIO()
    file = SpoiltFile(sink, (), ())
    file.write(f"<Наименование>Чай{raw(b'&nbsp;')}</Наименование>".encode())
    file.finish()
    assert sink.getvalue().decode() == "<Наименование>Чай&nbsp;</Наименование>"


def test_head_and_tail_are_spoilt_once() -> None:
    sink = BytesIO()
    file = SpoiltFile(sink, (lambda data: b"\n" + data,), (lambda data: data[:-1],))
    for piece in (b"<a>", b"1" * 5000, b"2", b"</a>"):
        file.write(piece)
    file.finish()
    assert sink.getvalue() == b"\n<a>" + b"1" * 5000 + b"2</a"


def test_a_short_file_is_spoilt_at_its_end() -> None:
    sink = BytesIO()
    file = SpoiltFile(sink, (lambda data: data.upper(),), ())
    file.write(b"<a/>")
    file.finish()
    assert sink.getvalue() == b"<A/>"


def test_only_the_first_part_has_a_spoilt_head(tmp_path: Path) -> None:
    planted = Planted(heads=(lambda head: b"\n" + head,))
    with SpoiltOutput(tmp_path / "out", planted, "a.xml") as output:
        for name in ("a.xml", "b.xml", "c.png"):
            with output.file(name) as file:
                file.write(b"<a/>")
    assert {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()} == {
        "a.xml": b"\n<a/>",
        "b.xml": b"<a/>",
        "c.png": b"<a/>",
    }
