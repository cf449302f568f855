import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cml_sync.cli.session import Session
from cml_sync.cli.written import show_written
from cml_sync.model.kinds import Kind


@dataclass(frozen=True)
class Part:
    """One part."""

    name: str
    records: Mapping[Kind, int]


@dataclass(frozen=True)
class Report:
    """What was written."""

    parts: tuple[Part, ...]
    records: Mapping[Kind, int]
    pictures: int = 0


def shown(session: Session, *parts: Part) -> list[str]:
    file = io.StringIO()
    report = Report(parts, {Kind.OFFER: 12, Kind.PRODUCT: 3}, 7)
    show_written(session, report, Path("out"), file)
    return file.getvalue().splitlines()


def test_every_part_and_the_sum(make_session: Callable[..., Session]) -> None:
    parts = (Part("import.xml", {Kind.PRODUCT: 3}), Part("empty\x1b[2J.xml", {}))
    assert shown(make_session(), *parts) == [
        "import.xml: products 3",
        "empty\ufffd[2J.xml: 0",
        "out: 2 parts, 15 records, 7 pictures",
    ]
    assert shown(make_session(), parts[0])[-1] == "out: 1 part, 15 records, 7 pictures"


def test_one_of_each_is_told_as_one(make_session: Callable[..., Session]) -> None:
    file = io.StringIO()
    report = Report((Part("a.xml", {Kind.OFFER: 1}),), {Kind.OFFER: 1}, 1)
    show_written(make_session(), report, Path("out"), file)
    assert file.getvalue().splitlines()[-1] == "out: 1 part, 1 record, 1 picture"


def test_of_many_parts_the_first_are_shown(make_session: Callable[..., Session]) -> None:
    parts = [Part(f"{number}.xml", {Kind.OFFER: number}) for number in range(23)]
    lines = shown(make_session(), *parts)
    assert lines[19:] == ["19.xml: offers 19", "… +3", "out: 23 parts, 15 records, 7 pictures"]
