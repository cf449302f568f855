"""What `transports/base.py` promises, tried on every transport that carries files both ways."""

import threading
from dataclasses import replace
from io import BytesIO
from os import utime
from pathlib import Path

import pytest
from tests.servers.places import NOW, BrokenSource, Place, outgoing

from cml_sync.errors import OtherSideError, TemporaryError
from cml_sync.transports.base import Offered, Outcome, Receipt, Topic, Transport
from cml_sync.transports.errors import ChangedWhileSentError
from cml_sync.transports.file_errors import (
    FileChangedError,
    FileVanishedError,
    FolderMissingError,
    SymbolicLinkError,
    UnsafeNameError,
)
from cml_sync.transports.rehearsal import RehearsalTransport

pytestmark = pytest.mark.servers

MEBIBYTE = 1024 * 1024
CATALOG = "<Каталог/>".encode()


def fetched(transport: Transport, offered: Offered) -> bytes:
    sink = BytesIO()
    count = transport.fetch(Topic.CATALOG, offered, sink)
    assert count == len(sink.getvalue())
    return sink.getvalue()


def names(transport: Transport) -> list[str]:
    return [offered.name for offered in transport.offered(Topic.CATALOG)]


def test_what_is_delivered_is_offered_and_fetched_byte_by_byte(place: Place) -> None:
    contents = {
        "offers0_1.xml": b"\xef\xbb\xbf<a/>\r\n",
        "import_files/ab/рисунок 1.jpg": bytes(range(256)) * 1000,
        "import0_1.xml": CATALOG,
        "empty.xml": b"",
    }
    transport = place.open()
    transport.deliver(Topic.CATALOG, [outgoing(*item) for item in contents.items()])
    offers = transport.offered(Topic.CATALOG)
    assert {offer.name: fetched(transport, offer) for offer in offers} == contents
    assert {offer.name: offer.size for offer in offers} == {
        name: len(content) for name, content in contents.items()
    }
    assert [offer.name for offer in offers] == sorted(contents)


def test_receipts_come_in_the_order_of_the_files_and_claim_only_storage(place: Place) -> None:
    files = [outgoing(name, CATALOG) for name in ("b.xml", "a.xml", "c/d.xml")]
    receipts = place.open().deliver(Topic.CATALOG, files)
    assert [(receipt.name, receipt.outcome) for receipt in receipts] == [
        ("b.xml", Outcome.STORED),
        ("a.xml", Outcome.STORED),
        ("c/d.xml", Outcome.STORED),
    ]
    assert all(f"{len(CATALOG)} bytes" in receipt.evidence for receipt in receipts)


def test_nothing_to_deliver_is_no_error(place: Place) -> None:
    assert list(place.open().deliver(Topic.CATALOG, [])) == []
    assert place.tree() == {}


def test_unfinished_files_are_not_offered(place: Place) -> None:
    place.put("import.xml")
    for name in (".hidden.xml", "a.xml.part", "b.TMP", "c.xml~", "d.xml.filepart", "~$e.xml"):
        place.put(name)
    place.put(".git/config.xml")
    place.put("growing.xml", age=9)
    assert names(place.open()) == ["import.xml"]


def test_the_time_a_file_must_rest_can_be_chosen(place: Place) -> None:
    place.put("growing.xml", age=9)
    place.put("from-tomorrow.xml", age=-86400)
    assert names(place.open(settle=5)) == ["growing.xml"]
    assert names(place.open(settle=0)) == ["from-tomorrow.xml", "growing.xml"]


def test_links_are_passed_by_and_never_followed(place: Place, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes(b"secret")
    (place.folder / "link.xml").symlink_to(secret)
    (place.folder / "folder").symlink_to(tmp_path)
    place.put("import.xml")
    transport = place.open()
    assert names(transport) == ["import.xml"]
    with pytest.raises(SymbolicLinkError):
        fetched(transport, Offered("link.xml"))


def test_names_that_step_out_are_refused(place: Place) -> None:
    transport = place.open()
    for name in ("../evil.xml", "a/../../evil.xml", "/etc/evil.xml", "", "a//b.xml", "a\\b", "a\0"):
        with pytest.raises(UnsafeNameError):
            transport.deliver(Topic.CATALOG, [outgoing("good.xml", b"1"), outgoing(name, b"2")])
        with pytest.raises(UnsafeNameError):
            fetched(transport, Offered(name))
    assert place.tree() == {}
    assert not (place.folder.parent / "evil.xml").exists()


def test_a_reader_never_sees_half_a_file(place: Place) -> None:
    old, new = b"o" * (MEBIBYTE + 1), b"n" * (8 * MEBIBYTE + 1)
    target = place.put("import.xml", old)
    seen, done = set[int](), threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.add(target.stat().st_size)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        place.open().deliver(Topic.CATALOG, [outgoing("import.xml", new)])
    finally:
        done.set()
        watcher.join()
    assert seen <= {len(old), len(new)}
    assert place.tree() == {"import.xml": new}


def test_a_shorter_file_replaces_a_longer_one_whole(place: Place) -> None:
    place.put("import.xml", b"long" * 1000)
    place.open().deliver(Topic.CATALOG, [outgoing("import.xml", b"short")])
    assert place.tree() == {"import.xml": b"short"}


def test_what_nobody_has_read_yet_is_not_replaced_unless_that_is_asked_for(place: Place) -> None:
    place.put("import0_1.xml", b"yesterday")
    today = replace(outgoing("import0_1.xml", b"today"), replace=False)
    (receipt,) = place.open().deliver(Topic.CATALOG, [today])
    assert place.tree() == {"import0_1.xml": b"yesterday", "import0_2.xml": b"today"}
    assert receipt.name == "import0_1.xml"
    assert receipt.evidence.endswith("import0_2.xml")


def test_files_of_one_delivery_do_not_take_one_anothers_place(place: Place) -> None:
    place.put("import0_1.xml", b"yesterday")
    names = ("import0_1.xml", "import0_2.xml")
    files = [replace(outgoing(name, name.encode()), replace=False) for name in names]
    receipts = place.open().deliver(Topic.CATALOG, files)
    assert place.tree() == {
        "import0_1.xml": b"yesterday",
        "import0_2.xml": b"import0_1.xml",
        "import0_3.xml": b"import0_2.xml",
    }
    assert tuple(receipt.name for receipt in receipts) == names


def test_a_delivery_that_fails_leaves_everything_as_it_was(place: Place) -> None:
    place.put("import.xml", b"old")
    before = place.tree()
    broken = replace(outgoing("new/b.xml", b"x" * MEBIBYTE), open=lambda: BrokenSource(b"x" * 99))
    with pytest.raises(OSError, match="disk of ours"):
        place.open().deliver(Topic.CATALOG, [outgoing("import.xml", b"new"), broken])
    assert place.tree() == before


def test_a_file_of_ours_that_has_another_size_than_announced_is_not_sent(place: Place) -> None:
    for size in (3, 5):
        with pytest.raises(ChangedWhileSentError):
            place.open().deliver(Topic.CATALOG, [outgoing("a.xml", b"1234", size=size)])
    assert place.tree() == {}


def test_leftovers_of_a_dead_run_go_after_a_day_and_nothing_else(place: Place) -> None:
    day = 24 * 3600
    place.put(".import.xml.00000000000000aa.part", age=day + 60)
    kept = [".import.xml.00000000000000bb.part", ".note.part", "import.xml.part"]
    for name, age in zip(kept, (day - 60, 2 * day, 2 * day), strict=True):
        place.put(name, age=age)
    place.open().deliver(Topic.CATALOG, [outgoing("import.xml", b"1")])
    assert set(place.tree()) == {*kept, "import.xml"}


def test_a_file_that_is_no_longer_what_was_offered_is_not_taken(place: Place) -> None:
    path = place.put("import.xml", b"first")
    transport = place.open()
    (offered,) = transport.offered(Topic.CATALOG)
    place.put("import.xml", b"other", age=60)
    with pytest.raises(FileChangedError) as changed:
        fetched(transport, offered)
    assert isinstance(changed.value, TemporaryError)
    path.unlink()
    with pytest.raises(FileVanishedError):
        fetched(transport, offered)


def test_kept_files_are_offered_again(place: Place) -> None:
    place.put("a/import.xml")
    transport = place.open(after="keep")
    offers = transport.offered(Topic.CATALOG)
    transport.confirm(Topic.CATALOG, offers)
    assert transport.offered(Topic.CATALOG) == offers


def test_deleted_files_are_gone_and_a_second_confirmation_is_no_error(place: Place) -> None:
    place.put("a/import.xml")
    place.put("later.xml")
    transport = place.open(after="delete")
    offers = transport.offered(Topic.CATALOG)
    for _ in range(2):
        transport.confirm(Topic.CATALOG, offers[:1])
        assert place.tree() == {"a": None, "later.xml": b"<x/>"}


def test_moved_files_keep_their_folders_and_overwrite_nothing(place: Place) -> None:
    transport = place.open(after="move", done="архив/done")
    for content in (b"1", b"2", b"3"):
        place.put("a/import.xml", content)
        transport.confirm(Topic.CATALOG, transport.offered(Topic.CATALOG))
    assert {name: content for name, content in place.tree().items() if content} == {
        "архив/done/a/import.xml": b"1",
        "архив/done/a/import.1.xml": b"2",
        "архив/done/a/import.2.xml": b"3",
    }
    assert names(transport) == []


@pytest.mark.parametrize("after", ["move", "delete"])
def test_a_file_that_was_replaced_since_it_was_taken_stays(place: Place, after: str) -> None:
    place.put("import.xml", b"taken")
    transport = place.open(after=after)
    offers = transport.offered(Topic.CATALOG)
    place.put("import.xml", b"newer", age=60)
    transport.confirm(Topic.CATALOG, offers)
    assert place.tree()["import.xml"] == b"newer"


def test_both_ways_can_have_a_folder_of_their_own(place: Place) -> None:
    place.put("out/import.xml")
    place.put("noise.xml")
    transport = place.open(read="out", write="in")
    transport.deliver(Topic.SALE, [outgoing("orders.xml", b"<o/>")])
    assert names(transport) == ["import.xml"]
    assert place.tree()["in/orders.xml"] == b"<o/>"


def test_what_we_write_below_the_folder_we_read_does_not_come_back(place: Place) -> None:
    place.put("import.xml")
    transport = place.open(write="in")
    transport.deliver(Topic.SALE, [outgoing("orders.xml", b"<o/>")])
    assert names(transport) == ["import.xml"]


def test_a_missing_folder_is_named(place: Place) -> None:
    place.folder.rmdir()
    transport = place.open()
    with pytest.raises(FolderMissingError) as missing:
        transport.offered(Topic.CATALOG)
    assert isinstance(missing.value, OtherSideError)
    assert place.folder.name in str(missing.value)
    for name in ("a.xml", "b/a.xml"):
        with pytest.raises(FolderMissingError, match=place.folder.name):
            transport.deliver(Topic.CATALOG, [outgoing(name, b"1")])
    assert not place.folder.exists()


def test_a_rehearsal_reads_and_writes_nothing(place: Place) -> None:
    place.put("import.xml")
    before = place.tree()
    rehearsal = RehearsalTransport(place.open(after="delete"))
    offers = rehearsal.offered(Topic.CATALOG)
    receipts = rehearsal.deliver(Topic.CATALOG, [outgoing("a.xml", b"1")])
    rehearsal.confirm(Topic.CATALOG, offers)
    assert [offer.name for offer in offers] == ["import.xml"]
    assert receipts[0].outcome is Outcome.REHEARSED
    assert place.tree() == before


def test_closing_twice_is_no_error_and_leaves_no_thread(place: Place) -> None:
    place.put("import.xml")
    threads = threading.active_count()
    transport = place.open()
    assert names(transport) == ["import.xml"]
    transport.close()
    transport.close()
    assert threading.active_count() == threads


def test_a_large_file_arrives_whole_both_ways(place: Place) -> None:
    content = b"".join(number.to_bytes(4, "big") for number in range(3 * MEBIBYTE)) + b"!"
    transport = place.open()
    transport.deliver(Topic.CATALOG, [outgoing("big.xml", content)])
    (offered,) = transport.offered(Topic.CATALOG)
    assert fetched(transport, offered) == content


def test_times_of_files_are_told_with_their_zone(place: Place) -> None:
    path = place.put("import.xml")
    utime(path, (0, NOW.timestamp() - 100))
    (offered,) = place.open().offered(Topic.CATALOG)
    assert offered.modified is not None
    assert (NOW - offered.modified).total_seconds() == 100


def test_a_receipt_holds_no_more_than_200_characters_of_evidence(place: Place) -> None:
    name = "/".join(["n" * 60] * 5)
    (receipt,) = place.open().deliver(Topic.CATALOG, [outgoing(name, b"1")])
    assert isinstance(receipt, Receipt)
    assert len(receipt.evidence) <= 200
