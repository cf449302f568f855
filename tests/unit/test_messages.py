"""Texts are values; they are translated where they are shown."""

import gettext
import io
import pickle
from decimal import Decimal

from babel.messages import Catalog
from babel.messages.mofile import write_mo

from cml_sync.messages import (
    Translations,
    load_translations,
    packed,
    system_reason,
    text,
    text_n,
    unpacked,
)


def translations(**russian: str) -> Translations:
    catalogue = Catalog(locale="ru")
    for english, translated in russian.items():
        catalogue.add(english, translated)
    catalogue.add(
        ("{count} file", "{count} files"), ("{count} файл", "{count} файла", "{count} файлов")
    )
    file = io.BytesIO()
    write_mo(file, catalogue)
    file.seek(0)
    return gettext.GNUTranslations(file)


def test_numbers_are_written_out() -> None:
    shown = [str(text("{n}", n=Decimal(one))) for one in ("1E+3", "2.50", "-1E-7", "1E+900")]
    assert shown == ["1000", "2.50", "-0.0000001", "1E+900"]


def test_what_the_system_says_is_translated_where_it_is_known() -> None:
    known = translations(**{"Is a directory": "это каталог"})
    assert system_reason(OSError(21, "Is a directory")).translated(known) == "это каталог"
    assert system_reason(OSError(1, "Odd {thing}")).translated(known) == "Odd {thing}"
    assert str(system_reason(OSError())) == "OSError"


def test_values_stand_in_their_places() -> None:
    assert str(text("`{name}` is not `{other}`", name="a", other=1)) == "`a` is not `1`"


def test_a_text_without_values_keeps_its_braces() -> None:
    assert str(text('use { env = "NAME" }')) == 'use { env = "NAME" }'


def test_a_text_among_the_values_is_translated_as_well() -> None:
    message = text("{what} is wrong", what=text("price"))
    russian = translations(**{"{what} is wrong": "{what}: ошибка", "price": "цена"})
    assert str(message) == "price is wrong"
    assert message.translated(russian) == "цена: ошибка"


def test_counting_picks_the_plural() -> None:
    russian = translations()
    assert [str(text_n("{count} file", "{count} files", n)) for n in (1, 2)] == [
        "1 file",
        "2 files",
    ]
    assert [
        text_n("{count} file", "{count} files", n).translated(russian) for n in (1, 2, 5, 21)
    ] == [
        "1 файл",
        "2 файла",
        "5 файлов",
        "21 файл",
    ]


def test_an_unknown_language_reads_as_english() -> None:
    assert text("done").translated(load_translations("de")) == "done"


def test_equal_texts_are_equal() -> None:
    assert text("a {b}", b=1) == text("a {b}", b=1)
    assert text("a {b}", b=1) != text("a {b}", b=2)


def test_a_text_can_be_remembered_and_translated_later() -> None:
    message = text("{what} is wrong", what=text_n("{count} file", "{count} files", 2))
    russian = translations(**{"{what} is wrong": "{what}: ошибка"})
    again = unpacked(packed(message))
    assert str(again) == "2 files is wrong"
    assert again.translated(russian) == "2 файла: ошибка"


def test_a_text_goes_to_another_process_and_back() -> None:
    inner = text("a `{what}`", what=Decimal("1.50"))
    whole = text_n("{count} of {inner}", "{count} of {inner}", 2, inner=inner)
    back = pickle.loads(pickle.dumps(whole))  # noqa: S301 - its own
    assert back == whole
    assert str(back) == "2 of a `1.50`"


def test_a_value_without_end_does_not_make_a_sentence_without_end() -> None:
    assert str(text("`{value}` is odd", value="x" * 5_000)) == f"`{'x' * 1_000}…` is odd"
