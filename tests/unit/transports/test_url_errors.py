import pytest

from cml_sync.transports.url_errors import BadUrlError, PasswordInUrlError, keys_in, shown_url

HASH = "5f4dcc3b5aa765d61d8327deb882cf99"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.ru/1c_exchange.php", "https://a.ru/1c_exchange.php"),
        ("https://a.ru/x?key=Secret1&b=", "https://a.ru/x?key=***&b="),
        ("https://a.ru/x?Secret1", "https://a.ru/x?***"),
        (f"https://a.ru/cml1c/{HASH}/", "https://a.ru/cml1c/***/"),
        ("sftp://exchange@1c.example.ru:2222/out", "sftp://exchange@1c.example.ru:2222/out"),
        ("file:///srv/1c", "file:///srv/1c"),
    ],
)
def test_what_may_be_a_key_is_not_shown(url: str, expected: str) -> None:
    assert shown_url(url) == expected
    for key in keys_in(url):
        assert key not in shown_url(url)


def test_the_keys_of_a_url_are_known_in_both_forms() -> None:
    assert keys_in(f"https://a.ru/{HASH}?key=a%2Fb&c") == (HASH, "a%2Fb", "c", "a/b")
    assert keys_in("https://a.ru/1c_exchange.php") == ()


def test_a_refused_url_is_named_without_user_password_and_keys() -> None:
    url = "https://exchange:Parol1@a.ru/x?key=Secret1"
    for error in (BadUrlError(url, "x"), PasswordInUrlError(url)):
        assert "`https://a.ru/x?key=***`" in str(error.message)
