"""Puts a job's surroundings together: the one place where secrets, clock and chance meet."""

import random  # noqa: TID251 - the one place that hands it in
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import SecretStr

from cml_sync.checks.gate import faults
from cml_sync.cli.progress import watched
from cml_sync.cli.session import Session
from cml_sync.config.loader import load_settings
from cml_sync.config.lookup import find
from cml_sync.config.secrets import SecretSource, fetch_secret, source_in_words
from cml_sync.config.settings import Endpoint, Settings
from cml_sync.jobs.context import Ambient, Context, Progress, no_progress, open_context
from cml_sync.messages import text
from cml_sync.transports.base import Transport
from cml_sync.transports.registry import open_transport
from cml_sync.transports.retrying import Means, Repeat, RetryingTransport
from cml_sync.transports.surroundings import Credentials, Surroundings


def settings_of(session: Session) -> Settings:
    """The configuration this invocation works with.

    Raises:
        ConfigurationError: there is none, or something is wrong with it.
    """
    return load_settings(find(session.config, session.environ, session.folder), session.environ)


@contextmanager
def opened(
    session: Session, settings: Settings, command: str, *, wait: float = 0
) -> Iterator[Context]:
    """The surroundings of a job, the store locked for it.

    Args:
        session: of this invocation.
        settings: what holds.
        command: for whoever finds the lock taken.
        wait: seconds to wait for another run to end.

    Raises:
        LockedError: another run works on the store.
        StoreError: the store cannot be used.
    """
    with (
        watched(session) as progress,
        open_context(
            settings.endpoints,
            settings.state,
            command,
            ambient(session, progress),
            wait=wait,
        ) as context,
    ):
        yield context


def ambient(session: Session, progress: Callable[[Progress], None] = no_progress) -> Ambient:
    """What jobs are handed: time, ids, and the way to every endpoint."""
    return Ambient(
        open_transport=lambda endpoint: _transport(session, endpoint),
        clock=session.clock,
        new_id=new_id(session),
        progress=progress,
        check=faults,
    )


def new_id(session: Session) -> Callable[[], str]:
    """Makes ids that sort by time and that no other run has."""
    return lambda: f"{session.clock():%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


def _transport(session: Session, endpoint: Endpoint) -> Transport:
    surroundings = Surroundings(
        clock=session.clock,
        sleep=session.sleep,
        monotonic=time.monotonic,
        new_token=lambda: secrets.token_hex(8),
        home=Path(session.environ.get("HOME", "/")),
        credentials=Credentials(
            login=endpoint.login,
            password=_secret(session, endpoint.password, f"endpoint.{endpoint.name}.password"),
            passphrase=_secret(
                session, endpoint.passphrase, f"endpoint.{endpoint.name}.passphrase"
            ),
            source=source_in_words(endpoint.password) if endpoint.password is not None else "",
        ),
    )
    means = Means(
        sleep=session.sleep,
        monotonic=time.monotonic,
        chance=random.random,
        tell=lambda repeat: _tell(session, endpoint, repeat),
    )
    _warn_of_open_doors(session, endpoint)
    inner = open_transport(endpoint.url, endpoint.transport, surroundings)
    return RetryingTransport(inner, endpoint.retry, means)


def _warn_of_open_doors(session: Session, endpoint: Endpoint) -> None:
    """What was switched off on purpose is said in every run, so that it is not forgotten."""
    if getattr(endpoint.transport, "insecure", False):
        session.tell(
            text(
                "{endpoint}: the certificate is not checked (`insecure`: {reason})",
                endpoint=endpoint.name,
                reason=getattr(endpoint.transport, "insecure_reason", ""),
            )
        )
    if getattr(endpoint.transport, "allow_plain_http", False):
        session.tell(
            text(
                "{endpoint}: the password travels openly (`allow_plain_http`: {reason})",
                endpoint=endpoint.name,
                reason=getattr(endpoint.transport, "plain_http_reason", ""),
            )
        )


def _secret(session: Session, source: SecretSource | None, owner: str) -> SecretStr | None:
    return fetch_secret(source, owner, session.environ) if source is not None else None


def _tell(session: Session, endpoint: Endpoint, repeat: Repeat) -> None:
    if not session.quiet:
        session.tell(
            text(
                "{endpoint}: {error}; attempt {attempt}, again in {wait} s",
                endpoint=endpoint.name,
                error=repeat.error.message,
                attempt=repeat.attempt,
                wait=f"{repeat.wait:.0f}",
            )
        )
