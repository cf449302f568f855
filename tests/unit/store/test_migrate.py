"""The layouts and their steps."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from cml_sync.store import migrations
from cml_sync.store.revisions import REVISIONS
from cml_sync.store.store import open_store
from cml_sync.store.tables import metadata


def test_the_steps_lead_to_the_tables_as_they_are(tmp_path: Path) -> None:
    with open_store(tmp_path / "s.sqlite3") as store, store.reading() as view:
        context = MigrationContext.configure(view.connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_every_step_is_named() -> None:
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    known = [step.revision for step in scripts.walk_revisions()]
    assert tuple(reversed(known)) == REVISIONS


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite3"
    open_store(path).close()
    before = path.read_bytes()
    open_store(path).close()
    assert path.read_bytes() == before
