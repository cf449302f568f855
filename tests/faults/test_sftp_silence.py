"""F12, F14: servers that fall silent, hang up or are not there; no wait is without an end."""

import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from pydantic import SecretStr
from tests.servers.places import outgoing, surroundings
from tests.servers.scripted_ssh import Script, scripted_ssh
from tests.servers.sshd_server import Sshd, free_port, known_hosts_line, make_key

from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.transports.base import Outgoing, Topic
from cml_sync.transports.names import is_leftover
from cml_sync.transports.sftp import SftpTransport, open_sftp
from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.ssh_errors import (
    HostNotFoundError,
    SshConnectionLostError,
    SshTimeoutError,
    SshUnreachableError,
)
from cml_sync.transports.surroundings import Credentials

pytestmark = pytest.mark.servers

Connect = Callable[..., SftpTransport]
BIG = 16 * 1024 * 1024


class Interrupted(BytesIO):
    """A file of ours; when half of it is read, something happens to the server."""

    def __init__(self, accident: Callable[[], None]):
        super().__init__(bytes(BIG))
        self._accident = accident

    def read(self, size: int | None = -1) -> bytes:
        """Bytes, with an accident in the middle."""
        before = self.tell()
        block = super().read(size)
        if before < BIG // 2 <= self.tell():
            self._accident()
        return block


def interrupted(accident: Callable[[], None]) -> Outgoing:
    def opened() -> AbstractContextManager[BinaryIO]:
        return Interrupted(accident)

    return Outgoing("import.xml", BIG, opened)


def test_a_frozen_server_ends_a_listing_in_time(sshd: Sshd, connect: Connect) -> None:
    transport = connect(sshd, timeout=0.5)
    assert list(transport.offered(Topic.CATALOG)) == []
    sshd.freeze()
    try:
        with pytest.raises(SshTimeoutError) as silent:
            transport.offered(Topic.CATALOG)
    finally:
        sshd.thaw()
    assert silent.value.exit_code is ExitCode.TEMPORARY
    assert "did not answer within 0.5 s" in str(silent.value)
    assert list(transport.offered(Topic.CATALOG)) == []  # connects anew


def test_a_server_frozen_in_mid_upload_ends_it_in_time(
    sshd: Sshd, connect: Connect, remote: Path
) -> None:
    transport = connect(sshd, timeout=1)
    try:
        with pytest.raises(SshTimeoutError):
            transport.deliver(Topic.CATALOG, [interrupted(sshd.freeze)])
    finally:
        sshd.thaw()
    assert [path.name for path in remote.iterdir() if not is_leftover(path.name)] == []


def test_a_server_frozen_in_mid_download_ends_it_in_time(
    sshd: Sshd, connect: Connect, remote: Path
) -> None:
    (remote / "import.xml").write_bytes(bytes(BIG))
    transport = connect(sshd, timeout=1)
    (offered,) = transport.offered(Topic.CATALOG)

    class Sink(BytesIO):
        def write(self, block: object) -> int:
            del block
            sshd.freeze()
            return 0

    try:
        with pytest.raises(SshTimeoutError):
            transport.fetch(Topic.CATALOG, offered, Sink())
    finally:
        sshd.thaw()


def test_a_connection_that_breaks_in_mid_upload_shows_nothing_and_is_tidied_up_next_time(
    sshd: Sshd, connect: Connect, remote: Path
) -> None:
    (remote / "import.xml").write_bytes(b"old")
    transport = connect(sshd)
    with pytest.raises(SshConnectionLostError) as lost:
        transport.deliver(Topic.CATALOG, [interrupted(sshd.kill_connections)])
    assert isinstance(lost.value, TemporaryError)
    assert (remote / "import.xml").read_bytes() == b"old"
    left = [path.name for path in remote.iterdir() if path.name != "import.xml"]
    assert [is_leftover(name) for name in left] == [True]
    transport.deliver(Topic.CATALOG, [outgoing("import.xml", b"new")])
    assert {path.name: path.read_bytes() for path in remote.iterdir()} == {"import.xml": b"new"}


def test_a_server_that_never_answers_the_request_for_sftp_ends_in_time(tmp_path: Path) -> None:
    host_key, script = make_key(tmp_path / "host_key"), Script("right", silent=True)
    with scripted_ssh(script, host_key) as port:
        known_hosts = tmp_path / "known_hosts"
        known_hosts.write_text(known_hosts_line(port, host_key))
        options = SftpOptions(
            host="127.0.0.1",
            port=port,
            known_hosts=known_hosts,
            connect_timeout=0.5,
            auth_timeout=0.5,
            timeout=0.5,
        )
        credentials = Credentials(login="exchange", password=SecretStr("right"))
        world = replace(surroundings(tmp_path), credentials=credentials)
        with pytest.raises(SshTimeoutError):
            open_sftp(options, world).offered(Topic.CATALOG)


def test_nobody_at_the_port_is_unreachable(sshd: Sshd, connect: Connect) -> None:
    with pytest.raises(SshUnreachableError, match="Connection refused") as nobody:
        connect(sshd, port=free_port()).offered(Topic.CATALOG)
    assert nobody.value.exit_code is ExitCode.TEMPORARY


def test_a_name_without_an_address_is_told(sshd: Sshd, connect: Connect) -> None:
    for host in ("no-such-host.invalid", "x" * 70):
        with pytest.raises(HostNotFoundError, match=host):
            connect(sshd, host=host).offered(Topic.CATALOG)


@pytest.mark.parametrize("greeting", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n" * 99])
def test_a_port_that_speaks_no_ssh_ends_in_time(
    sshd: Sshd, connect: Connect, greeting: bytes
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            connection, _ = listener.accept()
            with connection, suppress(ConnectionError):
                connection.sendall(greeting)
                connection.settimeout(5)
                while connection.recv(1000):
                    pass

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(TemporaryError):
            connect(sshd, port=listener.getsockname()[1], auth_timeout=0.5).offered(Topic.CATALOG)
        thread.join()
