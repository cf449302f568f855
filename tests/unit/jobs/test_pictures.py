"""Pictures are kept by content."""

import hashlib
import io
from pathlib import Path

import pytest
from tests.unit.jobs.world import World

from cml_sync.jobs.pictures import Pictures, keep_pictures, pictured
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.records import dump
from cml_sync.packages.errors import SpoolWriteError
from cml_sync.store.confirmed import Wanted
from cml_sync.store.rows import (
    Digests,
    Direction,
    Key,
    PackageRow,
    PackageState,
    RunRow,
    StoredRecord,
)

CONTENT = b"\x89PNG picture"


def test_the_same_content_is_kept_once_for_its_owner(tmp_path: Path) -> None:
    kept = Pictures(tmp_path / "pictures")
    first = kept.keep(lambda: io.BytesIO(CONTENT))
    assert first == (hashlib.sha256(CONTENT).digest(), len(CONTENT))
    path = kept.path(first[0])
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o777 == 0o600
    before = path.stat().st_mtime_ns
    assert kept.keep(lambda: io.BytesIO(CONTENT)) == first
    assert path.stat().st_mtime_ns == before


def test_a_beginning_left_by_a_killed_run_is_written_anew(tmp_path: Path) -> None:
    kept = Pictures(tmp_path)
    path = kept.path(hashlib.sha256(CONTENT).digest())
    path.parent.mkdir()
    (path.parent / f".{path.name}.part").write_bytes(b"much more than there is in the picture")
    kept.keep(lambda: io.BytesIO(CONTENT))
    assert [item.name for item in path.parent.iterdir()] == [path.name]
    assert path.read_bytes() == CONTENT


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SpoolWriteError):
        Pictures(tmp_path / "file").keep(lambda: io.BytesIO(CONTENT))


def test_a_stored_record_tells_which_pictures_it_shows() -> None:
    body = dump(Product(id="p1", images=("import_files/1.jpg", "import_files/2.jpg")))
    assert pictured(Kind.PRODUCT, body) == ("import_files/1.jpg", "import_files/2.jpg")
    assert pictured(Kind.PRODUCT, dump(Product(id="p1"))) == ()


@pytest.mark.parametrize(("content", "due"), [(CONTENT, []), (b"new", ["p1"])])
def test_only_products_that_show_a_new_content_are_due_again(
    world: World, content: bytes, due: list[str]
) -> None:
    products = [
        Product(id="p1", images=("import_files/1.jpg",)),
        Product(id="p2", images=("import_files/2.jpg",)),
    ]
    rows = [
        StoredRecord(Key("product", "", p.id or ""), "c1", Digests(b"d"), dump(p)) for p in products
    ]
    wanted = Wanted("shop", "product")
    with world.context() as context, context.store.transaction() as transaction:
        now = context.clock()
        transaction.runs.begin(RunRow("r1", "push", "shop", "catalog", now))
        transaction.packages.add(
            PackageRow(
                "k1",
                Direction.OUT,
                "shop",
                "catalog",
                "",
                PackageState.PLANNED,
                "",
                (),
                "r1",
                now,
                now,
            )
        )
        transaction.records.put(rows, "r1", now)
        pictures = {f"import_files/{n}.jpg": lambda: io.BytesIO(CONTENT) for n in (1, 2)}
        keep_pictures(transaction, context.pictures, pictures)
        transaction.confirmed.write_down("k1", "a.xml", list(transaction.confirmed.due(wanted)))
        transaction.confirmed.confirm("shop", "k1", ["a.xml"], "r1", now)
        keep_pictures(
            transaction, context.pictures, {"import_files/1.jpg": lambda: io.BytesIO(content)}
        )
        assert [item.record.key.id for item in transaction.confirmed.due(wanted)] == due
