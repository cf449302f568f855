from collections.abc import Sequence
from typing import Any

import pytest
from tests.servers.talk import INIT, LOGIN, FakeTime, Talk, outgoing, session, talk

from cml_sync.errors import OtherSideError
from cml_sync.transports.base import Outcome, Outgoing
from cml_sync.transports.dialogue import Reply, Session
from cml_sync.transports.dialogue_errors import (
    ImportStalledError,
    PieceTooLargeError,
    RolledBackError,
    SaidFailureError,
    UnreadableAnswerError,
)
from cml_sync.transports.dialogue_upload import Load, piece_limit, upload
from cml_sync.transports.pieces import cut
from cml_sync.transports.replies import Terms

IMPORT = outgoing("import0_1.xml", b"i" * 3000)
PICTURE = outgoing("import_files/ab/1.jpg", b"p" * 100, announce=False)
OFFERS = outgoing("offers0_1.xml", b"o" * 10)
ARCHIVE = outgoing("import.zip", b"z" * 1500)


def load(*files: Outgoing, limit: int | None = None) -> Load:
    def pack(chosen: Sequence[Outgoing]) -> Outgoing:
        assert tuple(chosen) == files
        return ARCHIVE

    return Load(files, cut, pack, limit)


def said(asked: Session, chosen: Load, *answers: str | Reply, time: FakeTime | None = None) -> Talk:
    return talk(upload(asked, chosen), [LOGIN, *answers], time)


def test_a_whole_session_of_goods() -> None:
    talked = said(
        session(),
        load(PICTURE, IMPORT, OFFERS),
        "zip=no\nfile_limit=2048\n",
        *["success"] * 4,
        "progress\nobjects: 500 of 1200",
        "success\n1200 objects",
        "success",
    )
    assert talked.lines == [
        "GET type=catalog mode=checkauth",
        "GET type=catalog mode=init",
        "POST type=catalog mode=file filename=import_files/ab/1.jpg",
        "POST type=catalog mode=file filename=import0_1.xml",
        "POST type=catalog mode=file filename=import0_1.xml",
        "POST type=catalog mode=file filename=offers0_1.xml",
        "GET type=catalog mode=import filename=import0_1.xml",
        "GET type=catalog mode=import filename=import0_1.xml",
        "GET type=catalog mode=import filename=offers0_1.xml",
    ]
    assert {request.cookie for request in talked.requests[1:]} == {"SHOPSESS=c00kie-value-1"}
    assert [(receipt.name, receipt.outcome) for receipt in talked.result] == [
        ("import_files/ab/1.jpg", Outcome.STORED),
        ("import0_1.xml", Outcome.CONFIRMED),
        ("offers0_1.xml", Outcome.CONFIRMED),
    ]
    assert talked.result[1].evidence == "success 1200 objects"
    assert talked.waits == [1.0]


def test_goods_without_import_are_only_stored() -> None:
    talked = said(session(import_catalog=False), load(IMPORT), INIT, "success")
    assert talked.result[0].outcome is Outcome.STORED


def test_orders_are_taken_over_by_the_upload_itself() -> None:
    talked = said(session("sale"), load(OFFERS), INIT, "success\n")
    assert talked.modes == ["checkauth", "init", "file"]
    assert talked.result[0].outcome is Outcome.CONFIRMED


def test_orders_are_imported_where_that_is_switched_on() -> None:
    talked = said(session("sale", import_sale=True), load(OFFERS), INIT, "success\n", "success")
    assert talked.modes == ["checkauth", "init", "file", "import"]


def test_deactivate_and_complete_end_a_session_of_goods() -> None:
    login = "success\nid\nv\nsessid=0a\ntimestamp=17"
    answers = [login, INIT, "success", "success", "progress", "success", "success"]
    talked = talk(upload(session(finish=["deactivate", "complete"]), load(OFFERS)), answers)
    assert talked.lines[-2:] == [
        "GET type=catalog mode=deactivate timestamp=17 sessid=0a",
        "GET type=catalog mode=complete sessid=0a",
    ]


@pytest.mark.parametrize(
    ("switches", "init", "names"),
    [
        ({}, "zip=yes\nfile_limit=0", ["import.zip"]),
        ({}, "zip=yes\nfile_limit=1024", ["import.zip", "import.zip"]),
        ({"zip": "one_piece"}, "zip=yes\nfile_limit=0", ["import.zip"]),
        ({"zip": "one_piece"}, "zip=yes\nfile_limit=1024", ["offers0_1.xml"]),
        ({"zip": "never"}, "zip=yes\nfile_limit=0", ["offers0_1.xml"]),
        ({}, "zip=no\nfile_limit=0", ["offers0_1.xml"]),
    ],
)
def test_an_archive_is_sent_where_both_want_it(
    switches: dict[str, Any], init: str, names: list[str]
) -> None:
    talked = said(session(**switches), load(OFFERS), init, *["success"] * (len(names) + 1))
    sent = [request.body.file.name for request in talked.requests if request.body]
    assert sent == names
    assert talked.lines[-1] == "GET type=catalog mode=import filename=offers0_1.xml"


@pytest.mark.parametrize(
    ("switches", "stated", "learnt", "expected"),
    [
        ({}, None, None, None),
        ({}, 5000, None, 5000),
        ({"max_piece": 2000}, 5000, None, 2000),
        ({"max_piece": 2000}, None, None, 2000),
        ({}, 5000, 3000, 3000),
        ({"chunking": False}, 5000, 3000, None),
    ],
)
def test_the_smallest_limit_holds(
    switches: dict[str, Any], stated: int | None, learnt: int | None, expected: int | None
) -> None:
    assert piece_limit(session(**switches), Terms(file_limit=stated), learnt) == expected


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        (["failure\ndisk full"], SaidFailureError),
        (["progress"], UnreadableAnswerError),
        (["error import file"], UnreadableAnswerError),
        ([Reply(413)], PieceTooLargeError),
        (["success\nrollback"], RolledBackError),
        (["success", "failure\nXML"], SaidFailureError),
        (["success", "success\nrollback"], RolledBackError),
        (["success", "progress\n1", "Error: in line 3"], UnreadableAnswerError),
        (["success", "success<br>1 row"], UnreadableAnswerError),
    ],
)
def test_an_upload_ends_with_the_first_answer_that_is_no_success(
    answers: list[str], error: type[OtherSideError]
) -> None:
    with pytest.raises(error):
        said(session(), load(OFFERS), INIT, *answers)


def test_text_glued_to_success_counts_where_that_is_switched_on() -> None:
    talked = said(session(success_prefix=True), load(OFFERS), INIT, "success", "success<br>1 row")
    assert talked.result[0].evidence == "success<br>1 row"


def test_waits_grow_from_one_second_to_five() -> None:
    answers = [f"progress\n{n}" for n in range(5)]
    talked = said(session(), load(OFFERS), INIT, "success", *answers, "success")
    assert talked.waits == [1.0, 2.0, 4.0, 5.0, 5.0]


def test_an_import_that_never_ends_is_given_up_at_its_deadline() -> None:
    time = FakeTime()
    asked = session(time=time, poll={"deadline": 20.0})
    answers = [f"progress\n{n}" for n in range(7)]
    with pytest.raises(ImportStalledError) as caught:
        said(asked, load(OFFERS), INIT, "success", *answers, time=time)
    assert sum(time.slept) == pytest.approx(20.0)
    assert "progress 6" in str(caught.value)


def test_an_import_that_says_the_same_again_and_again_is_given_up() -> None:
    with pytest.raises(ImportStalledError):
        said(
            session(poll={"stagnation": 3}),
            load(OFFERS),
            INIT,
            "success",
            "progress\n1",
            *["progress\n2"] * 3,
        )
