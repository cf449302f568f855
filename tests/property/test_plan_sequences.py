"""Any sequence of exports, pulls and pushes, whatever fails or is killed in between.

A shop that really applies what it receives ends with exactly what 1C has; and it never receives a
state it has already, unless a delivery before was cut off after the shop had taken it.
"""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.jobs.world import START, World, catalog, offers

from cml_sync.config.settings import Guards
from cml_sync.config.words import ExchangeKind, Role
from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.push import PushRequest, push
from cml_sync.messages import text
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.offers import Offer
from cml_sync.model.records import dump
from cml_sync.model.views import is_deleted
from cml_sync.transports.base import Outcome, Outgoing, Receipt, Topic, Transport
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part

GOODS: Final = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)
ALWAYS: Final = {"always": 0}


class KilledError(BaseException):
    """The process is gone."""


class Shop:
    """A carrier whose other end applies what it receives, as a shop does."""

    asks_again = False

    def __init__(self) -> None:
        self.goods: dict[tuple[str, str], bytes] = {}
        self.twice = 0
        self.fault = ""
        self.cut_off = False

    def deliver(self, topic: Topic, files: Sequence[Outgoing]) -> Sequence[Receipt]:
        """See `Transport.deliver`."""
        del topic
        if self.fault == "before":
            raise TemporaryError(text("the line is dead"))
        for file in files:
            with file.open() as content:
                for entry in open_part(content, file.name):
                    if isinstance(entry, RecordRead):
                        self._apply(entry.record)
        if self.fault == "after":
            raise TemporaryError(text("the answer was lost"))
        return [Receipt(file.name, Outcome.CONFIRMED) for file in files]

    def close(self) -> None:
        """See `Transport.close`."""

    def _apply(self, record: Element) -> None:
        if isinstance(record, Product):
            key = ("offer" if isinstance(record, Offer) else "product", record.id or "")
            state = b"" if is_deleted(record) else dump(record)
            self.twice += self.goods.get(key, b"") == state
            self.goods[key] = state

    def live(self) -> set[tuple[str, str]]:
        """What a customer sees."""
        return {key for key, state in self.goods.items() if state}


@dataclass
class Play:
    """1C, the store and the shop; the clock may kill the process when it is looked at."""

    world: World
    shop: Shop
    looks: int = 0
    kill_at: int | None = None

    def clock(self) -> datetime:
        """One second later at every look; the last look of a process that is killed."""
        self.looks += 1
        if self.looks == self.kill_at:
            raise KilledError
        return START + timedelta(seconds=self.looks)

    def export(self, goods: dict[str, int]) -> None:
        """1C writes a full export of what it has."""
        self.world.write(
            "erp", "import0_1.xml", catalog({id_: f"N{v}" for id_, v in goods.items()})
        )
        prices = {id_: (f"{version + 1}.00", "1") for id_, version in goods.items()}
        self.world.write("erp", "offers0_1.xml", offers(prices))

    def pull(self) -> int:
        """One process that pulls."""
        with self.world.context() as context:
            return pull(context, PullRequest(GOODS)).exit_code

    def push(self) -> int:
        """One process that pushes."""
        with self.world.context() as context:
            return push(context, PushRequest(GOODS)).exit_code


def new_play(root: Path) -> Play:
    world, shop = World(root), Shop()
    play = Play(world, shop)
    world.clock = play.clock  # type: ignore[method-assign]
    world.add("erp", Role.ERP, guards=Guards(max_deleted=1))
    world.add("shop", Role.SHOP, guards=Guards(max_deleted=1))
    world.wrap = lambda name, inner: cast("Transport", shop) if name == "shop" else inner
    return play


ITEMS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), max_size=4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("export"), ITEMS),
        st.tuples(st.just("pull"), st.none() | st.integers(1, 14)),
        st.tuples(st.just("push"), st.none() | st.integers(1, 10)),
        st.tuples(st.just("push"), st.sampled_from(["before", "after"])),
    ),
    min_size=2,
    max_size=9,
)


def act(play: Play, verb: str, how: object) -> None:
    """One step; whatever it breaks, the next steps and the last two must mend."""
    shop = play.shop
    shop.fault = how if isinstance(how, str) else ""
    play.kill_at = play.looks + how if isinstance(how, int) else None
    twice = shop.twice
    with suppress(KilledError):
        code = play.pull() if verb == "pull" else play.push()
        assert code == (ExitCode.TEMPORARY if shop.fault and code else ExitCode.DONE)
    play.kill_at = None
    if how == "after" or isinstance(how, int):
        shop.cut_off = True
    elif not shop.cut_off:
        assert shop.twice == twice


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
def test_the_shop_ends_with_what_1c_has(steps: list[tuple[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        play = new_play(Path(folder))
        goods: dict[str, int] = {}
        exported = False
        for verb, how in steps:
            if verb == "export":
                goods = ALWAYS | cast("dict[str, int]", how)
                play.export(goods)
                exported = True
            else:
                act(play, verb, how)
        play.shop.fault = ""
        assert (play.pull(), play.push()) == (ExitCode.DONE, ExitCode.DONE)
        expected = {(kind, id_) for id_ in goods for kind in ("product", "offer")}
        assert play.shop.live() == (expected if exported else set())
        for (kind, id_), state in play.shop.goods.items():
            if state:
                said = f"N{goods[id_]}" if kind == "product" else f"{goods[id_] + 1}.00"
                assert said in state.decode()
        twice = play.shop.twice
        assert (play.pull(), play.push()) == (ExitCode.DONE, ExitCode.DONE)
        assert play.shop.twice == twice


@pytest.mark.parametrize("verb", ["pull", "push"])
def test_a_kill_at_every_look_at_the_clock_is_mended_by_the_next_run(
    verb: str, tmp_path: Path
) -> None:
    killed, look = True, 0
    while killed:  # until a run gets through alive
        look += 1
        play = new_play(tmp_path / f"{verb}{look}")
        play.export({"a": 1, "b": 2})
        if verb == "push":
            play.pull()
        play.kill_at = play.looks + look
        killed = False
        try:
            play.pull() if verb == "pull" else play.push()
        except KilledError:
            killed = True
        play.kill_at = None
        assert (play.pull(), play.push()) == (ExitCode.DONE, ExitCode.DONE)
        assert len(play.shop.live()) == 4
        assert list((play.world.root / "erp" / "out").iterdir()) == []
        outbox = play.world.root / "state" / "outbox"
        assert [path for path in outbox.glob("*") if path.is_dir()] == []
    assert look > 8
