from tests.servers.talk import outgoing, session, talk

from cml_sync.transports.dialogue import NOTHING, Piece, Reply, ask, step
from cml_sync.transports.replies import Word


def test_a_request_begins_with_type_and_mode_and_ends_with_the_token() -> None:
    asked = session()
    asked.token = ("sessid", "0a1b")
    request = asked.request("import", (("filename", "import0_1.xml"),))
    assert request.method == "GET"
    assert request.params == (
        ("type", "catalog"),
        ("mode", "import"),
        ("filename", "import0_1.xml"),
        ("sessid", "0a1b"),
    )


def test_a_request_with_a_body_is_a_post() -> None:
    body = Piece(outgoing("a.xml", b"abc"), 0, 3)
    assert session().request("file", body=body).method == "POST"


def test_the_token_stays_away_where_that_is_switched_off() -> None:
    asked = session(send_sessid="never")
    asked.token = ("sessid", "0a1b")
    assert asked.request("init").params == (("type", "catalog"), ("mode", "init"))


def test_the_login_goes_only_with_checkauth_where_that_is_switched_off() -> None:
    asked = session(basic_on_every_request=False)
    assert asked.request("checkauth").login
    asked.logged_in = True
    assert not asked.request("init").login


def test_cookies_of_headers_are_merged_changed_and_dropped() -> None:
    asked = session()
    asked.cookies = {"SHOPSESS": "old1", "gone": "x"}
    headers = (
        ("set-cookie", "SHOPSESS=new1; Path=/"),
        ("set-cookie", "lang=ru"),
        ("set-cookie", "gone=; Max-Age=0"),
    )
    talk(ask(asked, asked.request("init")), [Reply(200, headers, b"success")])
    assert asked.request("init").cookie == "SHOPSESS=new1; lang=ru"


def test_a_charset_may_stand_in_a_header_of_its_own() -> None:
    body = "success\nОшибок нет".encode("cp1251")
    headers = (("content-type", "text/plain"), ("encoding", "Windows-1251"))
    said = talk(step(session(), "import"), [Reply(200, headers, body)])
    assert said.result.word is Word.SUCCESS
    assert (said.result.tail, said.result.guessed) == ("Ошибок нет", False)


def test_secrets_do_not_stand_in_what_is_printed_of_requests_and_sessions() -> None:
    asked = session()
    asked.cookies, asked.token = {"SHOPSESS": "c00kie"}, ("sessid", "t0ken")
    printed = f"{asked!r} {asked.request('x', ()).cookie and ''} {NOTHING!r}"
    assert "c00kie" not in printed
    assert "t0ken" not in printed
    assert "Parol" not in printed
    assert "c00kie" not in repr(asked.request("init"))
