import os
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks import generate

from cml_sync.checks.checker import Checker
from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.jobs.crew import PartCrew
from cml_sync.jobs.tally import Tally
from cml_sync.jobs.validate import Manner, ValidationReport, validate
from cml_sync.model.kinds import Kind
from cml_sync.problems import Problem
from cml_sync.xml.source.ranges import RangeRead, Standing

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

COUNT = 400
BUSINESS = Selection(level=Level.BUSINESS)


class Watched:
    """Counts what was taken over of the members of crews."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.taken: list[bool] = []
        collect = PartCrew.collect

        def watched(
            crew: PartCrew, number: int, is_right: Callable[[RangeRead], bool]
        ) -> RangeRead | None:
            read = collect(crew, number, is_right)
            self.taken.append(read is not None)
            return read

        monkeypatch.setattr(PartCrew, "collect", watched)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    return Watched(monkeypatch)


def checked(path: Path, processes: int) -> tuple[list[Problem], ValidationReport]:
    problems: list[Problem] = []
    report = validate(
        [path],
        on_problem=problems.append,
        selection=BUSINESS,
        manner=Manner(processes=processes, least=1),
    )
    return problems, report


def written(path: Path, pieces: list[str]) -> Path:
    path.write_text("".join(pieces), encoding="utf-8")
    return path


@pytest.mark.parametrize("kind", sorted(generate.KINDS))
def test_the_members_do_their_share(tmp_path: Path, watched: Watched, kind: str) -> None:
    path = written(tmp_path / "part.xml", list(generate.KINDS[kind](COUNT)))
    assert checked(path, 3) == checked(path, 1)
    assert watched.taken == [True, True]


def test_one_byte_encodings_are_read_in_ranges(tmp_path: Path, watched: Watched) -> None:
    whole = "".join(generate.offers(2 * COUNT)).replace("UTF-8", "windows-1251")
    path = tmp_path / "part.xml"
    path.write_bytes(whole.encode("cp1251", "xmlcharrefreplace"))
    assert checked(path, 2) == checked(path, 1)
    assert watched.taken == [True]


@pytest.mark.parametrize(("first", "was_known"), [(20, True), (150, False)])
def test_an_id_that_two_ranges_have_is_found_at_its_place(
    tmp_path: Path, watched: Watched, first: int, *, was_known: bool
) -> None:
    pieces = list(generate.offers(COUNT))
    pieces[-3:-3] = [pieces[first]]
    path = written(tmp_path / "part.xml", pieces)
    [problem], _ = alone = checked(path, 1)
    assert problem.code == "CML212"
    assert checked(path, 2) == alone
    assert watched.taken == [was_known]


def test_what_members_find_comes_in_order(tmp_path: Path, watched: Watched) -> None:
    pieces = [
        piece.replace("<ЦенаЗаЕдиницу>", "<ЦенаЗаЕдиницу>-") for piece in generate.offers(COUNT)
    ]
    path = written(tmp_path / "part.xml", pieces)
    problems, report = checked(path, 3)
    assert watched.taken == [True, True]
    assert [one.code for one in problems] == ["CML301"] * (3 * COUNT)
    lines = [one.place.line or 0 for one in problems]
    assert lines == sorted(lines)
    assert f"Предложение[{COUNT}]" in problems[-1].place.path
    assert report.errors == 3 * COUNT
    assert (problems, report) == checked(path, 1)


def test_a_member_that_is_killed_changes_nothing(
    tmp_path: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "part.xml", list(generate.offers(COUNT)))
    alone = checked(path, 1)

    def killed(_: PartCrew, __: RangeRead) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    monkeypatch.setattr(PartCrew, "finished", killed)
    assert checked(path, 2) == alone
    assert watched.taken == [False]


def test_an_error_in_a_member_stays_there(
    tmp_path: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "part.xml", list(generate.offers(COUNT)))
    alone = checked(path, 1)

    def broken(_: PartCrew, __: RangeRead) -> None:
        raise MemoryError

    monkeypatch.setattr(PartCrew, "finished", broken)
    assert checked(path, 2) == alone
    assert watched.taken == [False]


def test_nobody_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "part.xml", list(generate.offers(COUNT)))

    made: list[int] = []
    fork = os.fork

    def counted() -> int:
        process = fork()
        made.append(process)
        return process

    def interrupted(_: Problem) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fork", counted)
    pieces = list(generate.offers(COUNT))
    pieces[40] = pieces[40].replace("<ЦенаЗаЕдиницу>", "<ЦенаЗаЕдиницу>-")
    written(path, pieces)
    with pytest.raises(KeyboardInterrupt):
        validate(
            [path],
            on_problem=interrupted,
            selection=BUSINESS,
            manner=Manner(processes=4, least=1),
        )
    assert len(made) == 3  # the parent reads a range, too
    for process in made:  # not -1: other tests of this run may have processes of their own
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


def test_a_member_knows_whether_its_maker_is_there() -> None:
    checker = Checker()
    crew = PartCrew(checker, Tally(lambda _: None, Selection()), Counter[Kind]())
    assert not crew.is_member
    assert not crew.is_needed()  # this process was made by another


def test_what_was_read_is_told_by_value() -> None:
    standing = Standing(1, 1, 0)
    read = RangeRead(standing, standing, 0, 0, 0, Counter(), {})
    assert read == RangeRead(Standing(1, 1, 0), standing, 0, 0, 0, Counter(), {})
