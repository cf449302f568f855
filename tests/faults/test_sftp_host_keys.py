"""S10: who is at the other end of the line."""

from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest
from tests.servers.sshd_server import Sshd, known_hosts_line, make_key, running_sshd

from cml_sync.errors import ExitCode
from cml_sync.transports.base import Topic
from cml_sync.transports.sftp import SftpTransport
from cml_sync.transports.ssh_errors import (
    HostKeyChangedError,
    HostKeyError,
    HostKeyRevokedError,
    KnownHostsError,
    NoCommonAlgorithmError,
)

pytestmark = pytest.mark.servers

Connect = Callable[..., SftpTransport]


def fingerprint_of(key: Path) -> str:
    shown = run(["ssh-keygen", "-l", "-f", f"{key}.pub"], capture_output=True, check=True)
    return shown.stdout.decode().split()[1]


def test_an_unknown_host_key_is_refused_with_its_fingerprint(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    empty = tmp_path / "known_hosts"
    empty.write_text("# nobody\n")
    with pytest.raises(HostKeyError) as refused:
        connect(sshd, known_hosts=empty).offered(Topic.CATALOG)
    assert refused.value.exit_code is ExitCode.REFUSED
    assert refused.value.fingerprint == fingerprint_of(sshd.folder / "host_key")
    assert refused.value.fingerprint in str(refused.value)
    assert f"ssh-keyscan -p {sshd.port} -t ed25519 127.0.0.1 >> {empty}" in str(refused.value.hint)
    assert "by phone" in str(refused.value.hint)


def test_without_a_file_of_our_own_the_one_of_the_user_counts(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    transport = connect(sshd, known_hosts=None)
    with pytest.raises(HostKeyError) as refused:
        transport.offered(Topic.CATALOG)
    assert f">> {tmp_path}/.ssh/known_hosts" in str(refused.value.hint)
    (tmp_path / ".ssh").mkdir()
    (tmp_path / ".ssh" / "known_hosts").write_text(sshd.known_hosts.read_text())
    assert list(transport.offered(Topic.CATALOG)) == []


def test_what_ssh_keyscan_writes_is_understood(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    known_hosts = tmp_path / "known_hosts"
    arguments = ["ssh-keyscan", "-H", "-p", str(sshd.port), "-t", "ed25519", "127.0.0.1"]
    known_hosts.write_bytes(run(arguments, capture_output=True, check=True).stdout)
    assert list(connect(sshd, known_hosts=known_hosts).offered(Topic.CATALOG)) == []


def test_a_changed_host_key_is_refused_and_both_fingerprints_shown(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    other = make_key(tmp_path / "other")
    known_hosts = tmp_path / "known_hosts"
    known_hosts.write_text(known_hosts_line(sshd.port, other))
    with pytest.raises(HostKeyChangedError) as refused:
        connect(sshd, known_hosts=known_hosts).offered(Topic.CATALOG)
    assert refused.value.exit_code is ExitCode.REFUSED
    assert fingerprint_of(other) in str(refused.value)
    assert fingerprint_of(sshd.folder / "host_key") in str(refused.value)
    assert str(known_hosts) in str(refused.value.hint)


def test_a_revoked_host_key_is_refused_even_where_another_line_vouches_for_it(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    known_hosts = tmp_path / "known_hosts"
    line = sshd.known_hosts.read_text().strip()
    other = known_hosts_line(sshd.port, make_key(tmp_path / "other", kind="ecdsa"))
    _, kind, key, *_ = line.split()
    for before in (f"{line}\n", "", other):
        known_hosts.write_text(f"{before}@revoked * {kind} {key}\n")
        with pytest.raises(HostKeyRevokedError) as refused:
            connect(sshd, known_hosts=known_hosts).offered(Topic.CATALOG)
        assert refused.value.exit_code is ExitCode.REFUSED
        assert refused.value.fingerprint == fingerprint_of(sshd.folder / "host_key")


def test_lines_about_others_do_not_make_the_file_useless(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    known_hosts = tmp_path / "known_hosts"
    other = known_hosts_line(sshd.port, make_key(tmp_path / "other"))
    _, kind, key, *_ = other.split()
    others = f"@revoked * {kind} {key}\n@cert-authority *.ru {kind} {key}\nbroken ssh-rsa AAA\n"
    known_hosts.write_text(others + sshd.known_hosts.read_text())
    assert list(connect(sshd, known_hosts=known_hosts).offered(Topic.CATALOG)) == []


def test_a_key_of_a_kind_nobody_vouched_for_is_unknown_not_changed(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    known_hosts = tmp_path / "known_hosts"
    known_hosts.write_text(known_hosts_line(sshd.port, make_key(tmp_path / "e", kind="ecdsa")))
    with pytest.raises(HostKeyError):
        connect(sshd, known_hosts=known_hosts).offered(Topic.CATALOG)


def test_a_file_of_known_hosts_that_is_not_there_is_named(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    with pytest.raises(KnownHostsError) as missing:
        connect(sshd, known_hosts=tmp_path / "nowhere").offered(Topic.CATALOG)
    assert missing.value.exit_code is ExitCode.CONFIGURATION
    assert "nowhere" in str(missing.value)


def test_a_file_of_known_hosts_that_is_no_text_is_named(
    sshd: Sshd, connect: Connect, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    for content in (b"\xff\xfe\x00", b"[127.0.0.1]:1 ssh-ed25519 AAA\n"):
        broken.write_bytes(content)
        with pytest.raises((KnownHostsError, HostKeyError)):
            connect(sshd, known_hosts=broken).offered(Topic.CATALOG)


def test_a_server_with_old_algorithms_only_is_told_so(tmp_path: Path, connect: Connect) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    with running_sshd(folder, "KexAlgorithms diffie-hellman-group1-sha1") as old:
        with pytest.raises(NoCommonAlgorithmError) as refused:
            connect(old).offered(Topic.CATALOG)
        assert refused.value.exit_code is ExitCode.REFUSED
