"""What `inspect` shows, through the real program."""

import json
import os
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion
from tests.cli.commandline import EXAMPLES, CommandLine
from tests.docs.pages import REPOSITORY

SHOP = "shop-2.07"
SCHEMAS = REPOSITORY / "schemas" / "reports"


@pytest.fixture
def folder(cml_sync: CommandLine) -> CommandLine:
    """A folder with copies of the examples, so that paths are short."""
    for name in (SHOP, "shop-3.1", "orders"):
        shutil.copytree(EXAMPLES / name, cml_sync.folder / name)
    return cml_sync


@pytest.mark.parametrize(
    "words",
    [
        (SHOP,),
        ("orders",),
        ("shop-3.1",),
        (SHOP, "--fields", "--kind", "product"),
        (SHOP, "--tree"),
        (SHOP, "--find", "ПМ-10", "--find", "нет такого", "--kind", "product"),
        (SHOP, "--sample", "1", "--kind", "price_type", "--kind", "warehouse"),
        ("orders", "--sample", "1", "--kind", "document"),
    ],
    ids=" ".join,
)
def test_text(folder: CommandLine, words: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    ran = folder("inspect", *words)
    assert ran.code == 0
    assert (ran.out, ran.err) == snapshot


def test_a_broken_line_is_named_by_its_own_file(folder: CommandLine) -> None:
    assert folder("convert", SHOP, "--to", "jsonl", "-o", "lines").code == 0
    goods = folder.folder / "lines" / "products.jsonl"
    rows = goods.read_bytes().splitlines(keepends=True)
    goods.write_bytes(b"".join((*rows[:4], rows[4][:-9] + b"\n", *rows[5:])))
    ran = folder("inspect", "lines")
    assert ran.code == 1
    assert "lines/products.jsonl:5:" in ran.err


def test_drift(folder: CommandLine, snapshot: SnapshotAssertion) -> None:
    written = folder("inspect", SHOP, "--shape", "shape.json", "--quiet")
    assert (written.code, written.err) == (0, "")
    same = folder("inspect", SHOP, "--against", "shape.json")
    update_1c(folder.folder / SHOP)
    other = folder("inspect", SHOP, "--against", "shape.json")
    assert (same.code, other.code) == (0, 1)
    assert (same.out, other.out, other.err) == snapshot


def update_1c(shop: Path) -> None:
    """As an update of 1C might: another version, an element more, one less, other numbers."""
    goods = shop / "import0_1.xml"
    text = goods.read_text(encoding="utf-8-sig").replace('ВерсияСхемы="2.07"', 'ВерсияСхемы="2.10"')
    text = text.replace("</Артикул>", "</Артикул>\n<Слаг>a</Слаг>")
    goods.write_text(text, encoding="utf-8")
    offers = shop / "offers0_1.xml"
    text = offers.read_text(encoding="utf-8-sig").replace("<Валюта>RUB</Валюта>", "")
    text = text.replace("</ЦенаЗаЕдиницу>", ".00</ЦенаЗаЕдиницу>")
    offers.write_text(text, encoding="utf-8")


def test_json_fits_its_schema(folder: CommandLine) -> None:
    folder("inspect", SHOP, "--shape", "shape.json")
    ran = folder(
        *("inspect", SHOP, "--tree", "--sample", "2", "--find", "ПМ-10"),
        *("--against", "shape.json", "--output", "json"),
    )
    assert ran.code == 0
    schema = json.loads((SCHEMAS / "cml-sync.inspect-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(ran.json())
    assert ran.json()["drift"]["drifted"] is False
    assert len(ran.json()["samples"]) == 2 * len(ran.json()["records"])


def test_the_shape_fits_its_schema_and_is_the_same_twice(folder: CommandLine) -> None:
    for name in ("one.json", "two.json"):
        assert folder("inspect", SHOP, "--shape", name).code == 0
    one, two = ((folder.folder / name).read_bytes() for name in ("one.json", "two.json"))
    assert one == two
    schema = json.loads((SCHEMAS / "cml-sync.shape-1.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(one))


def test_data_is_masked_but_when_it_is_asked_for(folder: CommandLine) -> None:
    words = ("inspect", "orders", "--sample", "3", "--kind", "document")
    masked, shown = folder(*words), folder(*words, "--show-data")
    names = [line for line in shown.out.splitlines() if "Фамилия" in line]
    assert names
    name = names[0].partition("Фамилия ")[2].partition(";")[0]
    assert name in shown.out
    assert name not in masked.out
    assert name not in folder(*words, "--output", "json").out


def test_a_broken_part_among_good_ones(folder: CommandLine) -> None:
    broken = folder.folder / SHOP / "offers0_1.xml"
    broken.write_bytes(broken.read_bytes()[:9000])
    (folder.folder / SHOP / "empty.xml").write_bytes(b"")
    ran = folder("inspect", SHOP, "--shape", "shape.json")
    assert ran.code == 1
    assert "offers0_1.xml" in ran.err
    assert "empty.xml" in ran.err
    assert "shape.json is not written" in ran.err
    assert not (folder.folder / "shape.json").exists()
    assert "products 13" in ran.out
    ran = folder("inspect", SHOP, "--shape", "shape.json", "--output", "json")
    assert (ran.code, ran.err) == (1, "")


def test_for_a_program_nothing_is_said_beside_the_report(folder: CommandLine) -> None:
    ran = folder("inspect", SHOP, "--shape", "shape.json", "--output", "json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json()["schema"] == "cml-sync.inspect/1"
    written = ("--baseline", "known.json", "--write-baseline", "--output", "json")
    ran = folder("validate", SHOP, *written)
    assert (ran.code, ran.err) == (0, "")
    assert (folder.folder / "known.json").exists()


def test_an_encoding_is_called_as_files_call_it(folder: CommandLine) -> None:
    text = (folder.folder / SHOP / "offers0_1.xml").read_text(encoding="utf-8-sig")
    text = text.replace('"UTF-8"', '"windows-1251"', 1)
    (folder.folder / "old.xml").write_bytes(text.encode("cp1251", "xmlcharrefreplace"))
    ran = folder("inspect", "old.xml")
    assert "windows-1251" in ran.out
    assert "cp1251" not in ran.out


def test_an_empty_file(cml_sync: CommandLine) -> None:
    (cml_sync.folder / "empty.xml").write_bytes(b"")
    ran = cml_sync("inspect", "empty.xml")
    assert (ran.code, ran.out) == (1, "")
    assert "empty.xml" in ran.err


@pytest.mark.parametrize(
    ("content", "code", "word"),
    [
        (None, 2, "E210"),
        ("", 1, "E126"),
        ("<xml/>", 1, "E126"),
        ('{"schema": "cml-sync.shape/7"}', 1, "E127"),
    ],
)
def test_a_file_that_is_no_shape(
    folder: CommandLine, content: str | None, code: int, word: str
) -> None:
    if content is not None:
        (folder.folder / "shape.json").write_text(content, encoding="utf-8")
    ran = folder("inspect", SHOP, "--against", "shape.json")
    assert (ran.code, ran.out) == (code, "")
    assert word in ran.err


def test_a_shape_that_cannot_be_written(folder: CommandLine) -> None:
    ran = folder("inspect", SHOP, "--shape", "no/such/folder/shape.json")
    assert ran.code == 2
    assert "E208" in ran.err


@pytest.mark.parametrize("words", [("--sample", "-1"), ("--kind", "thing"), ("--sample", "many")])
def test_options_that_cannot_be(folder: CommandLine, words: tuple[str, ...]) -> None:
    assert folder("inspect", SHOP, *words).code == 2


def test_json_lines_are_inspected_alike(folder: CommandLine) -> None:
    goods = folder.folder / SHOP / "import0_1.xml"
    text = goods.read_text(encoding="utf-8").replace("</Артикул>", "</Артикул><Слаг>a</Слаг>")
    goods.write_text(text, encoding="utf-8")
    assert folder("convert", SHOP, "--to", "jsonl", "-o", "lines").code == 0
    one, two = (folder("inspect", name, "--output", "json").json() for name in (SHOP, "lines"))
    for key in ("records", "fields", "facts", "price_types", "unknown_elements", "pictures"):
        assert one[key] == two[key]
    folder("inspect", SHOP, "--shape", "shape.json")
    assert folder("inspect", "lines", "--against", "shape.json").code == 0
    found = folder("inspect", "lines", "--find", "ПМ-10", "--kind", "product")
    assert "lines/products.jsonl:5:1" in found.out


@pytest.mark.parametrize(("before", "now"), [(20, 20), (20, 400), (400, 20)])
def test_other_data_of_one_1c_is_no_drift(cml_sync: CommandLine, before: int, now: int) -> None:
    for name, count, seed in (("one", before, 1), ("two", now, 2)):
        words = ("--products", str(count), "--variants", "2", "--orders", str(count))
        made = cml_sync("generate", "-o", name, *words, "--seed", str(seed), "--quiet")
        assert made.code == 0, made.err
    cml_sync("inspect", "one", "--shape", "shape.json")
    ran = cml_sync("inspect", "two", "--against", "shape.json")
    assert ran.code == 0, ran.out


@pytest.mark.parametrize("dialect", ["2.04", "2.10", "3.1", "ut11"])
def test_another_dialect_is_drift(cml_sync: CommandLine, dialect: str) -> None:
    for name, one in (("one", "2.07"), ("two", dialect)):
        made = cml_sync("generate", "-o", name, "--dialect", one, "--quiet")
        assert made.code == 0, made.err
    cml_sync("inspect", "one", "--shape", "shape.json")
    ran = cml_sync("inspect", "two", "--against", "shape.json")
    assert ran.code == 1


CROOKED = """<КоммерческаяИнформация ВерсияСхемы="2.07">
<Классификатор><Ид>k</Ид><Группы>
 <Группа><Ид>a</Ид><Наименование>Посуда</Наименование></Группа>
 <Группа><Ид>b</Ид><Наименование>По кругу</Наименование><Группы>
  <Группа><Ид>c</Ид><Группы><Группа><Ид>b</Ид></Группа></Группы></Группа></Группы></Группа>
</Группы></Классификатор>
<Каталог><Ид>k</Ид><Товары>
 <Товар><Ид>1</Ид><Группы><Ид>a</Ид></Группы></Товар>
 <Товар><Ид>2</Ид><Группы><Ид>x</Ид></Группы></Товар>
 <Товар><Ид>3</Ид><Артикул/></Товар>
</Товары></Каталог></КоммерческаяИнформация>
"""


def test_circles_and_orphans_are_shown(cml_sync: CommandLine, snapshot: SnapshotAssertion) -> None:
    (cml_sync.folder / "crooked.xml").write_text(CROOKED, encoding="utf-8")
    ran = cml_sync("inspect", "crooked.xml", "--tree", "--fields", "--kind", "product")
    assert ran.code == 0
    assert ran.out == snapshot


def test_a_doubled_id_is_found_twice(cml_sync: CommandLine) -> None:
    (cml_sync.folder / "one.xml").write_text(CROOKED.replace("<Ид>2<", "<Ид>1<"), encoding="utf-8")
    ran = cml_sync("inspect", "one.xml", "--find", "1", "--output", "json")
    [found] = ran.json()["found"]
    assert [record["place"]["line"] for record in found["records"]] == [8, 9]


def test_what_is_read_is_never_written_over(folder: CommandLine) -> None:
    part = folder.folder / SHOP / "import0_1.xml"
    before = part.read_bytes()
    for path in (SHOP, str(part)):
        ran = folder("inspect", path, "--shape", str(part))
        assert (ran.code, "error[E216]" in ran.err) == (2, True), ran.err
    assert part.read_bytes() == before
    for _ in range(2):  # a shape may lie in the folder, and be written anew
        assert folder("inspect", SHOP, "--shape", f"{SHOP}/shape.json").code == 0


@pytest.mark.parametrize(
    ("words", "near"),
    [
        (("inspect", "a.xml", "--kind", "prodct"), "there is no `prodct`; did you mean `product`?"),
        (("inspect", "a.xml", "--kind", "offers"), "there is no `offers`; did you mean `offer`?"),
        (("convert", "a.xml", "-o", "b", "--kind", "price"), "did you mean `prices`?"),
        (("convert", "a.xml", "-o", "b", "--delimiter", "coma"), "did you mean `comma`?"),
        (("validate", "a.xml", "--format", "jsonlines"), "did you mean `jsonl`?"),
        (("diff", "a.xml", "b.xml", "--format", "markdow"), "did you mean `markdown`?"),
        (("generate", "-o", "b", "--form", "json"), "did you mean `jsonl`?"),
        (("pull", "ofers"), "did you mean `offers`?"),
    ],
)
def test_a_mistyped_word_of_an_option_is_guessed(
    cml_sync: CommandLine, words: tuple[str, ...], near: str
) -> None:
    ran = cml_sync(*words)
    assert (ran.code, ran.out) == (2, "")
    assert near in ran.err


@pytest.mark.parametrize("words", [("inspect",), ("validate",), ("diff", "good.xml")])
def test_a_name_that_is_no_text_is_no_bug(folder: CommandLine, words: tuple[str, ...]) -> None:
    offers = folder.folder / SHOP / "offers0_1.xml"
    name = os.fsdecode(b"\xff\xfe.xml")
    for copy in ("good.xml", name):
        shutil.copy(offers, folder.folder / copy)
    ran = folder(*words, name, "--output", "json")
    assert (ran.code, ran.err) == (0, "")
    assert "??.xml" in str(ran.json())
    assert folder(*words, name).code == 0


def test_a_table_shows_neither_version_nor_namespace(cml_sync: CommandLine) -> None:
    (cml_sync.folder / "p.csv").write_text("id;value\na;10,50\n", encoding="utf-8")
    ran = cml_sync("inspect", "p.csv")
    assert ran.code == 0
    _, row, records = ran.out.splitlines()[:3]
    assert row.split() == ["p.csv", "prices", "-", "utf-8", "1", "17"]
    assert records == "records: offers 1"
    part = cml_sync("inspect", "p.csv", "--output", "json").json()["parts"][0]
    assert (part["schema_version"], part["namespace"]) == (None, None)
    assert cml_sync("convert", "p.csv", "--to", "faithful", "-o", "xml").code == 0
    assert 'ВерсияСхемы="2.10"' in (cml_sync.folder / "xml" / "p.xml").read_text(encoding="utf-8")
