"""Any sequence of exports, orders, pulls and pushes, whatever fails or is killed in between.

Two shops that really apply what they receive end with exactly what 1C has, and 1C with exactly the
orders of both; a shop never receives a state it has already, unless a delivery before was cut off
after the shop had taken it, and never anything about an order of the other shop.
"""

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.unit.jobs.world import START, World, catalog, offers, order, orders

from cml_sync.config.settings import Guards
from cml_sync.config.words import ExchangeKind, Role
from cml_sync.errors import ExitCode, TemporaryError
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.push import PushRequest, push
from cml_sync.messages import text
from cml_sync.model.documents import Document
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
        self.documents: dict[str, str] = {}
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
        if isinstance(record, Document):
            self.documents[record.id or ""] = said_of(record)
        if isinstance(record, Product):
            key = ("offer" if isinstance(record, Offer) else "product", record.id or "")
            state = b"" if is_deleted(record) else dump(record)
            self.twice += self.goods.get(key, b"") == state
            self.goods[key] = state

    def live(self) -> set[tuple[str, str]]:
        """What a customer sees."""
        return {key for key, state in self.goods.items() if state}


def said_of(document: Document) -> str:
    """The status, or the total where there is none."""
    for item in document.requisites:
        if item.name == "Статус заказа":
            return item.values[0]
    return str(document.total)


SHOPS: Final = ("shop", "other")


@dataclass
class Play:
    """1C, the store and two shops; the clock may kill the process when it is looked at."""

    world: World
    shops: dict[str, Shop]
    orders: dict[str, dict[str, str]] = field(default_factory=lambda: {s: {} for s in SHOPS})
    statuses: dict[str, str] = field(default_factory=dict)
    goods: dict[str, int] = field(default_factory=dict)
    exported: bool = False
    looks: int = 0
    kill_at: int | None = None

    def clock(self) -> datetime:
        """One second later at every look; the last look of a process that is killed."""
        self.looks += 1
        if self.looks == self.kill_at:
            raise KilledError
        return START + timedelta(seconds=self.looks)

    def export(self, goods: dict[str, int], *, marked: bool = False) -> None:
        """1C writes what it has: in full, or (`marked`) only what changed, with deletion marks."""
        gone = self.goods.keys() - goods.keys() if marked else set()
        names = {id_: f"N{v}" for id_, v in goods.items()} | dict.fromkeys(sorted(gone), "")
        self.world.write("erp", "import0_1.xml", catalog(names, delta=marked))
        prices = {id_: (f"{version + 1}.00", "1") for id_, version in goods.items()}
        content = offers(prices, delta=marked)
        mark = "".join(
            f"<Предложение><Ид>{id_}</Ид><Наименование>-</Наименование>"
            "<ПометкаУдаления>true</ПометкаУдаления></Предложение>"
            for id_ in sorted(gone)
        )
        content = content.replace("</Предложения>", f"{mark}</Предложения>")
        self.world.write("erp", "offers0_1.xml", content)
        self.goods = goods
        self.exported = True

    def order(self, shop: str, id_: str, total: str) -> None:
        """A customer orders, or changes the order; the shop writes all its orders anew."""
        self.orders[shop][id_] = total
        documents = [
            order(f"{shop}-{i}", f"{shop}-{i}", total=t) for i, t in self.orders[shop].items()
        ]
        self.world.write(shop, "orders.xml", orders(*documents))

    def answer(self, status: str) -> None:
        """1C gives all orders that it has this status."""
        self.statuses = dict.fromkeys(sorted(self.shops["erp"].documents), status)
        documents = [order(id_, id_, said) for id_, said in self.statuses.items()]
        self.world.write("erp", "orders.xml", orders(*documents))

    def pull(self) -> list[int]:
        """One process that pulls."""
        with self.world.context() as context:
            report = pull(context, PullRequest((*GOODS, ExchangeKind.ORDERS)))
            answers = pull(context, PullRequest((ExchangeKind.ORDERS,), ("erp",)))
        return [report.exit_code, answers.exit_code]

    def push(self) -> list[int]:
        """One process that pushes."""
        with self.world.context() as context:
            return [push(context, PushRequest((*GOODS, ExchangeKind.ORDERS))).exit_code]

    def settle(self) -> None:
        """Two quiet rounds: what the shops learn in one may be orders for the next."""
        for shop in self.shops.values():
            shop.fault = ""
        for _ in range(2):
            assert set(self.pull() + self.push()) == {ExitCode.DONE}


class Folder:
    """Reads a folder, and hands what is delivered to a shop."""

    asks_again = False

    def __init__(self, inner: Transport, shop: Shop):
        self.offered, self.fetch, self.confirm = inner.offered, inner.fetch, inner.confirm
        self.close, self.deliver = inner.close, shop.deliver


def new_play(root: Path) -> Play:
    world = World(root)
    shops = {name: Shop() for name in (*SHOPS, "erp")}
    play = Play(world, shops)
    world.clock = play.clock  # type: ignore[method-assign]
    world.add("erp", Role.ERP, guards=Guards(max_deleted=1))
    for name in SHOPS:
        world.add(name, Role.SHOP, guards=Guards(max_deleted=1))
    world.wrap = lambda name, inner: cast("Transport", Folder(inner, shops[name]))
    return play


ITEMS = st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), max_size=4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("export"), ITEMS),
        st.tuples(st.just("marks"), ITEMS),
        st.tuples(
            st.just("order"),
            st.tuples(
                st.sampled_from(SHOPS), st.sampled_from("12"), st.sampled_from(["10.00", "20.00"])
            ),
        ),
        st.tuples(st.just("answer"), st.sampled_from(["Принят", "Отгружен"])),
        st.tuples(st.just("pull"), st.none() | st.integers(1, 30)),
        st.tuples(st.just("push"), st.none() | st.integers(1, 30)),
        st.tuples(
            st.just("push"),
            st.tuples(st.sampled_from((*SHOPS, "erp")), st.sampled_from(["before", "after"])),
        ),
    ),
    min_size=2,
    max_size=9,
)


def act(play: Play, verb: str, how: Any) -> None:
    """One step; whatever it breaks, the next steps and the last ones must mend."""
    if verb in {"export", "marks"}:
        play.pull()  # or the shop would never hear of what the export before has marked
        play.export(ALWAYS | how, marked=verb == "marks")
    elif verb == "order":
        play.order(*how)
    elif verb == "answer":
        play.answer(how)
    else:
        go(play, verb, how)


def go(play: Play, verb: str, how: Any) -> None:
    """A process that pulls or pushes; it is killed at a look, or somebody's line fails."""
    who, fault = how if isinstance(how, tuple) else ("shop", "")
    for name, shop in play.shops.items():
        shop.fault = fault if name == who else ""
    play.kill_at = play.looks + how if isinstance(how, int) else None
    twice = {name: shop.twice for name, shop in play.shops.items()}
    with suppress(KilledError):
        codes = set(play.pull() if verb == "pull" else play.push())
        assert codes <= {ExitCode.DONE, ExitCode.TEMPORARY if fault else ExitCode.DONE}
    play.kill_at = None
    for name, shop in play.shops.items():
        if isinstance(how, int) or (fault == "after" and name == who):
            shop.cut_off = True
        elif not shop.cut_off:
            assert shop.twice == twice[name]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(STEPS)
@example([("export", {"a": 0}), ("pull", None), ("export", {}), ("push", ("shop", "after"))])
@example([("marks", {"a": 0}), ("pull", None), ("push", None), ("marks", {}), ("push", None)])
@example(
    [
        ("order", ("shop", "1", "10.00")),
        ("order", ("other", "1", "20.00")),
        ("pull", None),
        ("push", ("erp", "after")),
        ("push", None),
        ("answer", "Принят"),
        ("pull", 9),
    ]
)
def test_the_shops_end_with_what_1c_has_and_1c_with_their_orders(
    steps: list[tuple[str, object]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        play = new_play(Path(folder))
        for verb, how in steps:
            act(play, verb, how)
        play.settle()
        for name in SHOPS:
            check_goods(play, play.shops[name])
            check_documents(play, name)
        twice = [shop.twice for shop in play.shops.values()]
        play.settle()
        assert [shop.twice for shop in play.shops.values()] == twice


def check_goods(play: Play, shop: Shop) -> None:
    """The shop shows what 1C has, as it is there."""
    expected = {(kind, id_) for id_ in play.goods for kind in ("product", "offer")}
    assert shop.live() == (expected if play.exported else set())
    for (kind, id_), state in shop.goods.items():
        if state:
            said = f"N{play.goods[id_]}" if kind == "product" else f"{play.goods[id_] + 1}.00"
            assert said in state.decode()


def check_documents(play: Play, name: str) -> None:
    """1C has the orders of the shop; the shop has the statuses of its own orders, and no others."""
    ours = {f"{name}-{id_}": total for id_, total in play.orders[name].items()}
    assert {
        i: s for i, s in play.shops["erp"].documents.items() if i.startswith(f"{name}-")
    } == ours
    answered = {i: s for i, s in play.statuses.items() if i in ours}
    assert play.shops[name].documents == answered


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
        play.settle()
        assert [len(play.shops[name].live()) for name in SHOPS] == [4, 4]
        assert list((play.world.root / "erp" / "out").iterdir()) == []
        outbox = play.world.root / "state" / "outbox"
        assert [path for path in outbox.glob("*") if path.is_dir()] == []
    assert look > 8
