from typing import Any

import pytest
from tests.servers.talk import session, talk

from cml_sync.transports.dialogue import Reply
from cml_sync.transports.dialogue_errors import (
    AbsurdLimitError,
    LoginRefusedError,
    UnreadableAnswerError,
)
from cml_sync.transports.dialogue_login import checkauth, init

BITRIX = "success\nPHPSESSID\nq3k1\nsessid=0a1b\ntimestamp=1760000000\n"


def test_a_login_gives_cookie_token_and_clock() -> None:
    asked = session()
    said = talk(checkauth(asked), [BITRIX])
    assert said.lines == ["GET type=catalog mode=checkauth"]
    assert asked.cookies == {"PHPSESSID": "q3k1"}
    assert asked.token == ("sessid", "0a1b")
    assert asked.timestamp == "1760000000"
    assert asked.logged_in


def test_the_cookie_of_the_body_wins_over_the_header_of_the_same_answer() -> None:
    asked = session()
    headers = (("set-cookie", "PHPSESSID=other; Path=/"), ("set-cookie", "b=2"))
    talk(checkauth(asked), [Reply(200, headers, BITRIX.encode())])
    assert asked.cookies == {"PHPSESSID": "q3k1", "b": "2"}


def test_the_header_is_enough_where_the_body_names_no_cookie() -> None:
    asked = session()
    talk(checkauth(asked), [Reply(200, (("set-cookie", "sessionid=abc"),), b"success\n")])
    assert asked.cookies == {"sessionid": "abc"}


@pytest.mark.parametrize(
    ("kind", "body", "token"),
    [
        ("auto", BITRIX, ("sessid", "0a1b")),
        ("auto", "success\nid\nv", None),
        ("auto", "success\nid\nv\n0a1b", None),
        ("always", "success\nid\nv", ("sessid", "")),
        ("always", "success\nid\nv\n0a1b", ("sessid", "0a1b")),
        ("raw", "success\nid\nv\n0a1b", ("0a1b", "")),
        ("raw", "success\nid\nv", None),
        ("raw", BITRIX, ("sessid", "0a1b")),
    ],
)
def test_line_4_is_repeated_as_the_switch_says(kind: str, body: str, token: Any) -> None:
    asked = session(send_sessid=kind)
    talk(checkauth(asked), [body])
    assert asked.token == token


@pytest.mark.parametrize(
    "body", ["progress\n1", "success\nzwei Worte\nv", "<html>Вход</html>", "\nsuccess\nid\nv"]
)
def test_a_login_that_is_not_understood_is_none(body: str) -> None:
    asked = session()
    with pytest.raises(UnreadableAnswerError):
        talk(checkauth(asked), [body])
    assert not asked.logged_in


def test_line_1_decides_even_when_success_follows() -> None:
    with pytest.raises(LoginRefusedError) as caught:
        talk(checkauth(session()), ["failure\nERROR: 1010success\nkey\n0123456789abcdef0123\n"])
    assert "0123456789abcdef" not in str(caught.value)


def test_init_says_versions_and_takes_a_new_token() -> None:
    asked = session("sale", init_version="2.09", cml_version="2.10")
    said = talk(init(asked), ["zip=yes\nfile_limit=204800\nsessid=ffff\nversion=2.09\n"])
    assert said.lines == ["GET type=sale mode=init version=2.09 cmlVersion=2.10"]
    assert asked.token == ("sessid", "ffff")
    assert said.result.file_limit == 204_800


def test_a_limit_of_81_bytes_is_taken_for_a_mistake() -> None:
    with pytest.raises(AbsurdLimitError):
        talk(init(session()), ["zip=no\nfile_limit=81"])


@pytest.mark.parametrize("body", ["success", "progress\n1", "<html>x</html>"])
def test_an_init_without_terms_is_not_understood(body: str) -> None:
    with pytest.raises(UnreadableAnswerError):
        talk(init(session()), [body])
