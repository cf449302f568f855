"""What the other side can answer in the exchange dialogue that is no success."""

from cml_sync.errors import OtherSideError, RefusedError, TemporaryError
from cml_sync.messages import Text, text


class LoginRefusedError(RefusedError):
    """The other side does not accept the login or the password."""

    code = "E401"

    def __init__(self, address: str, credential: str, evidence: str = "") -> None:
        super().__init__(
            text(
                "`{address}` refuses the login; it answered: {evidence}",
                address=address,
                evidence=evidence,
            )
            if evidence
            else text("`{address}` refuses the login", address=address),
            hint=text(
                "Check the login and the password, which comes from {credential}. If both are"
                " right, the web server may drop the header `Authorization` (PHP as CGI or"
                " FastCGI): let it pass that header on to the script",
                credential=credential,
            )
            if credential
            else text("No password is configured: give `login` and `password`"),
        )


class AccessForbiddenError(RefusedError):
    """The login is known, but may not exchange."""

    code = "E402"

    def __init__(self, address: str, credential: str, evidence: str = "") -> None:
        super().__init__(
            text(
                "`{address}` forbids the exchange; it answered: {evidence}",
                address=address,
                evidence=evidence or "-",
            ),
            hint=text(
                "Give this user the right to exchange with 1C, and look whether a firewall or a"
                " list of allowed addresses stands in front. The password comes from {credential};"
                " if the web server drops the header `Authorization`, let it pass",
                credential=credential or "-",
            ),
        )


class SessionLostError(RefusedError):
    """The other side forgot the session in the middle, although it had accepted the login."""

    code = "E407"

    def __init__(self, address: str, step: str) -> None:
        super().__init__(
            text(
                "`{address}` accepted the login, and refuses it again at `{step}`",
                address=address,
                step=step,
            ),
            hint=text(
                "Its sessions end too early, or it does not see the cookie: look at the session"
                " settings of the other side"
            ),
        )


class TryLaterError(TemporaryError):
    """The other side asks to come later, or has an accident of its own.

    Attributes:
        retry_after: seconds that it asked for; None where it did not say.
    """

    code = "E502"

    def __init__(
        self, address: str, status: int, evidence: str = "", *, retry_after: float | None = None
    ) -> None:
        super().__init__(
            text(
                "`{address}` cannot answer now (HTTP {status}): {evidence}",
                address=address,
                status=status,
                evidence=evidence or "-",
            ),
            hint=text("Run again later; if it stays so, look into the log of the other side"),
        )
        self.retry_after = retry_after


class SaidFailureError(OtherSideError):
    """The other side said `failure`."""

    code = "E601"

    def __init__(self, address: str, step: str, evidence: str) -> None:
        super().__init__(
            text(
                "`{address}` says failure at `{step}`: {evidence}",
                address=address,
                step=step,
                evidence=evidence or "-",
            ),
            hint=text("The reason is in these words, or in the log of the other side"),
        )


class UnreadableAnswerError(OtherSideError):
    """The answer is none that the exchange knows; it is never taken for success."""

    code = "E602"

    def __init__(self, address: str, step: str, evidence: str, *, why: Text | None = None) -> None:
        super().__init__(
            text(
                "The answer of `{address}` at `{step}` cannot be read as success: {evidence}",
                address=address,
                step=step,
                evidence=evidence,
            ),
            hint=why or text("Look into the log of the other side"),
        )


class EmptyAnswerError(OtherSideError):
    """The answer is empty."""

    code = "E603"

    def __init__(self, address: str, step: str, status: int) -> None:
        super().__init__(
            text(
                "`{address}` answers `{step}` with an empty body (HTTP {status})",
                address=address,
                step=step,
                status=status,
            ),
            hint=text("It may not know this step, or its script died: look into its error log"),
        )


class RedirectedError(OtherSideError):
    """The address has moved; redirects are not followed, since they lose the login."""

    code = "E604"

    def __init__(self, address: str, target: str) -> None:
        super().__init__(
            text(
                "`{address}` sends us on to `{target}`; redirects are not followed",
                address=address,
                target=target,
            ),
            hint=text(
                "If you trust the new address, put it into `url`; if it is a login page, the"
                " address of the exchange is wrong"
            ),
        )


class UnexpectedStatusError(OtherSideError):
    """An HTTP status that no exchange uses."""

    code = "E605"

    def __init__(self, address: str, step: str, status: int, evidence: str) -> None:
        super().__init__(
            text(
                "`{address}` answers `{step}` with HTTP {status}: {evidence}",
                address=address,
                step=step,
                status=status,
                evidence=evidence or "-",
            ),
            hint=text("Check the path in `url`, and whether the exchange is switched on there"),
        )


class PieceTooLargeError(OtherSideError):
    """A piece is larger than the other side takes (HTTP 413).

    Attributes:
        size: of the refused piece, in bytes.
    """

    code = "E606"

    def __init__(self, address: str, name: str, size: int) -> None:
        super().__init__(
            text(
                "`{address}` refuses {size} bytes of `{name}` as too large (HTTP 413)",
                address=address,
                name=name,
                size=size,
            ),
            hint=text(
                "Raise the limit of the web server (`client_max_body_size`, `post_max_size`), or"
                " set a smaller `max_piece`"
            ),
        )
        self.size = size


class AbsurdLimitError(OtherSideError):
    """The other side wants pieces so small that its setting must be a mistake."""

    code = "E607"

    def __init__(self, address: str, limit: int, least: int) -> None:
        super().__init__(
            text(
                "`{address}` asks for pieces of {limit} bytes; below {least} bytes this must be"
                " a mistake",
                address=address,
                limit=limit,
                least=least,
            ),
            hint=text("Correct the size of a piece in the exchange settings of the other side"),
        )


class ImportStalledError(OtherSideError):
    """The import did not end: too long, or the same answer again and again."""

    code = "E608"

    def __init__(self, address: str, name: str, seconds: float, evidence: str) -> None:
        super().__init__(
            text(
                "`{address}` has not finished the import of `{name}` after {seconds} seconds;"
                " its last words: {evidence}",
                address=address,
                name=name,
                seconds=f"{seconds:.0f}",
                evidence=evidence,
            ),
            hint=text(
                "Look at the import on the other side before you send again; if it only needs"
                " more time, raise the deadline or the stagnation limit of the import"
            ),
        )


class RolledBackError(OtherSideError):
    """The other side said success and took everything back in the next line."""

    code = "E609"

    def __init__(self, address: str, name: str) -> None:
        super().__init__(
            text(
                "`{address}` has undone the import of `{name}` (it answered `rollback`)",
                address=address,
                name=name,
            ),
            hint=text("Look into the log of the other side"),
        )


class NothingToConfirmError(OtherSideError):
    """The session that handed out the files is gone; a new one may confirm what nobody saw."""

    code = "E611"

    def __init__(self, address: str) -> None:
        super().__init__(
            text(
                "The session with `{address}` that handed out the orders is gone, so they cannot"
                " be confirmed in it",
                address=address,
            ),
            hint=text("Pull again: the same orders come once more, and nothing is applied twice"),
        )
