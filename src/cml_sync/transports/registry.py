"""Which transport a URL picks; it is imported only when an endpoint that uses it is opened."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from pydantic import BaseModel

from cml_sync.errors import ConfigurationError
from cml_sync.messages import text
from cml_sync.transports.base import Transport
from cml_sync.transports.surroundings import Surroundings

Factory = Callable[[BaseModel, Surroundings], Transport]
"""Makes a transport from its options; it does not connect yet."""


@dataclass(frozen=True, slots=True)
class TransportKind:
    """One row of the table.

    Attributes:
        scheme: of the URLs that pick it.
        options: ``module:class`` of its options, a pydantic model with a class method `from_url`.
        factory: ``module:function`` that makes it; its module may import a heavy library.
    """

    scheme: str
    options: str
    factory: str

    def options_model(self) -> type[BaseModel]:
        """The model that checks the keys of an endpoint of this kind."""
        return cast("type[BaseModel]", _load(self.options))

    def load_factory(self) -> Factory:
        """The function that makes such a transport."""
        return cast("Factory", _load(self.factory))


class UnknownSchemeError(ConfigurationError):
    """A URL that no transport answers to."""

    code = "E1164"

    def __init__(self, scheme: str):
        super().__init__(
            text(
                "no transport is called `{scheme}`; there are {known}",
                scheme=scheme,
                known=", ".join(f"{name}:" for name in SCHEMES),
            ),
            hint=text(
                "begin the url with https:// for a shop, sftp:// for a server, file:// for a folder"
            ),
        )


def kind_of_url(url: str) -> TransportKind:
    """The row that a URL picks.

    Raises:
        UnknownSchemeError: its scheme is not in the table.
    """
    scheme = url.partition(":")[0].lower() if ":" in url else ""
    if scheme not in SCHEMES:
        raise UnknownSchemeError(scheme)
    return SCHEMES[scheme]


def open_transport(url: str, options: BaseModel, surroundings: Surroundings) -> Transport:
    """The transport that `url` picks, made of options that its own model has checked.

    Raises:
        UnknownSchemeError: no transport answers to the URL.
    """
    return kind_of_url(url).load_factory()(options, surroundings)


def _load(path: str) -> object:
    module, _, name = path.partition(":")
    return getattr(import_module(module), name)


_HTTP: Final = (
    "cml_sync.transports.http_options:HttpOptions",
    "cml_sync.transports.http:open_http",
)

SCHEMES: Final[Mapping[str, TransportKind]] = MappingProxyType(
    {
        kind.scheme: kind
        for kind in (
            TransportKind("https", *_HTTP),
            TransportKind("http", *_HTTP),
            TransportKind(
                "sftp",
                "cml_sync.transports.sftp_options:SftpOptions",
                "cml_sync.transports.sftp:open_sftp",
            ),
            TransportKind(
                "file",
                "cml_sync.transports.folder_options:FolderOptions",
                "cml_sync.transports.folder:open_folder",
            ),
        )
    }
)
"""The only list of transports."""
