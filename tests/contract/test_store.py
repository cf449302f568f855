"""What the store promises, whatever lies below."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cml_sync.errors import ExitCode
from cml_sync.store.confirmed import Wanted
from cml_sync.store.errors import StoreDamagedError, StoreNewerError, StoreUnusableError
from cml_sync.store.rows import (
    Digests,
    Direction,
    Due,
    Facet,
    Key,
    PackageFile,
    PackageRow,
    PackageState,
    RunRow,
    StoredRecord,
)
from cml_sync.store.store import Store, open_store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "store.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with open_store(path) as opened, opened.transaction() as transaction:
        transaction.runs.begin(RunRow("r1", "pull", "erp", "catalog", NOW))
    with open_store(path) as opened:
        yield opened


def product(id_: str, version: int = 1, **more: object) -> StoredRecord:
    digests = Digests(f"{id_}-{version}".encode())
    values: dict[str, object] = {"scope": "c", "digests": digests, "body": b"{}"} | more
    return StoredRecord(Key("product", "", id_), **values)  # type: ignore[arg-type]


def offer(id_: str, base: bytes, prices: bytes | None, rests: bytes | None) -> StoredRecord:
    return StoredRecord(Key("offer", "", id_), "c", Digests(base, prices, rests), b"{}")


def package(id_: str, state: PackageState = PackageState.SPOOLED, **more: object) -> PackageRow:
    values: dict[str, object] = {
        "direction": Direction.IN,
        "endpoint": "erp",
        "topic": "catalog",
        "sha256": "aa",
        "state": state,
        "folder": f"spool/{id_}",
        "files": (PackageFile("import.xml", 10, NOW), PackageFile("offers.xml", 20)),
        "run": "r1",
        "created": NOW,
        "updated": NOW,
    } | more
    return PackageRow(id_, **values)  # type: ignore[arg-type]


def put(store: Store, *records: StoredRecord) -> None:
    with store.transaction() as transaction:
        transaction.records.put(records, "r1", NOW)


def send(store: Store, wanted: Wanted, id_: str = "p1") -> list[str]:
    """Write down all that is due in one part, and confirm it."""
    with store.transaction() as transaction:
        due = list(transaction.confirmed.due(wanted))
        if transaction.packages.get(id_) is None:
            transaction.packages.add(
                package(id_, direction=Direction.OUT, endpoint=wanted.endpoint)
            )
        transaction.confirmed.write_down(id_, "part.xml", due, wanted.facet)
        transaction.confirmed.confirm(wanted.endpoint, id_, ["part.xml"], "r1", NOW)
        transaction.confirmed.forget_deliveries(id_)
    return [item.record.key.id for item in due]


def due_ids(store: Store, wanted: Wanted) -> list[str]:
    with store.reading() as view:
        return [item.record.key.id for item in view.confirmed.due(wanted)]


SHOP = Wanted("shop", "product")


def test_the_file_and_its_folder_are_private(path: Path, store: Store) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert store.path == path


def test_writes_are_durable_and_logged_ahead(store: Store) -> None:
    with store.reading() as view:
        pragma = view.connection.exec_driver_sql
        assert pragma("PRAGMA journal_mode").scalar() == "wal"
        assert pragma("PRAGMA synchronous").scalar() == 2
        assert pragma("PRAGMA foreign_keys").scalar() == 1


def test_an_exception_undoes_everything(store: Store) -> None:
    with pytest.raises(KeyError), store.transaction() as transaction:  # noqa: PT012
        transaction.records.put([product("a")], "r1", NOW)
        raise KeyError
    with store.reading() as view:
        assert view.records.get(Key("product", "", "a")) is None


def test_a_record_comes_back_as_it_was_put(store: Store) -> None:
    kept = StoredRecord(
        Key("document", "shop", "7"),
        "",
        Digests(b"d"),
        b'{"id":"7"}',
        number="0007",
        deleted=True,
    )
    put(store, kept)
    with store.reading() as view:
        assert view.records.get(kept.key) == kept


def test_more_records_than_one_batch_are_found_and_walked_in_order(store: Store) -> None:
    many = [product(f"{number:05}") for number in range(1203)]
    put(store, *many)
    with store.reading() as view:
        assert len(view.records.get_many([record.key for record in many])) == 1203
        walked = [record.key.id for record in view.records.walk("product")]
    assert walked == [record.key.id for record in many]
    assert len(due_ids(store, SHOP)) == 1203


def test_what_was_confirmed_is_not_due_again(store: Store) -> None:
    put(store, product("a"), product("b"))
    assert send(store, SHOP) == ["a", "b"]
    assert due_ids(store, SHOP) == []


def test_only_the_changed_record_is_due(store: Store) -> None:
    put(store, product("a"), product("b"))
    send(store, SHOP)
    put(store, product("b", 2), product("c"))
    assert due_ids(store, SHOP) == ["b", "c"]
    with store.reading() as view:
        tally = view.confirmed.tally(SHOP)
    assert (tally.added, tally.changed, tally.unchanged, tally.before) == (1, 1, 1, 2)


def test_a_second_endpoint_has_its_own_memory(store: Store) -> None:
    put(store, product("a"))
    send(store, SHOP)
    assert due_ids(store, Wanted("other", "product")) == ["a"]


def test_a_withdrawn_record_is_due_once_and_only_where_it_was_confirmed(store: Store) -> None:
    put(store, product("a"), product("b"))
    send(store, SHOP)
    put(store, product("a", withdrawn=True))
    assert due_ids(store, SHOP) == ["a"]
    assert due_ids(store, Wanted("other", "product")) == ["b"]
    with store.reading() as view:
        tally = view.confirmed.tally(SHOP)
    assert (tally.withdrawn, tally.before, tally.examples) == (1, 2, ("a",))
    send(store, SHOP)
    assert due_ids(store, SHOP) == []


def test_a_record_that_comes_back_is_due_again(store: Store) -> None:
    put(store, product("a"))
    send(store, SHOP)
    put(store, product("a", deleted=True))
    send(store, SHOP)
    put(store, product("a"))
    assert due_ids(store, SHOP) == ["a"]


def test_full_asks_for_everything_live(store: Store) -> None:
    put(store, product("a"), product("b", withdrawn=True), product("c", deleted=True))
    send(store, SHOP)
    assert due_ids(store, Wanted("shop", "product", full=True)) == ["a", "c"]


def test_prices_and_rests_are_confirmed_by_themselves(store: Store) -> None:
    whole = Wanted("shop", "offer")
    put(store, offer("o", b"1", b"p1", b"r1"))
    send(store, whole)
    put(store, offer("o", b"1", b"p2", b"r2"))
    prices, rests = (Wanted("shop", "offer", facet=facet) for facet in (Facet.PRICES, Facet.RESTS))
    assert send(store, prices) == ["o"]
    assert due_ids(store, prices) == []
    assert due_ids(store, rests) == ["o"]
    assert due_ids(store, whole) == ["o"]
    send(store, rests)
    assert due_ids(store, whole) == []


def test_prices_confirmed_alone_do_not_make_the_offer_known(store: Store) -> None:
    put(store, offer("o", b"1", b"p1", None))
    send(store, Wanted("shop", "offer", facet=Facet.PRICES))
    assert due_ids(store, Wanted("shop", "offer")) == ["o"]
    assert due_ids(store, Wanted("shop", "offer", facet=Facet.RESTS)) == []


def test_documents_are_due_by_origin(store: Store) -> None:
    ours = StoredRecord(Key("document", "shop", "1"), "", Digests(b"1"), b"{}", number="N1")
    theirs = StoredRecord(Key("document", "erp", "1"), "", Digests(b"2"), b"{}", number="N1")
    put(store, ours, theirs)
    assert due_ids(store, Wanted("erp", "document", origins=("shop",))) == ["1"]
    with store.reading() as view:
        (due,) = view.confirmed.due(Wanted("erp", "document", origins=("shop",)))
        like = view.records.documents_like(["document"], ["x"], "N1")
    assert due == Due(ours, known=False, was_live=False)
    assert [record.key.origin for record in like] == ["erp", "shop"]


def test_only_parts_that_are_proved_are_confirmed(store: Store) -> None:
    put(store, product("a"), product("b"))
    with store.transaction() as transaction:
        first, second = transaction.confirmed.due(SHOP)
        transaction.packages.add(package("p1"))
        transaction.confirmed.write_down("p1", "1.xml", [first])
        transaction.confirmed.write_down("p1", "2.xml", [second])
        counts = transaction.confirmed.confirm("shop", "p1", ["2.xml"], "r1", NOW)
    assert counts == {"product": 1}
    assert due_ids(store, SHOP) == ["a"]


def test_what_is_confirmed_is_what_was_written_down_not_what_came_since(store: Store) -> None:
    put(store, product("a", 1))
    with store.transaction() as transaction:
        transaction.packages.add(package("p1"))
        transaction.confirmed.write_down("p1", "1.xml", list(transaction.confirmed.due(SHOP)))
    put(store, product("a", 2))
    with store.transaction() as transaction:
        transaction.confirmed.confirm("shop", "p1", ["1.xml"], "r1", NOW)
    assert due_ids(store, SHOP) == ["a"]


def test_absentees_of_a_full_set_are_withdrawn_and_counted(store: Store) -> None:
    put(store, product("a"), product("b"), product("c"), product("x", scope="other"))
    with store.transaction() as transaction:
        touched = transaction.touch()
        records = transaction.records
        keys = {Key("product", "", id_): "c" for id_ in ("a", "b", "new")}
        touched.add(keys, records.get_many(keys))
        records.put([product("b", 2), product("new")], "r2", NOW)
        touched.withdraw_absent("product", "c", "r2", NOW)
        (tally,) = touched.tallies()
        touched.finish()
    assert (tally.added, tally.changed, tally.withdrawn, tally.unchanged) == (1, 1, 1, 1)
    assert tally.examples == ("c",)
    with store.reading() as view:
        assert view.records.live_counts() == {("product", "c"): 3, ("product", "other"): 1}


def test_a_quarantined_record_is_not_absent(store: Store) -> None:
    put(store, product("a"))
    with store.transaction() as transaction:
        touched = transaction.touch()
        touched.quarantine({Key("product", "", "a"): "c", Key("product", "", "bad"): "c"}, {})
        touched.withdraw_absent("product", "c", "r2", NOW)
        (tally,) = touched.tallies()
        touched.finish()
    assert (tally.quarantined, tally.withdrawn, tally.added) == (2, 0, 0)


def test_packages_move_and_are_found_by_state(store: Store) -> None:
    with store.transaction() as transaction:
        for number in (1, 2):
            transaction.packages.add(package(f"p{number}"))
        transaction.packages.move("p2", PackageState.APPLIED, NOW)
        transaction.packages.move("p1", PackageState.APPLIED, NOW - timedelta(days=1))
    with store.reading() as view:
        last = view.packages.last_applied("catalog")
        unfinished = view.packages.unfinished("erp", Direction.IN)
        folders = view.packages.folders()
    assert last is not None
    assert (last.id, last.sequence, last.files) == ("p1", 2, package("p1").files)
    assert [row.id for row in unfinished] == ["p1", "p2"]
    assert folders == {"spool/p1", "spool/p2"}
    with store.transaction() as transaction:
        transaction.packages.move("p1", PackageState.HELD, NOW, "too many")
        transaction.packages.move("p2", PackageState.ARCHIVED, NOW)
    with store.reading() as view:
        assert view.packages.unfinished("erp", Direction.IN) == []
        assert [row.message for row in view.packages.in_state(PackageState.HELD)] == ["too many"]
        assert view.packages.folders() == {"spool/p1"}


def test_a_package_needs_a_run(store: Store) -> None:
    from sqlalchemy.exc import IntegrityError  # noqa: PLC0415

    with pytest.raises(IntegrityError), store.transaction() as transaction:
        transaction.packages.add(package("p1", run="nobody"))


def test_pictures_are_due_until_this_content_is_confirmed(store: Store) -> None:
    with store.transaction() as transaction:
        transaction.headers.put_pictures({"import_files/a.jpg": (b"1", 10)})
        due = transaction.confirmed.pictures_due("shop", ["import_files/a.jpg", "no.jpg"])
        assert due == [("import_files/a.jpg", b"1", 10)]
        transaction.packages.add(package("p1"))
        transaction.confirmed.write_down_pictures("p1", due)
        transaction.confirmed.confirm("shop", "p1", ["import_files/a.jpg"], "r1", NOW)
        assert transaction.confirmed.pictures_due("shop", ["import_files/a.jpg"]) == []
        transaction.headers.put_pictures({"import_files/a.jpg": (b"2", 11)})
        again = transaction.confirmed.pictures_due("shop", ["import_files/a.jpg"])
    assert again == [("import_files/a.jpg", b"2", 11)]


def test_a_newer_store_is_refused(path: Path, store: Store) -> None:
    with store.transaction() as transaction:
        transaction.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewerError, match="9999") as caught:
        open_store(path)
    assert caught.value.exit_code is ExitCode.STORE


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_bytes(b"<html>" * 1000)
    with pytest.raises(StoreDamagedError):
        open_store(path)
    assert path.read_bytes() == b"<html>" * 1000


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE customers (id)")
    connection.close()
    with pytest.raises(StoreDamagedError, match="customers"):
        open_store(path)


def test_damage_is_found_when_the_store_is_opened(path: Path, store: Store) -> None:
    put(store, *(product(f"{number:05}", body=os.urandom(300)) for number in range(400)))
    with store.transaction() as transaction:
        transaction.packages.add(package("p1"))
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(path.read_bytes())
    content[8192 : 8192 * 12] = b"\x55" * (8192 * 11)
    path.write_bytes(content)
    with pytest.raises(StoreDamagedError) as caught:
        open_store(path)
    assert caught.value.exit_code is ExitCode.STORE


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(StoreUnusableError, match="state"):
        open_store(tmp_path / "state" / "store.sqlite3")
