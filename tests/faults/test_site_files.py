"""Uploads that must not become files, and files that must not become goods."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.servers.own_site import SCRIPT, OneC, Site, running_site
from tests.unit.jobs.world import World, catalog, new_world, offers, order, orders

from cml_sync.config.settings import Guards
from cml_sync.config.words import ExchangeKind, Role
from cml_sync.jobs.lock import hold_lock
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.model.kinds import Kind
from cml_sync.store.store import FILE_NAME, open_store

pytestmark = pytest.mark.servers

GOODS = catalog({"p1": "Ведро", "p2": "Таз"}).encode()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path / "state") as found:
        yield found


@pytest.fixture
def onec(site: Site) -> Iterator[OneC]:
    with OneC(site.port) as client:
        client.log_in()
        client.init()
        yield client


def ids(state: Path, kind: Kind = Kind.PRODUCT) -> set[str]:
    with open_store(state / FILE_NAME) as store, store.reading() as view:
        return {record.key.id for record in view.records.walk(kind.value)}


@pytest.mark.parametrize(
    "name",
    [
        "../evil.xml",
        "..%2f..%2fevil.xml",
        "import_files/../../evil.xml",
        "/etc/evil.xml",
        "C:\\evil.xml",
        "%00.xml",
        ".htaccess",
        "evil.php",
        "import.xml.php",
        "a/b/c/d/e/f.xml",
        "con.xml",
        "",
        "%D0",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused_and_nothing_is_written(
    onec: OneC, site: Site, name: str
) -> None:
    before = {path for path in site.state.parent.rglob("*") if "evil" in path.name}
    answer = onec.send(name.replace("\\", "%5C"), b"<x/>" * 100_000)
    assert (answer.status, answer.word) == (200, "failure")
    assert site.uploads == []
    assert {path for path in site.state.parent.rglob("*") if "evil" in path.name} == before
    assert onec.load(name.replace("\\", "%5C"))[0].word == "failure"
    assert onec.send("import0_1.xml", GOODS).word == "success"


def test_a_short_body_is_taken_back(onec: OneC, site: Site) -> None:
    assert onec.send("import0_1.xml", GOODS[:300]).word == "success"
    query = f"type=catalog&mode=file&filename=import0_1.xml&sessid={onec.sessid}"
    head = (
        f"POST {SCRIPT}?{query} HTTP/1.1\r\nHost: x\r\nCookie: {onec.cookie}\r\n"
        f"Content-Length: {len(GOODS) - 300}\r\n\r\n"
    )
    with closing(socket.create_connection(("127.0.0.1", site.port))) as raw:
        raw.sendall(head.encode() + GOODS[300:400])
        raw.shutdown(socket.SHUT_WR)
        raw.settimeout(10)
        while raw.recv(1000):
            pass
    (path,) = site.uploads
    assert path.read_bytes() == GOODS[:300]
    assert onec.send("import0_1.xml", GOODS[300:]).word == "success"
    assert onec.load("import0_1.xml")[0].word == "success"
    assert ids(site.state) == {"p1", "p2"}


def test_the_first_piece_that_breaks_leaves_nothing(onec: OneC, site: Site) -> None:
    query = "type=catalog&mode=file&filename=import0_1.xml"
    head = f"POST {SCRIPT}?{query} HTTP/1.1\r\nHost: x\r\nCookie: {onec.cookie}\r\n"
    with closing(socket.create_connection(("127.0.0.1", site.port))) as raw:
        raw.sendall(f"{head}Content-Length: 100\r\n\r\n<x>".encode())
        raw.shutdown(socket.SHUT_WR)
        raw.settimeout(10)
        while raw.recv(1000):
            pass
    assert site.uploads == []
    assert onec.load("import0_1.xml")[0].text.startswith(
        "failure\n`import0_1.xml` was not uploaded in this session"
    )


def test_an_import_does_not_read_a_piece_that_is_still_coming(onec: OneC, site: Site) -> None:
    start = f"POST {SCRIPT}?mode=file&filename=offers0_1.xml HTTP/1.1\r\nHost: x\r\n"
    head = f"{start}Cookie: {onec.cookie}\r\nContent-Length: {len(GOODS)}\r\n\r\n"
    assert onec.send("import0_1.xml", GOODS).word == "success"
    answers: list[str] = []
    with (
        OneC(site.port, cookie=onec.cookie, sessid=onec.sessid) as other,
        closing(socket.create_connection(("127.0.0.1", site.port))) as raw,
    ):
        raw.settimeout(10)
        raw.sendall(head.encode() + GOODS[:300])
        while len(site.uploads) < 2:
            pass
        load = threading.Thread(target=lambda: answers.append(other.load("offers0_1.xml")[0].word))
        load.start()
        load.join(0.3)
        assert answers == []
        raw.sendall(GOODS[300:])
        assert raw.recv(12).startswith(b"HTTP/1.1 200")
        load.join(10)
    assert answers == ["success"]
    assert ids(site.state) == {"p1", "p2"}


def test_a_stranger_who_drips_is_not_listened_to_for_long(tmp_path: Path) -> None:
    with running_site(tmp_path / "state", silence=0.3) as site:
        head = f"POST {SCRIPT}?mode=file HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
        with closing(socket.create_connection(("127.0.0.1", site.port))) as raw:
            raw.sendall(head.encode())
            raw.settimeout(0.1)
            answer = b""
            for _ in range(50):
                raw.sendall(b"x")
                with suppress(TimeoutError):
                    answer += raw.recv(1000)
                if answer:
                    break
        assert answer.startswith(b"HTTP/1.1 401")


def test_a_caller_that_falls_silent_is_not_waited_for(tmp_path: Path) -> None:
    with running_site(tmp_path / "state", silence=0.1) as site, OneC(site.port) as client:
        client.log_in()
        head = (
            f"POST {SCRIPT}?mode=file&filename=a.xml HTTP/1.1\r\nHost: x\r\n"
            f"Cookie: {client.cookie}\r\nContent-Length: 100\r\n\r\n<x>"
        )
        with closing(socket.create_connection(("127.0.0.1", site.port))) as raw:
            raw.sendall(head.encode())
            raw.settimeout(10)
            answer = b""
            while b"failure" not in answer:
                answer += raw.recv(1000)
        assert b"failure\nof a.xml 3 bytes came instead of 100" in answer
        assert site.uploads == []


def test_more_than_the_limit_is_not_taken(tmp_path: Path) -> None:
    with (
        running_site(tmp_path / "state", upload_limit=1000) as site,
        OneC(site.port) as client,
    ):
        client.log_in()
        client.init()
        assert client.send("import_files/1.png", b"x" * 600).word == "success"
        assert client.send("import_files/1.png", b"x" * 300).word == "success"
        answer = client.send("import_files/2.png", b"x" * 101)
        assert answer.text.startswith("failure\nmore than 1000 bytes")
        chunked = client.ask("mode=file&filename=3.png", (b"x" * 60 for _ in range(3)))
        assert chunked.word == "failure"
        assert [path.stat().st_size for path in site.uploads] == [900]
        client.init()
        assert site.uploads == []


def test_a_broken_file_never_ends_as_success(onec: OneC, site: Site) -> None:
    for content in (
        GOODS[:-30],
        GOODS.replace(b"</Catalog", b"<x", 1)[:-200],
        b"<html></html>",
        b"",
    ):
        assert onec.send("import0_1.xml", content).word == "success"
        answer, _ = onec.load("import0_1.xml")
        assert answer.word == "failure", answer.text
        assert len(answer.text.split("\n")) >= 2
        assert str(site.state) not in answer.text
    assert ids(site.state) == set()
    assert onec.send("import0_1.xml", GOODS).word == "success"
    assert onec.load("import0_1.xml")[0].word == "success"


def test_a_broken_archive_never_ends_as_success(onec: OneC, site: Site) -> None:
    assert onec.send("v8_1.zip", b"PK\x03\x04" + GOODS).word == "success"
    assert onec.load("import0_1.xml")[0].word == "failure"
    assert ids(site.state) == set()


def test_an_unknown_file_is_named(onec: OneC) -> None:
    onec.send("import0_1.xml", GOODS)
    assert "offers0_1.xml" in onec.load("offers0_1.xml")[0].text
    assert onec.load("offers0_1.xml")[0].word == "failure"


def test_what_does_not_belong_to_the_exchange_is_a_failure(onec: OneC, site: Site) -> None:
    onec.send("orders.xml", orders(order("o1", "1")).encode())
    answer, _ = onec.load("orders.xml")
    assert answer.text.startswith("failure\n")
    assert "type=catalog" in answer.text
    answer = onec.send("import0_1.xml", GOODS, 0, "sale")
    assert answer.word == "failure"
    assert ids(site.state) == ids(site.state, Kind.DOCUMENT) == set()


def test_broken_orders_are_a_failure_at_their_last_piece(onec: OneC, site: Site) -> None:
    content = orders(order("o1", "1"), order("o2", "2").replace("</Номер>", "")).encode()
    onec.init("sale")
    assert onec.send("orders.xml", content[:400], 0, "sale").word == "success"
    assert onec.send("orders.xml", content[400:], 0, "sale").word == "failure"
    assert onec.load("orders.xml", "sale")[0].word == "failure"
    assert ids(site.state, Kind.DOCUMENT) == set()
    good = orders(order("o1", "1")).encode()
    assert onec.send("orders.xml", good, 100, "sale").word == "success"
    assert onec.send("orders.xml", b"\n\n", 0, "sale").word == "success"
    assert ids(site.state, Kind.DOCUMENT) == {"o1"}
    other = orders(order("o3", "3")).encode()
    assert onec.send("orders.xml", other, 0, "sale").word == "success"
    assert ids(site.state, Kind.DOCUMENT) == {"o1", "o3"}


def test_the_first_piece_of_a_session_begins_the_file_anew(onec: OneC, site: Site) -> None:
    onec.send("import0_1.xml", b"leftovers of an exchange that broke off")
    onec.log_in()
    assert onec.send("import0_1.xml", GOODS).word == "success"
    assert onec.load("import0_1.xml")[0].word == "success"
    assert ids(site.state) == {"p1", "p2"}


def test_while_another_run_is_at_work_the_answer_is_progress(onec: OneC, site: Site) -> None:
    held, release = threading.Event(), threading.Event()

    def other_run() -> None:
        with hold_lock(site.state, "pull catalog", site.clock):
            held.set()
            release.wait(10)

    thread = threading.Thread(target=other_run)
    thread.start()
    try:
        assert held.wait(10)
        onec.send("import0_1.xml", GOODS)
        query = f"type=catalog&mode=import&filename=import0_1.xml&sessid={onec.sessid}"
        assert onec.ask(query).body == b"progress\nwaiting for another exchange to end"
        assert onec.send("import0_1.xml", b"more").word == "failure"
        assert onec.ask("type=catalog&mode=init").word == "failure"
        answer = onec.send("orders.xml", orders(order("o1", "1")).encode(), 0, "sale")
        assert answer.word == "failure"
        with OneC(site.port) as other:
            other.log_in("sale")
            answer = other.send("orders.xml", orders(order("o1", "1")).encode(), 0, "sale")
            assert answer.body == b"failure\nbusy, try again"
            assert other.orders() == []
    finally:
        release.set()
        thread.join()
    assert onec.load("import0_1.xml")[0].word == "success"
    assert ids(site.state) == {"p1", "p2"}


def test_what_a_guard_holds_is_a_failure_and_stays_out(tmp_path: Path) -> None:
    world = new_world(tmp_path)
    world.add("1c", Role.ERP, guards=Guards(min_items=1, max_deleted=0.1))
    with running_site(world.root / "state", world.endpoints) as site, OneC(site.port) as client:
        client.goods({"import0_1.xml": GOODS})
        (answer,) = client.goods({"import0_1.xml": catalog({"p1": "", "p2": ""}).encode()})
        assert answer.word == "failure"
        assert "nothing would be left" in answer.text
        assert ids(site.state) == {"p1", "p2"}


def test_a_bad_record_is_kept_aside_and_named(onec: OneC, site: Site) -> None:
    content = offers({"p1": ("много", "1"), "p2": ("2", "1")}).encode()
    onec.send("offers0_1.xml", content)
    answer, _ = onec.load("offers0_1.xml")
    assert answer.word == "success"
    assert "kept aside: 1" in answer.text
    assert "offers0_1.xml:" in answer.text
    assert ids(site.state, Kind.OFFER) == {"p2"}


def test_killed_between_question_and_success_the_orders_come_again(tmp_path: Path) -> None:
    world: World = new_world(tmp_path)
    world.write("shop", "orders.xml", orders(order("o1", "1001")))
    with world.context() as context:
        pull(context, PullRequest((ExchangeKind.ORDERS,)))
    state = world.root / "state"
    with running_site(state, world.endpoints) as site, OneC(site.port) as client:
        client.log_in("sale")
        assert client.orders() == ["1001"]
        cookie = client.cookie
    with running_site(state, world.endpoints) as site, OneC(site.port) as client:
        client.cookie = cookie
        assert client.ask("type=sale&mode=success").status == 401
        client.log_in("sale")
        answer = client.ask("type=sale&mode=success")
        assert answer.text.startswith("failure\nno orders were handed out in this session")
        assert client.orders() == ["1001"]
        assert client.ask("type=sale&mode=success").word == "success"
        assert client.orders() == []


def test_success_of_one_session_confirms_nothing_of_another(tmp_path: Path) -> None:
    world: World = new_world(tmp_path)
    world.write("shop", "orders.xml", orders(order("o1", "1001")))
    with world.context() as context:
        pull(context, PullRequest((ExchangeKind.ORDERS,)))
    with (
        running_site(world.root / "state", world.endpoints) as site,
        OneC(site.port) as one,
        OneC(site.port) as two,
    ):
        one.log_in("sale")
        two.log_in("sale")
        assert one.orders() == ["1001"]
        assert two.ask("type=sale&mode=success").word == "failure"
        assert two.orders() == ["1001"]


def test_files_of_a_server_that_was_killed_go_after_a_day(tmp_path: Path) -> None:
    left = tmp_path / "state" / "serve" / "killed" / "000001"
    left.mkdir(parents=True)
    (left / "000001").write_bytes(b"x")
    with running_site(tmp_path / "state") as site:
        assert len(site.uploads) == 1
    os.utime(left.parent, (0, 0))
    with running_site(tmp_path / "state") as site:
        assert site.uploads == []
    assert list((tmp_path / "state" / "serve").iterdir()) == []


def test_what_cannot_be_looked_at_there_does_not_keep_the_server_from_starting(
    tmp_path: Path,
) -> None:
    (tmp_path / "state" / "serve").mkdir(parents=True)
    (tmp_path / "state" / "serve" / "link").symlink_to(tmp_path / "nowhere")
    with running_site(tmp_path / "state") as site, OneC(site.port) as client:
        assert client.log_in().word == "success"
