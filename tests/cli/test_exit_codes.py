"""Every exit code is reached through the real command line, with its message."""

import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect
from typing import Final, TypeVar

import pytest
from tests.cli.commandline import EXAMPLES, PROGRAM, CommandLine, tree
from tests.cli.conftest import configure, over_http
from tests.servers.shop import Canned, Shop

from cml_sync.cli import cmd_status
from cml_sync.cli.entry import run
from cml_sync.cli.session import Session
from cml_sync.errors import ExitCode

Test = TypeVar("Test", bound=Callable[..., None])

_REACHED: Final[set[ExitCode]] = set()
SIXTY_SECONDS: Final = Canned(b"success\n", drip=60)


def reaches(code: ExitCode) -> Callable[[Test], Test]:
    """The test shows how a run ends with this code."""

    def note(test: Test) -> Test:
        _REACHED.add(code)
        return test

    return note


def test_every_exit_code_is_reached() -> None:
    assert set(ExitCode) == _REACHED


@reaches(ExitCode.DONE)
def test_done_is_0_and_nothing_to_do_as_well(exchange: CommandLine) -> None:
    pulled = exchange("pull", "catalog", "offers")
    assert pulled.code == 0
    assert _steady(pulled.out) == (
        "pull erp (catalog offers): in source 43, accepted 42, unchanged 1, added 42;"
        " S s, exit code 0\n"
    )
    again = exchange("push", "offers", "--quiet")
    assert (again.code, again.err) == (0, "")
    again = exchange("push", "offers", "--quiet")
    assert (again.code, _steady(again.out)) == (
        0,
        "push shop (offers): in source 20, unchanged 20; S s, exit code 0\n",
    )


@reaches(ExitCode.FINDINGS)
def test_findings_are_1(cml_sync: CommandLine) -> None:
    part = (EXAMPLES / "shop-2.07" / "offers0_1.xml").read_text(encoding="utf-8")
    bad = part.replace("<ЦенаЗаЕдиницу>390<", "<ЦенаЗаЕдиницу>дорого<", 1)
    (cml_sync.folder / "offers.xml").write_text(bad, encoding="utf-8")
    ran = cml_sync("validate", "offers.xml")
    assert ran.code == 1
    assert "error[" in ran.out


@reaches(ExitCode.USAGE)
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("pul",), "error[E200]: No such command 'pul'."),
        (("validate",), "error[E200]: Missing argument 'PATHS...'."),
        (("pull", "goods"), "error[E200]: Invalid value for '{catalog|offers|prices|rests|orders}"),
        (("push", "goods"), "error[E201]: `goods` is not a kind: there are catalog, offers,"),
        (("push", "catalog", "offers", "a.xml"), "error[E202]: files are sent as one kind, and"),
        (("pull", "offers", "--wait", "soon"), "error[E200]: Invalid value for '--wait': 'soon'"),
        (("validate", "--output", "xml", "a"), "error[E200]: Invalid value for '--output': 'xml'"),
    ],
)
def test_a_command_line_that_cannot_be_understood_is_2(
    exchange: CommandLine, words: tuple[str, ...], message: str
) -> None:
    before = tree(exchange.folder)
    ran = exchange(*words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(message)
    assert "\n  hint: " in ran.err
    assert tree(exchange.folder) == before


@reaches(ExitCode.PARTLY)
def test_a_record_that_cannot_be_used_is_3_and_the_others_arrive(exchange: CommandLine) -> None:
    _edit(exchange.folder / "erp" / "offers0_1.xml", r"<ЦенаЗаЕдиницу>390<", "<ЦенаЗаЕдиницу>x<")
    ran = exchange("pull", "catalog", "offers", "--output", "json")
    assert ran.code == 3
    [offers] = [row for row in ran.json()["runs"][0]["rows"] if row["kind"] == "offer"]
    assert (offers["accepted"], offers["quarantined"]) == (15, 1)


@reaches(ExitCode.REFUSED)
def test_a_refused_login_is_4(exchange: CommandLine, shop: Shop) -> None:
    shop.password = "Basic bm90IHRoaXM="
    configure(exchange, shop=over_http(shop))
    ran = exchange("pull", "orders", "--quiet", SHOP_PASSWORD="guess")
    assert ran.code == 4
    assert ran.err.startswith(f"error[E401]: shop: `{shop.url}` refuses the login\n  hint: ")


@reaches(ExitCode.TEMPORARY)
def test_nobody_answering_is_5(exchange: CommandLine, shop: Shop) -> None:
    configure(exchange, shop=over_http(shop))
    shop.turn = {("checkauth", 1): Canned(b"<html>Bad gateway</html>", 502)}
    ran = exchange("pull", "orders", "--quiet", SHOP_PASSWORD="x")
    assert ran.code == 5
    assert ran.err.startswith(f"error[E502]: shop: `{shop.url}`")
    assert "\n  hint: " in ran.err


@reaches(ExitCode.OTHER_SIDE)
@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (b"failure\nNo space left", "says failure at `import`: No space left\n"),
        (b"", "answers `import` with an empty body (HTTP 200)\n"),
        (b"OK", "at `import` cannot be read as success: OK\n"),
        (b"<html>Welcome</html>", "at `import` cannot be read as success: <html>Welcome</html>\n"),
    ],
)
def test_failure_and_what_cannot_be_read_as_success_are_6(
    exchange: CommandLine, shop: Shop, answer: bytes, message: str
) -> None:
    configure(exchange, shop=over_http(shop))
    exchange("pull", "catalog")
    shop.plan("import", Canned(answer))
    ran = exchange("push", "catalog", "--quiet", SHOP_PASSWORD="x")
    assert ran.code == 6
    assert message in ran.err
    assert "\n  hint: " in ran.err
    assert exchange.remembered(exchange.folder / "state")["confirmed"] == []


@reaches(ExitCode.HELD)
def test_goods_that_would_go_are_held_with_7_until_a_person_allows_it(
    exchange: CommandLine,
) -> None:
    configure(exchange, more="\n[endpoint.erp.guards]\nmin_items = 0\n")
    exchange("pull", "catalog", "offers")
    known = exchange.remembered(exchange.folder / "state")["records"]
    for _ in range(4):
        _edit(exchange.folder / "erp" / "import0_1.xml", r"(?s)\t\t\t<Товар>.*?</Товар>\n", "")

    ran = exchange("pull", "catalog", "--quiet")
    assert ran.code == 7
    assert ran.err.startswith(
        "held[G2]: erp: 4 of 12 live records (products) would go: 33.3 %, more than 10.0 %\n"
    )
    assert ran.err.endswith(
        "  hint: if that is meant, run it again with --allow-deletions 4; if not, mend the export\n"
    )
    assert exchange.remembered(exchange.folder / "state")["records"] == known
    assert exchange("status").code == 7

    assert exchange("pull", "catalog", "--allow-deletions", "4").code == 0
    assert exchange("status", "--output", "json").json()["records"]["product"] == 8
    assert exchange("status").code == 0


@reaches(ExitCode.NOTHING)
def test_nothing_to_transfer_is_9_where_that_is_an_error(exchange: CommandLine) -> None:
    assert exchange("pull", "orders").code == 0
    ran = exchange("pull", "orders", "--error-on-empty", "--quiet")
    assert (ran.code, _steady(ran.out)) == (
        9,
        "pull shop (orders): nothing to do; S s, exit code 9\n",
    )
    assert exchange("push", "orders", "--error-on-empty").code == 9


@reaches(ExitCode.LOCKED)
@reaches(ExitCode.INTERRUPTED)
@reaches(ExitCode.TERMINATED)
@pytest.mark.parametrize(
    ("number", "code", "word"),
    [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "terminated")],
)
def test_a_second_run_is_10_and_the_first_can_be_stopped_and_run_again(
    exchange: CommandLine, shop: Shop, number: signal.Signals, code: int, word: str
) -> None:
    configure(exchange, shop=over_http(shop))
    exchange("pull", "catalog", "offers")
    known = exchange.remembered(exchange.folder / "state")
    shop.turn = {("import", 1): SIXTY_SECONDS}
    first = exchange.start("push", "catalog", "offers", SHOP_PASSWORD="x")
    _wait_for(lambda: "import" in shop.modes, first)

    second = exchange("pull", "offers")
    assert (second.code, second.out) == (10, "")
    assert second.err.startswith(
        "error[E1001]: another run works on this store: `push catalog offers`,"
        f" process {first.pid} on "
    )
    assert second.err.endswith("\n  hint: wait for it, or look at it with `cml-sync status`\n")
    assert exchange("status").code == 0

    first.send_signal(number)
    out, err = first.communicate(timeout=20)
    assert (first.returncode, out) == (code, "")
    assert err.strip() == f"{word}; nothing is half-applied, run it again"
    assert exchange.remembered(exchange.folder / "state") == known

    again = exchange("push", "catalog", "offers", "--output", "json", SHOP_PASSWORD="x")
    assert again.code == 0, again.err
    rows = {row["kind"]: row["accepted"] for row in again.json()["runs"][0]["rows"]}
    assert (rows["product"], rows["offer"]) == (12, 16)


@reaches(ExitCode.CONFIGURATION)
def test_what_the_configuration_lacks_is_11(exchange: CommandLine, shop: Shop) -> None:
    before = tree(exchange.folder)
    ran = exchange("pull", "offers", "--from", "1c")
    assert (ran.code, ran.err.splitlines()[0]) == (
        11,
        "error[E1105]: there is no endpoint `1c`; the configuration has erp, shop",
    )
    ran = exchange("run", "night")
    assert (ran.code, ran.err.splitlines()[0]) == (
        11,
        "error[E1106]: there is no job `night`; the configuration has goods",
    )
    shutil.rmtree(exchange.folder / "state")
    assert tree(exchange.folder) == before

    configure(exchange, shop=over_http(shop))
    ran = exchange("pull", "orders", "--quiet")
    assert ran.code == 11
    assert ran.err.startswith("error[E1104]: shop: the secret `endpoint.shop.password` cannot be")
    assert shop.asked == []

    (exchange.folder / "cml-sync.toml").unlink()
    ran = exchange("pull", "orders")
    assert (ran.code, ran.err[:47]) == (11, "error[E1101]: no configuration found; looked at")


@reaches(ExitCode.STORE)
def test_a_store_that_cannot_be_used_is_12_and_is_left_alone(exchange: CommandLine) -> None:
    exchange("pull", "catalog", "offers")
    store = exchange.folder / "state" / "store.sqlite3"
    good = store.read_bytes()

    store.write_bytes(b"not a database " * 500)
    damaged = store.read_bytes()
    for words in (("status",), ("pull", "offers"), ("push", "offers"), ("run", "goods")):
        ran = exchange(*words)
        assert (ran.code, ran.out) == (12, "")
        assert ran.err == (
            f"error[E1202]: the store {store} is damaged: file is not a database\n"
            "  hint: put back a copy of it, or move it away:"
            " the next full export fills a new one\n"
        )
    assert store.read_bytes() == damaged

    store.write_bytes(good)
    with closing(connect(store)) as database, database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    ran = exchange("pull", "offers")
    assert (ran.code, ran.err.splitlines()[0]) == (
        12,
        f"error[E1201]: the store {store} was written by a newer cml-sync (its layout is `9999`)",
    )


@reaches(ExitCode.BUG)
def test_a_mistake_of_ours_is_70_and_its_log_holds_no_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # A mistake cannot be ordered from outside: one is put in, in this process.
    def broken(_: Session) -> None:
        message = "password of a customer"
        raise LookupError(message)

    monkeypatch.setattr(cmd_status, "settings_of", broken)
    moment = datetime(2026, 3, 2, 3, 4, 5, tzinfo=UTC)
    session = Session({"TMPDIR": str(tmp_path)}, tmp_path, lambda: moment, lambda _: None)

    assert run(["status"], session) == 70
    (log,) = tmp_path.glob("cml-sync-bug-20260302T030405-*.log")
    assert capsys.readouterr().err == (
        f"error[E7000]: a mistake of cml-sync itself (LookupError); written to {log}\n"
        "  hint: send that file to the maintainers; it holds no secrets and no records\n"
    )
    assert "customer" not in log.read_text(encoding="utf-8")


def test_a_reader_that_leaves_early_ends_with_141() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    shell = subprocess.run(
        [PROGRAM, "inspect", EXAMPLES / "shop-2.07"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={"LANG": "C.UTF-8"},
        check=False,
    )
    os.close(writing)
    assert (shell.returncode, shell.stderr) == (141, b"")


def _steady(out: str) -> str:
    return re.sub(r"\d+\.\d s,", "S s,", out)


def _edit(path: Path, pattern: str, replacement: str) -> None:
    content, count = re.subn(pattern, replacement, path.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path.write_text(content, encoding="utf-8")


def _wait_for(event: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    pause = threading.Event()
    for _ in range(400):
        if event():
            return
        assert process.poll() is None, process.communicate()
        pause.wait(0.05)
    process.kill()
    pytest.fail("the first run did not get so far")
