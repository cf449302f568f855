"""`anonymize`: what is written, what is said, what is refused, and that the key is never seen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.commandline import EXAMPLES, CommandLine, tree

KEY = "0123456789abcdef0123456789abcdef"
SCHEMA = Draft202012Validator(
    json.loads((EXAMPLES.parent / "schemas/reports/cml-sync.anonymize-1.schema.json").read_bytes())
)
ORDERS = EXAMPLES / "orders" / "orders.xml"
PEOPLE = ("Примерова", "Анна Ильинична", "Примерчик", "client17@example.org", "Позвонить за час")


def key_file(folder: Path, content: str = KEY, mode: int = 0o600) -> Path:
    path = folder / "anonymize.key"
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    return path


def test_a_file_without_its_people(cml_sync: CommandLine) -> None:
    ran = cml_sync("anonymize", ORDERS, "-o", "out.xml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "out.xml: 52 values replaced in 3 of 3 records\n"
    before = ORDERS.read_text(encoding="utf-8")
    after = (cml_sync.folder / "out.xml").read_text(encoding="utf-8")
    assert [one for one in PEOPLE if one not in before] == []
    assert [one for one in PEOPLE if one in after] == []
    assert len(after.splitlines()) == len(before.splitlines())
    for kept in ("<Номер>1001</Номер>", "<Сумма>10000.00</Сумма>", "Полотенце махровое «Волна»"):
        assert kept in after
    checked = cml_sync("validate", "out.xml")
    assert checked.code == 0


def test_a_folder_with_its_pictures(cml_sync: CommandLine) -> None:
    ran = cml_sync("anonymize", EXAMPLES / "shop-2.07", "-o", "safe", "--output", "json")
    report = ran.json()
    SCHEMA.validate(report)
    assert (ran.code, report["schema"], report["exit_code"]) == (0, "cml-sync.anonymize/1", 0)
    names = {name for name, content in tree(EXAMPLES / "shop-2.07").items() if content is not None}
    written = {name for name, content in tree(cml_sync.folder / "safe").items() if content}
    assert written == names
    assert report["pictures"] == len(names) - len(report["parts"])
    assert report["left_out"] == 0
    assert report["changed"] == {"product": 5, "warehouse": 2}  # five have a manufacturer
    assert cml_sync("validate", "safe").code == 0


def test_files_that_no_product_names_are_left_out(cml_sync: CommandLine) -> None:
    package = cml_sync.folder / "package"
    package.mkdir()
    (package / "orders.xml").write_bytes(ORDERS.read_bytes())
    (package / "passport.jpg").write_bytes(b"a scan")
    ran = cml_sync("anonymize", "package", "-o", "safe")
    assert "1 file that no product names as its picture was left out" in ran.err
    assert list(tree(cml_sync.folder / "safe")) == ["orders.xml"]


def test_the_same_key_gives_the_same_and_none_gives_something_new(cml_sync: CommandLine) -> None:
    key = key_file(cml_sync.folder)
    for name in ("one.xml", "two.xml"):
        assert cml_sync("anonymize", ORDERS, "-o", name, "--key-file", key).code == 0
    cml_sync("anonymize", ORDERS, "-o", "three.xml", CML_SYNC_ANONYMIZE_KEY=KEY)
    cml_sync("anonymize", ORDERS, "-o", "four.xml")
    one, two, three, four = (
        (cml_sync.folder / f"{name}.xml").read_bytes() for name in ("one", "two", "three", "four")
    )
    assert one == two == three
    assert four != one


def test_the_key_is_in_no_output(cml_sync: CommandLine) -> None:
    key = key_file(cml_sync.folder)
    said = cml_sync("anonymize", ORDERS, "-o", "-", "--key-file", key)
    ran = cml_sync("anonymize", ORDERS, "-o", "-", "--key-file", key, "--output", "json")
    assert (said.code, ran.code) == (0, 0)
    assert KEY not in said.out + said.err + ran.out + ran.err
    assert json.loads(ran.err)["output"] == "-"
    assert ran.out.startswith('<?xml version="1.0" encoding="UTF-8"?>')


@pytest.mark.parametrize(
    ("content", "mode", "reason"),
    [
        ("short", 0o600, "it is shorter than 16 characters"),
        ("", 0o600, "it is shorter than 16 characters"),
        (KEY, 0o644, "others can read it"),
    ],
)
def test_a_key_that_is_none(cml_sync: CommandLine, content: str, mode: int, reason: str) -> None:
    key = key_file(cml_sync.folder, content, mode)
    before = tree(cml_sync.folder)
    ran = cml_sync("anonymize", ORDERS, "-o", "out.xml", "--key-file", key)
    assert (ran.code, ran.out) == (2, "")
    assert "E213" in ran.err
    assert ("run `chmod 600" in ran.err) == (mode == 0o644)
    assert reason in ran.err
    assert tree(cml_sync.folder) == before


def test_a_key_that_is_not_there(cml_sync: CommandLine) -> None:
    ran = cml_sync("anonymize", ORDERS, "-o", "out.xml", "--key-file", "missing.key")
    assert (ran.code, "E213" in ran.err, "missing.key" in ran.err) == (2, True, True)


def test_what_is_to_be_kept_stays_and_what_is_met_nowhere_is_said(cml_sync: CommandLine) -> None:
    ran = cml_sync(
        *("anonymize", ORDERS, "-o", "out.xml", "--keep", "комментарий", "--keep", "Коментарий")
    )
    assert ran.code == 0
    assert "`--keep Коментарий` was met nowhere" in ran.err
    assert "комментарий" not in ran.err
    assert "Позвонить за час" in (cml_sync.folder / "out.xml").read_text(encoding="utf-8")


def test_goods_as_well(cml_sync: CommandLine) -> None:
    cml_sync("anonymize", EXAMPLES / "shop-2.07", "-o", "safe", "--goods")
    offers = (cml_sync.folder / "safe" / "offers0_1.xml").read_text(encoding="utf-8")
    before = (EXAMPLES / "shop-2.07" / "offers0_1.xml").read_text(encoding="utf-8")
    assert before.count("Полотенце махровое") > 0
    assert "Полотенце махровое" not in offers
    assert offers.count("<ЦенаЗаЕдиницу>890.00<") == before.count("<ЦенаЗаЕдиницу>890.00<")
    assert cml_sync("validate", "safe").code == 0


def test_a_package_of_many_parts_is_no_single_file(cml_sync: CommandLine) -> None:
    ran = cml_sync("anonymize", EXAMPLES / "shop-2.07", "-o", "out.xml")
    assert (ran.code, "E214" in ran.err) == (2, True)
    assert "`out.xml` is one file, and the package has 2 parts" in ran.err
    assert not (cml_sync.folder / "out.xml").exists()


def test_what_stands_there_stays_unless_it_may_go(cml_sync: CommandLine) -> None:
    out = cml_sync.folder / "out.xml"
    out.write_text("mine", encoding="utf-8")
    assert cml_sync("anonymize", ORDERS, "-o", "out.xml").code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert cml_sync("anonymize", ORDERS, "-o", "out.xml", "--replace").code == 0
    assert "<Документ>" in out.read_text(encoding="utf-8")


def test_a_broken_file_leaves_nothing_behind(cml_sync: CommandLine) -> None:
    broken = cml_sync.folder / "broken.xml"
    broken.write_bytes(ORDERS.read_bytes()[:9000])
    before = tree(cml_sync.folder)
    ran = cml_sync("anonymize", "broken.xml", "-o", "out.xml")
    assert (ran.code, ran.out) == (1, "")
    assert "broken.xml" in ran.err
    assert tree(cml_sync.folder) == before


def test_encodings_and_namespaces_stay(cml_sync: CommandLine) -> None:
    text = ORDERS.read_text(encoding="utf-8").replace('encoding="UTF-8"', 'encoding="windows-1251"')
    text = text.replace(
        "<КоммерческаяИнформация ", '<КоммерческаяИнформация xmlns="urn:1C.ru:commerceml_2" '
    )
    (cml_sync.folder / "in.xml").write_bytes(text.replace("×", "x").encode("cp1251"))
    assert cml_sync("anonymize", "in.xml", "-o", "out.xml").code == 0
    out = (cml_sync.folder / "out.xml").read_bytes().decode("cp1251")
    assert 'encoding="windows-1251"' in out
    assert 'xmlns="urn:1C.ru:commerceml_2"' in out
    assert "Примерова" not in out


def test_quiet_says_nothing(cml_sync: CommandLine) -> None:
    ran = cml_sync("anonymize", ORDERS, "-o", "out.xml", "-q")
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_json_lines_stay_json_lines_and_say_the_same(cml_sync: CommandLine) -> None:
    key = key_file(cml_sync.folder)
    cml_sync("convert", EXAMPLES / "orders", "-o", "lines", "--to", "jsonl")
    assert cml_sync("anonymize", "lines", "-o", "safe", "--key-file", key).code == 0
    assert "manifest.json" in tree(cml_sync.folder / "safe")
    cml_sync("anonymize", EXAMPLES / "orders", "-o", "xml", "--key-file", key)
    assert cml_sync("diff", "safe", "xml").code == 0
    for content in tree(cml_sync.folder / "safe").values():
        assert content is None or "Примерова".encode() not in content


def test_many_parts_fit_into_one_stream_of_json_lines(cml_sync: CommandLine) -> None:
    ran = cml_sync("anonymize", EXAMPLES / "orders", "-o", "out.jsonl")
    assert ran.code == 0
    lines = (cml_sync.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if '"number":' in line]) >= 6


def test_it_loads_no_transport_no_store_and_no_terminal(cml_sync: CommandLine) -> None:
    code = (
        "import os, sys; os._exit = sys.exit\n"
        "sys.argv = ['cml-sync', 'anonymize', sys.argv[1], '-o', 'out.xml', '-q']\n"
        "from cml_sync.cli.entry import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted({'rich', 'httpx', 'paramiko', 'sqlalchemy', 'alembic'}"
        " & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(ORDERS)],
        cwd=cml_sync.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("name", ["a\nb.xml", os.fsdecode(b"\xf4\xe0.xml"), "orders.old"])
def test_a_file_of_any_name_becomes_one_of_another(cml_sync: CommandLine, name: str) -> None:
    shutil.copy(ORDERS, cml_sync.folder / name)
    ran = cml_sync("anonymize", name, "-o", "safe.xml")
    assert ran.code == 0, ran.err
    assert cml_sync("validate", "safe.xml").code == 0
    ran = cml_sync("anonymize", name, "-o", "-", "-q")
    assert (ran.code, ran.out.count("<Документ>")) == (0, 3)
