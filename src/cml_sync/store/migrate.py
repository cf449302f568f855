"""Bring the layout of a store up to date with Alembic; imported only when there is something to do.

There is no ``env.py``: the store runs the steps on its own connection, when it is opened.
"""

from pathlib import Path
from typing import Any, Final

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

_FOLDER: Final = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Bring the layout up to the newest revision, inside the caller's transaction."""
    config = Config()
    scripts = ScriptDirectory(str(_FOLDER))

    def steps(revision: Any, _context: Any) -> Any:
        return scripts._upgrade_revs("head", revision)  # noqa: SLF001 - as Alembic's own `upgrade` does

    with EnvironmentContext(config, scripts, fn=steps, destination_rev="head") as environment:
        environment.configure(connection=connection)
        with environment.begin_transaction():
            environment.run_migrations()
