"""`cml-sync diff`: what it says, in every form, how it ends, and how git calls it."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from tests.cli.commandline import EXAMPLES, PROGRAM, CommandLine, tree

OFFERS = EXAMPLES / "shop-2.07" / "offers0_1.xml"
IMPORT = EXAMPLES / "shop-2.07" / "import0_1.xml"
ORDERS = EXAMPLES / "orders" / "orders.xml"
REPORTS = EXAMPLES.parent / "schemas" / "reports"
ID = "08aa9fd0-d904-48f1-b0e2-62962338cc29"


@pytest.fixture
def pair(cml_sync: CommandLine) -> CommandLine:
    """A folder with two packages of offers: one price differs."""
    text = OFFERS.read_text(encoding="utf-8-sig")
    (cml_sync.folder / "old.xml").write_text(text, encoding="utf-8")
    assert text.count(">1890.5<") == 1
    (cml_sync.folder / "new.xml").write_text(text.replace(">1890.5<", ">1790<"), encoding="utf-8")
    return cml_sync


FIELD = "prices[1ef21496-e12f-4649-ba3c-f91a8b00a723].value"


def test_a_price_that_changed_is_the_only_difference(pair: CommandLine) -> None:
    ran = pair("diff", "old.xml", "new.xml")
    assert ran.code == 1
    assert ran.out == (
        f"offers: +0 -0 ~1\n~ {ID} Чайник эмалированный «Маяк» 2,2 л\n    {FIELD}: 1890.5 → 1790\n"
    )
    assert ran.err == "0 added, 0 removed, 1 changed, 20 equal\n"


def test_equal_packages_end_with_0(pair: CommandLine) -> None:
    ran = pair("diff", "old.xml", "old.xml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "no differences: the files are the same byte by byte\n"
    spaced = (pair.folder / "old.xml").read_text(encoding="utf-8").replace("\n\t", "\n \t")
    (pair.folder / "spaced.xml").write_text(spaced, encoding="utf-8")
    ran = pair("diff", "old.xml", "spaced.xml")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "no differences, 21 records compared\n"


def test_quiet_says_only_what_differs(pair: CommandLine) -> None:
    assert pair("diff", "-q", "old.xml", "new.xml").err == ""
    assert pair("diff", "-q", "old.xml", "old.xml").err == ""


def test_windows_1251_and_another_order_are_no_difference(pair: CommandLine) -> None:
    text = (pair.folder / "old.xml").read_text(encoding="utf-8")
    head, *offers = text.split("<Предложение>")
    offers[-1], tail = offers[-1].split("</Предложение>")
    offers[-1] += "</Предложение>\n"
    turned = head + "".join(f"<Предложение>{offer}" for offer in reversed(offers))
    other = (turned + tail).replace('encoding="UTF-8"', 'encoding="windows-1251"')
    (pair.folder / "other.xml").write_bytes(other.encode("cp1251", "xmlcharrefreplace"))
    ran = pair("diff", "old.xml", "other.xml")
    assert (ran.code, ran.out) == (0, ""), ran.out


def test_json_is_one_document(pair: CommandLine) -> None:
    for words in (["--output", "json"], ["--format", "json"]):
        ran = pair("diff", "old.xml", "new.xml", *words)
        said = ran.json()
        assert ran.code == 1
        assert ran.err == ""
        assert (said["schema"], said["changed"], said["equal"]) == ("cml-sync.diff/1", 1, 20)
        assert said["kinds"] == [{"kind": "offer", "added": 0, "removed": 0, "changed": 1}]
        assert said["changes"] == [
            {
                "kind": "offer",
                "id": ID,
                "what": "changed",
                "name": "Чайник эмалированный «Маяк» 2,2 л",
                "fields": [{"field": FIELD, "old": "1890.5", "new": "1790"}],
            }
        ]


def test_json_lines_end_with_the_counts(pair: CommandLine) -> None:
    ran = pair("diff", "old.xml", "new.xml", "--format", "jsonl")
    first, last = map(json.loads, ran.out.splitlines())
    assert (first["schema"], first["type"], first["id"]) == ("cml-sync.diff-line/1", "change", ID)
    assert (last["schema"], last["type"], last["changed"]) == (
        "cml-sync.diff-line/1",
        "summary",
        1,
    )


def test_what_is_written_fits_its_schemas(cml_sync: CommandLine) -> None:
    words = ("diff", EXAMPLES / "shop-2.07", EXAMPLES / "shop-3.1")
    fits("diff-1", cml_sync(*words, "--output", "json").json())
    lines = cml_sync(*words, "--format", "jsonl").out.splitlines()
    assert len(lines) > 50
    for line in lines:
        fits("diff-line-1", json.loads(line))


def test_a_package_and_what_it_became_in_3_1_say_the_same(cml_sync: CommandLine) -> None:
    """Pictures lie in another folder there, where the products that name them are."""
    shop = EXAMPLES / "shop-2.07"
    assert cml_sync("convert", shop, "--to", "3.1", "-o", "shop-3.1").code == 0
    assert list((cml_sync.folder / "shop-3.1" / "goods" / "import_files").rglob("*.jpg"))
    for pair in ((shop, "shop-3.1"), ("shop-3.1", shop)):
        ran = cml_sync("diff", *pair)
        assert (ran.code, ran.out) == (0, "")
        assert "no differences" in ran.err


def fits(name: str, answer: object) -> None:
    path = REPORTS / f"cml-sync.{name}.schema.json"
    Draft202012Validator(json.loads(path.read_text(encoding="utf-8"))).validate(answer)


def test_markdown_for_a_pull_request(pair: CommandLine) -> None:
    ran = pair("diff", "old.xml", "new.xml", "--format", "markdown", "--output-file", "diff.md")
    assert (ran.code, ran.out) == (1, "")
    assert (pair.folder / "diff.md").read_text(encoding="utf-8") == (
        "### cml-sync diff `old.xml` → `new.xml`\n\n"
        "**0 added, 0 removed, 1 changed, 20 equal**\n\n"
        "| kind | added | removed | changed |\n|---|---:|---:|---:|\n| offers | 0 | 0 | 1 |\n\n"
        "<details><summary>offers</summary>\n\n"
        f"- **~** `{ID}` `Чайник эмалированный «Маяк» 2,2 л`\n"
        f"  - `{FIELD}`: `1890.5` → `1790`\n\n</details>\n"
    )


def test_markdown_fits_into_a_comment(pair: CommandLine) -> None:
    offers = "".join(
        f"<Предложение><Ид>{number}</Ид><Наименование>`&lt;b>@you | {number}`</Наименование>"
        f"<Количество>{number}</Количество></Предложение>"
        for number in range(3000)
    )
    text = (
        '<КоммерческаяИнформация ВерсияСхемы="2.07"><ПакетПредложений><Ид>1#</Ид><Предложения>'
        f"{offers}</Предложения></ПакетПредложений></КоммерческаяИнформация>"
    )
    (pair.folder / "old.xml").write_text(text, encoding="utf-8")
    other = text.replace("</Количество>", "1</Количество>")
    (pair.folder / "new.xml").write_text(other, encoding="utf-8")
    ran = pair("diff", "old.xml", "new.xml", "--format", "markdown")
    assert ran.code == 1
    assert 60_000 < len(ran.out) < 65_000
    assert ran.out.count("<details>") == ran.out.count("</details>") == 1
    assert ran.out.endswith(" more records that differ\n")
    assert "`` `<b>@you | 17` ``" in ran.out


def test_html_is_a_page_without_markup_from_the_files(pair: CommandLine) -> None:
    text = (pair.folder / "new.xml").read_text(encoding="utf-8")
    text = text.replace("Чайник эмалированный", "&lt;script>alert(1)&lt;/script>")
    (pair.folder / "new.xml").write_text(text, encoding="utf-8")
    ran = pair("diff", "old.xml", "new.xml", "--format", "html")
    assert "<script>" not in ran.out
    assert "&lt;script&gt;alert(1)" in ran.out
    page = etree.fromstring(ran.out.encode(), etree.HTMLParser())
    assert [one.get("class") for one in page.iter("details")] == ["changed"]
    assert page.findtext(".//title") == "cml-sync diff"


def test_changes_are_laid_over_the_old_package(cml_sync: CommandLine) -> None:
    ran = cml_sync("diff", EXAMPLES / "shop-2.07", EXAMPLES / "changes", "--output", "json")
    assert ran.json()["new_changes_only"] is True
    assert ran.json()["removed"] > 30
    ran = cml_sync("diff", EXAMPLES / "shop-2.07", EXAMPLES / "changes")
    assert "--apply-changes lays it over the old one" in ran.err
    ran = cml_sync(
        "diff", EXAMPLES / "shop-2.07", EXAMPLES / "changes", "--apply-changes", "--output", "json"
    )
    said = ran.json()
    assert (said["added"], said["removed"], said["changed"]) == (1, 0, 6)
    fields = {
        (change["kind"], change["id"], row["field"]): (row["old"], row["new"])
        for change in said["changes"]
        for row in change["fields"]
    }
    assert fields["product", "56ab1bfe-8c6d-4b14-b863-ea631c4a6ebc", "deleted"] == (None, True)
    assert fields["offer", ID, "stock.total"] == ("13", "12")


def test_only_some_kinds_fields_and_numbers_count(pair: CommandLine) -> None:
    assert pair("diff", "old.xml", "new.xml", "--only", "price_type").code == 0
    assert pair("diff", "old.xml", "new.xml", "--only", "prices").code == 1
    assert pair("diff", "old.xml", "new.xml", "--only", "Offers").code == 1
    assert pair("diff", "old.xml", "new.xml", "--only", "orders").code == 0
    assert pair("diff", "old.xml", "new.xml", "--only", "rests").code == 0
    assert pair("diff", "old.xml", "new.xml", "--ignore-field", "prices.value").code == 0
    assert pair("diff", "old.xml", "new.xml", "--ignore-field", "offer.prices").code == 0
    assert pair("diff", "old.xml", "new.xml", "--ignore-field", "*.value").code == 0
    assert pair("diff", "old.xml", "new.xml", "--ignore-field", "stock").code == 1
    assert pair("diff", "old.xml", "new.xml", "--tolerance", "100").code == 1
    assert pair("diff", "old.xml", "new.xml", "--tolerance", "prices=100.5").code == 0
    assert pair("diff", "old.xml", "new.xml", "--tolerance", "stock=101").code == 1
    ran = pair("diff", "old.xml", "new.xml", "--tolerance", "much")
    assert (ran.code, "`much` is no tolerance" in ran.err) == (2, True)
    ran = pair("diff", "old.xml", "new.xml", "--only", "ofer")
    assert (ran.code, "did you mean `offer`?" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("option", "word", "near"),
    [
        ("--ignore-field", "nam", "there is no field `nam`; did you mean `name`?"),
        ("--ignore-field", "Цены", "there is no field `Цены`; did you mean `prices`?"),
        ("--ignore-field", "deletion_mark", "did you mean `deleted`?"),
        ("--ignore-field", "offers.prices", "did you mean `offer.prices`?"),
        ("--ignore-field", "", "there is no field ``; name one as"),
        ("--tolerance", "pri.value=1", "no field `pri.value`; did you mean `prices.value`"),
        ("--tolerance", "zzzz=1", "no field `zzzz`; name one as `cml-sync diff` shows it"),
        ("--only", "prodct", "there is no `prodct`; did you mean `product`?"),
    ],
)
def test_a_mistyped_field_or_kind_is_not_passed_over(
    pair: CommandLine, option: str, word: str, near: str
) -> None:
    ran = pair("diff", "old.xml", "new.xml", option, word)
    assert (ran.code, ran.out) == (2, "")
    assert f"error[E200]: Invalid value for '{option}'" in ran.err
    assert near in ran.err


def test_a_summary_and_a_limit(cml_sync: CommandLine) -> None:
    words = ("diff", EXAMPLES / "shop-2.07", EXAMPLES / "changes", "--apply-changes")
    assert cml_sync(*words, "--summary").out == "products: +1 -0 ~2\noffers: +0 -0 ~4\n"
    lines = cml_sync(*words, "--max", "1").out.splitlines()
    assert lines[0] == "products: +1 -0 ~2"
    assert lines[-1] == "… and 6 more records that differ"
    assert sum(line.startswith(("~", "+", "-")) for line in lines) == 1


def test_customers_are_masked_unless_asked_for(cml_sync: CommandLine) -> None:
    text = ORDERS.read_text(encoding="utf-8-sig")
    assert "+7 000 000-00-15" in text
    (cml_sync.folder / "new.xml").write_text(
        text.replace("+7 000 000-00-15", "+7 999 123-45-67"), encoding="utf-8"
    )
    for form in ("text", "json", "jsonl", "markdown", "html"):
        ran = cml_sync("diff", ORDERS, "new.xml", "--format", form)
        assert ran.code == 1
        assert "+7•••••67" in ran.out
        assert "123-45" not in ran.out
        ran = cml_sync("diff", ORDERS, "new.xml", "--format", form, "--show-data")
        assert "+7 999 123-45-67" in ran.out


TROUBLE = {
    "other kind": ("old.xml", str(ORDERS), "E125"),
    "missing": ("old.xml", "missing.xml", "E150"),
    "empty": ("old.xml", "empty.xml", "E105"),
    "cut off": ("old.xml", "cut.xml", "E106"),
}


@pytest.mark.parametrize("name", TROUBLE)
@pytest.mark.parametrize("turned", [False, True])
def test_trouble_ends_with_2_and_leaves_nothing(pair: CommandLine, name: str, turned: bool) -> None:
    old, new, code = TROUBLE[name]
    (pair.folder / "empty.xml").write_text("", encoding="utf-8")
    text = OFFERS.read_text(encoding="utf-8-sig")
    (pair.folder / "cut.xml").write_text(text[:20_000], encoding="utf-8")
    before = tree(pair.folder)
    paths = (new, old) if turned else (old, new)
    ran = pair("diff", *paths, "--output-file", "out.txt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error[E218]: ")
    assert f"[{code}]" in ran.err
    assert tree(pair.folder) == before
    ran = pair("diff", *paths, "--output", "json")
    assert (ran.code, ran.out) == (2, "")
    assert (json.loads(ran.err)["code"], json.loads(ran.err)["exit_code"]) == ("E218", 2)


def test_a_pair_of_different_kinds_is_named(pair: CommandLine) -> None:
    ran = pair("diff", "old.xml", ORDERS)
    assert f"`old.xml` holds offers, and `{ORDERS}` holds orders" in ran.err


def test_an_output_that_cannot_be_written_is_trouble(pair: CommandLine) -> None:
    ran = pair("diff", "old.xml", "new.xml", "--output-file", "no/where.md")
    assert ran.code == 2
    assert "E208" in ran.err


def test_a_doubled_record_is_named_by_its_line(pair: CommandLine) -> None:
    text = (pair.folder / "new.xml").read_text(encoding="utf-8")
    begin = text.index("<Предложение>")
    offer = text[begin : text.index("</Предложение>", begin) + len("</Предложение>")]
    twice = text.replace("</Предложения>", f"{offer}\n</Предложения>")
    (pair.folder / "new.xml").write_text(twice, encoding="utf-8")
    line = twice[: twice.rindex("<Предложение>")].count("\n") + 1
    ran = pair("diff", "old.xml", "new.xml")
    assert ran.code == 1
    identifier = offer.split("<Ид>")[1].split("<")[0]
    assert f"new.xml:{line}: `{identifier}` stands here again (offer)\n" in ran.err
    [row] = pair("diff", "old.xml", "new.xml", "--output", "json").json()["doubled"]
    assert row == {
        "package": "new",
        "kind": "offer",
        "id": identifier,
        "file": "new.xml",
        "line": line,
    }


def test_what_is_missing_on_the_command_line(pair: CommandLine) -> None:
    ran = pair("diff", "old.xml")
    assert (ran.code, "error[E219]: two packages" in ran.err) == (2, True)
    ran = pair("diff", "--textconv", "old.xml", "new.xml")
    assert (ran.code, "error[E219]: --textconv" in ran.err) == (2, True)


def test_help_names_the_exit_codes(pair: CommandLine) -> None:
    said = " ".join(pair("diff", "--help").out.split())
    assert "0 nothing differs 1 something differs 2 trouble: nothing was compared" in said


def test_the_text_of_a_package_has_one_field_a_line(pair: CommandLine) -> None:
    ran = pair("diff", "--textconv", "old.xml")
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    at = lines.index(f"offer {ID}")
    assert f"    {FIELD} = 1890.5" in lines[at:]
    again = pair("diff", "--textconv", "new.xml").out.splitlines()
    assert [(old, new) for old, new in zip(lines, again, strict=True) if old != new] == [
        (f"    {FIELD} = 1890.5", f"    {FIELD} = 1790")
    ]


@pytest.fixture
def repository(pair: CommandLine) -> Path:
    """A git repository: offers.xml was committed, and then one price of it changed."""
    if shutil.which("git") is None:
        pytest.skip("no git on this machine")
    folder = pair.folder
    _git(folder, "init", "-q")
    _git(folder, "config", "user.email", "exchange@example.ru")
    _git(folder, "config", "user.name", "Exchange")
    (folder / "old.xml").rename(folder / "offers.xml")
    _git(folder, "add", "offers.xml")
    _git(folder, "commit", "-q", "-m", "offers")
    (folder / "new.xml").rename(folder / "offers.xml")
    return folder


def _git(folder: Path, *words: str) -> str:
    environment = {
        **os.environ,
        "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_git_difftool_shows_what_changed_by_meaning(repository: Path) -> None:
    for words in (
        ("difftool", "-y", "-x", "cml-sync diff"),
        (
            "-c",
            'difftool.cml-sync.cmd=cml-sync diff "$LOCAL" "$REMOTE"',
            "difftool",
            "-y",
            "-t",
            "cml-sync",
        ),
    ):
        assert f"    {FIELD}: 1890.5 → 1790\n" in _git(repository, *words)


def test_git_difftool_compares_whole_folders(repository: Path) -> None:
    _git(repository, "config", "difftool.cml-sync.cmd", 'cml-sync diff "$LOCAL" "$REMOTE"')
    shown = _git(repository, "difftool", "--no-symlinks", "-d", "-t", "cml-sync")
    assert f"    {FIELD}: 1890.5 → 1790\n" in shown


def test_git_diff_shows_the_text_of_packages(repository: Path) -> None:
    _git(repository, "config", "diff.commerceml.textconv", "cml-sync diff --textconv")
    _git(repository, "config", "diff.commerceml.cachetextconv", "true")
    (repository / ".gitattributes").write_text("*.xml diff=commerceml\n", encoding="utf-8")
    shown = _git(repository, "diff", "--unified=0").splitlines()
    assert [line for line in shown if line.startswith(("+ ", "- "))] == [
        f"-    {FIELD} = 1890.5",
        f"+    {FIELD} = 1790",
    ]


def test_pictures_with_other_content_can_be_left_out(pair: CommandLine) -> None:
    for name, byte in (("a", b"1"), ("b", b"2")):
        shutil.copytree(EXAMPLES / "shop-2.07", pair.folder / name)
        picture = next(path for path in sorted((pair.folder / name).rglob("*.jpg")))
        picture.write_bytes(byte)
    assert "\n    content\n" in pair("diff", "a", "b").out
    assert pair("diff", "a", "b", "--ignore-field", "content").code == 0
    assert pair("diff", "a", "b", "--ignore-field", "picture").code == 0
    assert pair("diff", "a", "b", "--ignore-field", "picture.bytes").code == 1
