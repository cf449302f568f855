"""The shop nobody here wrote, as a process: Django with django-cml on a loopback port."""

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import parse_qs
from urllib.request import urlopen

import pytest
from tests.servers.sshd_server import free_port

ROOT: Final = Path(__file__).parents[2]
LOGIN: Final = "exchange"
ADDRESS: Final = "000001, г. Примерск, ул. Речная, д. 3"
PASSWORD: Final = "kettle-and-cups"
DATABASE: Final = "shop.sqlite3"
_REQUEST: Final = re.compile(r'"(?:GET|POST) /1c_exchange\.php\?(\S+) HTTP/1\.\d" (\d+)')


@dataclass(frozen=True)
class Asked:
    """A line of the shop's request log."""

    topic: str
    mode: str
    name: str
    status: int


@dataclass(frozen=True)
class Line:
    """What a customer puts into the basket."""

    offer: str
    name: str
    price: Decimal
    quantity: Decimal


@dataclass(frozen=True)
class DjangoShop:
    """A running shop.

    Attributes:
        folder: its database, uploads and log.
        port: on 127.0.0.1.
    """

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """Of its exchange."""
        return f"http://127.0.0.1:{self.port}/1c_exchange.php"

    def asked(self) -> list[Asked]:
        """Every request of the exchange so far."""
        found = _REQUEST.findall((self.folder / "log").read_text(encoding="utf-8"))
        return [_asked(query, int(status)) for query, status in found]

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What its database holds."""
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            return database.execute(sql, values).fetchall()

    def count(self, table: str) -> int:
        """How many rows a table of the shop has."""
        [(number,)] = self.rows(f"SELECT count(*) FROM shop_{table}")  # noqa: S608 - names of tests
        return int(number)

    def counts(self) -> Mapping[str, int]:
        """The rows of every table that an exchange of goods fills."""
        return {table: self.count(table) for table in ("group", "product", "offer", "price")}

    def dump(self) -> list[str]:
        """The whole database as SQL, to compare."""
        with closing(sqlite3.connect(self.folder / DATABASE)) as database:
            return list(database.iterdump())

    def place_order(self, *lines: Line, first_name: str, last_name: str, comment: str = "") -> str:
        """A customer orders; the order's number."""
        with closing(sqlite3.connect(self.folder / DATABASE)) as database, database:
            order = database.execute(
                "INSERT INTO shop_order (placed, first_name, last_name, address, comment, taken)"
                " VALUES ('2026-03-02 07:15:00', ?, ?, ?, ?, 0)",
                (first_name, last_name, ADDRESS, comment),
            ).lastrowid
            database.executemany(
                "INSERT INTO shop_orderline (order_id, offer, name, price, quantity)"
                " VALUES (?, ?, ?, ?, ?)",
                [(order, x.offer, x.name, str(x.price), str(x.quantity)) for x in lines],
            )
        return str(order)


def prepare(folder: Path) -> None:
    """An empty shop with the user of the exchange, ready to be copied."""
    _manage(folder, "migrate", "--run-syncdb", "--verbosity", "0")
    _manage(folder, "createsuperuser", "--noinput", "--username", LOGIN, "--email", "")


@contextmanager
def running(prepared: Path, folder: Path, **more: str) -> Iterator[DjangoShop]:
    """Start a shop in `folder` with the database of `prepared`, and `more` variables."""
    shutil.copy(prepared / DATABASE, folder / DATABASE)
    port = free_port()
    command = [sys.executable, "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(folder) | more, stdout=log, stderr=log
        )
    try:
        _wait(process, port, folder / "log")
        yield DjangoShop(folder, port)
    finally:
        process.terminate()
        process.wait(timeout=10)


def _manage(folder: Path, *words: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "django", *words], cwd=folder, env=_environment(folder), check=True
    )


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "LANG": "C.UTF-8",
        "DJANGO_SETTINGS_MODULE": "tests.interop.shop.settings",
        "DJANGO_SUPERUSER_PASSWORD": PASSWORD,
        "SHOP_FOLDER": str(folder),
    }


def _asked(query: str, status: int) -> Asked:
    words = {name: values[0] for name, values in parse_qs(query).items()}
    return Asked(words["type"], words["mode"], words.get("filename", ""), status)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    pause = threading.Event()
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
        except HTTPError as error:
            error.close()
            return  # no such page: the shop has answered
        except OSError:
            pause.wait(0.05)
    process.kill()
    process.wait()
    pytest.fail(f"the shop did not start: {log.read_text()}")
