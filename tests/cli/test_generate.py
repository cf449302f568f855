"""`cml-sync generate`."""

import json

import pytest
from tests.cli.commandline import CommandLine


def test_what_is_generated_is_valid(cml_sync: CommandLine) -> None:
    ran = cml_sync("generate", "-o", "shop", "--products", "20", "--variants", "2", "--pictures")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "import0_1.xml: groups 3, properties 4, products 20",
        "offers0_1.xml: price types 2, warehouses 2, offers 40",
        "shop: 2 parts, 71 records, 20 pictures",
    ]
    checked = cml_sync("validate", "--level", "strict", "shop")
    assert (checked.code, checked.out) == (0, ""), checked.out


def test_defects_are_those_that_were_asked_for(cml_sync: CommandLine) -> None:
    ran = cml_sync("generate", "-o", "shop", "--defect", "CML301:3", "--defect", "cml767,306")
    assert "defects: CML301 ×3, CML767 ×1, CML306 ×1" in ran.out
    checked = cml_sync("validate", "--level", "strict", "--output", "json", "shop")
    found = sorted(problem["code"] for problem in checked.json()["problems"])
    assert found == ["CML301", "CML301", "CML301", "CML306", "CML767"]


def test_orders_alone_and_with_goods(cml_sync: CommandLine) -> None:
    cml_sync("generate", "-o", "orders.xml", "--orders", "7", "--dialect", "ut11")
    checked = cml_sync("validate", "--level", "strict", "--for", "ut11", "orders.xml")
    assert (checked.code, checked.out) == (0, "")
    both = cml_sync("generate", "-o", "both", "--orders", "2", "--products", "2")
    assert [line.partition(":")[0] for line in both.out.splitlines()] == [
        "import0_1.xml",
        "offers0_1.xml",
        "orders.xml",
        "both",
    ]


def test_a_version_in_any_spelling(cml_sync: CommandLine) -> None:
    ran = cml_sync("--output", "json", "generate", "-o", "a", "--dialect", "210", "--seed", "4")
    report = ran.json()
    assert (report["dialect"], report["seed"]) == ("2.10", 4)
    assert report["records"]["product"] == 100


def test_the_list_of_defects(cml_sync: CommandLine) -> None:
    ran = cml_sync("generate", "--defects")
    lines = ran.out.splitlines()
    assert lines[0] == "CML101  Product without a name"
    assert "CML338  Prices among the goods (also CML167)" in lines
    assert f"{len(lines)} defects can be planted" in ran.err
    russian = cml_sync("generate", "--defects", "--output", "json", "--lang", "ru").json()
    assert [row["code"] for row in russian["defects"]] == [line[:6] for line in lines]


def test_to_stdout(cml_sync: CommandLine) -> None:
    ran = cml_sync("generate", "-o", "-", "--orders", "1", "--form", "jsonl")
    first = json.loads(ran.out.splitlines()[0])
    assert first
    assert "1 part" in ran.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--defect", "CML30"), 2, "there is no defect `CML30` to plant"),
        (("--defect", "CML301:x"), 2, "CML301:x is none: write CML301, or CML301:5 for five"),
        (("--defect", "CML301:101"), 2, "there are 100 records for it, and 101 would be needed"),
        (("--defect", "CML601"), 2, "it needs orders (`--orders`)"),
        (("--date", "yesterday"), 2, "yesterday is no date"),
        (("--dialect", "2.7x"), 2, "2.7x"),
        (("--products", "0"), 2, "0"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(
    cml_sync: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    ran = cml_sync("generate", "-o", "out", *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert list(cml_sync.folder.iterdir()) == []


def test_what_stands_there_is_kept_unless_it_may_go(cml_sync: CommandLine) -> None:
    assert cml_sync("generate", "-o", "out", "--products", "1").code == 0
    before = {path.name: path.read_bytes() for path in (cml_sync.folder / "out").iterdir()}
    refused = cml_sync("generate", "-o", "out", "--products", "2")
    assert refused.code == 2
    assert before == {path.name: path.read_bytes() for path in (cml_sync.folder / "out").iterdir()}
    assert cml_sync("generate", "-o", "out", "--products", "2", "--replace").code == 0


def test_no_output_is_named(cml_sync: CommandLine) -> None:
    ran = cml_sync("generate")
    assert (ran.code, ran.out) == (2, "")
    assert "--out" in ran.err


def test_no_order_of_a_hash_is_in_it(cml_sync: CommandLine) -> None:
    words = ("--products", "9", "--variants", "2", "--orders", "3", "--defect", "CML301:2,CML205")
    for number in ("1", "2"):
        ran = cml_sync("generate", "-o", f"out{number}", *words, PYTHONHASHSEED=number)
        assert ran.code == 0, ran.err
    one, other = (
        {path.name: path.read_bytes() for path in (cml_sync.folder / name).iterdir()}
        for name in ("out1", "out2")
    )
    assert one == other


def test_the_day_decides_about_vat(cml_sync: CommandLine) -> None:
    cml_sync("generate", "-o", "old", "--date", "2026-01-08", "--orders", "40")
    checked = cml_sync("validate", "--level", "strict", "old")
    assert (checked.code, checked.out) == (0, ""), checked.out


@pytest.mark.parametrize(
    "words",
    [
        ("-o", "shop.xml", "--form", "jsonl"),
        ("-o", "orders.jsonl", "--orders", "1"),
        ("-o", "shop", "--defect", "CML305:0"),
    ],
    ids=" ".join,
)
def test_wishes_that_contradict_themselves(cml_sync: CommandLine, words: tuple[str, ...]) -> None:
    ran = cml_sync("generate", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error[E200]: ")
    assert list(cml_sync.folder.iterdir()) == []
