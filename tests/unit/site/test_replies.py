from gettext import NullTranslations

from cml_sync.errors import LockedError
from cml_sync.jobs.lock import AnotherRunError
from cml_sync.messages import text
from cml_sync.packages.errors import NotAnArchiveError
from cml_sync.problems import Place
from cml_sync.site.errors import WrongTokenError
from cml_sync.site.replies import Outcome, Replies, failed, plain


class Russian(NullTranslations):
    """Knows one sentence."""

    def gettext(self, message: str) -> str:
        """The sentence in Russian."""
        return {"busy, try again": "занято, повторите"}.get(message, message)


REPLIES = Replies(NullTranslations())


def test_lines_end_with_lf_and_the_last_with_nothing() -> None:
    reply = plain("success", "CMLSYNC", "value")
    assert reply.body == b"success\nCMLSYNC\nvalue"
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.status_code == 200


def test_the_status_word_stands_alone_on_line_1() -> None:
    assert REPLIES.success().body == b"success"
    assert REPLIES.success(text("one"), text("two")).body == b"success\none\ntwo"
    assert REPLIES.progress(text("{n} records", n=5)).body == b"progress\n5 records"
    failure = REPLIES.failure(text("why"))
    assert (failure.status_code, failure.body) == (200, b"failure\nwhy")


def test_a_text_is_one_line_whatever_is_in_it() -> None:
    assert REPLIES.failure(text("{v}", v="a\r\nsuccess\n b")).body == b"failure\na success b"


def test_texts_are_translated_and_status_words_never() -> None:
    error = AnotherRunError("pull", "1", "host", "now")
    assert isinstance(error, LockedError)
    reply = Replies(Russian()).error(error)
    assert bytes(reply.body).decode() == "failure\nзанято, повторите"


def test_an_error_says_where_but_not_in_which_of_our_folders() -> None:
    (line, _) = failed(NotAnArchiveError("/var/lib/cml-sync/serve/x/v8_1.zip")).lines
    assert str(line) == "v8_1.zip: This is not a whole zip archive"
    place = Place(file="/var/lib/cml-sync/spool/a/v8_1.zip!import0_1.xml", line=3, column=7)
    error = WrongTokenError()
    error.place = place
    assert str(failed(error).lines[0]).startswith("import0_1.xml:3:7: ")


def test_an_outcome_picks_the_word() -> None:
    assert REPLIES.outcome(Outcome(good=True)).body == b"success"
    assert REPLIES.outcome(Outcome(good=False)).body == b"failure"
