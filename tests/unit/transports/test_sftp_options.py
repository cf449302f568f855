from pathlib import Path

import pytest

from cml_sync.transports.sftp_options import SftpOptions
from cml_sync.transports.url_errors import BadUrlError, PasswordInUrlError

BASE = Path("/etc/cml-sync")


@pytest.mark.parametrize(
    ("url", "options"),
    [
        (
            "sftp://exchange@1c.example.ru:2222/outgoing",
            {"host": "1c.example.ru", "port": 2222, "username": "exchange", "path": "/outgoing"},
        ),
        ("sftp://1c.example.ru", {"host": "1c.example.ru"}),
        ("sftp://h/~/inbox", {"host": "h", "path": "inbox"}),
        ("sftp://h/~", {"host": "h"}),
        (
            "sftp://%D0%B8%D0%B2%D0%B0%D0%BD@[::1]/a%20b",
            {
                "host": "::1",
                "username": "иван",
                "path": "/a b",
            },
        ),
    ],
)
def test_a_url_names_server_user_and_folder(url: str, options: dict[str, object]) -> None:
    found = SftpOptions.from_url(url, BASE)
    assert found == options
    SftpOptions.model_validate(found)


@pytest.mark.parametrize("url", ["sftp:///path", "sftp://h:port/", "sftp://h/?a=1", "sftp://h/#a"])
def test_a_url_that_names_none_is_refused(url: str) -> None:
    with pytest.raises(BadUrlError):
        SftpOptions.from_url(url, BASE)


def test_a_password_in_a_url_is_refused_and_not_shown() -> None:
    with pytest.raises(PasswordInUrlError) as refused:
        SftpOptions.from_url("sftp://exchange:s3cret@h/path", BASE)
    assert "s3cret" not in f"{refused.value} {refused.value.hint}"
    assert "sftp://h/path" in str(refused.value)


def test_every_wait_has_an_end_unless_told_otherwise() -> None:
    options = SftpOptions(host="h")
    assert (options.connect_timeout, options.auth_timeout, options.timeout) == (15, 30, 60)
    assert options.agent is False
