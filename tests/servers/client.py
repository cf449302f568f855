"""Our HTTP transport as tests open it."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from tests.servers.talk import FakeTime

from cml_sync.transports.base import Offered, Topic
from cml_sync.transports.http import HttpTransport, open_http
from cml_sync.transports.http_options import HttpOptions
from cml_sync.transports.surroundings import Credentials, Surroundings
from cml_sync.transports.switches import ProtocolSwitches

PASSWORD = "Parol-Sekret-77"
BASIC = "Basic ZXhjaGFuZ2U6UGFyb2wtU2VrcmV0LTc3"


def surroundings(fake: FakeTime | None = None, password: str | None = PASSWORD) -> Surroundings:
    """Login ``exchange``; a fake clock if given, else the true one and no sleep."""
    return Surroundings(
        clock=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
        sleep=fake.sleep if fake else lambda _: None,
        monotonic=fake.monotonic if fake else time.monotonic,
        new_token=lambda: "00c0ffee",
        home=Path("/nowhere"),
        credentials=Credentials(
            "exchange", SecretStr(password) if password else None, source="variable SHOP_PASSWORD"
        ),
    )


@contextmanager
def client(
    url: str, fake: FakeTime | None = None, switches: dict[str, Any] | None = None, **options: Any
) -> Iterator[HttpTransport]:
    """A transport for `url`, closed at the end."""
    made = HttpOptions(url=url, switches=ProtocolSwitches.model_validate(switches or {}), **options)
    transport = open_http(made, surroundings(fake))
    assert isinstance(transport, HttpTransport)
    try:
        yield transport
    finally:
        transport.close()


def fetched(transport: HttpTransport, topic: Topic = Topic.SALE) -> bytes:
    """The bytes of the only file on offer."""
    sink = io.BytesIO()
    size = transport.fetch(topic, Offered("orders.xml"), sink)
    assert size == len(sink.getvalue())
    return sink.getvalue()
