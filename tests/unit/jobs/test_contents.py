"""The files of one fetched package."""

import os
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.unit.jobs.world import catalog, offers, order, orders

from cml_sync.config.words import ExchangeKind
from cml_sync.jobs.contents import is_picture, opened
from cml_sync.packages import archive, finding, landing


def lay_down(folder: Path, files: dict[str, str]) -> list[str]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return list(files)


def zipped(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a/1.JPG", True), ("price.pdf", True), ("import.xml", False), ("x.zip", False)],
)
def test_pictures_and_attachments_are_told_by_their_extension(name: str, expected: bool) -> None:
    assert is_picture(name) is expected


def test_each_file_is_wanted_by_its_content(tmp_path: Path) -> None:
    names = lay_down(
        tmp_path,
        {
            "1.xml": orders(order("1", "N1")),
            "2.xml": catalog({"a": "A"}),
            "3.xml": offers({"a": ("1", "2")}),
            "import_files/1.jpg": "picture",
        },
    )
    with opened(tmp_path, names) as contents:
        assert contents.wanted([ExchangeKind.ORDERS]) == ("1.xml",)
        assert contents.wanted([ExchangeKind.OFFERS]) == ("3.xml",)
        assert contents.wanted([ExchangeKind.CATALOG]) == ("2.xml", "import_files/1.jpg")
        found = [part.relative for part in contents.parts(["3.xml", "2.xml"])]
        assert found == ["2.xml", "3.xml"]


def test_a_file_that_was_not_named_is_not_there(tmp_path: Path) -> None:
    lay_down(tmp_path, {"1.xml": catalog({"a": "A"}), "import_files/1.jpg": "picture"})
    with opened(tmp_path, ["1.xml"]) as contents:
        assert contents.pictures == ()
        assert contents.openers(["1.xml"]) == {}


def test_archives_may_use_the_same_names_inside(tmp_path: Path) -> None:
    zipped(tmp_path / "a.zip", {"import.xml": catalog({"a": "A"}), "import_files/1.jpg": "one"})
    zipped(tmp_path / "b.xml", {"import.xml": catalog({"b": "B"}), "import_files/2.jpg": "two"})
    with opened(tmp_path, ["a.zip", "b.xml"]) as contents:
        assert len(contents.parts(["a.zip", "b.xml"])) == 2
        found = contents.openers(["a.zip", "b.xml"])
        assert {name: opener().read() for name, opener in found.items()} == {
            "import_files/1.jpg": b"one",
            "import_files/2.jpg": b"two",
        }
        assert set(contents.openers(["b.xml"])) == {"import_files/2.jpg"}


def test_pictures_are_called_as_goods_call_them(tmp_path: Path) -> None:
    names = lay_down(tmp_path, {"webdata/goods/import_files/a/1.jpg": "one", "logo.png": "two"})
    names += lay_down(tmp_path, {"import.xml": catalog({"a": "A"})})
    with opened(tmp_path, names) as contents:
        assert set(contents.openers(names)) == {"import_files/a/1.jpg", "logo.png"}


def test_the_work_grows_with_the_files_and_not_with_their_product(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()

    def counted(name: str, real: Any) -> Any:
        def call(*args: Any, **more: Any) -> Any:
            calls[name] += 1
            return real(*args, **more)

        return call

    part = orders()
    names = lay_down(tmp_path, {f"orders_{number}.xml": part for number in range(200)})
    names += lay_down(tmp_path, {f"import_files/{number}.jpg": "x" for number in range(500)})
    names.append("all.zip")
    zipped(
        tmp_path / "all.zip",
        {f"{n}.xml": part for n in range(200)} | {f"import_files/{n}.jpg": "x" for n in range(500)},
    )
    monkeypatch.setattr(os, "scandir", counted("scan", os.scandir))
    monkeypatch.setattr(finding, "_file", counted("look", finding._file))
    monkeypatch.setattr(finding, "open_regular", counted("open", landing.open_regular))
    monkeypatch.setattr(archive, "Archive", counted("archive", archive.Archive))
    with opened(tmp_path, names) as contents:
        assert len(contents.parts(names)) == 400
    assert calls["scan"] <= 2
    assert calls["archive"] == 1
    assert calls["look"] <= 200 + 500
    assert calls["open"] <= 5 * 200
