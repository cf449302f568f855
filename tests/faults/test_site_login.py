"""Callers who may not come in, or whose session is gone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from tests.servers.own_site import LOGIN, PASSWORD, OneC, Site, running_site

pytestmark = pytest.mark.servers


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with running_site(tmp_path / "state") as found:
        yield found


@pytest.fixture
def onec(site: Site) -> Iterator[OneC]:
    with OneC(site.port) as client:
        yield client


def test_a_wrong_password_is_401_and_failure(onec: OneC) -> None:
    onec.password = "guess"
    answer = onec.ask("type=catalog&mode=checkauth")
    assert (answer.status, answer.word) == (401, "failure")
    assert answer.headers["www-authenticate"].startswith("Basic ")
    onec.basic = False
    assert onec.ask("type=catalog&mode=checkauth").status == 401
    assert onec.ask("type=catalog&mode=init").status == 401


def test_five_failures_shut_the_door_for_a_minute_even_to_the_right_password(
    onec: OneC, site: Site
) -> None:
    onec.password = "guess"
    assert [onec.ask("mode=checkauth").status for _ in range(6)] == [401] * 5 + [429]
    onec.password = PASSWORD
    answer = onec.ask("mode=checkauth")
    assert (answer.status, answer.word) == (429, "failure")
    assert answer.headers["retry-after"] == "60"
    site.clock.now += timedelta(seconds=61)
    assert onec.ask("mode=checkauth").word == "success"


def test_failures_under_one_name_do_not_lock_another_out(onec: OneC) -> None:
    onec.login, onec.password = "somebody", "guess"
    for _ in range(6):
        onec.ask("mode=checkauth")
    onec.login, onec.password = LOGIN, PASSWORD
    assert onec.ask("mode=checkauth").word == "success"


def test_a_login_in_windows_1251_is_understood(site: Site) -> None:
    with OneC(site.port) as client:
        client.basic = False
        pair = f"{LOGIN}:{PASSWORD}".encode("cp1251")
        header = "Basic " + __import__("base64").b64encode(pair).decode()
        assert client.ask("mode=checkauth", Authorization=header).word == "success"
        for nonsense in ("Basic", "Basic %%%", "Bearer x", "Basic 8J+Ygg=="):
            assert client.ask("mode=checkauth", Authorization=nonsense).status == 401


def test_the_cookie_alone_is_enough_after_the_login(onec: OneC) -> None:
    onec.log_in()
    onec.basic = False
    assert onec.init() == (True, 204_800)


def test_the_login_alone_is_enough_for_a_caller_without_cookies(onec: OneC, site: Site) -> None:
    onec.log_in()
    onec.cookie = "="
    onec.init()
    assert onec.send("import_files/1.png", b"12").word == "success"
    assert onec.send("import_files/1.png", b"34").word == "success"
    assert [path.read_bytes() for path in site.uploads] == [b"1234"]


def test_a_lost_session_takes_no_piece(onec: OneC, site: Site) -> None:
    onec.log_in()
    onec.init()
    assert onec.send("import0_1.xml", b"<a>").word == "success"
    site.clock.now += timedelta(minutes=16)
    answer = onec.send("import0_1.xml", b"</a>")
    assert (answer.status, answer.word) == (401, "failure")
    onec.log_in()  # sessions that are over are removed now
    assert site.uploads == []
    onec.cookie = "CMLSYNC=never-given-out"
    assert onec.ask("mode=init").status == 401


def test_a_session_that_is_used_goes_on(onec: OneC, site: Site) -> None:
    onec.log_in()
    for _ in range(4):
        site.clock.now += timedelta(minutes=14)
        assert onec.init()


def test_an_empty_sessid_is_tolerated_and_a_wrong_one_is_not(onec: OneC) -> None:
    onec.log_in()
    right = onec.sessid
    assert onec.ask("type=catalog&mode=init&sessid=").text.startswith("zip=")
    assert onec.ask("type=catalog&mode=init").text.startswith("zip=")
    assert onec.ask(f"type=catalog&mode=init&sessid={right}").text.startswith("zip=")
    answer = onec.ask("type=catalog&mode=init&sessid=other")
    assert (answer.status, answer.word) == (200, "failure")


@pytest.mark.parametrize(
    "query",
    ["type=catalog&mode=nonsense", "type=crm&mode=init", "type=sale", "type=get_catalog&mode=file"],
)
def test_an_unknown_step_is_a_failure(onec: OneC, query: str) -> None:
    onec.log_in()
    answer = onec.ask(query)
    assert answer.status == 200
    assert answer.text.startswith("failure\nunknown type/mode ")


def test_an_unknown_type_does_not_log_in(onec: OneC) -> None:
    assert onec.ask("type=crm&mode=checkauth").word == "failure"


def test_what_is_asked_stands_in_the_answer_on_one_line(onec: OneC) -> None:
    onec.log_in()
    lines = onec.ask("type=catalog&mode=a%0Asuccess").text.split("\n")
    assert lines[0] == "failure"
    assert "success" not in lines


def test_other_addresses_and_methods_are_none(onec: OneC) -> None:
    onec.log_in()
    onec.script = "/admin"
    assert onec.ask("mode=init").status == 404
    onec.script = "/"
    onec.connection.request("HEAD", "/?mode=success")
    response = onec.connection.getresponse()
    response.read()
    assert response.status == 405


def test_answers_are_in_the_language_they_are_handed(tmp_path: Path) -> None:
    class Shouting(__import__("gettext").NullTranslations):  # type: ignore[misc]
        def gettext(self, message: str) -> str:
            return message.upper() if message == "login or password is wrong" else message

    with (
        running_site(tmp_path / "other", translations=Shouting()) as found,
        OneC(found.port, password="guess") as client,
    ):
        assert client.ask("mode=checkauth").body == b"failure\nLOGIN OR PASSWORD IS WRONG"
