"""Logging in to an SSH server: what a person must change is said, and secrets are not."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr
from tests.servers.places import surroundings
from tests.servers.scripted_ssh import Script, scripted_ssh
from tests.servers.sshd_server import Sshd, known_hosts_line, make_key, running_sshd

from cml_sync.errors import ExitCode
from cml_sync.transports.base import Topic
from cml_sync.transports.sftp import SftpTransport, open_sftp
from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.ssh_errors import (
    KeyFileError,
    NoCredentialsError,
    NoSftpError,
    PassphraseError,
    SshLoginError,
)
from cml_sync.transports.surroundings import Credentials

pytestmark = pytest.mark.servers

Connect = Callable[..., SftpTransport]


def with_secrets(options: SftpOptions, home: Path, credentials: Credentials) -> SftpTransport:
    return open_sftp(options, replace(surroundings(home), credentials=credentials))


@pytest.fixture
def host_key(tmp_path: Path) -> Path:
    return make_key(tmp_path / "scripted_host_key")


def scripted_options(port: int, host_key: Path, **more: object) -> SftpOptions:
    known_hosts = host_key.parent / "scripted_known_hosts"
    known_hosts.write_text(known_hosts_line(port, host_key))
    values = {"host": "127.0.0.1", "port": port, "known_hosts": known_hosts, **more}
    return SftpOptions.model_validate(values)


def test_a_wrong_password_is_refused_without_showing_it(tmp_path: Path, host_key: Path) -> None:
    with scripted_ssh(Script("right"), host_key) as port:
        transport = with_secrets(
            scripted_options(port, host_key),
            tmp_path,
            Credentials(login="exchange", password=SecretStr("wr0ng-secret")),
        )
        with pytest.raises(SshLoginError) as refused:
            transport.offered(Topic.CATALOG)
        transport.close()
    assert refused.value.exit_code is ExitCode.REFUSED
    assert str(refused.value) == "127.0.0.1 refused the login of `exchange` (tried: password)"
    assert "wr0ng" not in f"{refused.value} {refused.value.hint}"


def test_a_right_password_is_let_in_and_finds_that_there_is_no_sftp(
    tmp_path: Path, host_key: Path
) -> None:
    with scripted_ssh(Script("right"), host_key) as port:
        transport = with_secrets(
            scripted_options(port, host_key, username="exchange"),
            tmp_path,
            Credentials(password=SecretStr("right")),
        )
        with pytest.raises(NoSftpError) as refused:
            transport.offered(Topic.CATALOG)
    assert refused.value.exit_code is ExitCode.OTHER_SIDE


def test_a_key_the_server_does_not_know_is_refused(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    stranger = make_key(tmp_path / "stranger")
    with pytest.raises(SshLoginError, match="tried: publickey"):
        connect(sshd, key=stranger).offered(Topic.CATALOG)


def test_a_password_where_only_keys_count_names_what_counts(sshd: Sshd, tmp_path: Path) -> None:
    options = SftpOptions(host="127.0.0.1", port=sshd.port, known_hosts=sshd.known_hosts)
    transport = with_secrets(
        options, tmp_path, Credentials(login=sshd.user, password=SecretStr("x"))
    )
    with pytest.raises(SshLoginError) as refused:
        transport.offered(Topic.CATALOG)
    assert "publickey" in str(refused.value.hint)


def test_a_locked_key_wants_its_passphrase(sshd: Sshd, remote: Path, tmp_path: Path) -> None:
    make_key(tmp_path / "locked", "open sesame")
    authorized = sshd.folder / "authorized_keys"
    before = authorized.read_text()
    authorized.write_text(before + (tmp_path / "locked.pub").read_text())
    options = SftpOptions(
        host="127.0.0.1",
        port=sshd.port,
        known_hosts=sshd.known_hosts,
        key=Path("~/locked"),
        path=str(remote),
    )
    for passphrase, words in ((None, "there is no passphrase"), ("wr0ng", "does not open")):
        secret = None if passphrase is None else SecretStr(passphrase)
        transport = with_secrets(options, tmp_path, Credentials(login=sshd.user, passphrase=secret))
        with pytest.raises(PassphraseError, match=words) as refused:
            transport.offered(Topic.CATALOG)
        assert refused.value.exit_code is ExitCode.CONFIGURATION
        assert "wr0ng" not in f"{refused.value} {refused.value.hint}"
    opened = with_secrets(
        options, tmp_path, Credentials(login=sshd.user, passphrase=SecretStr("open sesame"))
    )
    assert list(opened.offered(Topic.CATALOG)) == []
    opened.close()
    authorized.write_text(before)


def test_a_passphrase_for_a_key_that_needs_none_does_no_harm(
    sshd: Sshd, remote: Path, tmp_path: Path
) -> None:
    options = SftpOptions(
        host="127.0.0.1",
        port=sshd.port,
        known_hosts=sshd.known_hosts,
        key=sshd.key,
        path=str(remote),
    )
    credentials = Credentials(login=sshd.user, passphrase=SecretStr("not needed"))
    transport = with_secrets(options, tmp_path, credentials)
    assert list(transport.offered(Topic.CATALOG)) == []
    transport.close()


@pytest.mark.parametrize("content", [None, b"", b"not a key", b"-----BEGIN RSA PRIVATE KEY-----\n"])
def test_a_key_that_is_none_is_named(
    sshd: Sshd, connect: Connect, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "not-a-key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KeyFileError, match="not-a-key"):
        connect(sshd, key=path).offered(Topic.CATALOG)


def test_nothing_to_log_in_with_is_said_before_anything_is_sent(
    sshd: Sshd, connect: Connect
) -> None:
    for options in ({"key": None}, {"username": None}):
        with pytest.raises(NoCredentialsError):
            connect(sshd, **options).offered(Topic.CATALOG)


def test_a_server_without_sftp_is_told_so(tmp_path: Path, connect: Connect) -> None:
    folder = tmp_path / "no-sftp"
    folder.mkdir()
    with running_sshd(folder, "# no subsystem") as server, pytest.raises(NoSftpError):
        connect(server).offered(Topic.CATALOG)


def test_a_server_that_says_something_else_instead_of_sftp_is_told_so(
    tmp_path: Path, connect: Connect
) -> None:
    folder = tmp_path / "chatty"
    folder.mkdir()
    more = "Subsystem sftp /bin/echo Welcome to the exchange server of our house"
    with running_sshd(folder, more) as server, pytest.raises(NoSftpError):
        connect(server).offered(Topic.CATALOG)
