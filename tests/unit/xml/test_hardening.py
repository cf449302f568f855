import pytest
from lxml import etree

from cml_sync.problems import Place
from cml_sync.xml.errors import (
    DoubledFileError,
    Fault,
    LimitError,
    NotXmlError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.hardening import explain, explain_end, feed, push_parser, tree_parser


def error_of(data: bytes) -> tuple[etree.XMLSyntaxError, bool]:
    """What the push parser says about `data`, and whether only at its end."""
    parser = push_parser({"Товар"})
    try:
        feed(parser, data)
    except etree.XMLSyntaxError as error:
        return error, False
    with pytest.raises(etree.XMLSyntaxError) as caught:
        parser.close()
    return caught.value, True


def explained(text: str) -> ReadError:
    error, at_end = error_of(text.encode())
    place = Place("x.xml")
    return explain_end(error, place) if at_end else explain(error, place, at_end=False)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<a><b></a>", Fault.MISMATCH),
        ("<a>&nbsp;</a>", Fault.ENTITY),
        ("<a>\x0b</a>", Fault.CHARACTER),
        ("<a>\x00</a>", Fault.CHARACTER),
        ("<a><x:b/></a>", Fault.NAMESPACE),
        ("<a b='1' b='2'/>", Fault.ATTRIBUTE),
        ("<a/>junk", Fault.AFTER_END),
        ("<a>1 < 2</a>", Fault.OTHER),
    ],
)
def test_broken_markup_is_told_apart(text: str, fault: Fault) -> None:
    error = explained(text)
    assert isinstance(error, NotXmlError)
    assert error.fault is fault


@pytest.mark.parametrize("text", ["<a><b>", "<a><b", "<a>text", "<a b='"])
def test_a_cut_document_is_truncated(text: str) -> None:
    assert isinstance(explained(text), TruncatedError)


@pytest.mark.parametrize("text", ["<a/><?xml version='1.0'?><a/>", "<a><?xml version='1.0'?></a>"])
def test_a_second_declaration_is_a_doubled_file(text: str) -> None:
    assert isinstance(explained(text), DoubledFileError)


def test_endless_nesting_is_a_limit() -> None:
    assert isinstance(explained("<b>" * 300), LimitError)


def test_a_text_beyond_libxml2s_limit_is_a_limit() -> None:
    assert isinstance(explained("<a>" + "x" * 10_000_100 + "</a>"), LimitError)


def test_an_unknown_entity_never_begins_a_new_document() -> None:
    parser = push_parser({"a"})
    with pytest.raises(etree.XMLSyntaxError):
        feed(parser, b"<a>&nbsp;")


def test_an_undeclared_prefix_is_an_error_at_once() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        feed(push_parser({"a"}), b"<a><x:b/>")


def test_no_parser_reads_an_external_entity(tmp_path: object) -> None:
    secret = f"{tmp_path}/secret"
    with open(secret, "w", encoding="utf-8") as file:  # noqa: PTH123 - a plain string is wanted
        file.write("top secret")
    data = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>'.encode()
    try:
        text = etree.fromstring(data, tree_parser()).text or ""
    except etree.XMLSyntaxError:
        text = ""
    assert "secret" not in text


def test_events_come_for_local_names_only_as_soon_as_their_tag_is_whole() -> None:
    parser = push_parser({"Товар"})
    feed(parser, '<К xmlns="urn:x"><Б/><Товар>'.encode())
    assert [(event, element.tag) for event, element in parser.read_events()] == [
        ("start", "{urn:x}Товар")
    ]


def test_blank_text_between_elements_is_gone_but_blank_values_stay() -> None:
    root = etree.fromstring(b"<a>\n  <b>  </b>\n  <c/>\n</a>", tree_parser())
    assert root.text is None
    assert root[0].text == "  "
    assert root[0].tail is None


def test_a_whole_document_that_is_cut_is_told_as_well() -> None:
    with pytest.raises(etree.XMLSyntaxError) as caught:
        etree.fromstring(b"<a><b>", tree_parser())
    assert isinstance(explain(caught.value, Place(), at_end=True), TruncatedError)
