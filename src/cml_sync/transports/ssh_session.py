"""One SSH connection with one SFTP channel: host key first, then login, every wait with an end.

Every error of paramiko, of sockets and of SFTP is turned into one of ours here and nowhere else.
"""

import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import paramiko
from paramiko.sftp import SFTP_OP_UNSUPPORTED, SFTP_PERMISSION_DENIED, SFTPError
from paramiko.ssh_exception import IncompatiblePeer, NoValidConnectionsError

from cml_sync.errors import CmlSyncError
from cml_sync.transports.file_errors import (
    AccessDeniedError,
    FileFailedError,
    FolderMissingError,
    UnsafeNameError,
)
from cml_sync.transports.sftp_client import SftpClient, StatusError
from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.ssh_errors import (
    HostNotFoundError,
    NoCommonAlgorithmError,
    NoCredentialsError,
    NoSftpError,
    SshConnectionLostError,
    SshLoginError,
    SshTimeoutError,
    SshUnreachableError,
)
from cml_sync.transports.ssh_trust import changed_key_error, read_key, trust, words_of
from cml_sync.transports.surroundings import Credentials

_FOREIGN: Final = (
    OSError,
    EOFError,
    UnicodeError,
    ValueError,
    paramiko.SSHException,
    SFTPError,
)
_LOG: Final = "cml_sync.ssh"
_GOODBYE: Final = 2.0


class SshSession:
    """A connection that is made when first needed, and again after it was lost.

    Args:
        options: which server.
        credentials: who we are there.
        home: the user's home folder, where `.ssh/known_hosts` is.
    """

    def __init__(self, options: SftpOptions, credentials: Credentials, home: Path):
        self._options = options
        self._credentials = credentials
        self._home = home
        self._ssh: paramiko.SSHClient | None = None
        self._sftp: SftpClient | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection, as far as we know."""
        return self._sftp is not None

    @contextmanager
    def asking(self, path: str) -> Iterator[SftpClient]:
        """The SFTP channel for one short exchange about `path`, with its errors and its time limit.

        Raises:
            TemporaryError: no connection, or it broke or fell silent; the next call connects.
            RefusedError: host key, login or rights.
            OtherSideError: the server cannot or will not do it.
            ConfigurationError: our own key or known hosts cannot be read.
        """
        client = self._sftp or self._connect()
        with _time_limit(self._options.timeout, self._cut) as expired:
            try:
                yield client
            except CmlSyncError:
                raise
            except _FOREIGN as error:
                raise self._error_of(error, path, expired=expired.is_set()) from error

    def drop(self) -> None:
        """Let go of the connection; may be called twice."""
        ssh, self._ssh, self._sftp = self._ssh, None, None
        if ssh is not None:
            _hang_up(ssh)

    def _cut(self) -> None:
        """Called when time is over: what waits for the server wakes up with an error."""
        ssh = self._ssh
        if ssh is not None:
            ssh.close()

    def _error_of(self, error: Exception, path: str, *, expired: bool) -> CmlSyncError:
        host, port = self._options.host, self._options.port
        if isinstance(error, StatusError) and not expired:
            return _status_error(error, path)
        if isinstance(error, UnicodeError):
            return UnsafeNameError(path)
        self.drop()
        if expired or isinstance(error, TimeoutError):
            return SshTimeoutError(host, port, self._options.timeout)
        if isinstance(error, SFTPError):
            return NoSftpError(host, str(error))
        return SshConnectionLostError(host, port, words_of(error))

    def _connect(self) -> SftpClient:
        options = self._options
        limit = options.connect_timeout + 2 * options.auth_timeout + options.timeout
        self._ssh = ssh = paramiko.SSHClient()
        _silence(ssh)
        try:
            with _time_limit(limit, self._cut) as expired:
                try:
                    trust(ssh, options, self._home)
                    self._log_in(ssh)
                    self._sftp = self._open_channel(ssh)
                except CmlSyncError:
                    raise
                except _FOREIGN as error:
                    if expired.is_set():
                        raise SshTimeoutError(options.host, options.port, limit) from error
                    raise self._connect_error_of(error) from error
        except BaseException:
            self.drop()
            raise
        return self._sftp

    def _log_in(self, ssh: paramiko.SSHClient) -> None:
        options, secrets = self._options, self._credentials
        login = secrets.login or options.username
        key = read_key(options.key, secrets.passphrase, self._home) if options.key else None
        if not login or not (key or secrets.password or options.agent):
            raise NoCredentialsError(options.host)
        ssh.connect(
            options.host,
            options.port,
            login,
            password=secrets.password.get_secret_value() if secrets.password else None,
            pkey=key,
            timeout=options.connect_timeout,
            banner_timeout=options.auth_timeout,
            auth_timeout=options.auth_timeout,
            channel_timeout=options.timeout,
            allow_agent=options.agent,
            look_for_keys=False,
        )

    def _open_channel(self, ssh: paramiko.SSHClient) -> SftpClient:
        transport = ssh.get_transport()
        if transport is None:
            message = "no transport"
            raise EOFError(message)
        transport.set_keepalive(self._options.keepalive)
        channel = transport.open_session(timeout=self._options.timeout)
        channel.settimeout(self._options.timeout)
        try:
            channel.invoke_subsystem("sftp")
            return SftpClient(channel)
        except (paramiko.SSHException, SFTPError, EOFError) as error:
            if transport.is_active():
                raise NoSftpError(self._options.host, words_of(error)) from error
            raise

    def _connect_error_of(self, error: Exception) -> CmlSyncError:
        host, port = self._options.host, self._options.port
        if isinstance(error, paramiko.BadHostKeyException):
            return changed_key_error(error, self._options, self._home)
        if isinstance(error, IncompatiblePeer):
            return NoCommonAlgorithmError(host, words_of(error))
        if isinstance(error, paramiko.AuthenticationException):
            return self._login_error(error)
        if isinstance(error, TimeoutError):
            return SshTimeoutError(host, port, self._options.connect_timeout)
        if isinstance(error, (OSError, UnicodeError)):
            return _unreachable_error(error, host, port)
        return SshConnectionLostError(host, port, words_of(error))

    def _login_error(self, error: paramiko.AuthenticationException) -> CmlSyncError:
        options, secrets = self._options, self._credentials
        if str(error).startswith("Authentication timeout"):
            return SshTimeoutError(options.host, options.port, options.auth_timeout)
        tried = {
            "publickey": options.key is not None,
            "agent": options.agent,
            "password": secrets.password is not None,
        }
        return SshLoginError(
            options.host,
            secrets.login or options.username or "",
            tuple(name for name, used in tried.items() if used),
            tuple(getattr(error, "allowed_types", ())),
        )


def _unreachable_error(error: OSError | UnicodeError, host: str, port: int) -> CmlSyncError:
    if isinstance(error, (socket.gaierror, UnicodeError)):  # the latter: too long to be a name
        return HostNotFoundError(host)
    if isinstance(error, NoValidConnectionsError):
        reasons = {words_of(reason) for reason in error.errors.values()}
        return SshUnreachableError(host, port, ", ".join(sorted(reasons)))
    return SshUnreachableError(host, port, words_of(error))


def _status_error(error: StatusError, path: str) -> CmlSyncError:
    if error.is_missing:
        return FolderMissingError(path)
    if error.status == SFTP_PERMISSION_DENIED:
        return AccessDeniedError(path, error.words)
    if error.status == SFTP_OP_UNSUPPORTED:
        return FileFailedError(path, error.words or "not supported")
    return FileFailedError(path, error.words)


def _silence(ssh: paramiko.SSHClient) -> None:
    """What paramiko would print, tracebacks of its thread among them, reaches us as errors."""
    ssh.set_log_channel(_LOG)
    logging.getLogger(_LOG).setLevel(logging.CRITICAL)


def _hang_up(ssh: paramiko.SSHClient) -> None:
    transport = ssh.get_transport()
    ssh.close()
    if transport is not None and transport.is_alive():
        transport.join(_GOODBYE)


@contextmanager
def _time_limit(seconds: float, cut: Callable[[], None]) -> Iterator[threading.Event]:
    """Runs `cut` after so many seconds, unless the block has ended; the event tells whether it ran.

    paramiko has waits that no timeout of its own ends: for the answer to a subsystem request, and
    for a server that takes nothing more off the wire.
    """
    expired = threading.Event()

    def expire() -> None:
        expired.set()
        cut()

    timer = threading.Timer(seconds, expire)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
        timer.join()
