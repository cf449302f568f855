"""Keys are found on their lines."""

from cml_sync.config.lines import key_lines, line_of

SOURCE = '''
state = "here"   # line 2

[endpoint.erp]
role = "erp"
"quoted key" = 1
notes = """
role = "not a key"
"""
steps = [
  "a",
  "b = [",
]
[endpoint."my shop".dialect]
xmlns.default = 'x'
'''


def test_tables_and_keys_have_their_line() -> None:
    lines = key_lines(SOURCE)
    assert lines["state",] == 2
    assert lines["endpoint", "erp"] == 4
    assert lines["endpoint", "erp", "role"] == 5
    assert lines["endpoint", "erp", "quoted key"] == 6
    assert lines["endpoint", "erp", "steps"] == 10
    assert lines["endpoint", "my shop", "dialect"] == 14
    assert lines["endpoint", "my shop", "dialect", "xmlns", "default"] == 15


def test_text_inside_strings_and_lists_is_no_key() -> None:
    lines = key_lines(SOURCE)
    assert not [key for key in lines if key[-1] in {"a", "b"}]


def test_a_missing_key_is_placed_at_its_table() -> None:
    lines = key_lines(SOURCE)
    assert line_of(lines, ("endpoint", "erp", "url")) == 4
    assert line_of(lines, ("job", "x")) is None
