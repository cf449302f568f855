from io import BytesIO

import pytest

from cml_sync.problems import Place
from cml_sync.xml.reader import open_part
from cml_sync.xml.source.features import Feature, Features

START = '<?xml version="1.0" encoding="UTF-8"?>\n'


def seen(text: str, size: int = 7) -> Features:
    features = Features()
    data = text.encode()
    for at in range(0, len(data), size):
        features.feed(data[at : at + size])
    features.feed(b"", last=True)
    return features


@pytest.mark.parametrize(
    ("text", "feature", "count", "column"),
    [
        (START + "<a/>", Feature.ENCODING, 1, 21),
        (START.replace('"', "'") + "<a/>", Feature.SINGLE_QUOTED_ENCODING, 1, 21),
        ("\n<a/>", Feature.LEADING, 1, 1),
        ("<а б='1' в=\"2\" г='3'/>", Feature.SINGLE_QUOTES, 2, 4),
        ('<а\tб="1"/>', Feature.SPLIT_TAG, 1, 1),
        ('<а б="1>2"/>', Feature.GREATER_SIGN, 1, 4),
        ("<а>ё<c:б/></а>", Feature.PREFIX, 1, 5),
        ("<а>ёж<![CDATA[&#65;]]></а>", Feature.CDATA, 1, 6),
        ("<а>&#8381;&apos;&#x20;</а>", Feature.REFERENCE, 3, 4),
        ("<а>&#38;</а>", Feature.BASIC_REFERENCE, 1, 4),
        ("<а><!-- б --></а>", Feature.COMMENT, 1, 4),
        ("<а><!-- <б/> <в/> --></а>", Feature.COMMENTED_TAG, 1, 9),
        ("<а><?б в?></а>", Feature.INSTRUCTION, 1, 4),
        ("<а>\r\n\r\n</а>", Feature.CRLF, 2, 4),
    ],
)
def test_a_feature_is_counted_and_its_first_place_is_known(
    text: str, feature: Feature, count: int, column: int
) -> None:
    for size in (1, 2, 3, 64, 1000):
        features = seen(text, size)
        assert features.count(feature) == count
        assert features.place(feature, "f.xml") == Place("f.xml", 1, column)


@pytest.mark.parametrize(
    "text",
    [
        "<а>='б' \"в>г\"</а>",
        "<а><![CDATA[<!-- &#65; <c:б г='1'>]]></а>",
        "<а б=\"='1'\"/>",
        "<а\n/>",
        "<?а б='1' &#65;?><а/>",
    ],
)
def test_what_only_looks_like_a_feature_is_none(text: str) -> None:
    features = seen(text)
    odd = set(Feature) - {Feature.CDATA, Feature.INSTRUCTION}
    assert {one for one in odd if features.count(one)} == set()


def test_long_texts_are_passed_in_linear_time() -> None:
    features = seen("<а>" + "='" * 2_000_000 + "<б в='1'/></а>", 1 << 18)
    assert features.count(Feature.SINGLE_QUOTES) == 1


def test_the_reader_shows_the_whole_file() -> None:
    content = (START + "<КоммерческаяИнформация>" + "<!-- а -->\n" * 50_000).encode()
    content += "</КоммерческаяИнформация>&#65;".encode()[:-5]
    features = Features()
    assert list(open_part(BytesIO(content), "f.xml", features=features)) == []
    assert features.count(Feature.COMMENT) == 50_000
    assert features.place(Feature.CDATA, "f.xml") == Place("f.xml")


def test_places_are_those_of_the_file_in_any_encoding() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?>\r\n<КоммерческаяИнформация Ид=\'о\'/>'
    features = Features()
    list(open_part(BytesIO(text.encode("cp1251")), "f.xml", features=features))
    assert features.place(Feature.SINGLE_QUOTES, "f.xml") == Place("f.xml", 2, 25)
