"""Several processes find the same as one, whatever the file and wherever it is cut."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from benchmarks import generate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.errors import FindingsError
from cml_sync.jobs.validate import Manner, ValidationReport, validate
from cml_sync.problems import Problem

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")

LEVELS: Final = (Level.SYNTAX, Level.STRUCTURE, Level.BUSINESS, Level.STRICT)
RECORDS: Final = 400
TAGS: Final = {"offers": "Предложение", "catalog": "Товар", "orders": "Документ"}
DEFECTS: Final = (
    "<!-- {end}\n{start} -->",
    "<![CDATA[{end}\n{start}]]>",
    "<?note {end} {start}?>",
    "{start}<Ид>a</Ид>{end}",
    "{start}<Ид>inner</Ид>{start}<Ид>nested</Ид>{end}{end}",
    "{start}<Ид>never-closed</Ид>",
    "{end}",
    "<Чужой><Ид>1</Ид></Чужой>",
    "stray text",
    "\r",
    "\n\n\r\n",
    "<x:Предложение xmlns:x='urn:1C.ru:commerceml_2'/>",
    "{start}<Ид>late</Ид><Новый>1</Новый><Количество>1,5</Количество>{end}",
    "{start}<Ид>\u00a0padded </Ид><Цены><Цена><ЦенаЗаЕдиницу>-1</ЦенаЗаЕдиницу></Цена></Цены>{end}",
    "{start}\n<Ид>b#c#d</Ид>{end}",
    "{start_open}\n  Статус='Удален'><Ид>split-start</Ид>{end}",
)


@cache
def texts(kind: str) -> list[str]:
    return list(generate.KINDS[kind](RECORDS))


def found(path: Path, level: Level, processes: int) -> tuple[list[Problem], ValidationReport | str]:
    problems: list[Problem] = []
    manner = Manner(processes=processes, least=1)
    selection = Selection(level=level)
    try:
        report = validate([path], on_problem=problems.append, selection=selection, manner=manner)
    except FindingsError as error:  # nothing of the package can be read
        return problems, str(error)
    return problems, report


def seeded(pieces: list[str], tag: str, defects: list[tuple[int, str]]) -> str:
    records = [n for n, piece in enumerate(pieces) if piece.lstrip().startswith(f"<{tag}>")]
    made = list(pieces)
    words = {"start": f"<{tag}>", "end": f"</{tag}>", "start_open": f"<{tag}"}
    for at, defect in defects:
        place = records[at % len(records)]
        made[place] = defect.format(**words) + "\n" + made[place]
    return "".join(made)


@dataclass(frozen=True)
class Case:
    """A part, how it is damaged, and how it is checked."""

    kind: str
    defects: list[tuple[int, str]]
    codec: str
    level: Level
    processes: int

    def written(self) -> bytes:
        """Its bytes."""
        pieces = texts(self.kind)
        again = next(piece for piece in pieces if piece.lstrip().startswith(f"<{TAGS[self.kind]}>"))
        defects = [(at, defect.replace("{again}", again)) for at, defect in self.defects]
        whole = seeded(pieces, TAGS[self.kind], defects).replace("UTF-8", _DECLARED[self.codec])
        return whole.encode(self.codec, "xmlcharrefreplace")


CASES: Final = st.builds(
    Case,
    kind=st.sampled_from(sorted(TAGS)),
    defects=st.lists(
        st.tuples(st.integers(0, RECORDS - 1), st.sampled_from((*DEFECTS, "{again}"))), max_size=3
    ),
    codec=st.sampled_from(("utf-8", "utf-8", "cp1251", "utf-16")),
    level=st.sampled_from(LEVELS),
    processes=st.integers(2, 4),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(case=CASES)
def test_several_processes_find_what_one_finds(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "part.xml"
    path.write_bytes(case.written())
    alone, report = found(path, case.level, 1)
    together, shared = found(path, case.level, case.processes)
    assert together == alone
    assert shared == report


_DECLARED: Final = {"utf-8": "UTF-8", "cp1251": "windows-1251", "utf-16": "UTF-16"}
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "files"
FILES = sorted(CORPUS.rglob("*.xml"))
LARGEST = sorted(FILES, key=lambda path: path.stat().st_size)[-20:]


@pytest.mark.corpus
@pytest.mark.skipif(
    not FILES, reason="the real files are not beside the repository (../shared/corpus/files)"
)
@pytest.mark.parametrize("path", LARGEST, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_real_files_as_well(path: Path) -> None:
    for processes in (2, 3):
        assert found(path, Level.STRICT, processes) == found(path, Level.STRICT, 1)
