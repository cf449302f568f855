"""Whose host key we trust, and which key we show: known_hosts and private key files."""

from pathlib import Path
from typing import NoReturn

import paramiko
from cryptography.exceptions import UnsupportedAlgorithm
from pydantic import SecretStr

from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.ssh_errors import (
    HostKeyChangedError,
    HostKeyError,
    KeyFileError,
    KnownHostsError,
    PassphraseError,
)


class _Refuse(paramiko.RejectPolicy):
    """Refuses an unknown host key, and says which key it was."""

    def __init__(self, options: SftpOptions, known_hosts: Path):
        self._options = options
        self._known_hosts = known_hosts

    def missing_host_key(
        self,
        client: paramiko.SSHClient,  # noqa: ARG002 - the signature is paramiko's
        hostname: str,  # noqa: ARG002
        key: paramiko.PKey,
    ) -> NoReturn:
        raise HostKeyError(
            self._options.host,
            self._options.port,
            key.get_name(),
            key.fingerprint,
            self._known_hosts,
        )


def known_hosts_of(options: SftpOptions, home: Path) -> Path:
    """The file of known host keys: the endpoint's own, else the user's."""
    if options.known_hosts is None:
        return home / ".ssh" / "known_hosts"
    return _below_home(options.known_hosts, home)


def trust(ssh: paramiko.SSHClient, options: SftpOptions, home: Path) -> None:
    """Have `ssh` accept the known host keys and no other.

    Raises:
        KnownHostsError: the endpoint's own file cannot be read.
    """
    known_hosts = known_hosts_of(options, home)
    ssh.set_missing_host_key_policy(_Refuse(options, known_hosts))
    try:
        ssh.load_system_host_keys(str(known_hosts))
    except FileNotFoundError as error:
        if options.known_hosts is not None:
            raise KnownHostsError(known_hosts, words_of(error)) from error
    except (OSError, ValueError, paramiko.hostkeys.InvalidHostKey) as error:
        raise KnownHostsError(known_hosts, words_of(error)) from error


def read_key(path: Path, passphrase: SecretStr | None, home: Path) -> paramiko.PKey:
    """Our private key.

    Raises:
        KeyFileError: there is none in that file.
        PassphraseError: it is locked.
    """
    path = _below_home(path, home)
    secret = passphrase.get_secret_value() if passphrase else None
    try:
        return _load_key(path, secret)
    except TypeError as error:  # locked and no passphrase, or the other way round
        if secret is None:
            raise PassphraseError(path, given=False) from error
        return read_key(path, None, home)
    except OSError as error:
        raise KeyFileError(path, error.strerror or words_of(error)) from error
    except (ValueError, paramiko.SSHException, UnsupportedAlgorithm) as error:
        if secret is not None:
            raise PassphraseError(path, given=True) from error
        raise KeyFileError(path, type(error).__name__) from error
    except paramiko.pkey.UnknownKeyType as error:
        raise KeyFileError(path, str(error.key_type)) from error


def changed_key_error(
    error: paramiko.BadHostKeyException, options: SftpOptions, home: Path
) -> HostKeyError | HostKeyChangedError:
    """What to say of a host key that is not the known one."""
    known_hosts, got, expected = known_hosts_of(options, home), error.key, error.expected_key
    host, port = options.host, options.port
    if got.get_name() != expected.get_name():
        # the server also has a key of a kind that nobody has vouched for: unknown, not changed
        return HostKeyError(host, port, got.get_name(), got.fingerprint, known_hosts)
    return HostKeyChangedError(host, port, got.fingerprint, expected.fingerprint, known_hosts)


def words_of(error: BaseException) -> str:
    """What a foreign error says."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _load_key(path: Path, secret: str | None) -> paramiko.PKey:
    # cryptography wants bytes where paramiko's stubs say str
    return paramiko.PKey.from_path(path, secret.encode() if secret is not None else None)  # type: ignore[arg-type]


def _below_home(path: Path, home: Path) -> Path:
    return home.joinpath(*path.parts[1:]) if path.parts[:1] == ("~",) else path
