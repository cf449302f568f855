"""A 1C that speaks byte by byte as УТ 11 does, against our own `serve`; and our own client."""

import io
import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr
from tests.servers.own_site import LOGIN, PASSWORD, OneC, Site, running_site
from tests.servers.talk import outgoing
from tests.unit.jobs.world import World, catalog, new_world, offers, order, orders

from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.jobs.push import PushRequest, push
from cml_sync.model.kinds import Kind
from cml_sync.packages.package import open_package
from cml_sync.packages.parts import PartKind
from cml_sync.store.rows import Key, PackageState, StoredRecord
from cml_sync.store.store import FILE_NAME, open_store
from cml_sync.transports.base import Topic
from cml_sync.transports.http import HttpTransport, open_http
from cml_sync.transports.http_options import HttpOptions
from cml_sync.transports.surroundings import Credentials, Surroundings
from cml_sync.transports.switches import Poll, ProtocolSwitches

pytestmark = pytest.mark.servers

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP = EXAMPLES / "shop-2.07"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100


@pytest.fixture
def world(tmp_path: Path) -> World:
    return new_world(tmp_path)


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    with running_site(world.root / "state", world.endpoints) as found:
        yield found


@pytest.fixture
def onec(site: Site) -> Iterator[OneC]:
    with OneC(site.port) as client:
        yield client


def live(state: Path, kind: Kind) -> dict[str, StoredRecord]:
    with open_store(state / FILE_NAME) as store, store.reading() as view:
        return {record.key.id: record for record in view.records.walk(kind.value)}


def zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def put_orders(world: World, *documents: str) -> None:
    """The shop has written orders, and they were pulled."""
    world.write("shop", "orders.xml", orders(*documents))
    with world.context() as context:
        report = pull(context, PullRequest((ExchangeKind.ORDERS,)))
    assert report.exit_code == 0


def test_the_login_is_what_1c_reads_from_the_body(onec: OneC, site: Site) -> None:
    answer = onec.log_in()
    moment = int(site.clock.now.timestamp())
    lines = answer.body.decode("ascii").split("\n")
    assert lines[:2] == ["success", "CMLSYNC"]
    assert len(lines[2]) == 32
    assert lines[3:] == [f"sessid={onec.sessid}", f"timestamp={moment}"]
    assert b"\r" not in answer.body
    assert not answer.body.endswith(b"\n")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_init_is_two_lines_without_a_line_break_at_the_end(onec: OneC) -> None:
    onec.log_in()
    answer = onec.ask(f"type=catalog&mode=init&sessid={onec.sessid}")
    assert answer.body == b"zip=yes\nfile_limit=204800"


def test_a_version_that_is_asked_for_adds_two_lines(onec: OneC) -> None:
    onec.log_in("sale")
    answer = onec.ask(f"type=sale&sessid={onec.sessid}&version=2.09&cmlVersion=2.10&mode=init")
    lines = answer.text.split("\n")
    assert lines == ["zip=yes", "file_limit=204800", f"sessid={onec.sessid}", "version=2.07"]
    answer = onec.ask(f"type=catalog&mode=init&sessid={onec.sessid}&version=3.1")
    assert answer.text.split("\n")[3] == "version=3.1"


def test_goods_in_single_files_with_pictures(onec: OneC, site: Site) -> None:
    onec.log_in()
    assert onec.init() == (True, 204_800)
    assert onec.send("import0_1.xml", (SHOP / "import0_1.xml").read_bytes()).body == b"success"
    assert onec.send("offers0_1.xml", (SHOP / "offers0_1.xml").read_bytes()).body == b"success"
    assert onec.send("import_files/9a/9a.png", PICTURE, 1000).body == b"success"
    for name in ("import0_1.xml", "offers0_1.xml"):
        answer, _ = onec.load(name)
        assert answer.word == "success", answer.text
    with open_package([SHOP / "import0_1.xml"]) as package:
        kinds = {part.kind for part in package.parts}
    assert PartKind.CATALOG in kinds
    assert live(site.state, Kind.PRODUCT)
    assert live(site.state, Kind.OFFER)
    assert [
        path.read_bytes() for path in (site.state / "pictures").rglob("*") if path.is_file()
    ] == [PICTURE]


def test_goods_in_one_zip_under_a_name_of_the_platform(onec: OneC, site: Site) -> None:
    onec.log_in()
    _, limit = onec.init()
    archive = zipped(
        {
            "import0_1.xml": catalog({"p1": "Ведро", "p2": "Таз"}).encode(),
            "import_files/ab/1.png": PICTURE,
            "offers0_1.xml": offers({"p1": ("10.50", "3")}).encode(),
        }
    )
    assert onec.send("v8_4F21_2.zip", archive, limit).body == b"success"
    for name in ("import0_1.xml", "offers0_1.xml"):
        assert onec.load(name)[0].word == "success"
    assert set(live(site.state, Kind.PRODUCT)) == {"p1", "p2"}
    offer = live(site.state, Kind.OFFER)["p1"]
    assert json.loads(offer.body)["prices"][0]["value"] == "10.50"
    assert len([path for path in (site.state / "pictures").rglob("*") if path.is_file()]) == 1


def test_what_a_session_imported_is_reported_as_a_run(onec: OneC, site: Site) -> None:
    onec.goods({"import0_1.xml": catalog({"p1": "Ведро"}).encode()})
    (path,) = (site.state / "runs").glob("*.json")
    (run,) = json.loads(path.read_text())["runs"]
    assert (run["command"], run["endpoint"], run["exit_code"]) == ("serve", "1c", 0)
    assert run["files"] == ["import0_1.xml"]
    with open_store(site.state / FILE_NAME) as store, store.reading() as view:
        package = view.packages.last_applied("catalog")
    assert package is not None
    assert package.state is PackageState.ARCHIVED


def test_portions_in_sessions_of_their_own_withdraw_nothing(onec: OneC, site: Site) -> None:
    first = catalog({"p1": "Ведро", "p2": "Таз"}, delta=False)
    second = catalog({"p3": "Кружка"}, delta=False)
    for name, content in (("import0_1.xml", first), ("import0_2.xml", second)):
        (answer,) = onec.goods({name: content.encode()})
        assert answer.word == "success"
    assert set(live(site.state, Kind.PRODUCT)) == {"p1", "p2", "p3"}


def test_a_deletion_that_is_said_is_a_deletion(onec: OneC, site: Site) -> None:
    onec.goods({"import0_1.xml": catalog({"p1": "Ведро", "p2": "Таз"}).encode()})
    onec.goods({"import0_1.xml": catalog({"p1": ""}, delta=True).encode()})
    assert set(live(site.state, Kind.PRODUCT)) == {"p2"}


@pytest.mark.parametrize("script", ["/", "/1c_exchange.php", "/bitrix/admin/1c_exchange.php"])
def test_addresses_that_1c_may_be_given(site: Site, script: str) -> None:
    with OneC(site.port, script) as client:
        assert client.log_in().word == "success"


def test_the_order_of_parameters_does_not_matter_and_goods_are_the_default(site: Site) -> None:
    with OneC(site.port) as client:
        client.log_in()
        answer = client.ask(f"sessid={client.sessid}&mode=init")
        assert answer.text.startswith("zip=yes")
        sent = client.ask("filename=import0_1.xml&mode=file", catalog({"p1": "Ведро"}).encode())
        assert sent.body == b"success"
        assert client.ask("filename=import0_1.xml&mode=import&sessid=").word == "success"


def test_names_with_the_folders_of_servers_on_linux(onec: OneC, site: Site) -> None:
    onec.log_in()
    onec.init()
    onec.send("/tmp/import0_1.xml", catalog({"p1": "Ведро"}).encode())  # noqa: S108 - a name
    onec.send("upload/1c/webdata/offers0_1.xml", offers({"p1": ("1", "1")}).encode())
    assert onec.load("import0_1.xml")[0].word == "success"
    assert onec.load("/tmp/offers0_1.xml")[0].word == "success"  # noqa: S108 - a name
    assert set(live(site.state, Kind.OFFER)) == {"p1"}


def test_goods_are_never_deactivated_and_complete_is_understood(onec: OneC, site: Site) -> None:
    onec.goods({"import0_1.xml": catalog({"p1": "Ведро"}).encode()})
    for step in ("deactivate&timestamp=1760000000", "complete"):
        assert onec.ask(f"type=catalog&mode={step}&sessid={onec.sessid}").word == "success"
    assert set(live(site.state, Kind.PRODUCT)) == {"p1"}


def test_no_orders_are_an_empty_root(onec: OneC) -> None:
    onec.log_in("sale")
    answer = onec.ask(f"type=sale&mode=query&sessid={onec.sessid}")
    assert answer.headers["content-type"] == "application/xml; charset=utf-8"
    assert answer.body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert "<КоммерческаяИнформация " in answer.text
    assert "Документ" not in answer.text
    assert onec.ask("type=sale&mode=success").body == b"success"


def test_orders_are_handed_out_until_they_are_confirmed(
    onec: OneC, site: Site, world: World
) -> None:
    put_orders(world, order("o1", "1001"), order("o2", "1002"))
    onec.log_in("sale")
    answer = onec.ask(f"type=sale&mode=query&sessid={onec.sessid}")
    assert answer.body.startswith(b"<?xml")
    assert b"xmlns" not in answer.body
    assert onec.orders() == ["1001", "1002"]
    assert onec.ask("type=sale&mode=success").body == b"success"
    assert onec.orders() == []
    assert [str(line) for line in site.told][-1] == "2 documents confirmed"
    with open_store(site.state / FILE_NAME) as store, store.reading() as view:
        assert view.packages.folders() == set()


def test_1c_may_work_through_the_orders_for_hours_before_it_confirms_them(
    onec: OneC, site: Site, world: World
) -> None:
    put_orders(world, order("o1", "1001"))
    onec.log_in("sale")
    assert onec.orders() == ["1001"]
    site.clock.now += timedelta(hours=5)
    assert onec.ask("type=sale&mode=success").body == b"success"
    assert onec.orders() == []


def test_an_order_that_comes_between_question_and_success_is_handed_out_next_time(
    onec: OneC, world: World
) -> None:
    put_orders(world, order("o1", "1001"))
    onec.log_in("sale")
    assert onec.orders() == ["1001"]
    put_orders(world, order("o1", "1001", total="250.00"), order("o2", "1002"))
    for _ in range(2):
        assert onec.ask("type=sale&mode=success").body == b"success"
    assert onec.orders() == ["1001", "1002"]


def test_asked_again_the_same_orders_come_again_with_the_new_ones(onec: OneC, world: World) -> None:
    put_orders(world, order("o1", "1001"))
    onec.log_in("sale")
    assert onec.orders() == ["1001"]
    put_orders(world, order("o1", "1001"), order("o2", "1002"))
    assert onec.orders() == ["1001", "1002"]
    assert onec.ask("type=sale&mode=success").body == b"success"
    assert onec.orders() == []


def test_statuses_of_1c_reach_the_shop_and_never_come_back(
    onec: OneC, site: Site, world: World
) -> None:
    put_orders(world, order("o1", "1001"))
    onec.log_in("sale")
    onec.orders()
    onec.ask("type=sale&mode=success")
    onec.log_in("sale")
    _, limit = onec.init("sale")
    content = orders(order("guid-1", "1001", status="Отгружен")).encode("utf-8-sig")
    name = "orders-09e6e24a-bd07-4bbc-b337-8ba43a4e971b_1.xml"
    answer = onec.send(name, content, limit, "sale")
    assert answer.word == "success", answer.text
    assert onec.load(name, "sale")[0].word == "success"
    assert onec.orders() == []
    with open_store(site.state / FILE_NAME) as store, store.reading() as view:
        assert view.records.get(Key(Kind.DOCUMENT.value, "1c", "guid-1")) is not None
    with world.context() as context:
        push(context, PushRequest((ExchangeKind.ORDERS,), ("shop",)))
    (sent,) = world.received("shop").values()
    assert "Отгружен" in sent


def test_orders_in_pieces_are_taken_over_with_the_last_one(onec: OneC, site: Site) -> None:
    content = orders(*(order(f"g{n}", str(2000 + n)) for n in range(50))).encode()
    onec.log_in("sale")
    onec.init("sale")
    assert onec.send("orders.xml", content, 1000, "sale").word == "success"
    assert len(live(site.state, Kind.DOCUMENT)) == 50


def test_zipped_orders_are_taken_over_with_the_last_piece(onec: OneC, site: Site) -> None:
    archive = zipped({"orders-1.xml": orders(order("g1", "1")).encode()})
    onec.log_in("sale")
    onec.init("sale")
    assert onec.send("v8_1.zip", archive, 100, "sale").word == "success"
    assert set(live(site.state, Kind.DOCUMENT)) == {"g1"}


@pytest.mark.parametrize("count", [0, 1, 2])
def test_any_number_of_orders_from_1c(onec: OneC, site: Site, count: int) -> None:
    content = orders(*(order(f"g{n}", str(n)) for n in range(count))).encode()
    onec.log_in("sale")
    onec.init("sale")
    assert onec.send("orders.xml", content, 0, "sale").word == "success"
    assert len(live(site.state, Kind.DOCUMENT)) == count


def test_a_repeated_poll_does_not_import_again(onec: OneC, site: Site) -> None:
    onec.log_in()
    onec.init()
    onec.send("import0_1.xml", catalog({"p1": "Ведро"}).encode())
    bodies = {onec.load("import0_1.xml")[0].body for _ in range(3)}
    assert len(bodies) == 1
    assert len(list((site.state / "runs").glob("*.json"))) == 1
    onec.send("import0_1.xml", catalog({"p1": "Ведёрко"}).encode())
    assert onec.load("import0_1.xml")[0].word == "success"
    assert json.loads(live(site.state, Kind.PRODUCT)["p1"].body)["name"] == "Ведёрко"


def test_ten_megabytes_in_pieces_arrive_byte_by_byte(onec: OneC, site: Site) -> None:
    content = PICTURE * 420
    onec.log_in()
    _, limit = onec.init()
    assert len(content) > 50 * limit
    assert onec.send("import_files/big.png", content, limit).body == b"success"
    (path,) = site.uploads
    assert path.read_bytes() == content


def test_two_1c_at_once_do_not_mix(site: Site) -> None:
    with OneC(site.port) as one, OneC(site.port) as two:
        for client, id_ in ((one, "a"), (two, "b")):
            client.log_in()
            client.init()
            client.send("import0_1.xml", catalog({id_: id_}).encode()[:500])
        for client, id_ in ((one, "a"), (two, "b")):
            client.send("import0_1.xml", catalog({id_: id_}).encode()[500:])
        assert one.init()
        assert two.load("import0_1.xml")[0].word == "success"
        assert set(live(site.state, Kind.PRODUCT)) == {"b"}
        assert one.load("import0_1.xml")[0].word == "failure"


def own_transport(site: Site, **switches: object) -> HttpTransport:
    options = HttpOptions(
        url=site.url,
        switches=ProtocolSwitches(poll=Poll(initial=0, longest=0.1), **switches),
    )
    surroundings = Surroundings(
        clock=site.clock,
        sleep=lambda _: None,
        monotonic=time.monotonic,
        new_token=lambda: "0" * 16,
        home=site.state,
        credentials=Credentials(login=LOGIN, password=SecretStr(PASSWORD), source="a test"),
    )
    transport = open_http(options, surroundings)
    assert isinstance(transport, HttpTransport)
    return transport


@pytest.mark.parametrize("archive", ["never", "auto"])
def test_our_own_client_delivers_goods_to_it(site: Site, archive: str) -> None:
    content = catalog({f"p{n}": f"Ведро № {n}" for n in range(3000)}).encode()
    files = [
        outgoing("import_files/1.png", PICTURE, announce=False),
        outgoing("import0_1.xml", content),
        outgoing("offers0_1.xml", offers({"p1": ("10.50", "3")}).encode()),
    ]
    with closing(own_transport(site, zip=archive, finish=("deactivate", "complete"))) as transport:
        receipts = transport.deliver(Topic.CATALOG, files)
    assert [receipt.outcome.value for receipt in receipts] == ["stored", "confirmed", "confirmed"]
    assert len(live(site.state, Kind.PRODUCT)) == 3000


def test_our_own_client_fetches_orders_and_confirms_them(site: Site, world: World) -> None:
    put_orders(world, order("o1", "1001"))
    with closing(own_transport(site)) as transport:
        for expected in (b"1001", b""):
            sink = io.BytesIO()
            (offered,) = transport.offered(Topic.SALE)
            transport.fetch(Topic.SALE, offered, sink)
            assert expected in sink.getvalue()
            assert (b"1001" in sink.getvalue()) == bool(expected)
            transport.confirm(Topic.SALE, [offered])


def test_our_own_client_pulls_all_goods_from_it(onec: OneC, site: Site, tmp_path: Path) -> None:
    onec.log_in()
    onec.init()
    product = (
        "<Товар><Ид>p1</Ид><Наименование>Ведро</Наименование><Картинка>import_files/1.png</Картинка>"
        "</Товар>"
    )
    first = catalog({}).replace("<Товары></Товары>", f"<Товары>{product}</Товары>")
    onec.send("import_files/1.png", PICTURE)
    onec.send("import0_1.xml", first.encode())
    onec.send("offers0_1.xml", offers({"p1": ("10.50", "3")}).encode())
    assert onec.load("import0_1.xml")[0].word == "success"
    assert onec.load("offers0_1.xml")[0].word == "success"
    other = new_world(tmp_path / "other")
    other.wrap = lambda _, __: own_transport(site)
    with other.context() as context:
        kinds = (ExchangeKind.CATALOG, ExchangeKind.OFFERS)
        report = pull(context, PullRequest(kinds, ("erp",)))
    assert report.exit_code == 0, report
    assert set(live(other.root / "state", Kind.PRODUCT)) == {"p1"}
    assert set(live(other.root / "state", Kind.OFFER)) == {"p1"}
    state = other.root / "state"
    assert [p.read_bytes() for p in (state / "pictures").rglob("*") if p.is_file()] == [PICTURE]


def test_all_goods_of_an_empty_store_are_an_archive(onec: OneC) -> None:
    onec.log_in("get_catalog")
    answer = onec.ask("type=get_catalog&mode=query")
    assert (answer.status, answer.body[:2]) == (200, b"PK")


def test_our_own_client_logs_in_anew_when_its_session_is_over(site: Site, world: World) -> None:
    put_orders(world, order("o1", "1001"))
    with closing(own_transport(site)) as transport:
        (offered,) = transport.offered(Topic.SALE)
        transport.fetch(Topic.SALE, offered, io.BytesIO())
        site.clock.now += timedelta(hours=7)
        sink = io.BytesIO()
        transport.fetch(Topic.SALE, offered, sink)
        assert b"1001" in sink.getvalue()
