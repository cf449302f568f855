"""What the site needs beside the pages: the files they link to, and the other language.

On GitHub a page links to a file of the repository; in the site that file lies beside the pages.
"""

import posixpath
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

REPOSITORY: Final = Path(__file__).parents[2]
SHOWN: Final = ("schemas/**/*.xsd", "schemas/**/*.json", "examples/config/*.toml", "examples/ci/*")
"""The files of the repository that belong to the site."""

_LINK: Final = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>\.\./[^)\s#]+)(?P<rest>[^)]*)\)")

_SWITCH: Final = re.compile(r'<a href="[^"]*" hreflang="(?P<language>\w\w)"')
"""Where the theme puts a language; the `alternate` of the configuration knows first pages only."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put schemas and examples beside the pages."""
    for path in shown():
        uri = path.relative_to(REPOSITORY).as_posix()
        files.append(File.generated(config, uri, abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Lead links out of the pages to the files beside them; a folder has no page, only a name."""
    here = Path(config.docs_dir) / page.file.src_uri
    known = {path.resolve() for path in shown()}

    def inward(link: re.Match[str]) -> str:
        target = (here.parent / link["target"]).resolve()
        if target.is_relative_to(Path(config.docs_dir).resolve()):
            return link[0]
        if target in known:
            up = "../" * page.file.src_uri.count("/")
            inside = target.relative_to(REPOSITORY).as_posix()
            return f"[{link['text']}]({up}{inside}{link['rest']})"
        return link["text"] if target.exists() else link[0]

    return _LINK.sub(inward, markdown)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Lead from a page to the same page in the other language: both have all of them."""
    homes = {one["lang"]: one["link"] for one in config.extra["alternate"]}

    def same_page(link: re.Match[str]) -> str:
        there = posixpath.join(homes[link["language"]], page.url)
        relative = posixpath.relpath(there, posixpath.dirname(page.url) or ".")
        return f'<a href="{relative}" hreflang="{link["language"]}"'

    return _SWITCH.sub(same_page, output)


def shown() -> list[Path]:
    """The files of the repository that belong to the site."""
    return sorted(path for pattern in SHOWN for path in REPOSITORY.glob(pattern))
