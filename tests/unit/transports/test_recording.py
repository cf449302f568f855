import io

import pytest
from tests.servers.memory import MemoryTransport
from tests.servers.talk import FakeTime, outgoing

from cml_sync.transports.base import Offered, Outcome, Receipt, Topic
from cml_sync.transports.http_errors import ShortAnswerError
from cml_sync.transports.recording import Operation, RecordingTransport


def recorded(inner: MemoryTransport) -> tuple[RecordingTransport, list[Operation]]:
    told: list[Operation] = []
    return RecordingTransport(inner, told.append, FakeTime().monotonic), told


def test_every_operation_is_told_with_its_proof() -> None:
    inner = MemoryTransport({"orders.xml": b"<a/>"})
    transport, told = recorded(inner)
    transport.offered(Topic.SALE)
    transport.fetch(Topic.SALE, Offered("orders.xml"), io.BytesIO())
    transport.confirm(Topic.SALE, [Offered("orders.xml")])
    transport.deliver(Topic.CATALOG, [outgoing("a.xml", b"abc")])
    transport.close()
    assert told == [
        Operation("offered", Topic.SALE, ("orders.xml",)),
        Operation("fetch", Topic.SALE, ("orders.xml",), 4),
        Operation("confirm", Topic.SALE, ("orders.xml",)),
        Operation(
            "deliver", Topic.CATALOG, ("a.xml",), 3, (Receipt("a.xml", Outcome.STORED, "kept"),)
        ),
    ]
    assert inner.closed


def test_a_failure_is_told_and_passed_on() -> None:
    inner = MemoryTransport({})
    inner.error = ShortAnswerError("orders.xml")
    transport, told = recorded(inner)
    with pytest.raises(ShortAnswerError):
        transport.deliver(Topic.SALE, [outgoing("a.xml", b"abc")])
    assert told == [Operation("deliver", Topic.SALE, ("a.xml",), error=inner.error)]


def test_a_bug_is_not_told_as_if_it_were_success() -> None:
    transport, told = recorded(MemoryTransport({}))
    with pytest.raises(KeyError):
        transport.fetch(Topic.SALE, Offered("none.xml"), io.BytesIO())
    assert told == []
