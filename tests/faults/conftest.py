"""Servers and folders that misbehave."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.servers.places import surroundings
from tests.servers.sshd_server import Sshd, running_sshd

from cml_sync.transports.registry import kind_of_url, open_transport
from cml_sync.transports.sftp import SftpTransport


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running_sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server
        server.thaw()


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """The folder on the server."""
    folder = tmp_path / "remote"
    folder.mkdir()
    return folder


@pytest.fixture
def connect(tmp_path: Path, remote: Path) -> Iterator[Callable[..., SftpTransport]]:
    """Makes transports to the folder on a server, with options that may be wrong."""
    transports: list[SftpTransport] = []

    def connect(server: Sshd, **options: object) -> SftpTransport:
        url = f"sftp://{server.user}@127.0.0.1:{server.port}{remote}"
        model: Any = kind_of_url(url).options_model()
        usual = {"key": server.key, "known_hosts": server.known_hosts}
        values = {**model.from_url(url, tmp_path), **usual, **options}
        transport = open_transport(url, model.model_validate(values), surroundings(tmp_path))
        assert isinstance(transport, SftpTransport)
        transports.append(transport)
        return transport

    yield connect
    for transport in transports:
        transport.close()


@contextmanager
def _mounted(folder: Path, *arguments: str) -> Iterator[None]:
    done = subprocess.run(["mount", *arguments, str(folder)], capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"cannot mount here: {done.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def full_disk(remote: Path) -> Iterator[Path]:
    """The folder on a disk of one mebibyte."""
    with _mounted(remote, "-t", "tmpfs", "-o", "size=1m", "tmpfs"):
        yield remote


@pytest.fixture
def read_only(remote: Path) -> Iterator[Path]:
    """The folder, and nobody may change it."""
    if os.geteuid() != 0:
        remote.chmod(0o500)
        yield remote
        remote.chmod(0o700)
        return
    with _mounted(remote, "--bind", "-o", "ro", str(remote)):
        yield remote
