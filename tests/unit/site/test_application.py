import asyncio
import base64
from pathlib import Path
from typing import Any

import pytest
from starlette.types import Message
from tests.servers.own_site import LOGIN, PASSWORD, new_house

from cml_sync.site import application
from cml_sync.site.application import create_application
from cml_sync.site.house import House

BASIC = base64.b64encode(f"{LOGIN}:{PASSWORD}".encode())


async def ask(house: House, query: str, method: str = "GET") -> tuple[int, bytes]:
    """One request, without a network."""
    app = create_application(house)
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": "/1c_exchange.php",
        "raw_path": b"/1c_exchange.php",
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"authorization", b"Basic " + BASIC)],
        "client": ("10.0.0.1", 5),
        "server": ("127.0.0.1", 80),
        "scheme": "http",
        "http_version": "1.1",
    }
    await app(scope, receive, send)
    return sent[0]["status"], b"".join(message.get("body", b"") for message in sent)


def test_the_tokens_are_those_that_were_handed_in(tmp_path: Path) -> None:
    tokens = iter(["first", "second"])
    house = new_house(tmp_path, {}, new_token=lambda: next(tokens))
    status, body = asyncio.run(ask(house, "mode=checkauth"))
    moment = int(house.ambient.clock().timestamp())
    assert status == 200
    assert body.decode() == f"success\nCMLSYNC\nfirst\nsessid=second\ntimestamp={moment}"


def test_without_zip_it_is_not_offered(tmp_path: Path) -> None:
    house = new_house(tmp_path, {}, zip=False, file_limit=1_000_000)
    assert asyncio.run(ask(house, "mode=init")) == (200, b"zip=no\nfile_limit=1000000")


@pytest.mark.parametrize(
    ("method", "query"),
    [("POST", "mode=init"), ("GET", "mode=file&filename=a.xml"), ("POST", "type=sale&mode=query")],
)
def test_every_step_has_its_method(tmp_path: Path, method: str, query: str) -> None:
    status, body = asyncio.run(ask(new_house(tmp_path, {}), query, method))
    assert status == 200
    assert body.startswith(b"failure\nunknown type/mode")


def test_a_bug_of_ours_is_a_failure_that_shows_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        message = "secret detail"
        raise KeyError(message)

    told: list[str] = []
    house = new_house(tmp_path, {}, tell=lambda line: told.append(str(line)))
    monkeypatch.setattr(application, "_address", broken)
    sent: list[Message] = []

    async def run() -> None:
        app = create_application(house)

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            sent.append(message)

        scope: dict[str, Any] = {
            "type": "http",
            "method": "GET",
            "path": "/",
            "raw_path": b"/",
            "root_path": "",
            "query_string": b"mode=checkauth",
            "headers": [(b"authorization", b"Basic " + BASIC)],
            "scheme": "http",
        }
        await app(scope, receive, send)

    with pytest.raises(KeyError):
        asyncio.run(run())
    assert "secret" not in "".join(told)
    assert (sent[0]["status"], sent[1]["body"]) == (500, b"failure\nan error inside cml-sync")
    assert len(told) == 1
    assert told[0].startswith("a bug of ours: KeyError, application.py:")
