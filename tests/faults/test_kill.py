"""``kill -9`` in the middle of the real command line, between one system call and the next."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from benchmarks.generate import catalog, offers
from tests.cli.commandline import PROGRAM

from cml_sync.model.goods import Product
from cml_sync.model.records import dump, kind_of
from cml_sync.model.views import is_deleted
from cml_sync.packages.naming import natural_key
from cml_sync.transports.names import is_unfinished
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part

GOODS: Final = 1500
GONE: Final = 20
MOMENTS: Final = 10
"""Twice: at so many moments of a pull, and of a push."""
PULL: Final = ("pull", "catalog", "offers")
PUSH: Final = ("push", "catalog", "offers")
CALLS: Final = (
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "unlink",
    "unlinkat",
    "pwrite64",
    "write",
    "mkdir",
)
"""What changes a disk; the process dies at the entry of one of these."""
STRACE: Final = ("strace", "-f")
CONFIG: Final = """\
state = "state"

[endpoint.erp]
role = "erp"
url = "file:erp"
preset = "ut11"
read = "out"
write = "in"
settle = 0
after = "delete"

[endpoint.shop]
role = "shop"
url = "file:shop"
read = "out"
write = "in"
settle = 0
"""

Words = tuple[str, ...]
Goods = dict[tuple[str, str], bytes]
Moment = tuple[str, int]
"""A system call, and how often it must have been begun."""


def can_trace() -> bool:
    """Whether strace is there and allowed."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run([*STRACE, "-o", os.devnull, "true"], check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not can_trace(), reason="strace, by which the process is killed, cannot be used here"
)


@dataclass(frozen=True)
class Place:
    """A working folder with a store, a folder of 1C and a folder of a shop."""

    folder: Path

    def run(self, words: Iterable[str], *tracing: str) -> int:
        """Run cml-sync, under strace if told how; its exit code, negative if it was killed."""
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8"}
        command = [*tracing, str(PROGRAM), *words]
        done = subprocess.run(
            command, cwd=self.folder, env=environ, capture_output=True, check=False, timeout=60
        )
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done.returncode

    def kill(self, words: Iterable[str], moment: Moment) -> bool:
        """Run it and kill it at a moment; whether it came to that."""
        call, number = moment
        inject = f"inject={call}:signal=KILL:when={number}"
        out = str(self.folder / "trace")
        code = self.run(words, *STRACE, "-o", out, "-e", f"trace={call}", "-e", inject)
        assert code in {0, -9, 137}, code
        return code != 0

    def trace(self, words: Iterable[str]) -> list[Moment]:
        """Run it to its end; the calls that it began, each with its number among those alike."""
        out = self.folder / "trace"
        calls = f"trace={','.join(CALLS)}"
        assert self.run(words, *STRACE, "-o", str(out), "-e", calls) == 0
        found = re.findall(r"^(\d+) +(\w+)\(", out.read_text(errors="replace"), re.MULTILINE)
        counts = Counter[str]()
        moments = []
        for process, call in found:
            if process == found[0][0]:
                counts[call] += 1
                moments.append((call, counts[call]))
        return moments

    def export(self, first: int, *, dearer: bool) -> None:
        """1C writes all its goods, the first ones left out."""
        for name, kind in (("import0_1.xml", catalog), ("offers0_1.xml", offers)):
            content = "".join(kind(first))
            if dearer:
                content = content.replace("7.00</Цена", "8.00</Цена").replace("Чайник", "Чайничек")
            (self.folder / "erp" / "out" / name).write_text(content, encoding="utf-8")

    def received(self) -> list[Path]:
        """The files that the shop can see, in their order."""
        there = (self.folder / "shop" / "in").iterdir()
        seen = [path for path in there if not is_unfinished(path.name)]
        return sorted(seen, key=lambda path: natural_key(path.name))

    def read(self) -> Goods:
        """What the shop makes of them; each must be whole."""
        goods: Goods = {}
        for path in self.received():
            with path.open("rb") as file:
                for entry in open_part(file, path.name):
                    if isinstance(entry, RecordRead) and isinstance(entry.record, Product):
                        state = b"" if is_deleted(entry.record) else dump(entry.record)
                        goods[kind_of(entry.record).value, entry.record.id or ""] = state
        return goods

    def remembered(self) -> dict[str, list[tuple[Any, ...]]]:
        """What the store knows, without runs and moments."""
        with closing(sqlite3.connect(self.folder / "state" / "store.sqlite3")) as store:
            return {query: sorted(store.execute(query), key=repr) for query in QUERIES}

    def unfinished(self) -> list[str]:
        """What is left of packages that should be done with."""
        state = self.folder / "state"
        folders = [*state.glob("spool/*/*"), *state.glob("outbox/*")]
        return [str(path) for path in [*folders, *(self.folder / "erp" / "out").iterdir()]]


QUERIES: Final = (
    "SELECT kind, origin, id, scope, digest, prices, rests, deleted, withdrawn FROM records",
    "SELECT endpoint, kind, origin, id, digest, prices, rests, deleted FROM confirmed",
    "SELECT section, scope, body FROM headers",
    "SELECT DISTINCT 1 FROM packages WHERE state NOT IN ('archived', 'dead')",
    "SELECT DISTINCT 1 FROM deliveries",
)


@dataclass(frozen=True)
class Before:
    """Where every run begins, and how one without any trouble ends.

    Attributes:
        place: the shop has everything, and 1C has just written a newer export.
        goods: what the shop has.
        moments: at which pull and push are killed.
        ended: the place where nothing was killed.
    """

    place: Place
    goods: Goods
    moments: Mapping[Words, list[Moment]]
    ended: Place


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    place = Place(tmp_path_factory.mktemp("kill") / "before")
    for name in ("erp/in", "erp/out", "shop/in", "shop/out"):
        (place.folder / name).mkdir(parents=True)
    (place.folder / "cml-sync.toml").write_text(CONFIG, encoding="utf-8")
    place.export(GOODS, dearer=False)
    assert (place.run(PULL), place.run(PUSH)) == (0, 0)
    goods = place.read()
    for path in place.received():
        path.unlink()
    place.export(GOODS - GONE, dearer=True)
    ended = copied(place, "ended")
    moments: dict[Words, list[Moment]] = {
        words: spread(ended.trace(words), MOMENTS) for words in (PULL, PUSH)
    }
    return Before(place, goods, moments, ended)


def copied(place: Place, name: str) -> Place:
    target = place.folder.with_name(name)
    shutil.copytree(place.folder, target)
    return Place(target)


def spread(trace: list[Moment], count: int) -> list[Moment]:
    """So many moments, evenly over the run; every second one is not a mere write."""
    steps = [place for place, (call, _) in enumerate(trace) if "write" not in call]
    places = {steps[len(steps) * number // count] for number in range(1, count, 2)}
    places |= {len(trace) * number // count for number in range(0, count, 2)}
    return [trace[place] for place in sorted(places)]


@pytest.mark.parametrize("words", [PULL, PUSH], ids=["pull", "push"])
def test_one_clean_run_mends_what_kills_have_left(before: Before, words: Words) -> None:
    start = copied(before.place, f"{words[0]}-start")
    if words == PUSH:
        assert start.run(PULL) == 0
    place, kills = copied(start, words[0]), 0
    for number, moment in enumerate(before.moments[words]):
        killed = place.kill(words, moment)  # it goes on where the one before was killed
        if not killed:  # there was not so much left to do
            check_ended_well(place, before)
            place = copied(start, f"{words[0]}-{number}")
            killed = place.kill(words, moment)
        kills += killed
        place.read()
    check_ended_well(place, before)
    assert kills == MOMENTS


def check_ended_well(place: Place, before: Before) -> None:
    """After one clean run it is as if nothing had been killed."""
    assert (place.run(PULL), place.run(PUSH)) == (0, 0)
    assert before.goods | place.read() == before.goods | before.ended.read()
    assert place.remembered() == before.ended.remembered()
    assert place.unfinished() == before.ended.unfinished() == []


def test_the_run_without_kills_says_what_1c_has(before: Before) -> None:
    shop = before.goods | before.ended.read()
    products = [state for (kind, _), state in shop.items() if kind == "product"]
    assert len(products) == GOODS
    assert len([state for state in products if not state]) == GONE
    assert sum("Чайничек" in state.decode() for state in products) > GOODS // 10
