"""`serve` through the real command line: it listens, refuses strangers, and stops in order."""

import signal
import subprocess
import threading
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from tests.cli.commandline import CommandLine
from tests.servers.sshd_server import free_port

pytestmark = pytest.mark.servers

CONFIG = """\
state = "state"

[serve]
listen = "127.0.0.1:{port}"
login = "1c"
password = {{ env = "SERVE_PASSWORD" }}
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_listens_until_it_is_stopped(cml_sync: CommandLine, number: signal.Signals) -> None:
    port = free_port()
    cml_sync.write_config(CONFIG.format(port=port))
    url = f"http://127.0.0.1:{port}/1c_exchange.php"
    process = cml_sync.start("serve", SERVE_PASSWORD="kettle")
    try:
        assert _status(f"{url}?type=catalog&mode=checkauth", process) == 401
        second = cml_sync("serve", SERVE_PASSWORD="kettle")
        assert (second.code, second.out) == (11, "")
        assert second.err.startswith(f"error[E1170]: cannot listen at 127.0.0.1:{port}: ")
        assert second.err.endswith(
            "\n  hint: name another port in `listen` of the section [serve]\n"
        )
    finally:
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (0, "")
    assert err == f"listening at {url}; stop with Ctrl+C\n"


def test_serve_for_other_machines_says_that_passwords_travel_openly(cml_sync: CommandLine) -> None:
    port = free_port()
    cml_sync.write_config(CONFIG.format(port=port).replace("127.0.0.1", "0.0.0.0"))  # noqa: S104
    process = cml_sync.start("serve", SERVE_PASSWORD="kettle")
    try:
        assert _status(f"http://127.0.0.1:{port}/?mode=checkauth", process) == 401
    finally:
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
    assert "other machines are heard there without encryption" in err


def test_serve_without_a_password_or_a_table_ends_with_11(cml_sync: CommandLine) -> None:
    cml_sync.write_config(CONFIG.format(port=free_port()))
    ran = cml_sync("serve")
    assert (ran.code, ran.err) == (
        11,
        """\
error[E1104]: the secret `serve.password` cannot be had: \
the environment variable SERVE_PASSWORD is not set
  hint: set it there, then run `cml-sync config check`
""",
    )
    cml_sync.write_config('state = "state"')
    ran = cml_sync("serve")
    assert (ran.code, ran.err.splitlines()[0]) == (
        11,
        "error[E1108]: the configuration has no table [serve]",
    )


def _status(url: str, process: subprocess.Popen[str]) -> int:
    """The HTTP status, once somebody listens."""
    pause = threading.Event()
    for _ in range(200):
        assert process.poll() is None, process.communicate()
        try:
            with urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
                return int(answer.status)
        except HTTPError as error:
            error.close()
            return error.code
        except OSError:
            pause.wait(0.05)
    pytest.fail("nobody listens")
