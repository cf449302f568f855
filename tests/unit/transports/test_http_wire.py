import io
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.servers.client import BASIC, PASSWORD, surroundings
from tests.servers.shop import Canned, Shop, running
from tests.servers.talk import outgoing

from cml_sync import __version__
from cml_sync.errors import CmlSyncError
from cml_sync.transports.base import Outgoing
from cml_sync.transports.dialogue import Piece, Reply, Request
from cml_sync.transports.errors import ChangedWhileSentError
from cml_sync.transports.http_errors import (
    DeadlineError,
    NoAnswerError,
    NotHttpError,
    ShortAnswerError,
    TooLargeAnswerError,
)
from cml_sync.transports.http_options import HttpOptions
from cml_sync.transports.http_wire import Wire, secrets_of
from cml_sync.transports.surroundings import Credentials
from cml_sync.transports.switches import ProtocolSwitches
from cml_sync.transports.url_errors import BadUrlError

pytestmark = pytest.mark.servers

ASK = Request((("type", "sale"), ("mode", "import")))
QUERY = Request((("type", "sale"), ("mode", "query")), wants_file=True)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running() as shop:
        yield shop


def sent(url: str, request: Request, sink: io.BytesIO | None = None, **options: Any) -> Reply:
    wire = Wire(
        HttpOptions.model_validate({"url": url, **options}),
        surroundings().credentials,
        time.monotonic,
    )
    try:
        return wire.send(request, sink)
    finally:
        wire.close()


def test_a_request_carries_login_cookie_and_our_name(shop: Shop) -> None:
    sent(shop.url, Request(ASK.params, cookie="a=1; имя=2"))
    headers = shop.asked[0].headers
    assert headers["authorization"] == BASIC
    assert headers["cookie"].encode("latin-1").decode() == "a=1; имя=2"
    assert headers["user-agent"] == f"cml-sync/{__version__}"
    assert headers["accept-encoding"] == "identity"
    assert shop.asked[0].target == "/exchange/1c.php?type=sale&mode=import"


def test_a_request_may_go_without_login_and_under_another_name(shop: Shop) -> None:
    switches = ProtocolSwitches(user_agent="1C+Enterprise/8.3")
    sent(shop.url, Request(ASK.params, login=False), switches=switches)
    assert "authorization" not in shop.asked[0].headers
    assert shop.asked[0].headers["user-agent"] == "1C+Enterprise/8.3"


def test_a_query_in_the_address_is_kept(shop: Shop) -> None:
    sent(f"{shop.url}?route=a/b", ASK)
    assert shop.asked[0].target == "/exchange/1c.php?route=a/b&type=sale&mode=import"


def test_a_piece_is_sent_with_its_length_and_nothing_around_it(shop: Shop) -> None:
    piece = Piece(outgoing("a.xml", b"0123456789" * 30_000), 100_001, 150_000)
    sent(shop.url, Request((("mode", "file"), ("filename", "a.xml")), piece))
    asked = shop.asked[0]
    assert asked.method == "POST"
    assert asked.body == (b"0123456789" * 30_000)[100_001:250_001]
    assert asked.headers["content-length"] == "150000"
    assert "transfer-encoding" not in asked.headers


def test_a_file_goes_to_the_sink_and_a_text_does_not(shop: Shop) -> None:
    shop.query = b"<?xml version='1.0'?>" + b"<a/>" * 100_000
    sink = io.BytesIO()
    assert sent(shop.url, QUERY, sink).saved == len(shop.query)
    assert sink.getvalue() == shop.query
    shop.query, sink = b"failure\nno", io.BytesIO()
    reply = sent(shop.url, QUERY, sink)
    assert (reply.saved, reply.body, sink.getvalue()) == (None, b"failure\nno", b"")


def test_an_error_page_that_looks_like_xml_is_no_file(shop: Shop) -> None:
    shop.plan("query", Canned(b"<?xml version='1.0'?><error/>", 500))
    sink = io.BytesIO()
    assert sent(shop.url, QUERY, sink).status == 500
    assert sink.getvalue() == b""


def test_a_compressed_file_is_not_taken(shop: Shop) -> None:
    shop.plan("query", Canned(shop.query, headers={"Content-Encoding": "gzip"}))
    assert sent(shop.url, QUERY, io.BytesIO()).saved is None


def test_chunked_answers_and_answers_until_the_end_are_read(shop: Shop) -> None:
    shop.plan("import", Canned(b"success\n1", chunked=True), Canned(b"success", until_close=True))
    assert sent(shop.url, ASK).body == b"success\n1"
    assert sent(shop.url, ASK).body == b"success"


@pytest.mark.parametrize(
    ("canned", "options", "error"),
    [
        (Canned(b"success", length=100), {}, ShortAnswerError),
        (Canned(reset="before"), {}, NoAnswerError),
        (Canned(reset="after"), {}, NoAnswerError),
        (Canned(b"x" * 1_100_000), {}, TooLargeAnswerError),
        (Canned(b"success" * 100, drip=0.05), {"deadline": 0.4}, DeadlineError),
        (Canned(b"success", drip_head=0.05), {"deadline": 0.4}, DeadlineError),
        (Canned(b"success", drip=1.5), {"timeout": 0.3}, NoAnswerError),
    ],
)
def test_what_the_network_does_is_told_in_our_words(
    shop: Shop, canned: Canned, options: dict[str, Any], error: type[CmlSyncError]
) -> None:
    shop.plan("import", canned)
    started = time.monotonic()
    with pytest.raises(error):
        sent(shop.url, ASK, **options)
    assert time.monotonic() - started < 5


def test_a_file_larger_than_allowed_is_not_taken(shop: Shop) -> None:
    shop.query = b"<?xml version='1.0'?>" + b"x" * 200_000
    with pytest.raises(TooLargeAnswerError):
        sent(shop.url, QUERY, io.BytesIO(), max_reply=100_000)


def test_a_file_of_ours_that_shrinks_is_told_apart_from_the_network(shop: Shop) -> None:
    shrunk = Outgoing("a.xml", 100, lambda: io.BytesIO(b"only ten b"))
    request = Request((("mode", "file"), ("filename", "a.xml")), Piece(shrunk, 0, 100))
    with pytest.raises(ChangedWhileSentError):
        sent(shop.url, request)


def test_nobody_there_and_nobody_of_that_name() -> None:
    with running() as shop:
        url = shop.url
    with pytest.raises(NoAnswerError, match="refused"):
        sent(url, ASK)
    with pytest.raises(NoAnswerError, match="resolved"):
        sent("https://no-such-shop.invalid/x", ASK)


@pytest.mark.parametrize("host", ["☃.ru", "xn--", "xn--a", "[v1.a]"])
def test_a_name_that_is_none_is_a_mistake_of_the_url(host: str) -> None:
    with pytest.raises(BadUrlError):
        sent(f"https://{host}/x", ASK)


def test_what_does_not_speak_http_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def greet() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                connection.sendall(b"220 ftp.example.ru ready\r\n\r\n")

        thread = threading.Thread(target=greet)
        thread.start()
        with pytest.raises(NotHttpError):
            sent(f"http://127.0.0.1:{server.getsockname()[1]}/x", ASK)
        thread.join()


def test_one_connection_serves_many_requests(shop: Shop) -> None:
    wire = Wire(HttpOptions(url=shop.url), surroundings().credentials, time.monotonic)
    for _ in range(3):
        wire.send(ASK)
    pool = wire._transport._pool
    assert len(pool.connections) == 1
    wire.close()


def test_every_form_of_the_password_is_a_secret() -> None:
    assert secrets_of(surroundings().credentials) == (PASSWORD, PASSWORD, BASIC[6:])
    assert secrets_of(Credentials("exchange")) == ()
