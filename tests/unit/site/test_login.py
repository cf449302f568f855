import base64
from datetime import UTC, datetime, timedelta

from pydantic import SecretStr

from cml_sync.site.login import FAILURES, FAILURES_EVERYWHERE, PAUSE, Door, Verdict


class Hours:
    """A clock that a test moves."""

    now = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment now."""
        return self.now


def basic(login: str, password: str, encoding: str = "utf-8") -> str:
    return "Basic " + base64.b64encode(f"{login}:{password}".encode(encoding)).decode()


def door(clock: Hours) -> Door:
    return Door("обмен", SecretStr("Пароль:с двоеточием"), clock)


def test_login_and_password_are_understood_in_both_encodings_of_1c() -> None:
    for encoding in ("utf-8", "cp1251"):
        header = basic("обмен", "Пароль:с двоеточием", encoding)
        assert door(Hours()).knock(header, "10.0.0.1") is Verdict.WELCOME


def test_anything_else_is_wrong() -> None:
    for header in (
        "",
        "Basic",
        "Basic !!!",
        "Bearer x",
        basic("обмен", ""),
        basic("", ""),
        basic("обмен", "Пароль"),
        basic("обмен", "Пароль:с двоеточием "),
        basic("Обмен", "Пароль:с двоеточием"),
    ):
        assert door(Hours()).knock(header, "10.0.0.1") is Verdict.WRONG


def test_after_five_failures_the_right_password_waits_a_minute_at_this_address_only() -> None:
    clock = Hours()
    tried = door(clock)
    right = basic("обмен", "Пароль:с двоеточием")
    for _ in range(FAILURES):
        assert tried.knock(basic("обмен", "x"), "10.0.0.1") is Verdict.WRONG
    assert tried.knock(right, "10.0.0.1") is Verdict.PAUSED
    assert tried.knock(right, "10.0.0.2") is Verdict.WELCOME
    clock.now += PAUSE - timedelta(seconds=1)
    assert tried.knock(right, "10.0.0.1") is Verdict.PAUSED
    clock.now += timedelta(seconds=1)
    assert tried.knock(right, "10.0.0.1") is Verdict.WELCOME


def test_a_success_forgets_the_failures() -> None:
    tried = door(Hours())
    for _ in range(3):
        for _ in range(FAILURES - 1):
            tried.knock(basic("обмен", "x"), "10.0.0.1")
        assert tried.knock(basic("обмен", "Пароль:с двоеточием"), "10.0.0.1") is Verdict.WELCOME


def test_letters_that_windows_1251_lacks_are_not_replaced_by_question_marks() -> None:
    tried = Door("обмен", SecretStr("құпия"), Hours())
    assert tried.knock(basic("обмен", "?????"), "10.0.0.1") is Verdict.WRONG
    assert tried.knock(basic("обмен", "??пия", "cp1251"), "10.0.0.1") is Verdict.WRONG
    assert tried.knock(basic("обмен", "құпия"), "10.0.0.1") is Verdict.WELCOME


def test_many_made_up_names_do_not_open_the_way_for_guesses_at_the_right_one() -> None:
    tried = door(Hours())
    for number in range(20_000):
        tried.knock(basic(f"name{number}", "x"), "10.0.0.1")
    guesses = [tried.knock(basic("обмен", f"guess{number}"), "10.0.0.1") for number in range(7)]
    assert guesses == [Verdict.WRONG] * FAILURES + [Verdict.PAUSED] * 2


def test_addresses_made_up_for_every_guess_end_in_a_pause_for_all_strangers() -> None:
    clock = Hours()
    tried = door(clock)
    right = basic("обмен", "Пароль:с двоеточием")
    assert tried.knock(right, "10.0.0.1") is Verdict.WELCOME
    verdicts = [
        tried.knock(basic("обмен", f"guess{number}"), f"203.0.113.{number}")
        for number in range(FAILURES_EVERYWHERE + 1)
    ]
    assert verdicts == [Verdict.WRONG] * FAILURES_EVERYWHERE + [Verdict.PAUSED]
    assert tried.knock(right, "10.0.0.2") is Verdict.PAUSED
    assert tried.knock(right, "10.0.0.1") is Verdict.WELCOME  # it came in before
    clock.now += PAUSE
    assert tried.knock(right, "10.0.0.2") is Verdict.WELCOME
