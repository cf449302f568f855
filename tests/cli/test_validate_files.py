"""Files that options of `validate` name and that cannot be read or written."""

from pathlib import Path

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine

SHOP = EXAMPLES / "shop-2.07"


@pytest.mark.parametrize("option", ["--output-file", "--html"])
@pytest.mark.parametrize(
    ("path", "reason"),
    [("none/page", "No such file or directory"), (".", "Is a directory")],
)
def test_where_nothing_can_be_written(
    cml_sync: CommandLine, option: str, path: str, reason: str
) -> None:
    ran = cml_sync("validate", SHOP, option, path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == f"error[E208]: {path} cannot be written: {reason}"


@pytest.mark.parametrize("option", ["--output-file", "--html"])
def test_what_is_checked_is_never_written_over(cml_sync: CommandLine, option: str) -> None:
    part = cml_sync.folder / "import0_1.xml"
    part.write_bytes((SHOP / "import0_1.xml").read_bytes())
    ran = cml_sync("validate", part, option, part)
    assert (ran.code, "error[E216]" in ran.err) == (2, True), ran.err
    assert part.read_bytes() == (SHOP / "import0_1.xml").read_bytes()


def test_a_baseline_that_cannot_be_written(cml_sync: CommandLine) -> None:
    ran = cml_sync("validate", SHOP, "--baseline", "none/known.json", "--write-baseline")
    assert ran.code == 2
    assert "error[E208]: none/known.json cannot be written: " in ran.err


def test_a_baseline_that_is_written_is_told(cml_sync: CommandLine) -> None:
    words = ("validate", SHOP, "--baseline", "known.json", "--write-baseline")
    assert "known.json is written: these are known now" in cml_sync(*words).err
    assert cml_sync(*words, "--quiet").err == ""


@pytest.mark.parametrize(
    ("content", "reason"),
    [(None, "Is a directory"), ("x", "it is not what `--write-baseline` writes")],
)
def test_what_is_no_baseline(
    cml_sync: CommandLine, tmp_path: Path, content: str | None, reason: str
) -> None:
    path = tmp_path / "known.json"
    if content is None:
        path.mkdir()
    else:
        path.write_text(content, encoding="utf-8")
    ran = cml_sync("validate", SHOP, "--baseline", path)
    assert ran.code == 2
    assert ran.err.splitlines()[0].endswith(f"known.json cannot be used: {reason}")
