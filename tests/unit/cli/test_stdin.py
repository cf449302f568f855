"""Standard input that is no stream of the system, as a program that calls ours may hand it in."""

from datetime import UTC, datetime
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

from cml_sync.cli.options import STDIN
from cml_sync.cli.session import Session
from cml_sync.cli.stdin import taken


def test_what_has_no_descriptor_is_read_all_the_same(tmp_path: Path) -> None:
    session = Session(
        environ={},
        folder=tmp_path,
        clock=lambda: datetime(2026, 3, 1, tzinfo=UTC),
        sleep=lambda _: None,
        stdin=TextIOWrapper(BytesIO(b"<one/>")),
        stdout=StringIO(),
        stderr=StringIO(),
    )
    given = {"paths": (Path("a.xml"), STDIN), "changes": None}
    with taken(session, given) as paths:
        kept, spooled = paths["paths"]
        assert (kept, paths["changes"]) == (Path("a.xml"), None)
        assert (str(spooled), spooled.read_bytes()) == ("<stdin>", b"<one/>")
    assert not spooled.exists()
