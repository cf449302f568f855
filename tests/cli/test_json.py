"""`--output json` of every command: one document on stdout that names its schema."""

import json
from collections.abc import Callable

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine
from tests.cli.conftest import configure, over_http
from tests.servers.shop import Shop

from cml_sync.cli.app import COMMANDS

SCHEMAS = {
    ("validate", str(EXAMPLES / "shop-2.07")): "cml-sync.validate/1",
    ("inspect", str(EXAMPLES / "shop-2.07")): "cml-sync.inspect/1",
    ("convert", str(EXAMPLES / "shop-2.07"), "-o", "new", "--replace"): "cml-sync.convert/1",
    ("anonymize", str(EXAMPLES / "orders"), "-o", "safe", "--replace"): "cml-sync.anonymize/1",
    ("diff", str(EXAMPLES / "shop-2.07"), str(EXAMPLES / "shop-2.07")): "cml-sync.diff/1",
    ("generate", "-o", "invented", "--replace", "--products", "3"): "cml-sync.generate/1",
    ("generate", "--defects"): "cml-sync.generate-defects/1",
    ("explain", "cml301"): "cml-sync.explain/1",
    ("pull", "catalog", "offers"): "cml-sync.pull/1",
    ("pull", "catalog", "--dry-run"): "cml-sync.pull/1",
    ("push", "catalog", "offers"): "cml-sync.push/1",
    ("push", "catalog", str(EXAMPLES / "shop-2.07")): "cml-sync.push/1",
    ("run", "goods"): "cml-sync.run/1",
    ("status",): "cml-sync.status/1",
    ("config", "check"): "cml-sync.config-check/1",
    ("config", "show"): "cml-sync.config/1",
    ("demo",): "cml-sync.demo/1",
}


def test_every_command_is_looked_at() -> None:
    # `serve` has no result: it talks until it is stopped.
    assert {words[0] for words in SCHEMAS} | {"serve"} == set(COMMANDS)


@pytest.mark.parametrize("words", SCHEMAS, ids=" ".join)
def test_the_result_is_one_document_with_its_schema(
    exchange: CommandLine, words: tuple[str, ...]
) -> None:
    for line in ((*words, "--output", "json"), ("--output", "json", *words)):
        ran = exchange(*line)
        assert ran.code == 0, ran.err
        assert ran.json()["schema"] == SCHEMAS[words]


def test_russian_does_not_change_what_programs_read(exchange: CommandLine) -> None:
    english = exchange("config", "check", "--output", "json")
    russian = exchange("config", "check", "--output", "json", "--lang", "ru")
    assert english.json() == russian.json()


@pytest.mark.parametrize(
    ("words", "code", "exit_code"),
    [
        (("validate", "missing.xml"), "E150", 1),
        (("inspect", "missing.xml"), "E150", 1),
        (("push", "catalog", "missing.xml"), "E150", 1),
        (("pull", "offers", "--from", "1c"), "E1105", 11),
        (("run", "night"), "E1106", 11),
    ],
    ids=str,
)
def test_an_error_is_one_document_on_stderr(
    exchange: CommandLine, words: tuple[str, ...], code: str, exit_code: int
) -> None:
    ran = exchange(*words, "--output", "json")
    assert (ran.code, ran.out) == (exit_code, "")
    error = json.loads(ran.err)
    assert (error["schema"], error["code"], error["exit_code"]) == (
        "cml-sync.error/1",
        code,
        exit_code,
    )
    assert error["message"]
    assert error["hint"]


def test_findings_stand_in_the_document(cml_sync: CommandLine) -> None:
    part = (EXAMPLES / "shop-2.07" / "offers0_1.xml").read_text(encoding="utf-8")
    (cml_sync.folder / "offers.xml").write_text(part[:20_000], encoding="utf-8")
    ran = cml_sync("validate", "offers.xml", "--output", "json")
    assert ran.code == 1
    [problem] = [row for row in ran.json()["problems"] if row["severity"] == "error"]
    assert (problem["code"], problem["file"]) == ("E106", "offers.xml")


@pytest.mark.parametrize("spoil", [lambda text: text[:9000], lambda _: ""], ids=["cut", "empty"])
def test_what_stopped_an_endpoint_stands_in_the_document_of_the_run(
    exchange: CommandLine, shop: Shop, spoil: Callable[[str], str]
) -> None:
    configure(exchange, shop=over_http(shop))
    part = exchange.folder / "erp" / "import0_1.xml"
    part.write_text(spoil(part.read_text(encoding="utf-8")), encoding="utf-8")
    ran = exchange("pull", "catalog", "--output", "json")
    assert ran.code == 1
    [failed] = ran.json()["runs"]
    assert (failed["endpoint"], failed["exit_code"]) == ("erp", 1)
    assert failed["failure"]["file"] == "import0_1.xml"
    assert failed["failure"]["message"].startswith("The file ")
    assert ran.err == ""
