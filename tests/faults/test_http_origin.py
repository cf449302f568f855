"""Who is at the other end, and who may hear our secrets: redirects, certificates, logins."""

import io
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.servers.certificates import self_signed, server_context
from tests.servers.client import BASIC, PASSWORD, client, fetched
from tests.servers.shop import Canned, Shop, running
from tests.servers.talk import outgoing

from cml_sync.errors import CmlSyncError, ExitCode
from cml_sync.transports.base import Offered, Topic
from cml_sync.transports.dialogue_errors import LoginRefusedError, RedirectedError
from cml_sync.transports.http import HttpTransport
from cml_sync.transports.http_errors import CertificateError, SecureConnectionError

pytestmark = pytest.mark.servers

GOODS = outgoing("import0_1.xml", b"<a/>")
COOKIE = "c00kie-KANAREYKA-91"
TOKEN = "t0ken-KANAREYKA-37"


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_named_and_the_second_shop_hears_nothing(status: int) -> None:
    with running() as second, running() as first:
        target = second.url.replace("127.0.0.1", "localhost")
        first.plan("checkauth", Canned(status=status, headers={"Location": f"{target}?a=1"}))
        with client(first.url) as transport, pytest.raises(RedirectedError) as caught:
            transport.deliver(Topic.CATALOG, [GOODS])
        assert target in str(caught.value)
        assert second.asked == []
        assert first.modes == ["checkauth"]


def test_a_redirect_in_the_middle_of_a_session_gives_no_cookie_away() -> None:
    with running() as second, running() as first:
        first.plan("file", Canned(status=307, headers={"Location": second.url}))
        with client(first.url) as transport, pytest.raises(RedirectedError):
            transport.deliver(Topic.CATALOG, [GOODS])
        assert second.asked == []


def test_a_self_signed_certificate_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with (
        running(server_context(*self_signed(tmp_path))) as shop,
        client(shop.url) as transport,
        pytest.raises(CertificateError) as caught,
    ):
        transport.deliver(Topic.CATALOG, [GOODS])
    assert "self-signed" in str(caught.value)
    assert "ca_file" in str(caught.value.hint)
    assert caught.value.exit_code is ExitCode.REFUSED
    assert shop.asked == []


def test_a_certificate_that_the_administrator_named_is_trusted(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path)
    with (
        running(server_context(certificate, key)) as shop,
        client(shop.url, ca_file=certificate) as transport,
    ):
        assert fetched(transport) == shop.query


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path, "127.0.0.9")
    with (
        running(server_context(certificate, key)) as shop,
        client(shop.url, ca_file=certificate) as transport,
        pytest.raises(CertificateError, match="another name"),
    ):
        fetched(transport)


def test_an_expired_certificate_is_refused(tmp_path: Path) -> None:
    certificate, key = self_signed(tmp_path, until=datetime(2020, 1, 1, tzinfo=UTC))
    with (
        running(server_context(certificate, key)) as shop,
        client(shop.url, ca_file=certificate) as transport,
        pytest.raises(CertificateError, match="expired"),
    ):
        fetched(transport)


def test_a_shop_without_a_check_is_spoken_to_only_with_a_reason(tmp_path: Path) -> None:
    with (
        running(server_context(*self_signed(tmp_path))) as shop,
        client(shop.url, insecure=True, insecure_reason="a shop on this machine") as transport,
    ):
        assert fetched(transport) == shop.query


def test_a_shop_that_speaks_no_tls_at_a_secure_address_is_told() -> None:
    with running() as shop:
        url = shop.url.replace("http://", "https://")
        with client(url) as transport, pytest.raises(SecureConnectionError):
            fetched(transport)


@pytest.mark.parametrize(
    "canned",
    [
        Canned(status=401),
        Canned(b"failure\nERROR: 1010success\nkey\n0123456789abcdef0123456789abcdef\n"),
        Canned(b"Authentication failed!"),
    ],
)
def test_a_wrong_password_is_refused_and_never_tried_twice(canned: Canned) -> None:
    with running() as shop:
        shop.plan("checkauth", canned)
        with client(shop.url) as transport, pytest.raises(LoginRefusedError) as caught:
            transport.deliver(Topic.CATALOG, [GOODS])
    assert shop.modes == ["checkauth"]
    assert "SHOP_PASSWORD" in str(caught.value.hint)
    assert caught.value.exit_code is ExitCode.REFUSED


def test_the_right_password_reaches_the_shop() -> None:
    with running() as shop:
        shop.password = BASIC
        with client(shop.url) as transport:
            assert fetched(transport) == shop.query


def echo(shop: Shop, mode: str, status: int) -> None:
    """Let the shop say back everything that it knows."""
    words = f"failure\n{BASIC} {PASSWORD} {COOKIE} sessid={TOKEN} cookie {COOKIE}"
    headers = {"Location": f"https://{PASSWORD}@shop.example.ru/?sessid={TOKEN}"}
    shop.login = f"success\nSHOPSESS\n{COOKIE}\nsessid={TOKEN}\n".encode()
    shop.plan(mode, *[Canned(words.encode(), status, headers)] * 4)


def whole_exchange(transport: HttpTransport) -> None:
    """Goods there, orders here."""
    transport.deliver(Topic.CATALOG, [GOODS])
    transport.fetch(Topic.SALE, Offered("orders.xml"), io.BytesIO())
    transport.confirm(Topic.SALE, [Offered("orders.xml")])


@pytest.mark.parametrize("mode", ["checkauth", "init", "file", "import", "query", "success"])
@pytest.mark.parametrize("status", [200, 301, 400, 401, 403, 404, 413, 429, 500, 503])
def test_no_secret_stands_in_any_message_or_log(
    mode: str, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with running() as shop:
        echo(shop, mode, status)
        with client(shop.url) as transport, pytest.raises(CmlSyncError) as caught:
            whole_exchange(transport)
    told = f"{caught.value} {caught.value.hint} {caplog.text}"
    for secret in (PASSWORD, BASIC.removeprefix("Basic "), "KANAREYKA"):
        assert secret not in told
