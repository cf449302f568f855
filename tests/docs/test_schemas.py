"""schemas/ is fresh, complete, and says what is really written."""

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import Draft202012Validator
from tests.cli.commandline import EXAMPLES, CommandLine

from cml_sync.model.records import dump
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part
from schemas.generate import HERE, REPORTS, files, main, report_file

SOURCE: Final = HERE.parent / "src"
SHOP: Final = EXAMPLES / "shop-2.07"
FOLDERS: Final = """
[endpoint.erp]
role = "erp"
url = "file:webdata"
settle = 0

[endpoint.shop]
role = "shop"
url = "file:shop"

[job.night]
steps = ["pull catalog offers", "push catalog offers"]
"""


@cache
def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((HERE / name).read_text(encoding="utf-8")))


def test_schemas_are_fresh() -> None:
    assert main(check=True) == 0, "run `make schemas`"


def test_every_schema_is_one() -> None:
    for name in (name for name, _ in files() if name.endswith(".json")):
        Draft202012Validator.check_schema(schema(name).schema)


def test_every_schema_id_of_the_code_has_a_schema() -> None:
    ids = {
        found
        for path in SOURCE.rglob("*.py")
        for found in re.findall(r"cml-sync\.[a-z-]+/\d", path.read_text(encoding="utf-8"))
    }
    assert ids == set(REPORTS)


@pytest.mark.parametrize("path", sorted((EXAMPLES / "config").glob("*.toml")), ids=lambda p: p.name)
def test_example_configurations_fit(path: Path) -> None:
    schema("cml-sync.toml.schema.json").validate(tomllib.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "wrong",
    [
        '[endpoint.erp]\nrole = "erp"',
        '[endpoint.erp]\nrole = "boss"\nurl = "file:x"',
        '[endpoint.erp]\nrole = "erp"\nurl = "file:x"\nlogn = "x"',
        '[endpoint.erp]\nrole = "erp"\nurl = "file:x"\ntimeout = 3',
        '[endpoint.erp]\nrole = "erp"\nurl = "https://x/y"\nsettle = 3',
        '[endpoint.erp]\nrole = "erp"\nurl = "file:x"\npassword = "x"',
        '[endpoint.erp]\nrole = "erp"\nurl = "file:x"\npreset = "magento"',
        '[endpoint.erp]\nrole = "erp"\nurl = "file:x"\ndialect = { units = "pounds" }',
        '[endpoint.ERP]\nrole = "erp"\nurl = "file:x"',
        '[job.night]\nschedule = "0 3 * * *"',
        '[job.night]\nsteps = ["fetch offers"]',
        '[serve]\nlogin = "1c"',
        'stat = "x"',
    ],
)
def test_a_wrong_configuration_does_not_fit(wrong: str) -> None:
    assert not schema("cml-sync.toml.schema.json").is_valid(tomllib.loads(wrong))


def test_sizes_may_be_numbers_or_words() -> None:
    serve = '[serve]\nlogin = "1c"\npassword = { env = "X" }\nfile_limit = '
    found = schema("cml-sync.toml.schema.json")
    assert found.is_valid(tomllib.loads(f"{serve}204800"))
    assert found.is_valid(tomllib.loads(f'{serve}"200 KB"'))
    assert not found.is_valid(tomllib.loads(f'{serve}"a lot"'))


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.rglob("*.xml")), ids=lambda path: path.relative_to(EXAMPLES).as_posix()
)
def test_records_of_the_examples_fit(path: Path) -> None:
    known: dict[str, Draft202012Validator] = {}
    with path.open("rb") as file:
        for entry in open_part(file, path.name):
            if isinstance(entry, RecordRead):
                kind = entry.kind.value
                known.setdefault(kind, schema(f"records/{kind}.schema.json"))
                known[kind].validate(json.loads(dump(entry.record)))


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    folder = tmp_path / "work"
    (folder / "shop").mkdir(parents=True)
    (folder / "webdata").mkdir()
    for part in SHOP.glob("*.xml"):
        (folder / "webdata" / part.name).write_bytes(part.read_bytes())
    found = CommandLine(folder)
    found.write_config(FOLDERS)
    return found


def fits(answer: Any) -> str:
    id_ = answer["schema"]
    schema(report_file(id_)).validate(answer)
    return str(id_)


def test_validate_and_inspect_write_what_their_schemas_say(line: CommandLine) -> None:
    broken = line.folder / "broken.xml"
    broken.write_text('<КоммерческаяИнформация ВерсияСхемы="2.07"><Каталог></Кат', encoding="utf-8")
    for path in (SHOP, broken):
        assert fits(line("validate", path, "--output", "json").json()) == "cml-sync.validate/1"
        assert fits(line("inspect", path, "--output", "json").json()) == "cml-sync.inspect/1"


def test_explain_writes_what_its_schema_says(line: CommandLine) -> None:
    assert fits(line("explain", "--output", "json").json()) == "cml-sync.explain/1"


def test_a_baseline_is_what_its_schema_says(line: CommandLine) -> None:
    broken = line.folder / "broken.xml"
    broken.write_text(
        (SHOP / "offers0_1.xml").read_text(encoding="utf-8").replace(">390<", ">x<"), "utf-8"
    )
    assert line("validate", broken, "--baseline", "known.json", "--write-baseline").code == 0
    known = json.loads((line.folder / "known.json").read_text(encoding="utf-8"))
    assert fits(known) == "cml-sync.baseline/1"
    assert known["problems"]


def test_an_exchange_writes_what_its_schemas_say(line: CommandLine) -> None:
    for words in ("pull catalog offers", "push catalog offers"):
        said = line(*words.split(), "--output", "json").json()
        assert fits(said) == f"cml-sync.{words.split()[0]}/1"
        (kept,) = Path(said["path"]).parent.glob(f"{said['id']}.json")
        schema(report_file(said["schema"])).validate(said)
        assert kept.is_file()


@pytest.mark.servers
def test_the_demo_writes_what_its_schema_says(line: CommandLine) -> None:
    assert fits(line("demo", "--folder", "look", "--output", "json").json()) == "cml-sync.demo/1"


def test_status_and_a_job_write_what_their_schemas_say(line: CommandLine) -> None:
    assert fits(line("status", "--output", "json").json()) == "cml-sync.status/1"
    assert fits(line("run", "night", "--output", "json").json()) == "cml-sync.run/1"
    assert fits(line("status", "--output", "json").json()) == "cml-sync.status/1"


def test_config_writes_what_its_schemas_say(line: CommandLine) -> None:
    assert fits(line("config", "check", "--output", "json").json()) == "cml-sync.config-check/1"
    assert fits(line("config", "show", "--output", "json").json()) == "cml-sync.config/1"


def test_an_error_is_what_its_schema_says(line: CommandLine) -> None:
    line.write_config("nonsense = 1")
    assert fits(json.loads(line("config", "check", "--output", "json").err)) == "cml-sync.error/1"


def test_readers_of_reports_must_bear_new_keys(line: CommandLine) -> None:
    answer = line("config", "check", "--output", "json").json()
    schema("reports/cml-sync.config-check-1.schema.json").validate({**answer, "new": 1})
