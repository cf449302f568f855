import resource
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest

from cml_sync.errors import FindingsError
from cml_sync.packages.errors import SameNameError
from cml_sync.packages.package import Package, open_package
from cml_sync.packages.parts import PartKind
from cml_sync.packages.zipping import write_zip

DOCUMENTS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-03-02T10:00:00">'
    "<Документ><Ид>1</Ид><Номер>1</Номер></Документ></КоммерческаяИнформация>"
).encode()


def kinds(package: Package) -> list[PartKind]:
    return [part.kind for part in package.parts]


def opener(path: Path) -> Callable[[], BinaryIO]:
    return lambda: path.open("rb")


def zip_of(folder: Path, target: Path) -> Path:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [str(path.relative_to(folder)) for path in files]
    with target.open("wb") as file:
        write_zip(file, list(zip(names, map(opener, files), strict=True)))
    return target


def test_the_classic_pair_is_a_catalog_and_offers(examples: Path) -> None:
    with open_package([examples / "shop-2.07"]) as package:
        assert [part.relative for part in package.parts] == ["import0_1.xml", "offers0_1.xml"]
        assert kinds(package) == [PartKind.CATALOG, PartKind.OFFERS]
        assert len(package.pictures) == 8
        assert package.unreadable == ()
        with package.parts[0].open() as file:
            assert file.read(8) == b"\xef\xbb\xbf<?xml"


def test_a_3_1_tree_is_one_package_in_order(examples: Path) -> None:
    with open_package([examples / "shop-3.1"]) as package:
        assert kinds(package) == [
            PartKind.GROUPS,
            PartKind.UNITS,
            PartKind.PRICE_TYPES,
            PartKind.WAREHOUSES,
            PartKind.PROPERTIES,
            PartKind.PROPERTIES,
            PartKind.PROPERTIES,
            PartKind.GOODS,
            PartKind.OFFERS,
            PartKind.PRICES,
            PartKind.RESTS,
        ]


def test_names_do_not_decide_what_a_part_is(examples: Path, tmp_path: Path) -> None:
    for name, shown in (("import0_1.xml", "rests.xml"), ("offers0_1.xml", "groups.xml")):
        (tmp_path / shown).write_bytes((examples / "shop-2.07" / name).read_bytes())
    with open_package([tmp_path]) as package:
        assert [part.relative for part in package.parts] == ["rests.xml", "groups.xml"]
        assert kinds(package) == [PartKind.CATALOG, PartKind.OFFERS]


@pytest.mark.parametrize("shop", ["shop-2.07", "shop-3.1"])
def test_a_zip_is_the_same_package_as_its_folder(examples: Path, tmp_path: Path, shop: str) -> None:
    archive = zip_of(examples / shop, tmp_path / "v8_A1_b2.zip")
    with open_package([examples / shop]) as folder, open_package([archive]) as zipped:
        assert [part.relative for part in zipped.parts] == [part.relative for part in folder.parts]
        assert kinds(zipped) == kinds(folder)
        assert zipped.parts[0].name == f"{archive}!{zipped.parts[0].relative}"
        for packed, plain in zip(zipped.pictures, folder.pictures, strict=True):
            with packed.open() as first, plain.open() as second:
                assert first.read() == second.read()


def test_orders_returns_and_payments_are_documents(examples: Path) -> None:
    with open_package([examples / "orders", examples / "statuses"]) as package:
        assert Counter(kinds(package)) == {PartKind.DOCUMENTS: 5}
        moments = [part.generated_at for part in package.parts if part.generated_at]
        assert moments == sorted(moments)
        assert len(moments) == 5


def test_changes_are_a_catalog_and_changes_of_offers(examples: Path) -> None:
    with open_package([examples / "changes"]) as package:
        assert kinds(package) == [PartKind.CATALOG, PartKind.CHANGES]


def test_pictures_are_found_beside_the_part_that_names_them(examples: Path) -> None:
    with open_package([examples / "shop-3.1"]) as package:
        goods = next(part for part in package.parts if part.kind is PartKind.GOODS)
        picture = package.pictures[0]
        reference = picture.relative.removeprefix("goods/")
        assert package.picture(goods, reference) == picture
        assert package.picture(goods, reference.replace("/", "\\").upper()) == picture
        assert package.picture(goods, f"./{reference} ") == picture
        assert package.picture(package.parts[0], f"goods/{reference}") == picture
        assert package.picture(goods, "import_files/no.jpg") is None
        assert package.picture(goods, "../../etc/passwd") is None


def test_a_bad_part_does_not_hide_the_good_ones(tmp_path: Path) -> None:
    (tmp_path / "good.xml").write_bytes(DOCUMENTS)
    (tmp_path / "bad.xml").write_bytes(b"<html>")
    with open_package([tmp_path]) as package:
        assert [part.relative for part in package.parts] == ["good.xml", "bad.xml"]
        (bad,) = package.unreadable
        assert bad.error is not None
        assert bad.error.code.startswith("E1")
        assert str(tmp_path / "bad.xml") in str(bad.error)


@pytest.mark.parametrize(
    "content", [b"", b"price;quantity", b"<html><body>404</body></html>", b"<a><b></a>"]
)
def test_a_single_file_that_is_no_part_says_why(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "import.xml"
    path.write_bytes(content)
    with pytest.raises(FindingsError) as caught:
        open_package([path])
    assert str(caught.value).startswith(str(path))
    assert caught.value.exit_code == 1


def test_two_archives_with_the_same_names_are_two_packages(examples: Path, tmp_path: Path) -> None:
    first = zip_of(examples / "shop-2.07", tmp_path / "a.zip")
    second = zip_of(examples / "shop-2.07", tmp_path / "b.zip")
    with pytest.raises(SameNameError) as caught:
        open_package([first, second])
    assert "a.zip!import0_1.xml" in str(caught.value)
    assert "b.zip!import0_1.xml" in str(caught.value)


def test_a_package_needs_a_path() -> None:
    with pytest.raises(ValueError, match="needs a path"):
        open_package([])


@contextmanager
def few_descriptors() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_many_files_need_few_descriptors(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"orders-{number}.xml").write_bytes(DOCUMENTS)
    with few_descriptors(), open_package([tmp_path]) as package:
        assert len(package.parts) == 300
        for part in package.parts:
            with part.open() as file:
                assert file.read() == DOCUMENTS
