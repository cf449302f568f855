import pytest

from cml_sync.xml.places.faults import is_character, look

ABOVE = [(b"a", {None: "urn:x", "p": "urn:y"})]


@pytest.mark.parametrize(
    "sound",
    [
        "<б в='1' г=\"2\"/>текст<б>&amp;&#1046;&#x416;</б>",
        "<!-- <б> --><![CDATA[ <б> & ]]><?п < ?>",
        "<p:б p:в='' xml:lang='ru'></p:б>",
        "<q:б xmlns:q='u'><q:в/></q:б>",
        "а > б",
        "</a>",
    ],
)
def test_what_is_well_formed_has_no_fault(sound: str) -> None:
    seen = look(sound.encode(), ABOVE)
    assert (seen.fault, seen.cut) == (None, None)


@pytest.mark.parametrize(
    "wrong",
    [
        "<б>⟦</в>",
        "⟦</b>",
        "ж⟦&nbsp;",
        "ж⟦&ж;",
        "ж⟦& ж",
        "ж⟦&#0;",
        "ж⟦&#xD800;",
        "ж⟦&#99999999999999999999999;",
        "ж⟦]]>",
        "ж ⟦< ж",
        "⟦<1/>",
        "⟦<!б>",
        "<б в='⟦<'/>",
        "<б в='⟦&ж;'/>",
        "<б в='1' ⟦в='2'/>",
        "<б в='1'⟦г='2'/>",
        "<б ⟦в/>",
        "<б ⟦в=1>",
        "⟦<q:б/>",
        "<б ⟦q:в='1'/>",
        "<!-- ⟦-- -->",
        "<?п?>⟦<?xml version='1.0'?>",
        "ж⟦\x0b",
        "<б>\n⟦\uffff</б>",
    ],
)
def test_the_first_fault_is_found(wrong: str) -> None:
    before, _, rest = wrong.partition("⟦")
    assert look((before + rest).encode(), ABOVE).fault == len(before.encode())


def test_a_byte_of_another_encoding_is_a_fault_and_half_a_character_is_not() -> None:
    data = "<б>Ж".encode()
    assert look(data + "Ж".encode("cp1251") + b"</b>", ABOVE).fault == len(data)
    assert look(data[:-1], ABOVE).fault is None


@pytest.mark.parametrize(
    ("data", "still_open", "cut"),
    [
        ("<б><в/>текст", ["a", "б"], None),
        ("<б><в", ["a", "б"], 4),
        ("<б><в г='1", ["a", "б"], 4),
        ("<б></б><!-- в", ["a"], 9),
        ("<б><![CDATA[ в", ["a", "б"], 4),
        ("<б>&am", ["a", "б"], 4),
        ("<б></", ["a", "б"], 4),
        ("</a>", [], None),
    ],
)
def test_where_the_end_cuts_it_is_known_what_is_open(
    data: str, still_open: list[str], cut: int | None
) -> None:
    seen = look(data.encode(), ABOVE)
    assert [tag.name.decode() for tag in seen.open] == still_open
    assert (seen.fault, seen.cut) == (None, cut)


@pytest.mark.parametrize(
    ("code", "is_one"),
    [(None, True), (b"9", True), (b"11", False), (b"x1F600", True), (b"xFFFE", False)],
)
def test_a_reference_names_a_character_or_not(code: bytes | None, is_one: bool) -> None:
    assert is_character(code) is is_one
