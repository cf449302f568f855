"""Puts the site together for the command line; needs the extra ``serve``."""

import ipaddress
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cml_sync.cli.house import ambient
from cml_sync.cli.session import Session
from cml_sync.config.secrets import fetch_secret
from cml_sync.config.settings import Serve, Settings
from cml_sync.messages import Text, text
from cml_sync.site.application import create_application
from cml_sync.site.house import House
from cml_sync.site.server import OnListening, Server


@contextmanager
def serving(
    session: Session,
    settings: Settings,
    serve: Serve,
    on_listening: OnListening | None = None,
    tell: Callable[[Text], None] | None = None,
) -> Iterator[Server]:
    """A server for the table ``[serve]``, not running yet.

    Args:
        session: of this invocation.
        settings: what holds.
        serve: the table.
        on_listening: is told host and port; otherwise people are told the address.
        tell: is told what happens; otherwise people are.

    Raises:
        SecretMissingError: the caller's password is not where the table says.
    """

    def tell_address(host: str, port: int) -> None:
        address = f"http://{host}:{port}/1c_exchange.php"
        session.tell(text("listening at {address}; stop with Ctrl+C", address=address))
        if not ipaddress.ip_address(host).is_loopback:
            session.tell(
                text(
                    "other machines are heard there without encryption, passwords too: put a proxy "
                    "with TLS in front and listen at 127.0.0.1"
                )
            )

    house = House(
        serve=serve,
        password=fetch_secret(serve.password, "serve.password", session.environ),
        endpoints=settings.endpoints,
        state=settings.state,
        ambient=ambient(session),
        new_token=lambda: secrets.token_hex(16),
        translations=session.translations,
        tell=tell or session.tell,
    )
    yield Server(create_application(house), serve.listen, on_listening or tell_address)
