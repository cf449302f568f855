"""`--version`, `--help` and `validate` load nothing that they do not need."""

import json
import subprocess
import sys

import pytest

PROBE = """
import json, sys
sys.argv = ["cml-sync", *{arguments!r}]
from cml_sync.cli.entry import main
try:
    main()
except SystemExit:
    print(json.dumps(sorted(name for name in sys.modules if "." not in name)), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments))],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_version_and_help_stay_light(arguments: list[str]) -> None:
    heavy = {"httpx", "paramiko", "sqlalchemy", "alembic", "lxml", "pydantic", "rich", "tenacity"}
    assert loaded(*arguments) & heavy == set()


def test_validate_never_loads_a_transport_or_the_store() -> None:
    heavy = {"httpx", "paramiko", "sqlalchemy", "alembic", "starlette", "uvicorn", "tenacity"}
    assert loaded("validate", "/nowhere.xml") & heavy == set()
