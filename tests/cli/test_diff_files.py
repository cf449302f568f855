"""Files that `diff` is asked to write."""

import pytest
from tests.cli.commandline import EXAMPLES, CommandLine


@pytest.mark.parametrize("file", ["orders.xml", "payments.xml"])
def test_what_is_compared_is_never_written_over(cml_sync: CommandLine, file: str) -> None:
    pair = ("orders.xml", "payments.xml")
    for name in pair:
        (cml_sync.folder / name).write_bytes((EXAMPLES / "orders" / name).read_bytes())
    for words in (pair, ("--textconv", file)):
        ran = cml_sync("diff", *words, "--output-file", file)
        assert (ran.code, "error[E216]" in ran.err) == (2, True), ran.err
    for name in pair:
        assert (cml_sync.folder / name).read_bytes() == (EXAMPLES / "orders" / name).read_bytes()
