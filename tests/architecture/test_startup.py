"""`--version`, `--help` and `validate` load nothing that they do not need."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"

PROBE = """
import os, sys
os._exit = sys.exit  # which leaves at once, before anything can be asked
sys.argv = ["cml-sync", *{arguments!r}]
from cml_sync.cli.entry import main
try:
    main()
except SystemExit:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_version_and_help_stay_light(arguments: list[str]) -> None:
    heavy = {"httpx", "paramiko", "sqlalchemy", "alembic", "lxml", "pydantic", "rich", "tenacity"}
    assert loaded(*arguments) & heavy == set()


def test_validate_never_loads_a_transport_or_the_store() -> None:
    heavy = {"httpx", "paramiko", "sqlalchemy", "alembic", "starlette", "uvicorn", "tenacity"}
    assert loaded("validate", "/nowhere.xml") & heavy == set()


SMALL = ("orders/orders.xml", "shop-2.07/offers0_1.xml")


@pytest.mark.parametrize("file", SMALL)
def test_a_small_file_without_problems_loads_only_what_reads_and_checks_it(file: str) -> None:
    heavy = {
        "rich",
        "pickle",
        "cml_sync.checks.remembered",
        "cml_sync.cli.formats.page",
        "cml_sync.cli.formats.sarif",
        "cml_sync.jobs.crew",
        "cml_sync.jobs.report",
        "cml_sync.packages.archive",
        "cml_sync.xml.places.excerpts",
        "cml_sync.xml.places.framing",
        "difflib",
        "email",
        "json",
        "shutil",
        "traceback",
    }
    found = loaded("--lang", "en", "validate", str(EXAMPLES / file))
    assert found & heavy == set()
    floors = {".".join(name.split(".")[:2]) for name in found if name.startswith("cml_sync.")}
    assert floors & {"cml_sync.store", "cml_sync.transports", "cml_sync.site"} == set()


BUILT = """
import os, sys
os._exit = sys.exit
sys.argv = ["cml-sync", "validate", {file!r}]
from cml_sync.cli.entry import main
try:
    main()
except SystemExit:
    from cml_sync.jobs.validate import ValidationReport
    from cml_sync.model.records import MODELS, SECTIONS
    from cml_sync.model.information import CommercialInformation
    models = {{*MODELS.values(), *SECTIONS.values(), CommercialInformation, ValidationReport}}
    print(*sorted(one.__name__ for one in models if one.__pydantic_complete__))
"""


@pytest.mark.parametrize(
    ("file", "built"),
    [
        (SMALL[0], ["Document"]),
        (SMALL[1], ["Offer", "PriceType", "Warehouse"]),
    ],
)
def test_only_the_records_that_occur_get_a_validator(file: str, built: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUILT.format(file=str(EXAMPLES / file))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == built
