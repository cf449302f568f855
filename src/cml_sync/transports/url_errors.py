"""What can be wrong with the URL of an endpoint."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from cml_sync.errors import ConfigurationError
from cml_sync.messages import text

_MASK: Final = "***"
_HASH: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{16,}(?![0-9A-Za-z])")


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


def shown_url(url: str) -> str:
    """The URL without what may be a key: values of its query, long hexadecimal words.

    Shops hand out such addresses (Webasyst with a hash in the path, others with a word behind `?`).
    """
    address, mark, query = url.partition("?")
    shown = _HASH.sub(_MASK, address)
    for pair in filter(None, query.split("&")):
        key = _key(pair)
        shown += mark + (pair.removesuffix(key) + _MASK if key else pair)
        mark = "&"
    return shown


def keys_in(url: str) -> tuple[str, ...]:
    """What `shown_url` leaves out of an URL, as it stands there and as it is meant."""
    address, _, query = url.partition("?")
    values = [_key(pair) for pair in query.split("&")]
    found = [*_HASH.findall(address), *values]
    return tuple(dict.fromkeys(filter(None, [*found, *map(unquote, found)])))


def _key(pair: str) -> str:
    _, equals, value = pair.partition("=")
    return value if equals else pair


def _without_user(url: str) -> str:
    """What is shown of a URL, without what stands before ``@``."""
    try:
        netloc = urlsplit(url).netloc
    except ValueError:
        return url.partition("://")[0] + "://…"
    return shown_url(url.replace(netloc, netloc.rpartition("@")[2], 1) if "@" in netloc else url)
