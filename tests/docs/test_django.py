"""The shop of the Django page, taken from the page and run: real Django, real rows."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from tests.docs import pages
from tests.docs.pages import LANGUAGES, REPOSITORY

from cml_sync import convert

MOST_LINES = 20
FILES = ("models.py", "loading.py", "management/commands/load_goods.py")
SETTINGS = """
SECRET_KEY = "the shop of a test"
INSTALLED_APPS = ["goods"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "shop.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
USE_TZ = True
"""


def code_of(language: str) -> dict[str, str]:
    """The files that the page shows."""
    page = pages.DOCS / language / "django.md"
    found = [one.content for one in pages.blocks("python") if one.page == page]
    return dict(zip(FILES, found, strict=True))


class Shop:
    """A project of Django with the code of the page in it."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        (folder / "settings.py").write_text(SETTINGS, encoding="utf-8")
        for name, code in code_of(language).items():
            path = folder / "goods" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(code, encoding="utf-8")
        for package in ("", "management", "management/commands"):
            (folder / "goods" / package / "__init__.py").touch()
        self.manage("migrate", "--run-syncdb", "--verbosity", "0")

    def manage(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """What `manage.py` does."""
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "django", *words],
            cwd=self.folder,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=False,
        )

    def load(self, lines: Path) -> None:
        """Load a package."""
        done = self.manage("load_goods", lines)
        assert (done.returncode, done.stderr) == (0, "")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        with closing(sqlite3.connect(self.folder / "shop.sqlite3")) as database:
            return database.execute(sql).fetchall()

    def everything(self) -> list[str]:
        """Every row."""
        with closing(sqlite3.connect(self.folder / "shop.sqlite3")) as database:
            return list(database.iterdump())


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    folder = tmp_path / "project"
    folder.mkdir()
    return Shop(folder, "en")


def lines_of(example: str, tmp_path: Path) -> Path:
    """An example as JSON Lines."""
    path = tmp_path / f"lines-{example.replace('/', '-').removesuffix('.xml')}"
    assert convert(REPOSITORY / "examples" / example, to="jsonl", output=path) == ()
    return path


def test_both_languages_show_the_same_code() -> None:
    bare = [
        {
            name: re.sub(r"#.*[а-яa-z ]+$", "", code, flags=re.MULTILINE)
            for name, code in code_of(one).items()
        }
        for one in LANGUAGES
    ]
    assert bare[0] == bare[1]


def test_the_loader_is_twenty_lines() -> None:
    code = code_of("en")["loading.py"].splitlines()
    lines = [line for line in code if line.strip() and not line.startswith(("import", "from"))]
    assert len(lines) <= MOST_LINES


def test_goods_offers_and_prices_of_2_07_are_loaded(shop: Shop, tmp_path: Path) -> None:
    shop.load(lines_of("shop-2.07", tmp_path))
    assert shop.rows("SELECT count(*), sum(deleted) FROM goods_product") == [(13, 1)]
    assert shop.rows("SELECT count(*) FROM goods_offer") == [(16,)]
    blue = "6bba10c4-f5ca-405f-a949-20cd097ca2bb#84195c76-542b-4ae1-9c59-efa900188274"
    assert shop.rows(f"SELECT name, product_id FROM goods_offer WHERE id = '{blue}'") == [  # noqa: S608
        ("Кружка «Утро» 0,35 л (Синяя)", "6bba10c4-f5ca-405f-a949-20cd097ca2bb")
    ]
    prices = shop.rows(
        f"SELECT least, value FROM goods_price WHERE offer_id = '{blue}' ORDER BY value"  # noqa: S608
    )
    assert prices == [(50, 265), (10, 290), (0, 310), (0, 390)]


def test_the_pieces_of_3_1_make_the_same_rows(shop: Shop, tmp_path: Path) -> None:
    shop.load(lines_of("shop-3.1", tmp_path))
    pieces = shop.rows("SELECT id, name, product_id FROM goods_offer ORDER BY id")
    prices = shop.rows("SELECT offer_id, type, least, value FROM goods_price ORDER BY 1, 2, 3")
    other = tmp_path / "other"
    other.mkdir()
    whole = Shop(other, "ru")
    whole.load(lines_of("shop-2.07", tmp_path))
    assert whole.rows("SELECT id, name, product_id FROM goods_offer ORDER BY id") == pieces
    assert (
        whole.rows("SELECT offer_id, type, least, value FROM goods_price ORDER BY 1, 2, 3")
        == prices
    )


def test_loading_twice_changes_nothing(shop: Shop, tmp_path: Path) -> None:
    lines = lines_of("shop-2.07", tmp_path)
    shop.load(lines)
    before = shop.everything()
    shop.load(lines)
    assert shop.everything() == before


def test_changes_change_what_they_name(shop: Shop, tmp_path: Path) -> None:
    shop.load(lines_of("shop-2.07", tmp_path))
    gone = "SELECT name FROM goods_product WHERE deleted ORDER BY name"
    before = shop.rows(gone)
    prices = shop.rows("SELECT * FROM goods_price")
    shop.load(lines_of("changes", tmp_path))
    after = shop.rows(gone)
    assert ("Скатерть «Полевая» 140×180 см",) in after
    assert len(after) == len({*before, *after})
    assert shop.rows("SELECT count(*) FROM goods_product") == [(14,)]
    assert shop.rows("SELECT * FROM goods_price") == prices


def test_of_a_full_package_what_does_not_come_is_gone(shop: Shop, tmp_path: Path) -> None:
    lines = lines_of("shop-2.07", tmp_path)
    shop.load(lines)
    with closing(sqlite3.connect(shop.folder / "shop.sqlite3")) as database, database:
        database.execute("INSERT INTO goods_product VALUES ('old', 'Старая кружка', 0)")
    shop.load(lines)
    assert shop.rows("SELECT deleted FROM goods_product WHERE id = 'old'") == [(1,)]


def test_offers_that_all_come_alone_delete_no_goods(shop: Shop, tmp_path: Path) -> None:
    shop.load(lines_of("shop-2.07", tmp_path))
    before = shop.everything()
    shop.load(lines_of("shop-2.07/offers0_1.xml", tmp_path))
    assert shop.everything() == before


def test_a_deletion_needs_no_name(shop: Shop, tmp_path: Path) -> None:
    shop.load(lines_of("shop-2.07", tmp_path))
    goods = (REPOSITORY / "examples" / "changes" / "import0_1.xml").read_text(encoding="utf-8-sig")
    gone = "6bba10c4-f5ca-405f-a949-20cd097ca2bb"
    head, end = goods[: goods.index("<Товар>")], goods[goods.index("</Товары>") :]
    file = tmp_path / "gone.xml"
    file.write_text(f'{head}<Товар Статус="Удален"><Ид>{gone}</Ид></Товар>{end}', encoding="utf-8")
    assert convert(file, to="jsonl", output=tmp_path / "gone") == ()
    shop.load(tmp_path / "gone")
    assert shop.rows(f"SELECT deleted FROM goods_product WHERE id = '{gone}'") == [(1,)]  # noqa: S608


@pytest.mark.parametrize("spoilt", ["cut", "changed"])
def test_a_package_that_is_not_whole_changes_nothing(
    shop: Shop, tmp_path: Path, spoilt: str
) -> None:
    lines = lines_of("shop-2.07", tmp_path)
    before = shop.everything()
    offers = lines / "offers.jsonl"
    content = offers.read_bytes()
    offers.write_bytes(content[:-100] if spoilt == "cut" else content.replace(b'"390"', b'"399"'))
    done = shop.manage("load_goods", lines)
    assert done.returncode == 1
    assert "offers.jsonl is not what the manifest says" in done.stderr
    assert shop.everything() == before


def test_the_manifest_has_what_the_loader_reads(tmp_path: Path) -> None:
    manifest = json.loads((lines_of("shop-2.07", tmp_path) / "manifest.json").read_bytes())
    assert all({"kind", "file", "sha256"} <= file.keys() for file in manifest["files"])
