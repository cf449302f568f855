from lxml import etree

from cml_sync.xml.tags import DECLARATION, content, end_tag, start_tag


def test_what_is_written_is_read_back() -> None:
    words = 'a < b & "c" ]]> \x1b'
    written = (
        DECLARATION
        + start_tag("one", {"name": words, "count": 2})
        + content(words)
        + start_tag("two", {}, empty=True)
        + end_tag("one")
    )
    read = etree.fromstring(written.encode())
    assert (read.get("name"), read.get("count")) == ('a < b & "c" ]]> \ufffd', "2")
    assert read.text == 'a < b & "c" ]]> \ufffd'
    assert [child.tag for child in read] == ["two"]
