"""What can be wrong with the URL of an endpoint."""

from urllib.parse import urlsplit

from cml_sync.errors import ConfigurationError
from cml_sync.messages import text


class BadUrlError(ConfigurationError):
    """A URL that its transport cannot read. A password in it is never shown."""

    code = "E1165"

    def __init__(self, url: str, example: str):
        super().__init__(
            text("the url `{url}` cannot be used", url=_without_user(url)),
            hint=text("write it as `{example}`", example=example),
        )


class PasswordInUrlError(ConfigurationError):
    """A password in a URL ends in logs and process lists."""

    code = "E1166"

    def __init__(self, url: str):
        super().__init__(
            text("the url `{url}` holds a password", url=_without_user(url)),
            hint=text('take it out and set password = { env = "NAME" } of the endpoint'),
        )


def _without_user(url: str) -> str:
    """The URL without what stands before ``@``."""
    try:
        netloc = urlsplit(url).netloc
    except ValueError:
        return url.partition("://")[0] + "://…"
    return url.replace(netloc, netloc.rpartition("@")[2], 1) if "@" in netloc else url
