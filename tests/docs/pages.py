"""The pages people read, and what stands in them: headings, links, blocks of code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REPOSITORY: Final = Path(__file__).parents[2]
DOCS: Final = REPOSITORY / "docs"
LANGUAGES: Final = ("en", "ru")
GENERATED: Final = "<!-- written by"
WRITTEN: Final = tuple(
    sorted(
        path.stem
        for path in (DOCS / LANGUAGES[0]).glob("*.md")
        if not path.read_text(encoding="utf-8").startswith(GENERATED)
    )
)
"""The pages that are written by hand."""

READMES: Final = {"en": REPOSITORY / "README.md", "ru": REPOSITORY / "README.ru.md"}

_BLOCK: Final = re.compile(
    r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<content>.*?)^ *```$", re.MULTILINE | re.DOTALL
)
_LINK: Final = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_HEADING: Final = re.compile(r"^#{1,6} (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A block of code: what it is, and its lines without the indent of the block."""

    page: Path
    kind: str
    content: str

    def __str__(self) -> str:
        """For the names of tests."""
        return f"{self.page.relative_to(REPOSITORY)}: {self.content.strip().splitlines()[0]}"


def pages() -> list[Path]:
    """README and docs, those that are written by hand and those that are not."""
    return [*READMES.values(), *sorted(DOCS.rglob("*.md")), REPOSITORY / "ARCHITECTURE.md"]


def read(path: Path) -> str:
    """The text of a page."""
    return path.read_text(encoding="utf-8")


def in_language(language: str) -> str:
    """Everything in one language, README and the generated pages too."""
    return "\n".join([read(READMES[language]), *map(read, sorted((DOCS / language).glob("*.md")))])


def blocks(kind: str) -> Iterator[Block]:
    """The blocks of one kind on every page."""
    for page in pages():
        for found in _BLOCK.finditer(read(page)):
            if found["kind"] == kind:
                indent = len(found["indent"])
                lines = [line[indent:] for line in found["content"].splitlines()]
                yield Block(page, kind, "\n".join(lines) + "\n")


def prose(page: Path) -> str:
    """The text of a page without its blocks of code."""
    return _BLOCK.sub("", read(page))


def links(page: Path) -> list[str]:
    """Where the links of a page lead, blocks of code left out."""
    return [found["target"] for found in _LINK.finditer(prose(page))]


def anchors(page: Path) -> set[str]:
    """What a link may name behind ``#``, as GitHub makes it of headings."""
    return {_anchor(found["title"]) for found in _HEADING.finditer(prose(page))}


def _anchor(title: str) -> str:
    kept = [char for char in title.strip().lower() if char.isalnum() or char in " -_"]
    return "".join(kept).replace(" ", "-")
