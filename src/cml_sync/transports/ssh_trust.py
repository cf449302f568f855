"""Whose host key we trust, and which key we show: known_hosts and private key files."""

import stat
from pathlib import Path
from typing import NoReturn

import paramiko
from cryptography.exceptions import UnsupportedAlgorithm
from pydantic import SecretStr

from cml_sync.messages import text
from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.ssh_errors import (
    HostKeyChangedError,
    HostKeyError,
    HostKeyRevokedError,
    KeyFileError,
    KnownHostsError,
    PassphraseError,
)
from cml_sync.transports.ssh_known_hosts import KnownHosts, host_name, read_known_hosts


class _Refuse(paramiko.RejectPolicy):
    """Refuses an unknown host key, and says which key it was."""

    def __init__(self, options: SftpOptions, path: Path, known: KnownHosts):
        self._options = options
        self._path = path
        self._known = known

    def missing_host_key(
        self,
        client: paramiko.SSHClient,  # noqa: ARG002 - the signature is paramiko's
        hostname: str,  # noqa: ARG002
        key: paramiko.PKey,
    ) -> NoReturn:
        raise _unknown(key, self._options, self._path, self._known)


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
    path = known_hosts_of(options, home)
    known = _read(path, options)
    ssh.set_missing_host_key_policy(_Refuse(options, path, known))
    name = host_name(options.host, options.port)
    for key in reversed(known.keys):  # of two of a kind the first one counts
        ssh.get_host_keys().add(name, key.get_name(), key)


def _read(path: Path, options: SftpOptions) -> KnownHosts:
    try:
        with path.open(encoding="utf-8") as lines:
            return read_known_hosts(lines, host_name(options.host, options.port))
    except FileNotFoundError as error:
        if options.known_hosts is not None:
            raise KnownHostsError(path, words_of(error)) from error
        return KnownHosts()
    except (OSError, ValueError) as error:
        raise KnownHostsError(path, words_of(error)) from error


def _unknown(
    key: paramiko.PKey, options: SftpOptions, path: Path, known: KnownHosts
) -> HostKeyError | HostKeyRevokedError:
    if known.is_revoked(key):
        return HostKeyRevokedError(options.host, options.port, key.fingerprint, path)
    return HostKeyError(options.host, options.port, key.get_name(), key.fingerprint, path)


def read_key(path: Path, passphrase: SecretStr | None, home: Path) -> paramiko.PKey:
    """Our private key.

    Raises:
        KeyFileError: there is none in that file, or others can read it.
        PassphraseError: it is locked.
    """
    path = _below_home(path, home)
    secret = passphrase.get_secret_value() if passphrase else None
    try:
        _check_rights(path)
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
) -> HostKeyError | HostKeyChangedError | HostKeyRevokedError:
    """What to say of a host key that is not the known one."""
    path, got, expected = known_hosts_of(options, home), error.key, error.expected_key
    known = _read(path, options)
    if got.get_name() != expected.get_name() or known.is_revoked(got):
        # the server also has a key of a kind that nobody has vouched for: unknown, not changed
        return _unknown(got, options, path, known)
    host, port = options.host, options.port
    return HostKeyChangedError(host, port, got.fingerprint, expected.fingerprint, path)


def words_of(error: BaseException) -> str:
    """What a foreign error says."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _check_rights(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        reason = text(
            "others can read {path} (mode {mode}); run `chmod 600 {path}`",
            path=path,
            mode=f"{mode:04o}",
        )
        raise KeyFileError(path, reason)


def _load_key(path: Path, secret: str | None) -> paramiko.PKey:
    # cryptography wants bytes where paramiko's stubs say str
    return paramiko.PKey.from_path(path, secret.encode() if secret is not None else None)  # type: ignore[arg-type]


def _below_home(path: Path, home: Path) -> Path:
    return home.joinpath(*path.parts[1:]) if path.parts[:1] == ("~",) else path
