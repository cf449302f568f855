"""What can go wrong on the line: certificates, connections, sizes and time."""

from cml_sync.errors import ConfigurationError, OtherSideError, RefusedError, TemporaryError
from cml_sync.messages import Text, text


class CertificateFileError(ConfigurationError):
    """A file of certificates or keys cannot be read."""

    code = "E1150"

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            text(
                "the certificate file `{path}` cannot be used: {reason}", path=path, reason=reason
            ),
            hint=text(
                "it must be PEM (text that begins with -----BEGIN); a key without passphrase"
            ),
        )


class CertificateError(RefusedError):
    """The certificate of the other side cannot be trusted."""

    code = "E403"

    def __init__(self, address: str, reason: Text) -> None:
        super().__init__(
            text(
                "The certificate of `{address}` cannot be trusted: {reason}",
                address=address,
                reason=reason,
            ),
            hint=text(
                "If the certificate is your own, name the file of its authority in `ca_file`, or"
                " add the authority to this system; nothing was sent"
            ),
        )


class ClientCertificateError(RefusedError):
    """The other side asks for a certificate of ours, or does not accept it."""

    code = "E405"

    def __init__(self, address: str, evidence: str) -> None:
        super().__init__(
            text(
                "`{address}` asks for a client certificate: {evidence}",
                address=address,
                evidence=evidence,
            ),
            hint=text("Name its files in `certificate` and `certificate_key`"),
        )


class SecureConnectionError(RefusedError):
    """No secure connection can be agreed upon: no TLS there, or only an old one."""

    code = "E406"

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            text(
                "No secure connection to `{address}` can be made: {reason}",
                address=address,
                reason=reason,
            ),
            hint=text("The other side must speak TLS 1.2 or newer at this address and port"),
        )


class NoAnswerError(TemporaryError):
    """No connection, or it broke, or it fell silent."""

    code = "E501"

    def __init__(self, address: str, reason: Text) -> None:
        super().__init__(
            text("No answer from `{address}`: {reason}", address=address, reason=reason),
            hint=text("Check the address and the network, or run again later"),
        )


class DeadlineError(TemporaryError):
    """An answer was not whole when its time was over."""

    code = "E503"

    def __init__(self, address: str, seconds: float) -> None:
        super().__init__(
            text(
                "`{address}` did not answer in full within {seconds} seconds",
                address=address,
                seconds=f"{seconds:g}",
            ),
            hint=text("Run again later, or raise `deadline` for this endpoint"),
        )


class ShortAnswerError(TemporaryError):
    """An answer ended before its announced size."""

    code = "E504"

    def __init__(self, name: str) -> None:
        super().__init__(
            text("`{name}` ended too early", name=name),
            hint=text("Run again; if it stays so, the connection is cut somewhere on the way"),
        )


class TooLargeAnswerError(OtherSideError):
    """An answer is larger than allowed."""

    code = "E610"

    def __init__(self, address: str, limit: int) -> None:
        super().__init__(
            text(
                "The answer of `{address}` is larger than {limit} bytes",
                address=address,
                limit=limit,
            ),
            hint=text("If such a size is right, raise `max_reply` for this endpoint"),
        )


class NotHttpError(OtherSideError):
    """Something answers there, but it does not speak HTTP."""

    code = "E612"

    def __init__(self, address: str) -> None:
        super().__init__(
            text("What answers at `{address}` does not speak HTTP", address=address),
            hint=text("Check scheme and port of `url`: https:// and http:// are two doors"),
        )


class PackingError(OtherSideError):
    """The archive that the other side wants cannot be made on this machine."""

    code = "E613"

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            text("`{name}` cannot be packed: {reason}", name=name, reason=reason),
            hint=text("Make room in the folder for temporary files, or set `zip` to `never`"),
        )
