"""One part while it is written."""

from pathlib import Path

import pytest
from tests.unit.jobs.world import World, catalog

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.context import Context
from cml_sync.jobs.errors import OutputDiffersError
from cml_sync.jobs.letters import Letter, Outbox
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.kinds import Section
from cml_sync.store.confirmed import Wanted
from cml_sync.store.rows import Direction, PackageRow, PackageState, RunRow

PRODUCTS = Wanted("shop", "product")


@pytest.fixture
def stocked(world: World) -> World:
    world.write("erp", "import0_1.xml", catalog({"a": "A", "b": "B"}))
    with world.context() as context:
        assert pull(context, PullRequest((ExchangeKind.CATALOG,))).exit_code == ExitCode.DONE
    return world


def remember(context: Context, id_: str) -> None:
    now = context.clock()
    row = PackageRow(
        id_, Direction.OUT, "shop", "catalog", "", PackageState.PLANNED, "", (), "r", now, now
    )
    with context.store.transaction() as transaction:
        transaction.runs.begin(RunRow("r", "push", "shop", "catalog", now))
        transaction.packages.add(row)


def write(context: Context, outbox: Outbox, *, hidden: bool = False) -> None:
    with (
        context.store.reading() as view,
        Letter(context, view, context.endpoints["shop"], outbox, "import0_1.xml") as letter,
    ):
        letter.writer.open(Section.CATALOG, Catalog(id="c1"))
        letter.due(PRODUCTS)
        if hidden:
            letter.writer.record(Product(id="c"))  # past the count
        letter.writer.close()


def noted(context: Context) -> int:
    """How many records would be confirmed."""
    with context.store.transaction() as transaction:
        now = context.clock()
        counts = transaction.confirmed.confirm("shop", "k1", ["import0_1.xml"], "r", now)
    return counts.get("product", 0)


def test_what_a_part_carries_is_noted_beside_it(stocked: World, tmp_path: Path) -> None:
    with stocked.context() as context:
        remember(context, "k1")
        outbox = Outbox("k1", tmp_path / "k1")
        write(context, outbox)
        assert outbox.parts == ["import0_1.xml"]
        assert outbox.sent == {"product": 2}
        content = (tmp_path / "k1" / "import0_1.xml").read_text(encoding="utf-8-sig")
        assert content.count("<Товар>") == 2
        assert noted(context) == 2
        with context.store.reading() as view:
            assert list(view.confirmed.due(PRODUCTS)) == []


def test_a_dry_run_notes_nothing(stocked: World, tmp_path: Path) -> None:
    with stocked.context() as context:
        remember(context, "k1")
        write(context, Outbox(None, tmp_path / "dry"))
        assert noted(context) == 0


def test_a_part_that_does_not_read_back_as_written_is_not_sent(
    stocked: World, tmp_path: Path
) -> None:
    with stocked.context() as context:
        outbox = Outbox(None, tmp_path / "dry")
        with pytest.raises(OutputDiffersError) as caught:
            write(context, outbox, hidden=True)
    assert "2" in str(caught.value)
    assert "3" in str(caught.value)
    assert outbox.parts == []
