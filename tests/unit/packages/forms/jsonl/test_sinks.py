"""What is written is counted and summed up."""

import hashlib
import io

from cml_sync.packages.forms.jsonl.sinks import Sink


def test_lines_are_counted_before_they_are_written() -> None:
    file = io.BytesIO()
    sink = Sink(file)
    sink.line(b"one")
    sink.line(b"three")
    assert (sink.count, sink.total, sink.size, file.getvalue()) == (2, 10, 0, b"")
    said = sink.said("product", "products.jsonl")
    assert file.getvalue() == b"one\nthree\n"
    assert (said.count, said.bytes, sink.total) == (2, 10, 10)
    assert said.sha256 == hashlib.sha256(b"one\nthree\n").hexdigest()


def test_large_lines_are_written_at_once() -> None:
    file = io.BytesIO()
    sink = Sink(file)
    sink.line(b"x" * 100_000)
    assert len(file.getvalue()) == 100_001


def test_what_was_written_aside_follows() -> None:
    file, aside = io.BytesIO(), Sink(io.BytesIO())
    sink = Sink(file)
    sink.line(b"one")
    aside.line(b"two")
    sink.take(aside)
    sink.line(b"three")
    said = sink.said("product", "a")
    assert file.getvalue() == b"one\ntwo\nthree\n"
    assert (said.count, said.bytes) == (3, 14)
    assert said.sha256 == hashlib.sha256(file.getvalue()).hexdigest()
