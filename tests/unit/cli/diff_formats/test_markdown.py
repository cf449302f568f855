import pytest

from cml_sync.cli.diff_formats.markdown import code


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("a", "`a`"),
        ("a `b` c", "``a `b` c``"),
        ("`a", "`` `a ``"),
        ("``", "``` `` ```"),
        ("@you <b> [a](b) | c", "`@you <b> [a](b) | c`"),
        ("a\n\nb", "`a b`"),
        ("", "` `"),
        ("a\u202eb", "`a\ufffdb`"),
        ("x" * 200, f"`{'x' * 120}…`"),
    ],
)
def test_whatever_stands_in_a_file_is_code(words: str, span: str) -> None:
    assert code(words) == span
