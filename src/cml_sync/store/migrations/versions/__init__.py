"""The steps, run in order by Alembic."""
