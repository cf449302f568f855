"""Opens the store for a command that only looks into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from cml_sync.checks.selection import Selection
from cml_sync.cli.house import settings_of
from cml_sync.cli.session import Session
from cml_sync.config.settings import Settings
from cml_sync.config.words import Role
from cml_sync.jobs.against import Against
from cml_sync.store.errors import StoreMissingError
from cml_sync.store.store import FILE_NAME, open_store


@contextmanager
def against_store(session: Session, selection: Selection) -> Iterator[Against]:
    """Holds a package against the last applied state.

    Raises:
        ConfigurationError: there is no configuration, or something is wrong with it.
        StoreError: the store is not there, or cannot be used.
    """
    settings = settings_of(session)
    path = settings.state / FILE_NAME
    if not path.exists():
        raise StoreMissingError(path)
    with open_store(path) as store, store.reading() as transaction:
        yield Against(transaction, selection, _zone(settings))


def _zone(settings: Settings) -> tzinfo:
    """That of 1C, which made the goods; UTC where several disagree or none is configured."""
    zones = {one.timezone for one in settings.endpoints.values() if one.role is Role.ERP}
    return ZoneInfo(zones.pop()) if len(zones) == 1 else UTC
