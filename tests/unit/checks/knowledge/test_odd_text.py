from collections.abc import Callable

import pytest

from cml_sync.checks.knowledge import odd_text


@pytest.mark.parametrize(
    ("look", "text", "seen"),
    [
        (odd_text.markup, "Чайник<br/>белый", "<br/>"),
        (odd_text.markup, "Труба 5 < 7 > 3", None),
        (odd_text.entity, "Тапки &quot;Уют&quot;", "&quot;"),
        (odd_text.entity, "Мыло & вода; губка", None),
        (odd_text.escaped_tag, "&lt;p&gt;Текст", "&lt;p&gt;"),
        (odd_text.escaped_tag, "длина &lt; 5", None),
        (odd_text.active, '<img src="a.jpg" onerror="x()">', '<img src="a.jpg" one'),
        (odd_text.active, "<p>Клавиша on = включено</p>", None),
        (odd_text.active, "<SCRIPT>", "<SCRIPT"),
        (odd_text.invisible, "Ча\u00adшка", "U+00AD"),
        (odd_text.invisible, "Чашка\nбелая", None),
        (odd_text.mojibake, "Чашка".encode().decode("cp1251"), "Р§Р°С€РєР°"),
        (odd_text.mojibake, "Кружка".encode().decode("latin-1"), "Ð\x9aÑ\x80Ñ\x83Ð¶ÐºÐ°"),
        (odd_text.mojibake, "Кружка".encode("cp1251").decode("latin-1"), "Êðóæêà"),
        (odd_text.mojibake, "Crème brûlée, СССР № 1", None),
        (odd_text.lost, "Кружка ??? белая", "???"),
        (odd_text.lost, "Что это??", None),
        (odd_text.mixed_word, "Цена Pозничная", "Pозничная"),
        (odd_text.mixed_word, "Размер XХL", "XХL"),
        (odd_text.mixed_word, "USBкабель, iPhone и ГОСТ", None),
    ],
)
def test_what_is_seen(look: Callable[[str], str | None], text: str, seen: str | None) -> None:
    assert look(text) == seen


@pytest.mark.parametrize(
    ("text", "odd"), [("а  б", True), (" а", True), ("а\u00a0б", True), ("а б ", False)]
)
def test_spaces(text: str, odd: bool) -> None:
    assert odd_text.is_oddly_spaced(text) is odd
