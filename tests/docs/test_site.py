"""The site of docs/ builds strictly, in both languages, and needs nothing from elsewhere."""

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.pages import DOCS, LANGUAGES, REPOSITORY

from cml_sync.xml.dialects import VERSIONS

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("mkdocs") is None,
    reason="what builds the site is not installed (`make docs-site` does it)",
)

FOREIGN = re.compile(
    r"""(?:<script[^>]*\ssrc|<link[^>]*\shref|<img[^>]*\ssrc)=["']?(?:https?:)?//"""
)


def build(docs: Path, language: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of one language as `make docs-site` does, into `folder`."""
    config = docs / "site" / f"{language}.yml"
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", folder],
        capture_output=True,
        encoding="utf-8",
        env={"PATH": "", "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for language, target in (("en", folder), ("ru", folder / "ru")):
        done = build(DOCS, language, target)
        assert done.returncode == 0, done.stderr
    return folder


def of_language(site: Path, language: str) -> Path:
    return site if language == "en" else site / language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_there(site: Path, language: str) -> None:
    pages = DOCS / language
    there = {
        path.relative_to(pages).with_suffix(".html").as_posix() for path in pages.rglob("*.md")
    }
    assert "elements/goods.html" in there
    assert [name for name in there if not (of_language(site, language) / name).is_file()] == []


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 40
    assert [page.name for page in pages if FOREIGN.search(page.read_text("utf-8"))] == []
    styles = [path.read_text("utf-8") for path in site.rglob("*.css")]
    assert [style for style in styles if re.search(r"@import|url\([\"']?(https?:)?//", style)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_knows_both_languages(site: Path, language: str) -> None:
    index = json.loads(
        (of_language(site, language) / "search" / "search_index.json").read_text("utf-8")
    )
    assert index["config"]["lang"] == ["en", "ru"]
    found = [entry["location"] for entry in index["docs"] if "ЦенаЗаЕдиницу" in entry["text"]]
    assert "elements/offers.html#price" in found


@pytest.mark.parametrize("name", ["index.html", "validate.html", "elements/goods.html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_page_leads_to_itself_in_the_other_language(
    site: Path, language: str, name: str
) -> None:
    page = of_language(site, language) / name
    links = re.findall(r'<a href="([^"]+)" hreflang="(..)"', page.read_text("utf-8"))
    leading = {other: (page.parent / link).resolve() for link, other in links}
    assert leading == {other: (of_language(site, other) / name).resolve() for other in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_pages_link_to_lies_beside_them(site: Path, language: str) -> None:
    folder = of_language(site, language)
    for version in VERSIONS:
        name = f"schemas/xsd/commerceml-{version}.xsd"
        assert (folder / name).read_bytes() == (REPOSITORY / name).read_bytes()
    assert "schemas/cml-sync.toml.schema.json" in (folder / "configuration.html").read_text("utf-8")


SPOILT = (
    "[there](nowhere-1.md)",
    "[there](checks.md#nowhere-2)",
    "[there](#nowhere-3)",
    "[there](../../schemas/nowhere-4.json)",
)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The pages in a folder of their own, with everything they link to."""
    for name in ("schemas", "examples"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    return shutil.copytree(DOCS, tmp_path / "docs")


def test_links_that_lead_nowhere_stop_it(copied: Path, tmp_path: Path) -> None:
    with (copied / "en" / "validate.md").open("a", encoding="utf-8") as page:
        page.writelines(f"\n{link}\n" for link in SPOILT)
    done = build(copied, "en", tmp_path / "site")
    assert done.returncode != 0
    assert [n for n in (1, 2, 3, 4) if f"nowhere-{n}" not in done.stderr] == []
    assert done.stderr.count("WARNING") == len(SPOILT)


def test_a_page_in_no_menu_stops_it(copied: Path, tmp_path: Path) -> None:
    (copied / "en" / "forgotten.md").write_text("# Forgotten\n", encoding="utf-8")
    done = build(copied, "en", tmp_path / "site")
    assert done.returncode != 0
    assert "forgotten.md" in done.stderr
    assert done.stderr.count("WARNING") == 1
