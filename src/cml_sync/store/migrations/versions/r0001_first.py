"""The first layout: records, what endpoints confirmed, packages, runs.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _make_runs()
    _make_records()
    _make_packages()


def downgrade() -> None:
    """Drop them."""
    for table in (
        "deliveries",
        "packages",
        "marks",
        "pictures",
        "headers",
        "confirmed",
        "records",
        "runs",
    ):
        op.drop_table(table)


def _make_runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("kinds", sa.String(), nullable=False),
        sa.Column("started", sa.String(32), nullable=False),
        sa.Column("finished", sa.String(32)),
        sa.Column("exit_code", sa.Integer()),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
    )
    op.create_index("ix_runs_started", "runs", ["started"])


def _make_records() -> None:
    op.create_table(
        "records",
        *_key(),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String()),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("prices", sa.LargeBinary()),
        sa.Column("rests", sa.LargeBinary()),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("changed", sa.String(32), nullable=False),
    )
    op.create_index("ix_records_number", "records", ["kind", "number"])
    op.create_index("ix_records_position", "records", ["kind", "origin", "position"])
    op.create_table(
        "confirmed",
        sa.Column("endpoint", sa.String(), primary_key=True),
        *_key(),
        *_digests(),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "headers",
        sa.Column("section", sa.String(), primary_key=True),
        sa.Column("scope", sa.String(), primary_key=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
    )
    op.create_table(
        "pictures",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
    )
    op.create_table(
        "marks",
        sa.Column("kind", sa.String(), primary_key=True),
        sa.Column("scope", sa.String(), primary_key=True),
        sa.Column("made", sa.String(32), nullable=False),
        sa.Column("run", sa.String(), nullable=False),
    )


def _make_packages() -> None:
    op.create_table(
        "packages",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("direction", sa.String(), nullable=False),
        sa.Column("endpoint", sa.String(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("files", sa.Text(), nullable=False),
        sa.Column("run", sa.String(), sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("updated", sa.String(32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
    )
    op.create_index("ix_packages_endpoint", "packages", ["endpoint", "state"])
    op.create_table(
        "deliveries",
        sa.Column("package", sa.String(), sa.ForeignKey("packages.id"), primary_key=True),
        *_key(),
        sa.Column("facet", sa.String(), primary_key=True),
        sa.Column("part", sa.String(), nullable=False),
        *_digests(),
        sa.Column("deleted", sa.Boolean(), nullable=False),
    )


def _key() -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), primary_key=True) for name in ("kind", "origin", "id")]


def _digests() -> list[sa.Column[bytes]]:
    return [sa.Column(name, sa.LargeBinary()) for name in ("digest", "prices", "rests")]
