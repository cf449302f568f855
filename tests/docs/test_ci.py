"""The workflows of examples/ci run as they stand, over examples/."""

import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from tests.cli.commandline import EXAMPLES, CommandLine
from tests.cli.sarif import checked

FOLDER = EXAMPLES / "ci"
COMMAND = re.compile(r"(?:^|\s)cml-sync ((?:validate|diff) [^|\n]+)", re.MULTILINE)


def commands(path: Path) -> Iterator[list[str]]:
    """The command lines of cml-sync in a file, those of comments too."""
    for found in COMMAND.finditer(path.read_text(encoding="utf-8")):
        yield shlex.split(found[1])


@pytest.fixture
def checkout(tmp_path: Path) -> CommandLine:
    """A folder that holds examples/."""
    folder = tmp_path / "work"
    for name in ("examples", "before/examples"):
        shutil.copytree(EXAMPLES, folder / name)
    return CommandLine(folder)


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.name)
def test_every_command_runs(checkout: CommandLine, path: Path) -> None:
    lines = list(commands(path))
    assert lines
    for words in lines:
        here = [word.replace("/srv/exchange", str(checkout.folder)) for word in words]
        ran = checkout(*here)
        assert ran.code == 0, ran.err


def test_github_uploads_what_was_written(checkout: CommandLine) -> None:
    workflow = (FOLDER / "github.yml").read_text(encoding="utf-8")
    [words] = [words for words in commands(FOLDER / "github.yml") if "sarif" in words]
    file = words[words.index("--output-file") + 1]
    assert f"sarif_file: {file}\n" in workflow
    broken = checkout.folder / "examples" / "shop-2.07" / "offers0_1.xml"
    offers = broken.read_text(encoding="utf-8")
    broken.write_text(offers.replace(">390<", ">дорого<", 1), encoding="utf-8")
    assert checkout(*words).code == 1
    [result] = checked(json.loads((checkout.folder / file).read_text(encoding="utf-8")))
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"] == {
        "uri": "examples/shop-2.07/offers0_1.xml",
        "uriBaseId": "%SRCROOT%",
    }
    assert (physical["region"]["startLine"], physical["region"]["startColumn"]) == (126, 7)


def test_gitlab_reads_what_was_written(checkout: CommandLine) -> None:
    pipeline = (FOLDER / "gitlab-ci.yml").read_text(encoding="utf-8")
    [words] = commands(FOLDER / "gitlab-ci.yml")
    assert checkout(*words).code == 0
    file = words[words.index("--output-file") + 1]
    assert f"junit: {file}\n" in pipeline
    suites = etree.fromstring((checkout.folder / file).read_bytes())
    assert (suites.tag, suites.get("failures"), len(suites)) == ("testsuites", "0", 2)
