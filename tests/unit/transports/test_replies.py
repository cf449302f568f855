import pytest

from cml_sync.transports.replies import (
    Login,
    Terms,
    Word,
    decode,
    is_file,
    read_answer,
    read_login,
    read_set_cookie,
    read_terms,
)

RUSSIAN = "success\nИмпорт успешно завершен."


@pytest.mark.parametrize(
    ("body", "content_type", "charset", "codec", "guessed"),
    [
        (RUSSIAN.encode(), "text/plain; charset=utf-8", "", "utf-8", False),
        (RUSSIAN.encode(), "", "", "utf-8", True),
        (RUSSIAN.encode("cp1251"), "text/html; charset=windows-1251", "", "cp1251", False),
        (RUSSIAN.encode("cp1251"), "text/plain", "", "cp1251", True),
        (RUSSIAN.encode("cp1251"), "text/plain; charset=utf-8", "", "cp1251", True),
        (RUSSIAN.encode(), "text/plain; charset=utf-9000", "", "utf-8", True),
        (RUSSIAN.encode(), "text/plain; charset=unicode_escape", "", "utf-8", True),
        (RUSSIAN.encode("koi8-r"), "text/plain; charset=windows-1251", "koi8-r", "koi8-r", False),
        (b"\xef\xbb\xbf" + RUSSIAN.encode(), "charset=windows-1251", "", "utf-8", False),
        (b"\xff\xfe" + RUSSIAN.encode("utf-16-le"), "", "", "utf-16-le", False),
    ],
)
def test_bytes_are_read_by_the_ladder(
    body: bytes, content_type: str, charset: str, codec: str, guessed: bool
) -> None:
    assert decode(body, content_type, charset) == (RUSSIAN, codec, guessed)


def test_a_byte_that_no_charset_knows_is_still_read() -> None:
    assert decode(b"success\n\x98\xff") == ("success\n\ufffdя", "cp1251", True)


@pytest.mark.parametrize(
    ("body", "word", "tail"),
    [
        ("success", Word.SUCCESS, ""),
        ("success\n", Word.SUCCESS, ""),
        ("success\r\n", Word.SUCCESS, ""),
        ("  Success \r\n3 rows", Word.SUCCESS, "3 rows"),
        ("\ufeffsuccess\nwc1c-auth\nv", Word.SUCCESS, "wc1c-auth\nv"),
        ("\ufeff\ufeffsuccess", Word.SUCCESS, ""),
        ("SUCCESS", Word.SUCCESS, ""),
        ("progress\nВыгружено 20%", Word.PROGRESS, "Выгружено 20%"),
        ("progress\nprocessed: 40\n", Word.PROGRESS, "processed: 40"),
        ("failure\nERROR: 1010success\nkey", Word.FAILURE, "ERROR: 1010success\nkey"),
        ("success!", Word.OTHER, "success!"),
        ("success, 3 rows", Word.OTHER, "success, 3 rows"),
        ("success<br>3 rows", Word.OTHER, "success<br>3 rows"),
        ("\nsuccess", Word.OTHER, "success"),
        ("fail", Word.OTHER, "fail"),
        ("error\n", Word.OTHER, "error"),
        ("Authentication failed!", Word.OTHER, "Authentication failed!"),
        ("SHOP IS NOT SIMPLE", Word.OTHER, "SHOP IS NOT SIMPLE"),
        ("<br><b>Notice</b>: x\nsuccess", Word.OTHER, "<br><b>Notice</b>: x\nsuccess"),
        ("<html>success</html>", Word.OTHER, "<html>success</html>"),
        ("", Word.OTHER, ""),
        ("\r\n \n", Word.OTHER, ""),
    ],
)
def test_only_the_whole_first_line_is_a_status_word(body: str, word: Word, tail: str) -> None:
    answer = read_answer(body.encode())
    assert (answer.word, answer.tail) == (word, tail)


@pytest.mark.parametrize(
    ("body", "word", "tail"),
    [
        ("success<br>3 rows", Word.SUCCESS, "<br>3 rows"),
        ("successЗаказ не найден", Word.SUCCESS, "Заказ не найден"),
        ("progressШаг 2\nдальше", Word.PROGRESS, "Шаг 2\nдальше"),
        ("failure: no", Word.FAILURE, ": no"),
        ("successfully nothing", Word.OTHER, "successfully nothing"),
        ("<p>success", Word.OTHER, "<p>success"),
    ],
)
def test_text_may_follow_the_word_only_where_that_is_switched_on(
    body: str, word: Word, tail: str
) -> None:
    answer = read_answer(body.encode(), prefix=True)
    assert (answer.word, answer.tail) == (word, tail)


def test_a_rollback_in_line_2_takes_success_back() -> None:
    assert read_answer(b"success\nrollback").taken_back
    assert not read_answer(b"success\nno rollback needed").taken_back
    assert not read_answer(b"progress\nrollback").taken_back


@pytest.mark.parametrize(
    ("body", "login"),
    [
        ("success\n", Login()),
        ("success\nsessionid\nKEY", Login(("sessionid", "KEY"))),
        ("success\r\nshop\r\nab12\r\n", Login(("shop", "ab12"))),
        ("\ufeffsuccess\nwc1c-auth\nu|9|t|h", Login(("wc1c-auth", "u|9|t|h"))),
        (
            "success\nPHPSESSID\nq3k1\nsessid=0a1b\ntimestamp=1760000000\n",
            Login(("PHPSESSID", "q3k1"), ("sessid", "0a1b"), "sessid=0a1b", "1760000000"),
        ),
        (
            "success\nid\nv\nbitrix_sessid=77",
            Login(("id", "v"), ("bitrix_sessid", "77"), "bitrix_sessid=77"),
        ),
        ("success\nid\nv\n0a1b", Login(("id", "v"), None, "0a1b")),
        ("success\nid\nv\nsessid=", Login(("id", "v"), None, "sessid=")),
        (
            "success\nsessid=0a1b\ntimestamp=17",
            Login(None, ("sessid", "0a1b"), "sessid=0a1b", "17"),
        ),
        ("success\nid\n", Login(("id", ""))),
        ("success\nzwei Worte\nv", None),
        ("success\nid\nv; path=/", None),
    ],
)
def test_a_login_is_read_from_its_lines(body: str, login: Login | None) -> None:
    assert read_login(read_answer(body.encode())) == login


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        ("zip=no\nfile_limit=0", Terms()),
        ("zip=no\nfile_limit=2048\n", Terms(file_limit=2048)),
        ("zip=yes\nfile_limit=10000000", Terms(zip=True, file_limit=10_000_000)),
        ("zip=yes\r\nfile_limit=204800\r\n", Terms(zip=True, file_limit=204_800)),
        ("\ufeffzip=no\nfile_limit=1000000", Terms(file_limit=1_000_000)),
        (
            "zip=yes\nfile_limit=5000\nsessid=0a1b\nversion=3.1\n",
            Terms(zip=True, file_limit=5000, token=("sessid", "0a1b"), version="3.1"),
        ),
        ("success\nzip=yes\nfile_limit=5000", Terms(zip=True, file_limit=5000)),
        ("Notice: something\nzip=no\nfile_limit=5000", Terms(file_limit=5000)),
        ("zip-no\nfile_limit=5000", Terms(file_limit=5000)),
        ("ZIP=YES", Terms(zip=True)),
        ("zip=no\nfile_limit=-1", Terms()),
        ("zip=no\nfile_limit=much", Terms()),
        ("zip=no\nfile_limit=", Terms()),
        ("zip=no\nfile_limit=" + "9" * 30, Terms()),
        ("zip=no\nfile_limit=81", Terms(file_limit=81)),
        ("success", None),
        ("<html>?zip=yes&file_limit=1</html>", None),
        ("", None),
    ],
)
def test_terms_are_found_on_any_line(body: str, terms: Terms | None) -> None:
    assert read_terms(read_answer(body.encode())) == terms


def test_cookies_of_headers_are_taken_and_taken_back() -> None:
    headers = ["a=1; Path=/; HttpOnly", "b=x=y", "c=; Max-Age=0", "d=deleted", "no", "e e=1"]
    assert read_set_cookie(headers) == {"a": "1", "b": "x=y", "c": None, "d": None}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<?xml version="1.0" encoding="windows-1251"?>', True),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', True),
        ('\ufeff<?xml version="1.0"?>'.encode("utf-16-le"), True),
        ("<КоммерческаяИнформация".encode(), True),
        ("<КоммерческаяИнформация".encode("cp1251"), True),
        (b"PK\x03\x04rest", True),
        (b'\n<?xml version="1.0"?>', False),
        (b"<html><?xml", False),
        (b'<?xml version="1.0"?><!DOCTYPE html><HTML>', False),
        (b'<?xml version="1.0"?><!-- a page --><html xmlns="http://www.w3.org/1999/xhtml">', False),
        ("<КоммерческаяИнформация><Комментарий><![CDATA[<html>]]>".encode(), True),
        (b'<?xml version="1.0"?><!-- <html> --><x/>', True),
        (b"<?xml ?>" * 8000, True),
        (b"failure\nno orders", False),
        (b"Notice: x<?xml", False),
        (b"", False),
    ],
)
def test_a_file_begins_like_one_from_its_first_byte(head: bytes, expected: bool) -> None:
    assert is_file(head) is expected


def test_a_token_too_long_to_be_repeated_is_no_login_and_no_terms() -> None:
    answer = read_answer(b"success\nPHPSESSID\nabc\nsessid=" + b"a" * 70_000)
    assert read_login(answer) is None
    assert read_terms(read_answer(b"zip=no\nfile_limit=0\nsessid=" + b"a" * 70_000)) is None
