"""What the pages say is so: keys, presets, commands, codes, links, examples."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.cli.commandline import PROGRAM
from tests.docs import pages
from tests.docs.pages import LANGUAGES, READMES, REPOSITORY, WRITTEN, Block

from cml_sync.cli.commands import EXIT_MEANINGS
from cml_sync.config.dialect_table import DialectTable
from cml_sync.config.loader import load_settings
from cml_sync.config.partner import OWN_KEYS
from cml_sync.config.presets import PRESETS
from cml_sync.config.settings import Guards, Job, Serve
from cml_sync.errors import ExitCode
from cml_sync.transports.registry import SCHEMES
from cml_sync.transports.retrying import RetryPolicy
from cml_sync.transports.switches import Poll, ProtocolSwitches
from docs.generate import commands, main, session_in
from schemas.configuration import transport_keys

ENDED: Final = "$ echo $?"
PROGRAMS: Final = {"cml-sync": str(PROGRAM), "head": "/usr/bin/head", "ls": "/bin/ls"}
"""What is run, in a folder with the examples in it; nothing else is."""


def keys() -> Iterator[str]:
    """Every key of the configuration, as the page calls it."""
    yield from ("state", "endpoint.", "job.", "serve", *OWN_KEYS)
    for kind in SCHEMES.values():
        yield from transport_keys(kind.options_model())
    for fields in (Guards, RetryPolicy, DialectTable, Serve):
        yield from fields.model_fields
    yield from (name for name in ProtocolSwitches.model_fields if name != "poll")
    yield from (f"poll.{name}" for name in Poll.model_fields)
    yield from (name for name in Job.model_fields if name != "name")


def test_generated_pages_are_fresh() -> None:
    assert main(check=True) == 0, "run `make docs`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_have_the_same_pages_and_headings(language: str) -> None:
    for name in WRITTEN:
        ours, theirs = (pages.DOCS / which / f"{name}.md" for which in (language, LANGUAGES[0]))
        assert len(pages.anchors(ours)) == len(pages.anchors(theirs)), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_configuration_is_explained(language: str) -> None:
    page = pages.read(pages.DOCS / language / "configuration.md")
    missing = [key for key in keys() if f"`{key}" not in page]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_preset_is_explained(language: str) -> None:
    page = pages.read(pages.DOCS / language / "configuration.md")
    missing = [preset for preset in PRESETS if f"`{preset}`" not in page]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_is_mentioned_by_hand(language: str) -> None:
    written = [pages.DOCS / language / f"{name}.md" for name in WRITTEN]
    said = "\n".join(map(pages.read, [*written, READMES[language]]))
    names = [context.command_path for context in commands(session_in("en"))]
    missing = [name for name in names if name not in said]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exit_code_has_a_line_in_trouble(language: str) -> None:
    page = pages.read(pages.DOCS / language / "trouble.md")
    rows = re.findall(r"^\| ([\d, ]+) \|", page, re.MULTILINE)
    assert {int(code) for row in rows for code in row.split(",")} == set(ExitCode)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_exit_codes_of_readme_are_those_of_the_program(language: str) -> None:
    rows = exit_rows(language)
    assert [code for codes, _ in rows for code in codes] == list(ExitCode)


def test_readme_says_of_exit_codes_what_help_says() -> None:
    for codes, meaning in exit_rows("en"):
        if len(codes) == 1:
            assert meaning == str(EXIT_MEANINGS[ExitCode(codes[0])])
        for code in codes:
            word, _, rest = str(EXIT_MEANINGS[ExitCode(code)]).partition(";")
            assert word in meaning
            assert meaning.endswith(rest)


def exit_rows(language: str) -> list[tuple[list[int], str]]:
    """The codes and the words of every row of the table in README."""
    page = pages.read(READMES[language]).replace("`", "")
    found = re.findall(r"^\| (\d[\d, ]*) \| (.+) \|$", page, re.MULTILINE)
    return [([int(code) for code in codes.split(",")], meaning) for codes, meaning in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_error_codes_of_the_pages_exist(language: str) -> None:
    said = set(re.findall(r"\bE\d{3,4}\b", pages.in_language(language)))
    source = "\n".join(map(pages.read, (REPOSITORY / "src").rglob("*.py")))
    assert [code for code in sorted(said) if f'"{code}"' not in source] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_check_codes_of_the_pages_exist(language: str) -> None:
    listed = pages.read(pages.DOCS / language / "checks.md")
    said = set(re.findall(r"\bCML\d{3}\b", pages.in_language(language)))
    assert [code for code in sorted(said) if f"{code}" not in listed] == []


@pytest.mark.parametrize("page", pages.pages(), ids=lambda p: str(p.relative_to(REPOSITORY)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in pages.links(page):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        if anchor:
            assert anchor in pages.anchors(there), target


@pytest.mark.parametrize("block", list(pages.blocks("toml")), ids=str)
def test_configurations_of_the_pages_load(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "cml-sync.toml"
    path.write_text(block.content, encoding="utf-8")
    load_settings(path, {})


def runnable() -> Iterator[Block]:
    """The blocks with commands over examples/."""
    for block in pages.blocks("console"):
        commands_ = [line for line in block.content.splitlines() if line.startswith("$ cml-sync")]
        if any("examples/" in line for line in commands_):
            yield block


@pytest.mark.parametrize("block", list(runnable()), ids=str)
def test_commands_over_examples_end_as_said(block: Block, tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(REPOSITORY / "examples")
    steps = [step for step in re.split(r"^(?=\$ )", block.content, flags=re.MULTILINE) if step]
    for step, following in zip(steps, [*steps[1:], ""], strict=True):
        line, _, said = step.partition("\n")
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if words[0] not in PROGRAMS or line == ENDED:
            continue
        done = subprocess.run(
            [PROGRAMS[words[0]], *words[1:]],
            cwd=tmp_path,
            env={"PATH": "", "HOME": str(tmp_path), "LANG": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        code = int(following.partition("\n")[2]) if following.startswith(ENDED) else 0
        assert done.returncode == code, done.stdout
        if said.strip():
            assert done.stdout == said
