import pytest

from cml_sync.xml.errors import (
    EmptyFileError,
    HostileError,
    HtmlInsteadError,
    LimitError,
    NoMarkupError,
    ReadError,
    TruncatedError,
)
from cml_sync.xml.limits import Limit, Limits
from cml_sync.xml.source.prolog import Prolog, read_prolog

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def read(text: str, *, step: int = 7, limits: Limits | None = None) -> Prolog:
    """Read `text` in small steps, as a slow file would give it."""
    data = text.encode()
    blocks = iter([data[at : at + step] for at in range(step, len(data), step)])
    return read_prolog(data[:step], lambda: next(blocks, b""), "x.xml", limits or Limits())


def test_the_root_is_found_behind_declaration_comment_and_instruction() -> None:
    found = read(f"{DECLARATION}\n<!-- <a> ?> -->\n<?xsl b?>\n  <Корень а='>' б=\"1\">rest")
    assert found.root == "Корень"
    assert (found.line, found.column) == (4, 3)
    assert found.start_tag == "<Корень а='>' б=\"1\">".encode()
    assert not found.leading_space


def test_a_prefix_is_no_part_of_the_name() -> None:
    assert read("<cml:Корень xmlns:cml='urn:x'>").root == "Корень"


@pytest.mark.parametrize("space", ["\n", "  ", "\r\n\t"])
def test_white_space_before_the_declaration_is_noticed(space: str) -> None:
    assert read(f"{space}{DECLARATION}<a>").leading_space


def test_white_space_before_a_root_without_declaration_is_allowed() -> None:
    assert not read("\n\n<a>").leading_space


def test_a_declaration_twice_at_the_start_is_noticed_with_its_place() -> None:
    found = read(f"{DECLARATION}\n{DECLARATION}<a>")
    assert str(found.second_declaration) == "x.xml:2:1"
    assert found.root == "a"


@pytest.mark.parametrize(
    ("text", "error", "place"),
    [
        ("", EmptyFileError, "x.xml"),
        (" \n ", EmptyFileError, "x.xml"),
        (DECLARATION, EmptyFileError, "x.xml"),
        ("<!DOCTYPE a []><a/>", HostileError, "x.xml:1:1"),
        (f"{DECLARATION}\n<!-- -->\n <!doctype a><a/>", HostileError, "x.xml:3:2"),
        ("<!DOCTYPE html><html>", HtmlInsteadError, "x.xml:1:1"),
        ("\n<!doctype HTML PUBLIC ''>", HtmlInsteadError, "x.xml:2:1"),
        ("<html lang='ru'>", HtmlInsteadError, "x.xml:1:1"),
        ("success\n", NoMarkupError, "x.xml:1:1"),
        ("\ufeffsuccess", NoMarkupError, "x.xml:1:2"),
        ("<КоммерческаяИнформ", TruncatedError, "x.xml:1:1"),
        ("<!-- never ends", TruncatedError, "x.xml:1:1"),
    ],
)
def test_what_is_no_part_is_told_apart(text: str, error: type[ReadError], place: str) -> None:
    with pytest.raises(error) as caught:
        read(text)
    assert str(caught.value.place) == place


def test_an_endless_start_tag_is_a_limit() -> None:
    with pytest.raises(LimitError):
        read("<a " + "b='1' " * 1000, limits=Limits(tag_bytes=1000))


def test_what_a_foreign_file_begins_with_is_shown_without_control_characters() -> None:
    with pytest.raises(NoMarkupError) as caught:
        read("\x1b[31mhello")
    assert "?[31mhello" in str(caught.value)


def test_the_default_namespace_is_blanked_out_in_place() -> None:
    found = read('<а xmlns="urn:1C.ru:commerceml 2" xmlns:xs="u" в="1">')
    tag, namespace = found.without_default_namespace()
    assert namespace == "urn:1C.ru:commerceml 2"
    assert tag.decode() == "<а " + " " * 30 + ' xmlns:xs="u" в="1">'


def test_without_a_default_namespace_the_tag_stays() -> None:
    assert read("<a b='1'>").without_default_namespace() == (b"<a b='1'>", None)


@pytest.mark.parametrize("block", [" \n", "<?a?>", "<!---->"])
def test_an_endless_prolog_is_a_limit(block: str) -> None:
    with pytest.raises(LimitError) as caught:
        read(block * 1000 + "<a>", limits=Limits(prolog_bytes=1000))
    assert caught.value.limit is Limit.PROLOG
