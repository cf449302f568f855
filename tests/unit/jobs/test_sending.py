"""What becomes of a package on its way out, whatever the other side answers."""

from collections.abc import Callable, Sequence
from typing import cast

import pytest
from tests.unit.jobs.world import World, catalog, offers

from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.recording import RunLog
from cml_sync.jobs.sending import Sending, SendOptions
from cml_sync.messages import text
from cml_sync.store.confirmed import Wanted
from cml_sync.store.rows import PackageState, RunRow
from cml_sync.transports.base import Outcome, Outgoing, Receipt, Topic, Transport

GOODS = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)
Answer = Callable[[Sequence[Outgoing]], Sequence[Receipt]]


class Answering:
    """A shop that answers as it is told."""

    asks_again = False

    def __init__(self, answer: Answer):
        self._answer = answer

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """See `Transport.deliver`."""
        assert topic is Topic.CATALOG
        return self._answer(files)

    def close(self) -> None:
        """See `Transport.close`."""


def good(files: Sequence[Outgoing]) -> Sequence[Receipt]:
    return [Receipt(file.name, Outcome.CONFIRMED) for file in files]


def only_the_first(files: Sequence[Outgoing]) -> Sequence[Receipt]:
    return [*good(files[:1]), *(Receipt(file.name, Outcome.REHEARSED) for file in files[1:])]


def lost(_: Sequence[Outgoing]) -> Sequence[Receipt]:
    raise TemporaryError(text("the answer was lost"))


@pytest.fixture
def stocked(world: World) -> World:
    world.write("erp", "import0_1.xml", catalog({"a": "A", "b": "B"}))
    world.write("erp", "offers0_1.xml", offers({"a": ("10", "1")}))
    with world.context() as context:
        assert pull(context, PullRequest(GOODS)).exit_code == ExitCode.DONE
    return world


def send(world: World, answer: Answer, *, dry_run: bool = False) -> RunLog:
    world.wrap = lambda _, __: cast("Transport", Answering(answer))
    with world.context() as context:
        log = RunLog(context.new_id())
        with context.store.transaction() as transaction:
            row = RunRow(log.run, "push", "shop", "catalog offers", context.clock())
            transaction.runs.begin(row)
        endpoint = context.endpoints["shop"]
        options = SendOptions(dry_run=dry_run)
        Sending(context, endpoint, Topic.CATALOG, GOODS, log, options).send()
    return log


def due(world: World, kind: str) -> list[tuple[str, bool]]:
    """What is due, and whether the shop may have it already."""
    with world.context() as context, context.store.reading() as view:
        found = list(view.confirmed.due(Wanted("shop", kind)))
    return [(item.record.key.id, item.was_live) for item in found]


def outgoing(world: World) -> dict[PackageState, int]:
    with world.context() as context, context.store.reading() as view:
        states = [row.state for s in PackageState for row in view.packages.in_state(s, "shop")]
    return {state: states.count(state) for state in states}


def left(world: World) -> int:
    return len(list((world.root / "state" / "outbox").glob("*")))


def test_what_the_answers_prove_is_confirmed(stocked: World) -> None:
    log = send(stocked, good)
    assert log.codes == []
    assert (due(stocked, "product"), due(stocked, "offer")) == ([], [])
    assert (outgoing(stocked), left(stocked)) == ({PackageState.ARCHIVED: 1}, 0)


def test_what_they_do_not_prove_may_have_arrived_and_is_due(stocked: World) -> None:
    log = send(stocked, only_the_first)
    assert log.codes == [ExitCode.PARTLY]
    assert due(stocked, "product") == []
    assert due(stocked, "offer") == [("a", True)]


def test_after_a_lost_answer_everything_may_have_arrived(stocked: World) -> None:
    with pytest.raises(TemporaryError):
        send(stocked, lost)
    assert due(stocked, "product") == [("a", False), ("b", False)]
    assert (outgoing(stocked), left(stocked)) == ({PackageState.OFFERED: 1}, 1)
    with pytest.raises(TemporaryError):
        send(stocked, lost)
    assert due(stocked, "product") == [("a", True), ("b", True)]
    assert left(stocked) == 1
    send(stocked, good)
    assert (due(stocked, "product"), left(stocked)) == ([], 0)
    assert outgoing(stocked) == {PackageState.DEAD: 2, PackageState.ARCHIVED: 1}


def test_a_dry_run_leaves_nothing_behind(stocked: World) -> None:
    log = send(stocked, good, dry_run=True)
    assert [receipt.outcome for receipt in log.receipts] == [Outcome.REHEARSED] * 2
    assert (outgoing(stocked), left(stocked)) == ({}, 0)
    assert len(due(stocked, "product")) == 2


def test_folders_that_no_package_needs_are_swept(stocked: World) -> None:
    (stocked.root / "state" / "outbox" / "id-of-a-killed-dry-run").mkdir(parents=True)
    send(stocked, good)
    assert left(stocked) == 0
