import io
import logging
from collections.abc import Iterator

import pytest
from tests.servers.client import client, fetched, surroundings
from tests.servers.shop import Canned, Shop, running
from tests.servers.talk import outgoing

from cml_sync.transports.base import Offered, Outcome, Topic
from cml_sync.transports.dialogue_errors import NothingToConfirmError, SessionLostError
from cml_sync.transports.http import HttpTransport, alone, open_http
from cml_sync.transports.http_options import HttpOptions
from cml_sync.transports.registry import open_transport
from cml_sync.transports.switches import ProtocolSwitches

pytestmark = pytest.mark.servers

A, B = outgoing("import0_1.xml", b"<a/>"), outgoing("offers0_1.xml", b"<b/>")
PICTURE = outgoing("import_files/1.jpg", b"jpg", announce=False)
ORDERS = Offered("orders.xml")


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running() as shop:
        yield shop


def test_the_registry_opens_it_by_its_url() -> None:
    url = "https://shop.example.ru/1c.php"
    transport = open_transport(url, HttpOptions(url=url), surroundings())
    assert isinstance(transport, HttpTransport)
    assert transport.asks_again
    transport.close()
    transport.close()


def test_opening_silences_the_libraries_that_would_print_cookies() -> None:
    open_http(HttpOptions(url="https://shop.example.ru/x"), surroundings()).close()
    assert not logging.getLogger("httpcore").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)


def test_options_of_another_transport_are_a_bug() -> None:
    with pytest.raises(TypeError):
        open_http(ProtocolSwitches(), surroundings())


def test_orders_are_pulled_asked_again_and_confirmed_in_one_session(shop: Shop) -> None:
    with client(shop.url) as transport:
        assert transport.offered(Topic.SALE) == (ORDERS,)
        assert fetched(transport) == shop.query
        assert fetched(transport) == shop.query
        transport.confirm(Topic.SALE, [ORDERS])
    assert shop.modes == ["checkauth", "query", "query", "success"]
    assert {asked.headers["cookie"] for asked in shop.asked[1:]} == {"SHOPSESS=c00kie-value-1"}


def test_nothing_is_confirmed_that_this_run_has_not_fetched(shop: Shop) -> None:
    with client(shop.url) as transport, pytest.raises(NothingToConfirmError):
        transport.confirm(Topic.SALE, [ORDERS])
    assert shop.asked == []


def test_nothing_is_confirmed_when_nothing_was_taken(shop: Shop) -> None:
    with client(shop.url) as transport:
        fetched(transport)
        transport.confirm(Topic.SALE, [])
    assert shop.modes == ["checkauth", "query"]


def test_a_catalogue_of_the_site_is_pulled_and_needs_no_confirmation(shop: Shop) -> None:
    with client(shop.url) as transport:
        assert transport.offered(Topic.CATALOG) == (Offered("catalog.xml"),)
        assert fetched(transport, Topic.CATALOG) == shop.query
        transport.confirm(Topic.CATALOG, [Offered("catalog.xml")])
    assert {asked.params["type"] for asked in shop.asked} == {"get_catalog"}
    assert shop.modes == ["checkauth", "init", "query"]


def test_a_forgotten_session_is_opened_anew_for_the_second_question(shop: Shop) -> None:
    with client(shop.url) as transport:
        fetched(transport)
        shop.plan("query", Canned(status=401))
        assert fetched(transport) == shop.query
    assert shop.modes == ["checkauth", "query", "query", "checkauth", "query"]


def test_after_an_accident_the_session_of_a_fetch_is_not_used_any_more(shop: Shop) -> None:
    with client(shop.url) as transport:
        fetched(transport)
        shop.plan("query", Canned(status=503))
        with pytest.raises(Exception, match="503"):
            transport.fetch(Topic.SALE, ORDERS, io.BytesIO())
        with pytest.raises(NothingToConfirmError):
            transport.confirm(Topic.SALE, [ORDERS])


def test_files_are_delivered_in_one_session(shop: Shop) -> None:
    with client(shop.url) as transport:
        receipts = transport.deliver(Topic.CATALOG, [A, PICTURE, B])
    assert [(receipt.name, receipt.outcome) for receipt in receipts] == [
        ("import0_1.xml", Outcome.CONFIRMED),
        ("import_files/1.jpg", Outcome.STORED),
        ("offers0_1.xml", Outcome.CONFIRMED),
    ]
    assert shop.modes == ["checkauth", "init", *["file"] * 3, "import", "import"]
    assert shop.files == {A.name: b"<a/>", B.name: b"<b/>", PICTURE.name: b"jpg"}


def test_one_file_per_session_where_that_is_switched_on(shop: Shop) -> None:
    with client(shop.url, switches={"one_file_per_session": True}) as transport:
        receipts = transport.deliver(Topic.CATALOG, [A, PICTURE, B])
    assert [receipt.name for receipt in receipts] == [A.name, PICTURE.name, B.name]
    once = ["checkauth", "init", "file"]
    assert shop.modes == [*once, "file", "import", *once, "import"]


def test_pictures_travel_with_the_first_announced_file() -> None:
    assert alone([A, PICTURE, B]) == [[PICTURE, A], [B]]
    assert alone([PICTURE]) == [[PICTURE]]


def test_nothing_to_deliver_asks_nobody(shop: Shop) -> None:
    with client(shop.url) as transport:
        assert transport.deliver(Topic.SALE, []) == ()
    assert shop.asked == []


def test_a_session_that_is_lost_in_the_middle_is_opened_anew_once(shop: Shop) -> None:
    shop.plan("import", Canned(status=401))
    with client(shop.url) as transport:
        receipts = transport.deliver(Topic.CATALOG, [A])
    assert receipts[0].outcome is Outcome.CONFIRMED
    assert shop.modes == ["checkauth", "init", "file", "import"] * 2


def test_a_session_that_is_lost_twice_is_given_up(shop: Shop) -> None:
    shop.plan("import", Canned(status=401), Canned(status=401))
    with client(shop.url) as transport, pytest.raises(SessionLostError):
        transport.deliver(Topic.CATALOG, [A])
