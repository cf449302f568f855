import io

from tests.servers.memory import MemoryTransport
from tests.servers.talk import outgoing

from cml_sync.transports.base import Offered, Outcome, Receipt, Topic
from cml_sync.transports.rehearsal import RehearsalTransport


def test_a_rehearsal_reads_and_sends_nothing() -> None:
    inner = MemoryTransport({"orders.xml": b"<a/>"}, asks_again=True)
    rehearsal = RehearsalTransport(inner)
    sink = io.BytesIO()
    assert rehearsal.asks_again
    assert rehearsal.offered(Topic.SALE) == (Offered("orders.xml", 4),)
    assert rehearsal.fetch(Topic.SALE, Offered("orders.xml"), sink) == 4
    rehearsal.confirm(Topic.SALE, [Offered("orders.xml")])
    files = [outgoing("a.xml", b"a"), outgoing("1.jpg", b"b", announce=False)]
    assert rehearsal.deliver(Topic.CATALOG, files) == (
        Receipt("a.xml", Outcome.REHEARSED),
        Receipt("1.jpg", Outcome.REHEARSED),
    )
    rehearsal.close()
    assert sink.getvalue() == b"<a/>"
    assert inner.confirmed == []
    assert inner.delivered == {}
    assert inner.closed
