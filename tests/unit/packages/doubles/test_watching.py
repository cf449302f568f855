"""What stands twice is found on the way, whoever reads and however often."""

from pathlib import Path

import pytest
from tests.property.sources import source_of
from tests.unit.packages.convert.samples import (
    LISTS,
    catalog_part,
    offer,
    offers_part,
    package,
    product,
    shop,
)

from cml_sync.errors import FindingsError
from cml_sync.model.documents import Document
from cml_sync.model.goods import Product
from cml_sync.packages.doubles.doubled import SHOWN, Doubles
from cml_sync.packages.doubles.watching import DoublesWatch
from cml_sync.packages.forms.form import Source
from cml_sync.packages.forms.opening import open_source


def read(source: Source) -> None:
    for part in source.parts:
        with part.read() as reading:
            for _ in reading:
                pass


def found_in(source: Source, *, times: int = 1) -> Doubles:
    with DoublesWatch(source) as watch:
        for _ in range(times):
            read(watch)
        return watch.found()


def said(doubles: Doubles) -> list[tuple[str, str, int | None, int | None]]:
    return [(one.kind, one.key, one.first.line, one.again.line) for one in doubles.named]


@pytest.mark.parametrize("times", [0, 1, 2])
def test_both_lines_are_named_however_often_it_was_read(times: int) -> None:
    source = source_of([Product(id=key) for key in "abcbab"])
    found = found_in(source, times=times)
    assert said(found) == [("product", "b", 2, 4), ("product", "a", 1, 5), ("product", "b", 2, 6)]
    assert found.total == 3


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("left", range(6))
def test_where_a_walk_was_left_the_next_goes_on(left: int, again: bool) -> None:
    source = source_of([Product(id=key) for key in "abcb"])
    with DoublesWatch(source) as watch:
        for _ in range(2):
            with watch.parts[0].read() as reading:
                seen = [entry for entry, _ in zip(reading, range(left), strict=False)]
                assert len(seen) == min(left, 4)
        if again:
            read(watch)
        assert said(watch.found()) == [("product", "b", 2, 4)]


def test_what_is_repaired_counts_once(tmp_path: Path) -> None:
    folder = shop(tmp_path / "s")
    path = folder / "import0_1.xml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("</Товар>", "<Вес>1,5</Вес></Товар>"), encoding="utf-8")
    with open_source([folder]) as opened, DoublesWatch(opened) as source:
        assert source.repaired == 0
        for _ in range(2):
            read(source)
        assert source.repaired == 3
        assert [part.relative for part in source.parts] == ["import0_1.xml", "offers0_1.xml"]
        assert [part.size for part in source.parts] == [part.size for part in opened.parts]


def test_one_package_of_two_files(tmp_path: Path) -> None:
    folder = package(
        tmp_path / "s",
        {
            "import0_1.xml": catalog_part(product("p1"), product("p2")),
            "import0_2.xml": catalog_part(product("p3"), product("p2"), classifier=""),
        },
    )
    with open_source([folder]) as source:
        (one,) = found_in(source).named
    assert (Path(one.first.file or "").name, one.first.line) == ("import0_1.xml", 6)
    assert (Path(one.again.file or "").name, one.again.line) == ("import0_2.xml", 5)


def test_lists_that_every_part_repeats_and_prices_apart_are_none(tmp_path: Path) -> None:
    folder = shop(tmp_path / "s")
    (folder / "offers0_2.xml").write_text(offers_part(offer("p9"), lists=LISTS), encoding="utf-8")
    with open_source([folder]) as source:
        assert found_in(source) == Doubles()


def test_a_list_that_says_one_id_twice_in_its_section(tmp_path: Path) -> None:
    twice = LISTS.replace("</ТипыЦен>", "\n<ТипЦены><Ид>t1</Ид></ТипЦены></ТипыЦен>")
    folder = package(tmp_path / "s", {"offers0_1.xml": offers_part(offer("p1"), lists=twice)})
    with open_source([folder]) as source:
        assert said(found_in(source)) == [("price_type", "t1", 3, 4)]


def test_documents_without_an_id_have_their_number() -> None:
    source = source_of(
        [Document(number="7"), Document(number="7", operation="Возврат"), Document(number="7")]
    )
    assert said(found_in(source)) == [("document", "7", 1, 3)]


def test_the_first_are_named_and_all_are_counted() -> None:
    ids = [str(number) for number in range(SHOWN + 20)]
    found = found_in(source_of([Product(id=key) for key in ids], [Product(id=key) for key in ids]))
    assert [one.key for one in found.named] == ids[:SHOWN]
    assert found.total == SHOWN + 20


def test_what_is_asked_for_is_found_behind_all_that_is_named() -> None:
    ids = [str(number) for number in range(SHOWN + 20)]
    source = source_of([Product(id=key) for key in ids], [Product(id=key) for key in ids])
    with DoublesWatch(source) as watch:
        found = watch.found(lambda kind, key: (kind, key) == ("product", ids[-1]))
        assert watch.found(lambda _, key: key == "none").touched is None
    assert found.touched is not None
    assert (found.touched.key, len(found.named), found.total) == (ids[-1], SHOWN, SHOWN + 20)


def test_the_same_id_in_another_catalogue_is_told_but_in_nobodys_way(tmp_path: Path) -> None:
    other = catalog_part(product("p1"), classifier="").replace("<Ид>c</Ид>", "<Ид>d</Ид>")
    folder = package(
        tmp_path / "s", {"import0_1.xml": catalog_part(product("p1")), "import1_1.xml": other}
    )
    with open_source([folder]) as source, DoublesWatch(source) as watch:
        found = watch.found(lambda *_: True)
    assert [one.key for one in found.named] == ["p1"]
    assert found.touched is None


def test_what_can_be_read_of_a_broken_part_counts(tmp_path: Path) -> None:
    whole = catalog_part(product("p1"), product("p1"), product("p2"))
    folder = package(tmp_path / "s", {"import0_1.xml": whole[: whole.index("<Ид>p2")]})
    with open_source([folder]) as source, DoublesWatch(source) as watch:
        with pytest.raises(FindingsError):
            read(watch)
        assert said(watch.found()) == [("product", "p1", 5, 6)]
