"""The workflows that tell a pull request what differs: their scripts run, in a real repository."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest
from tests.cli.commandline import EXAMPLES, PROGRAM

FOLDER = EXAMPLES / "ci"
PRICE = "prices[1ef21496-e12f-4649-ba3c-f91a8b00a723].value"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One commit with the examples, and one in which a price is another."""
    folder = tmp_path / "work"
    shutil.copytree(EXAMPLES, folder / "examples")
    for words in (
        ["init", "-q"],
        ["config", "user.email", "exchange@example.ru"],
        ["config", "user.name", "Exchange"],
        ["add", "."],
        ["commit", "-q", "-m", "yesterday"],
    ):
        assert run(folder, " ".join(["git", *words])).returncode == 0
    offers = folder / "examples" / "shop-2.07" / "offers0_1.xml"
    text = offers.read_text(encoding="utf-8")
    offers.write_text(text.replace(">1890.5<", ">1790<"), encoding="utf-8")
    assert run(folder, "git commit -q -a -m today").returncode == 0
    return folder


def run(folder: Path, script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """A script as a runner runs it; tools that are not here write down how they are called."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    for name in ("pip", "gh", "curl"):
        tool = tools / name
        tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "{name} $*" >> "{tools}/called"\n')
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={
            "PATH": f"{tools}:{PROGRAM.parent}:{os.environ['PATH']}",
            "HOME": str(folder.parent),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_NOSYSTEM": "1",
            **variables,
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def github_scripts() -> list[str]:
    text = (FOLDER / "github-diff.yml").read_text(encoding="utf-8")
    return [dedent(found) for found in re.findall(r"run: \|\n((?: {10}.*\n)+)", text)]


def gitlab_script() -> str:
    text = (FOLDER / "gitlab-diff.yml").read_text(encoding="utf-8")
    block = text.split("  script:\n")[1].split("  artifacts:")[0]
    return "\n".join(line.removeprefix("    - ") for line in block.splitlines())


def called(folder: Path) -> str:
    return (folder.parent / "tools" / "called").read_text(encoding="utf-8")


def test_github_comments_what_differs(repository: Path) -> None:
    compare, comment = github_scripts()
    summary = repository.parent / "summary.md"
    ran = run(repository, compare, BASE="HEAD~1", GITHUB_STEP_SUMMARY=str(summary))
    assert ran.returncode == 0, ran.stderr
    said = summary.read_text(encoding="utf-8")
    assert said == (repository / "diff.md").read_text(encoding="utf-8")
    assert "| offers | 0 | 0 | 1 |" in said
    assert f"  - `{PRICE}`: `1890.5` → `1790`\n" in said
    assert run(repository, comment, NUMBER="7").returncode == 0
    assert called(repository) == (
        "gh pr comment 7 --body-file diff.md --edit-last --create-if-none\n"
    )


def test_github_goes_on_where_nothing_differs(repository: Path) -> None:
    summary = repository.parent / "summary.md"
    ran = run(repository, github_scripts()[0], BASE="HEAD", GITHUB_STEP_SUMMARY=str(summary))
    assert ran.returncode == 0, ran.stderr
    assert "**no differences: the files are the same byte by byte**" in summary.read_text("utf-8")


def test_github_stops_where_nothing_can_be_compared(repository: Path) -> None:
    (repository / "examples" / "shop-2.07" / "offers0_1.xml").write_text("", encoding="utf-8")
    ran = run(repository, github_scripts()[0], BASE="HEAD", GITHUB_STEP_SUMMARY="summary.md")
    assert ran.returncode == 1
    assert "error[E218]" in ran.stderr
    assert not (repository / "summary.md").exists()


def test_gitlab_posts_what_differs(repository: Path) -> None:
    ran = run(
        repository,
        gitlab_script(),
        CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD~1",
        CI_API_V4_URL="https://gitlab.example.ru/api/v4",
        CI_PROJECT_ID="5",
        CI_MERGE_REQUEST_IID="7",
        EXCHANGE_TOKEN="t",
    )
    assert ran.returncode == 0, ran.stderr
    assert f"`{PRICE}`: `1890.5` → `1790`" in (repository / "diff.md").read_text("utf-8")
    assert "<ins>1790</ins>" in (repository / "diff.html").read_text("utf-8")
    last = called(repository).splitlines()[-1]
    assert "--data-urlencode body@diff.md" in last
    assert last.endswith("https://gitlab.example.ru/api/v4/projects/5/merge_requests/7/notes")
