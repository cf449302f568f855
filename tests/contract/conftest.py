"""The places where the contract of transports is tried; a new transport is a new fixture here."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.servers.places import Place, surroundings
from tests.servers.sshd_server import Sshd, running_sshd

from cml_sync.transports.base import Transport
from cml_sync.transports.registry import kind_of_url, open_transport

PLACES = ("folder_place", "sftp_place")
"""The fixtures of this file that give a `Place`; the suite runs over all of them."""


@pytest.fixture(scope="session")
def sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    with running_sshd(tmp_path_factory.mktemp("sshd")) as server:
        yield server


@pytest.fixture
def opened() -> Iterator[Callable[[Transport], Transport]]:
    """Notes transports that are to be closed at the end of a test."""
    transports: list[Transport] = []

    def note(transport: Transport) -> Transport:
        transports.append(transport)
        return transport

    yield note
    for transport in transports:
        transport.close()


@pytest.fixture
def folder_place(tmp_path: Path, opened: Callable[[Transport], Transport]) -> Place:
    folder = tmp_path / "обмен 1C"
    folder.mkdir()
    return _place(folder, folder.as_uri(), tmp_path, opened)


@pytest.fixture
def sftp_place(tmp_path: Path, sshd: Sshd, opened: Callable[[Transport], Transport]) -> Place:
    folder = tmp_path / "обмен 1C"
    folder.mkdir()
    path = folder.as_uri().removeprefix("file://")
    url = f"sftp://{sshd.user}@127.0.0.1:{sshd.port}{path}"
    return _place(folder, url, tmp_path, opened, key=sshd.key, known_hosts=sshd.known_hosts)


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> Place:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Place)
    return found


def _place(
    folder: Path,
    url: str,
    home: Path,
    note: Callable[[Transport], Transport],
    **common: object,
) -> Place:
    model: Any = kind_of_url(url).options_model()

    def opened(**options: object) -> Transport:
        values = {**model.from_url(url, home), **common, **options}
        return note(open_transport(url, model.model_validate(values), surroundings(home)))

    return Place(folder, opened)
