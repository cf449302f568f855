"""Uploads that meet accidents: afterwards the whole file stands in the shop, or the run failed."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from tests.servers.client import client
from tests.servers.shop import Canned, Shop, running
from tests.servers.talk import FakeTime, outgoing

from cml_sync.errors import TemporaryError
from cml_sync.transports.base import Outcome, Topic
from cml_sync.transports.dialogue_errors import (
    ImportStalledError,
    PieceTooLargeError,
    SaidFailureError,
    TryLaterError,
    UnreadableAnswerError,
)
from cml_sync.transports.http_errors import DeadlineError
from cml_sync.transports.retrying import Means, Repeat, RetryingTransport, RetryPolicy

pytestmark = pytest.mark.servers

LIMIT = 65_536
CONTENT = "".join(f"<Товар>{n}</Товар>\n" for n in range(12_000)).encode()
GOODS = outgoing("import0_1.xml", CONTENT)
PICTURE = outgoing("import_files/ab/1.jpg", bytes(range(256)) * 10, announce=False)
PIECES = -(-len(CONTENT) // LIMIT)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with running() as shop:
        shop.init = f"zip=no\nfile_limit={LIMIT}\n".encode()
        yield shop


def deliver(shop: Shop, fake: FakeTime | None = None, **switches: Any) -> None:
    """Send goods and a picture, repeating what may pass by itself."""
    told: list[Repeat] = []
    time = fake or FakeTime()
    means = Means(time.sleep, time.monotonic, lambda: 0.5, told.append)
    with client(shop.url, fake, switches) as http:
        transport = RetryingTransport(http, RetryPolicy(attempts=3), means)
        receipts = transport.deliver(Topic.CATALOG, [PICTURE, GOODS])
    assert [receipt.outcome for receipt in receipts] == [Outcome.STORED, Outcome.CONFIRMED]


def whole(shop: Shop) -> bool:
    return {name: bytes(content) for name, content in shop.files.items()} == {
        PICTURE.name: bytes(range(256)) * 10,
        GOODS.name: CONTENT,
    }


def test_pieces_join_to_the_very_same_bytes(shop: Shop) -> None:
    deliver(shop)
    assert whole(shop)
    assert shop.pieces[GOODS.name] == [LIMIT] * (PIECES - 1) + [len(CONTENT) % LIMIT]


@pytest.mark.parametrize("nth", range(1, PIECES + 2))
@pytest.mark.parametrize("how", ["before", "middle", "after"])
def test_a_connection_that_breaks_at_any_piece_starts_again_from_init(
    shop: Shop, nth: int, how: str
) -> None:
    shop.turn["file", nth] = Canned(reset=how)
    deliver(shop)
    assert whole(shop)
    assert shop.modes.count("checkauth") == 2
    assert shop.modes.count("init") == 2


def test_the_reply_of_an_import_that_is_lost_starts_the_session_again(shop: Shop) -> None:
    shop.plan("import", Canned(reset="after"))
    deliver(shop)
    assert whole(shop)
    assert shop.modes.count("init") == 2


def test_a_shop_that_is_out_of_order_is_tried_again_with_the_whole_session(shop: Shop) -> None:
    shop.plan("file", Canned(status=502), Canned(b"<html>", 503, {"Retry-After": "30"}))
    time = FakeTime()
    deliver(shop, time)
    assert whole(shop)
    assert time.slept == [1.0, 30.0]
    assert shop.modes.count("checkauth") == 3


def test_a_shop_that_stays_out_of_order_ends_the_run_as_temporary(shop: Shop) -> None:
    shop.plan("file", *[Canned(status=500)] * 3)
    with pytest.raises(TryLaterError) as caught:
        deliver(shop)
    assert isinstance(caught.value, TemporaryError)
    assert shop.files == {}


def test_a_piece_that_is_too_large_is_halved_and_the_size_is_remembered(shop: Shop) -> None:
    shop.init, shop.largest = b"zip=no\nfile_limit=1048576\n", 70_000
    with client(shop.url) as transport:
        transport.deliver(Topic.CATALOG, [PICTURE, GOODS])
        assert whole(shop)
        assert transport.piece_limit is not None
        assert transport.piece_limit <= 70_000
        sessions = shop.modes.count("init")
        transport.deliver(Topic.CATALOG, [PICTURE, GOODS])
        assert shop.modes.count("init") == sessions + 1
    assert whole(shop)


def test_a_shop_that_takes_no_piece_of_16_kib_is_given_up(shop: Shop) -> None:
    shop.largest = 2_000
    with pytest.raises(PieceTooLargeError):
        deliver(shop)


def test_a_shop_that_keeps_the_last_piece_gets_the_file_in_one(shop: Shop) -> None:
    deliver(shop, chunking=False)
    assert shop.pieces[GOODS.name] == [len(CONTENT)]


def test_an_archive_arrives_whole_in_pieces(shop: Shop) -> None:
    shop.init = b"zip=yes\nfile_limit=2048\n"
    deliver(shop)
    assert list(shop.files) == ["import.zip"]
    assert len(shop.pieces["import.zip"]) > 2
    with zipfile.ZipFile(io.BytesIO(shop.files["import.zip"])) as archive:
        assert archive.read(GOODS.name) == CONTENT
        assert archive.namelist() == [PICTURE.name, GOODS.name]
    imported = [asked.params["filename"] for asked in shop.asked if asked.mode == "import"]
    assert imported == [GOODS.name]


def test_progress_without_end_stops_at_the_deadline(shop: Shop) -> None:
    shop.plan("import", *[Canned(f"progress\n{n}".encode()) for n in range(100)])
    time = FakeTime()
    with pytest.raises(ImportStalledError):
        deliver(shop, time, poll={"deadline": 120.0})
    assert sum(time.slept) == pytest.approx(120.0)
    assert shop.modes.count("checkauth") == 1


def test_progress_that_says_nothing_new_stops_after_so_many_answers(shop: Shop) -> None:
    shop.plan("import", *[Canned(b"progress\nstep 2 of 7")] * 100)
    with pytest.raises(ImportStalledError, match="step 2 of 7"):
        deliver(shop, FakeTime(), poll={"stagnation": 10})
    assert shop.modes.count("import") == 10


@pytest.mark.parametrize(
    ("mode", "canned", "error"),
    [
        ("checkauth", Canned(b"<!DOCTYPE html><title>Login</title>"), UnreadableAnswerError),
        ("init", Canned(b"<html>Maintenance</html>"), UnreadableAnswerError),
        ("file", Canned(b"<html>success</html>"), UnreadableAnswerError),
        ("file", Canned(b"<br /><b>Warning</b>: x in y\nsuccess\n"), UnreadableAnswerError),
        ("import", Canned("failure\nНет прав".encode("cp1251")), SaidFailureError),
        ("import", Canned(b"failure\n", 500), SaidFailureError),
    ],
)
def test_an_answer_that_is_no_success_ends_the_run_at_once(
    shop: Shop, mode: str, canned: Canned, error: type[Exception]
) -> None:
    shop.plan(mode, canned)
    with pytest.raises(error):
        deliver(shop)
    assert shop.modes.count("checkauth") == 1


def test_an_answer_that_drips_ends_at_the_deadline(shop: Shop) -> None:
    shop.plan("import", Canned(b"success" * 1000, drip=0.02))
    with client(shop.url, deadline=0.5) as transport, pytest.raises(DeadlineError):
        transport.deliver(Topic.CATALOG, [GOODS])
