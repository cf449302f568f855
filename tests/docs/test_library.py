"""The code on the page about the library runs, and prints what stands below it."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from tests.docs import pages
from tests.docs.pages import LANGUAGES, REPOSITORY

import cml_sync

EXAMPLES: Final = REPOSITORY / "examples"
_SHOWN: Final = re.compile(
    r"^```python\n(?P<code>.*?)^```\n\n```text\n(?P<printed>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Shown(NamedTuple):
    """A block of code and what it prints."""

    language: str
    number: int
    code: str
    printed: str


def shown(language: str) -> Iterator[Shown]:
    """The blocks of one page."""
    page = pages.read(pages.DOCS / language / "library.md")
    for number, found in enumerate(_SHOWN.finditer(page), start=1):
        yield Shown(language, number, found["code"], found["printed"])


BLOCKS: Final = [block for language in LANGUAGES for block in shown(language)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLES / "shop-2.07", tmp_path / "webdata")
    shutil.copy(EXAMPLES / "orders" / "orders.xml", tmp_path)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.language}-{block.number}")
def test_the_code_prints_what_stands_below(
    block: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(block.code, "library.md", "exec"), {})  # noqa: S102 - code of our own page
    assert capsys.readouterr().out == block.printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_of_code_is_run(language: str) -> None:
    page = pages.DOCS / language / "library.md"
    assert pages.read(page).count("```python") == len(list(shown(language))) > 5


def test_both_languages_show_the_same_code() -> None:
    english, russian = ([block[2:] for block in shown(one)] for one in LANGUAGES)
    assert english == russian


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_is_shown(language: str) -> None:
    page = pages.read(pages.DOCS / language / "library.md")
    functions = {name for name in vars(cml_sync)["__all__"] if name[0].islower()}
    assert {
        name for name in functions if f"`{name}" not in page and f"{name}(" not in page
    } == set()


def test_the_code_is_typed(tmp_path: Path) -> None:
    files = [tmp_path / f"shown_{block.number}.py" for block in shown("en")]
    for path, block in zip(files, shown("en"), strict=True):
        path.write_text(block.code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *files],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (
        0,
        f"Success: no issues found in {len(files)} source files\n",
    )
