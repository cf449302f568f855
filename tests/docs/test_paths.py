"""What the pages for developers name in the tree is there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.docs import pages
from tests.docs.pages import DOCS, REPOSITORY

PAGES: Final = (REPOSITORY / "ARCHITECTURE.md", *sorted((DOCS / "adr").glob("*.md")))
ROOTS: Final = (REPOSITORY, REPOSITORY / "src" / "cml_sync")
CODE: Final = re.compile(r"`([^`]+)`")
PATH: Final = re.compile(r"[\w.*-][\w.*/-]*(?:/[\w.*/-]*|\.(?:py|md|toml))")


def named(page: Path) -> Iterator[str]:
    """Files and folders in backticks; ``*`` stands for any name."""
    return (code for code in CODE.findall(pages.prose(page)) if PATH.fullmatch(code))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(REPOSITORY)))
def test_what_is_named_is_there(page: Path) -> None:
    missing = [path for path in named(page) if not any(any(root.glob(path)) for root in ROOTS)]
    assert missing == []


def test_a_path_is_known_when_it_is_seen() -> None:
    assert "jobs/plan.py" in set(named(REPOSITORY / "ARCHITECTURE.md"))
    assert [code for code in ("make docs", "since=", "CML3xx") if PATH.fullmatch(code)] == []
