from pathlib import Path

import pytest
from pydantic import ValidationError

from cml_sync.transports.errors import OptionError
from cml_sync.transports.http_options import HttpOptions, join
from cml_sync.transports.url_errors import BadUrlError, PasswordInUrlError

URL = "https://shop.example.ru/bitrix/admin/1c_exchange.php"
PARAMS = (("type", "catalog"), ("mode", "file"), ("filename", "import_files/ab/1.jpg"))
QUERY = "type=catalog&mode=file&filename=import_files/ab/1.jpg"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (URL, f"{URL}?{QUERY}"),
        ("https://a.ru/?wc1c=exchange", f"https://a.ru/?wc1c=exchange&{QUERY}"),
        ("https://a.ru/x?", f"https://a.ru/x?{QUERY}"),
        ("https://a.ru/i.php?route=a/b&", f"https://a.ru/i.php?route=a/b&{QUERY}"),
    ],
)
def test_parameters_are_joined_to_whatever_query_there_is(url: str, expected: str) -> None:
    assert join(url, PARAMS) == expected


def test_parameters_are_escaped_but_for_slashes() -> None:
    assert join(URL, (("filename", "а b&c=d/e#.xml"),)) == (
        f"{URL}?filename=%D0%B0%20b%26c%3Dd/e%23.xml"
    )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://shop.example.ru/x",
        "https://",
        "https:///x",
        "https://shop.example.ru:port/x",
        "https://shop.example.ru/x#part",
        "https://shop.example.ru/x y",
        "https://shop.example.ru\\x",
        "https://user@shop.example.ru/x",
        "https://[::1/x",
    ],
)
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(BadUrlError):
        HttpOptions.from_url(url, Path())
    with pytest.raises(ValidationError):
        HttpOptions(url=url)


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    url = "https://user:Parol-Sekret-77@shop.example.ru/x"
    with pytest.raises(PasswordInUrlError) as caught:
        HttpOptions.from_url(url, Path())
    assert "Parol" not in f"{caught.value} {caught.value.hint}"
    with pytest.raises(ValidationError) as refused:
        HttpOptions(url=url)
    assert "Parol" not in str(refused.value)


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/x", "http://localhost/x", "http://[::1]/x"])
def test_plain_http_is_fine_on_this_machine(url: str) -> None:
    assert HttpOptions(url=url).url == url


def test_plain_http_elsewhere_needs_leave_and_a_reason() -> None:
    url = "http://shop.example.ru/x"
    for wrong in ({}, {"allow_plain_http": True}, {"plain_http_reason": "a VPN"}):
        with pytest.raises(ValidationError, match=r"plain_http|http://"):
            HttpOptions.model_validate({"url": url, **wrong})
    assert HttpOptions(url=url, allow_plain_http=True, plain_http_reason="a VPN").url == url


@pytest.mark.parametrize(
    "wrong",
    [
        {"insecure": True},
        {"insecure": True, "insecure_reason": " "},
        {"certificate_key": "a.key"},
        {"timeout": 0},
        {"max_reply": 0},
        {"follow_redirects": True},
    ],
)
def test_options_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        HttpOptions.model_validate({"url": URL, **wrong})


def test_a_refusal_carries_its_sentence_for_translation() -> None:
    with pytest.raises(ValidationError) as caught:
        HttpOptions(url=URL, insecure=True)
    error = caught.value.errors()[0]["ctx"]["error"]
    assert isinstance(error, OptionError)
    assert "insecure_reason" in error.text.template


def test_the_address_is_shown_without_its_query() -> None:
    assert HttpOptions(url="https://a.ru:8443/x?key=1").address == "https://a.ru:8443/x"


def test_a_key_in_the_path_is_not_shown() -> None:
    url = "https://a.ru/cml1c/5f4dcc3b5aa765d61d8327deb882cf99/"
    assert HttpOptions(url=url).address == "https://a.ru/cml1c/***/"
    assert HttpOptions(url="https://a.ru/1c_exchange.php").address == "https://a.ru/1c_exchange.php"


@pytest.mark.parametrize("host", ["a..ru", ".example.ru", f"{'a' * 64}.ru"])
def test_a_host_that_no_resolver_can_be_asked_for_is_refused(host: str) -> None:
    with pytest.raises(BadUrlError):
        HttpOptions.from_url(f"https://{host}/x", Path())


@pytest.mark.parametrize("host", ["пример.рф", "[::1]", "a_b.local", "127.0.0.1"])
def test_hosts_that_are_fine(host: str) -> None:
    assert HttpOptions.from_url(f"https://{host}/x", Path())
