"""Options of an HTTP endpoint; they are checked without loading the HTTP library."""

import ipaddress
from pathlib import Path
from typing import Annotated, Final, Self
from urllib.parse import SplitResult, quote, urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from cml_sync.messages import text
from cml_sync.transports.errors import OptionError
from cml_sync.transports.switches import ProtocolSwitches
from cml_sync.transports.url_errors import BadUrlError, PasswordInUrlError, shown_url

GIB: Final = 1024**3

Seconds = Annotated[float, Field(gt=0, le=86_400)]

EXAMPLE: Final = "https://shop.example.ru/bitrix/admin/1c_exchange.php"


class HttpOptions(BaseModel):
    """The exchange dialogue at one address."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    url: str = Field(description="address of the exchange script; a query in it is kept")
    connect_timeout: Seconds = Field(default=15, description="seconds to wait for a connection")
    timeout: Seconds = Field(
        default=180, description="seconds the other side may stay silent; 1C itself waits 180"
    )
    deadline: Seconds = Field(
        default=1800, description="seconds one request may take with its whole answer"
    )
    max_reply: Annotated[int, Field(gt=0)] = Field(
        default=2 * GIB, description="largest file we take as an answer, in bytes"
    )
    ca_file: Path | None = Field(
        default=None, description="PEM file of authorities to trust, instead of the system's"
    )
    certificate: Path | None = Field(default=None, description="PEM file of our own certificate")
    certificate_key: Path | None = Field(default=None, description="PEM file of its key")
    allow_plain_http: bool = Field(
        default=False, description="send login and goods unencrypted; needs `plain_http_reason`"
    )
    plain_http_reason: str = Field(default="", description="why that is acceptable here")
    insecure: bool = Field(
        default=False, description="do not check the certificate; needs `insecure_reason`"
    )
    insecure_reason: str = Field(default="", description="why that is acceptable here")
    switches: ProtocolSwitches = Field(
        default=ProtocolSwitches(), description="how this partner speaks the dialogue"
    )

    @classmethod
    def from_url(cls, url: str, base: Path) -> dict[str, object]:  # noqa: ARG003 - every from_url has it
        """The options that a URL holds: all of it.

        Raises:
            BadUrlError: no host, a user, a fragment, or characters that no address has.
            PasswordInUrlError: it holds a password.
        """
        _split(url)
        return {"url": url}

    @field_validator("url")
    @classmethod
    def _readable(cls, value: str) -> str:
        try:
            _split(value)
        except (BadUrlError, PasswordInUrlError) as error:
            raise OptionError(error.message) from error
        return value

    @model_validator(mode="after")
    def _reasons(self) -> Self:
        if self.insecure and not self.insecure_reason.strip():
            raise OptionError(
                text("`insecure` switches the check of certificates off: give `insecure_reason`")
            )
        if self.allow_plain_http and not self.plain_http_reason.strip():
            raise OptionError(
                text("`allow_plain_http` sends the password openly: give `plain_http_reason`")
            )
        if self.certificate_key and not self.certificate:
            raise OptionError(text("`certificate_key` is of no use without `certificate`"))
        split = urlsplit(self.url)
        if split.scheme == "http" and not (_loopback(split) or self.allow_plain_http):
            raise OptionError(
                text(
                    "http:// sends the password openly: use https://, or set `allow_plain_http`"
                    " and `plain_http_reason`"
                )
            )
        return self

    @property
    def address(self) -> str:
        """The address as it is shown: without its query and whatever else may be a key."""
        split = urlsplit(self.url)
        return shown_url(f"{split.scheme}://{split.netloc}{split.path}")


def join(url: str, params: tuple[tuple[str, str], ...]) -> str:
    """`url` with `params` in this order behind whatever query it already has.

    1C glues a second ``?`` on; receivers whose address has a query need ``&``. Slashes stay as they
    are, since receivers cut file names out of the raw address.
    """
    query = "&".join(f"{_escape(name)}={_escape(value)}" for name, value in params)
    if "?" not in url:
        return f"{url}?{query}"
    return f"{url}{query}" if url.endswith(("?", "&")) else f"{url}&{query}"


def _escape(word: str) -> str:
    return quote(word, safe="/")


def _split(url: str) -> SplitResult:
    try:
        split = urlsplit(url)
        port = split.port
    except ValueError as error:
        raise BadUrlError(url, EXAMPLE) from error
    if split.password is not None:
        raise PasswordInUrlError(url)
    odd = any(char.isspace() or char in '\\"<>' or not char.isprintable() for char in url)
    if split.scheme not in {"http", "https"} or not split.hostname or port == 0:
        raise BadUrlError(url, EXAMPLE)
    if odd or "@" in split.netloc or "#" in url or not _is_host(split.hostname):
        raise BadUrlError(url, EXAMPLE)
    return split


def _is_host(host: str) -> bool:
    try:
        return bool(host.encode("idna"))
    except UnicodeError:  # a label that is empty or too long
        return False


def _loopback(split: SplitResult) -> bool:
    host = split.hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
