from html.entities import name2codepoint

from cml_sync.xml.source.entities import ENTITIES


def test_every_name_of_html_4_has_its_character() -> None:
    known_to_xml = {"amp", "lt", "gt", "quot"}
    expected = {name: chr(code) for name, code in name2codepoint.items()}
    assert dict(ENTITIES) == {
        name: sign for name, sign in expected.items() if name not in known_to_xml
    }
