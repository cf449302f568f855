import signal
import socket
import subprocess
import sys
import threading
from urllib.request import urlopen

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from cml_sync.site.server import CannotListenError, Server

pytestmark = pytest.mark.servers

PROGRAM = """
from cml_sync.site.server import Server

async def application(scope, receive, send):
    while True:
        message = await receive()
        print(message["type"], flush=True)
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return

Server(application, "127.0.0.1:0", lambda host, port: print("listening", flush=True)).run()
print("in good order", flush=True)
"""


BROKEN = """
from cml_sync.site.server import Server

async def application(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    raise KeyError("+7 916 000-00-00")

Server(application, "127.0.0.1:0", lambda host, port: print(port, flush=True)).run()
"""


async def hello(_: Request) -> Response:
    return PlainTextResponse("hello")


def test_it_runs_in_a_thread_and_tells_its_real_port() -> None:
    heard = threading.Event()
    places: list[tuple[str, int]] = []

    def listening(host: str, port: int) -> None:
        places.append((host, port))
        heard.set()

    server = Server(Starlette(routes=[Route("/", hello)]), "127.0.0.1:0", listening)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert heard.wait(10)
        host, port = places[0]
        with urlopen(f"http://{host}:{port}/") as response:
            assert response.read() == b"hello"
            assert response.headers["server"] is None
    finally:
        server.stop()
        thread.join()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((host, port))


def test_a_bug_of_the_application_puts_no_customer_on_stderr() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BROKEN], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with pytest.raises(OSError, match="500"):
            urlopen(f"http://127.0.0.1:{port}/")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "", "")


def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(CannotListenError, match=listen):
            Server(Starlette(), listen).run()
    with pytest.raises(CannotListenError):
        Server(Starlette(), "127.0.0.1:99999").run()
    with pytest.raises(CannotListenError):
        Server(Starlette(), "203.0.113.7:8771").run()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_in_good_order(sent: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "lifespan.startup\n"
        assert process.stdout.readline() == "listening\n"
        process.send_signal(sent)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "lifespan.shutdown\nin good order\n", "")
