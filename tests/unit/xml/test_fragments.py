import pytest
from lxml import etree

from cml_sync.xml.fragments import FragmentError, rewritten, strict, strict_attribute


def test_a_fragment_comes_out_as_it_went_in() -> None:
    kept = '<Слаг вид="a &quot;b&quot;"><Часть>a &amp; b &lt;c&gt;</Часть><Пусто/></Слаг>'
    assert strict(kept) == kept


def test_white_space_inside_values_is_kept() -> None:
    assert strict("<а> две\n\tстроки </а>") == "<а> две\n\tстроки </а>"


def test_mixed_content_keeps_its_order() -> None:
    assert strict("<а>до<б/>между<в>в</в>после</а>") == "<а>до<б/>между<в>в</в>после</а>"


def test_cdata_comments_prefixes_and_single_quotes_are_said_plainly() -> None:
    kept = "<p:а xmlns:p='urn:x' p:б='1'><![CDATA[x < y]]><!-- нет --><?нет да?></p:а>"
    assert strict(kept) == '<а б="1">x &lt; y</а>'


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "text",
        "<а>",
        "<а/><б/>",
        "<а>&nbsp;</а>",
        "<а>\x0b</а>",
        '<!DOCTYPE а [<!ENTITY x "y">]><а>&x;</а>',
        '<!DOCTYPE а SYSTEM "file:///etc/passwd"><а/>',
    ],
)
def test_what_is_not_one_harmless_element_is_refused(kept: str) -> None:
    with pytest.raises(FragmentError):
        strict(kept)


def test_an_unknown_attribute_loses_its_prefix_and_gains_quotes() -> None:
    assert strict_attribute("xsi:type", 'a"b>') == ' type="a&quot;b&gt;"'
    assert strict_attribute("{urn:x}Вид", "1") == ' Вид="1"'


@pytest.mark.parametrize("name", ["", "a b", "xmlns", 'a="1" b', "xmlns:p"[:5]])
def test_an_attribute_name_that_would_break_the_tag_is_refused(name: str) -> None:
    with pytest.raises(FragmentError):
        strict_attribute(name, "x")


def test_what_is_written_parses_to_the_same_tree() -> None:
    kept = "<а б='&#10;x'>т&gt;<в>&quot;</в></а>"
    tree = etree.fromstring(strict(kept))
    assert (tree.text, tree[0].text, tree.get("б")) == ("т>", '"', " x")


def test_texts_and_values_are_rewritten_and_all_else_stays() -> None:
    said: list[tuple[str, str]] = []

    def say(name: str, value: str) -> str:
        said.append((name, value))
        return value.upper()

    fragment = '<а б="в &amp; г"> д <е/>ж<!-- з --><и>к</и></а>'
    assert rewritten(fragment, say) == '<а б="В &amp; Г"> Д <е/>Ж<и>К</и></а>'
    assert said == [("а", " д "), ("б", "в & г"), ("а", "ж"), ("и", "к")]


@pytest.mark.parametrize("fragment", ["<а>", "а", "<!DOCTYPE а><а/>"])
def test_what_is_no_element_is_not_rewritten(fragment: str) -> None:
    with pytest.raises(FragmentError):
        rewritten(fragment, lambda _, value: value)
