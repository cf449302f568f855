import pytest
from tests.servers.talk import INIT, LOGIN, FakeTime, session, talk

from cml_sync.errors import OtherSideError
from cml_sync.transports.dialogue import Reply
from cml_sync.transports.dialogue_errors import (
    EmptyAnswerError,
    ImportStalledError,
    NothingToConfirmError,
    SaidFailureError,
    UnreadableAnswerError,
)
from cml_sync.transports.dialogue_query import confirm, query

FILE = Reply(200, saved=4096)


def test_orders_are_asked_for_right_after_the_login() -> None:
    said = talk(query(session("sale")), [LOGIN, FILE])
    assert said.lines == ["GET type=sale mode=checkauth", "GET type=sale mode=query"]
    assert said.requests[1].wants_file
    assert said.result == 4096


def test_a_version_needs_init_before_the_question() -> None:
    said = talk(query(session("sale", init_version="3.1")), [LOGIN, INIT, FILE])
    assert said.modes == ["checkauth", "init", "query"]


def test_a_catalogue_is_asked_for_step_by_step() -> None:
    said = talk(query(session("get_catalog")), [LOGIN, INIT, "progress\n1", FILE])
    assert said.lines[-1] == "GET type=get_catalog mode=query"
    assert said.waits == [1.0]


def test_the_second_question_needs_no_second_login() -> None:
    asked = session("sale")
    talk(query(asked), [LOGIN, FILE])
    assert talk(query(asked), [FILE]).modes == ["query"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("failure\nno rights", SaidFailureError),
        ("success\n", UnreadableAnswerError),
        ("<html>Вход</html>", UnreadableAnswerError),
        ("", EmptyAnswerError),
    ],
)
def test_what_is_no_file_is_an_error(body: str, error: type[OtherSideError]) -> None:
    with pytest.raises(error):
        talk(query(session("sale")), [LOGIN, body])


def test_progress_without_end_is_given_up() -> None:
    time = FakeTime()
    asked = session("get_catalog", time, poll={"deadline": 2.0})
    with pytest.raises(ImportStalledError):
        talk(query(asked), [LOGIN, INIT, *["progress"] * 3], time)


def test_orders_are_confirmed_in_the_session_that_handed_them_out() -> None:
    asked = session("sale")
    talk(query(asked), [LOGIN, FILE])
    said = talk(confirm(asked), ["success\n1"])
    assert said.lines == ["GET type=sale mode=success"]
    assert said.result == "success 1"


def test_nothing_is_confirmed_in_a_new_session() -> None:
    with pytest.raises(NothingToConfirmError):
        talk(confirm(session("sale")), [])


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply(401), NothingToConfirmError),
        (Reply(200, body=b"error\n"), UnreadableAnswerError),
        (Reply(200, body=b"progress\n"), UnreadableAnswerError),
        (Reply(200, body=b"failure\n"), SaidFailureError),
    ],
)
def test_a_confirmation_that_is_not_understood_is_none(
    reply: Reply, error: type[OtherSideError]
) -> None:
    asked = session("sale")
    asked.logged_in = True
    with pytest.raises(error):
        talk(confirm(asked), [reply])
