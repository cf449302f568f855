import pytest

from cml_sync.transports.evidence import explain, show
from cml_sync.transports.replies import read_answer


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("failure\r\n  Нет   прав\n", "failure Нет прав"),
        ("\x1b[31mred\x1b[0m\x00\u202e", "[31mred[0m"),
        ("use Parol-Sekret-77 now", "use *** now"),
        ("PHPSESSID=q3k1x; path=/", "PHPSESSID=***; path=/"),
        ("?type=sale&sessid=0a1b2c&mode=x", "?type=sale&sessid=***&mode=x"),
        ("Authorization: Basic ZXhjaGFuZ2U=", "Authorization: ***"),
        ("password = qwerty!", "password = ***"),
        ("key\n0123456789abcdef0123", "key ***"),
        ("token AbCdEf0123456789GhIjKlMnOp", "token ***"),
        (
            "Ид bd72d910-55bc-11d9-848a-00112f43529a нет",
            "Ид bd72d910-55bc-11d9-848a-00112f43529a нет",
        ),
        ("user ivan@example.ru", "user ***"),
        ("tel +7 (900) 123-45-67.", "tel ***."),
        ("2026-11-22 13:55:40 ok", "2026-11-22 13:55:40 ok"),
    ],
)
def test_words_are_shown_on_one_line_without_secrets(words: str, shown: str) -> None:
    assert show(words, ("Parol-Sekret-77", "")) == shown


def test_words_that_may_hand_out_keys_are_masked_harder() -> None:
    assert show("no rights: key-abc1 u|1|t|ok ошибка 1010 в правах", keys=True) == (
        "no rights: *** *** ошибка 1010 в правах"
    )


def test_words_are_cut_after_200_characters() -> None:
    assert show("я" * 500) == "я" * 199 + "…"
    assert show("я" * 200) == "я" * 200


def test_a_secret_that_holds_another_goes_as_a_whole() -> None:
    assert show("hunter2000", ("hunter", "hunter2000")) == "***"


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("<b>Notice</b>: Undefined index in /www/a.php\nsuccess", "notices of PHP"),
        ("PHP Warning: x\nsuccess", "notices of PHP"),
        ("<!DOCTYPE html><title>Вход</title>", "web page"),
        ("\nsuccess", "before the status word"),
    ],
)
def test_an_unreadable_answer_is_explained(body: str, part: str) -> None:
    assert part in str(explain(read_answer(body.encode())))


def test_what_looks_like_nothing_known_is_not_explained() -> None:
    assert explain(read_answer(b"error import file")) is None


@pytest.mark.parametrize("filler", ["a", "a1", "-", "+7", "a@", " "])
def test_a_secret_behind_much_else_is_masked_and_nothing_takes_long(filler: str) -> None:
    shown = show(filler * 300_000 + " Parol-Sekret-77", ("Parol-Sekret-77",))
    assert "Parol" not in shown
    assert len(shown) <= 200
