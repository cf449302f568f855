"""What can go wrong between us and an SSH server, and in our own keys for it."""

from pathlib import Path

from cml_sync.errors import ConfigurationError, OtherSideError, RefusedError, TemporaryError
from cml_sync.messages import Text, text


class HostKeyError(RefusedError):
    """Nobody has vouched for the key that the server shows; it may be another server."""

    code = "E420"

    def __init__(self, host: str, port: int, kind: str, fingerprint: str, known_hosts: Path):
        super().__init__(
            text(
                "the host key of {host}:{port} is not known: {kind} {fingerprint}",
                host=host,
                port=port,
                kind=kind,
                fingerprint=fingerprint,
            ),
            hint=text(
                "ask the people who run the server for its fingerprint, by phone; "
                "if it is the same, run "
                "`ssh-keyscan -p {port} -t {short} {host} >> {known_hosts}` and try again",
                port=port,
                short=_keyscan_word(kind),
                host=host,
                known_hosts=known_hosts,
            ),
        )
        self.fingerprint = fingerprint


class HostKeyChangedError(RefusedError):
    """The server shows another key than the one we know it by. There is no switch to go on."""

    code = "E421"

    def __init__(self, host: str, port: int, got: str, expected: str, known_hosts: Path):
        super().__init__(
            text(
                "the host key of {host}:{port} has changed: it was {expected}, now it is {got}",
                host=host,
                port=port,
                got=got,
                expected=expected,
            ),
            hint=text(
                "either the server was set up anew or somebody stands in between: ask the people "
                "who run it, by phone; only then remove its line from {known_hosts}",
                known_hosts=known_hosts,
            ),
        )
        self.fingerprint = got


class HostKeyRevokedError(RefusedError):
    """The server shows a key that the file of known hosts revokes."""

    code = "E424"

    def __init__(self, host: str, port: int, fingerprint: str, known_hosts: Path):
        super().__init__(
            text(
                "the host key of {host}:{port} is revoked: {fingerprint}",
                host=host,
                port=port,
                fingerprint=fingerprint,
            ),
            hint=text(
                "{known_hosts} says `@revoked` of it, so whoever shows it may be anybody: ask the "
                "people who run the server for its new key, by phone",
                known_hosts=known_hosts,
            ),
        )
        self.fingerprint = fingerprint


class SshLoginError(RefusedError):
    """The server does not let us in."""

    code = "E422"

    def __init__(self, host: str, login: str, methods: tuple[str, ...], allowed: tuple[str, ...]):
        super().__init__(
            text(
                "{host} refused the login of `{login}` (tried: {methods})",
                host=host,
                login=login,
                methods=", ".join(methods),
            ),
            hint=(
                text(
                    "the server accepts only: {allowed}; set that up for the endpoint",
                    allowed=", ".join(allowed),
                )
                if allowed
                else text("check login, password and key of the endpoint")
            ),
        )


class NoCommonAlgorithmError(RefusedError):
    """The server offers only algorithms that are no longer safe, such as SHA-1 signatures."""

    code = "E423"

    def __init__(self, host: str, reason: str):
        super().__init__(
            text("{host} and cml-sync share no safe algorithm: {reason}", host=host, reason=reason),
            hint=text(
                "the server is too old: have it updated, or exchange through a folder that another "
                "program mounts (`file:///…`)"
            ),
        )


class HostNotFoundError(TemporaryError):
    """The name has no address, now."""

    code = "E520"

    def __init__(self, host: str):
        super().__init__(
            text("the name {host} has no address", host=host),
            hint=text("check the url of the endpoint and the name service of this machine"),
        )


class SshUnreachableError(TemporaryError):
    """Nobody answers at that address."""

    code = "E521"

    def __init__(self, host: str, port: int, reason: str):
        super().__init__(
            text("no connection to {host}:{port}: {reason}", host=host, port=port, reason=reason),
            hint=text("check host and port of the url, and whether a firewall stands in between"),
        )


class SshTimeoutError(TemporaryError):
    """The server fell silent."""

    code = "E522"

    def __init__(self, host: str, port: int, seconds: float):
        super().__init__(
            text(
                "{host}:{port} did not answer within {seconds} s",
                host=host,
                port=port,
                seconds=f"{seconds:g}",
            ),
            hint=text("try again later; `timeout` of the endpoint gives a slow server more time"),
        )


class SshConnectionLostError(TemporaryError):
    """The connection broke off."""

    code = "E523"

    def __init__(self, host: str, port: int, reason: str):
        super().__init__(
            text(
                "the connection to {host}:{port} broke off: {reason}",
                host=host,
                port=port,
                reason=reason,
            ),
            hint=text("try again; if it stays so, check that an SSH server answers at this port"),
        )


class NoSftpError(OtherSideError):
    """We are logged in, and there is no SFTP."""

    code = "E620"

    def __init__(self, host: str, reason: str):
        super().__init__(
            text("{host} lets us in but does not speak SFTP: {reason}", host=host, reason=reason),
            hint=text(
                "the server needs its `sftp` subsystem, and its login scripts must print nothing"
            ),
        )


class NoAtomicRenameError(OtherSideError):
    """The server cannot put a finished file in place of an old one in one step."""

    code = "E621"

    def __init__(self, host: str):
        super().__init__(
            text(
                "{host} cannot replace a file in one step (no `posix-rename@openssh.com`)",
                host=host,
            ),
            hint=text(
                "somebody could read half a file, so nothing was sent: "
                "use a server that can, such as OpenSSH, and a user who may write there"
            ),
        )


class NoCredentialsError(ConfigurationError):
    """Nothing to log in with."""

    code = "E1160"

    def __init__(self, host: str):
        super().__init__(
            text("there is nothing to log in to {host} with", host=host),
            hint=text(
                "name the user in the url (`sftp://user@host/path`) and give the endpoint a "
                "`key`, a `password`, or `agent = true`"
            ),
        )


class KeyFileError(ConfigurationError):
    """Our private key cannot be read."""

    code = "E1161"

    def __init__(self, path: Path, reason: Text | str):
        super().__init__(
            text("the key `{path}` cannot be read: {reason}", path=path, reason=reason),
            hint=text(
                "`key` of the endpoint must name a private key in the form of OpenSSH or PEM"
            ),
        )


class PassphraseError(ConfigurationError):
    """Our private key is locked, and what we have does not open it."""

    code = "E1162"

    def __init__(self, path: Path, *, given: bool):
        super().__init__(
            text("the passphrase does not open the key `{path}`", path=path)
            if given
            else text("the key `{path}` is locked and there is no passphrase", path=path),
            hint=text(
                "set `passphrase` of the endpoint; "
                "`ssh-keygen -y -f {path}` shows whether it is right",
                path=path,
            ),
        )


class KnownHostsError(ConfigurationError):
    """The file of known host keys cannot be read."""

    code = "E1163"

    def __init__(self, path: Path, reason: str):
        super().__init__(
            text(
                "the known host keys cannot be read from `{path}`: {reason}",
                path=path,
                reason=reason,
            ),
            hint=text("`known_hosts` of the endpoint must name a file as OpenSSH writes it"),
        )


def _keyscan_word(kind: str) -> str:
    """The word ssh-keyscan knows a kind of key by: ``ssh-ed25519`` is asked for as ``ed25519``."""
    if kind.startswith("ecdsa-"):
        return "ecdsa"
    return kind.removeprefix("ssh-")
