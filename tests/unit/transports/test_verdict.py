import pytest
from tests.servers.talk import session

from cml_sync.errors import CmlSyncError
from cml_sync.transports.dialogue import Reply
from cml_sync.transports.dialogue_errors import (
    AccessForbiddenError,
    EmptyAnswerError,
    LoginRefusedError,
    PieceTooLargeError,
    RedirectedError,
    SaidFailureError,
    SessionLostError,
    TryLaterError,
    UnexpectedStatusError,
    UnreadableAnswerError,
)
from cml_sync.transports.http_errors import ClientCertificateError
from cml_sync.transports.verdict import judge, retry_after


def verdict(
    mode: str, status: int, body: str = "", *, logged_in: bool = True, size: int = 0, **headers: str
) -> type[CmlSyncError] | str:
    asked = session()
    asked.logged_in = logged_in
    reply = Reply(
        status, tuple((n.replace("_", "-"), v) for n, v in headers.items()), body.encode()
    )
    try:
        return judge(reply, asked.case(mode, "a.xml", size)).word.value
    except CmlSyncError as error:
        return type(error)


@pytest.mark.parametrize(
    ("mode", "status", "body", "expected"),
    [
        ("file", 200, "success", "success"),
        ("import", 200, "progress\n2", "progress"),
        ("init", 200, "zip=no", ""),
        ("file", 200, "", EmptyAnswerError),
        ("file", 200, "\ufeff \r\n", EmptyAnswerError),
        ("file", 200, "failure\nno", SaidFailureError),
        ("init", 200, "failure\nno", SaidFailureError),
        ("checkauth", 200, "failure\nwrong password", LoginRefusedError),
        ("checkauth", 200, "Authentication failed!", LoginRefusedError),
        ("import", 200, "Error: no such file", UnreadableAnswerError),
        ("success", 200, "error\n", UnreadableAnswerError),
        ("import", 200, "<html>success</html>", UnreadableAnswerError),
        ("import", 200, "Too many requests", TryLaterError),
        ("import", 200, "failure\nToo Many Requests", TryLaterError),
        ("import", 204, "", UnexpectedStatusError),
        ("import", 201, "success", UnexpectedStatusError),
        ("import", 304, "", RedirectedError),
        (
            "import",
            400,
            "<html>No required SSL certificate was sent</html>",
            ClientCertificateError,
        ),
        ("import", 400, "<html>Bad Request</html>", UnexpectedStatusError),
        ("import", 496, "", ClientCertificateError),
        ("import", 401, "success", SessionLostError),
        ("import", 403, "", AccessForbiddenError),
        ("import", 404, "<html>", UnexpectedStatusError),
        ("import", 404, "failure\nunknown", SaidFailureError),
        ("import", 413, "", UnexpectedStatusError),
        ("import", 429, "", TryLaterError),
        ("import", 500, "", TryLaterError),
        ("import", 500, "success", TryLaterError),
        ("import", 500, "failure\nXML", SaidFailureError),
        ("import", 501, "", UnexpectedStatusError),
        ("import", 503, "<html>", TryLaterError),
        ("import", 522, "", TryLaterError),
    ],
)
def test_an_answer_is_success_or_a_typed_error(
    mode: str, status: int, body: str, expected: object
) -> None:
    assert verdict(mode, status, body) == expected


def test_a_refusal_before_the_login_is_about_the_login() -> None:
    assert verdict("checkauth", 401, logged_in=False) is LoginRefusedError
    assert verdict("checkauth", 403, logged_in=False) is AccessForbiddenError


def test_a_refused_piece_is_told_with_its_size() -> None:
    with pytest.raises(PieceTooLargeError) as caught:
        judge(Reply(413), session().case("file", "a.xml", 65_536))
    assert caught.value.size == 65_536


def test_a_redirect_names_the_new_address_without_what_is_secret() -> None:
    target = "https://user:geheim@new.example.ru/x.php?PHPSESSID=geheim"
    reply = Reply(301, (("location", target),))
    with pytest.raises(RedirectedError) as caught:
        judge(reply, session().case("checkauth"))
    assert "https://new.example.ru/x.php" in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_refused_login_names_where_the_password_comes_from_and_the_lost_header() -> None:
    with pytest.raises(LoginRefusedError) as caught:
        judge(Reply(401), session().case("checkauth"))
    hint = str(caught.value.hint)
    assert "environment variable SHOP_PASSWORD" in hint
    assert "Authorization" in hint


def test_a_compressed_answer_is_called_so() -> None:
    reply = Reply(200, (("content-encoding", "gzip"),), b"\x1f\x8b\x08")
    with pytest.raises(UnreadableAnswerError) as caught:
        judge(reply, session().case("file"))
    assert "gzip" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("after", "date", "seconds"),
    [
        ("120", "", 120.0),
        ("0", "", 0.0),
        ("86400", "", 900.0),
        ("Sun, 22 Nov 2026 12:02:00 GMT", "Sun, 22 Nov 2026 12:00:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", "Sun, 22 Nov 2026 12:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 12:02:00 GMT", "", None),
        ("soon", "", None),
        ("-5", "", None),
        ("", "", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(after: str, date: str, seconds: float | None) -> None:
    assert retry_after(Reply(503, (("retry-after", after), ("date", date)))) == seconds
