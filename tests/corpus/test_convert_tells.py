"""Real files in another dialect: whatever differs afterwards, the conversion has told."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from tests.corpus.real import CORPUS, well_formed
from tests.corpus.test_convert import LARGE

from cml_sync.jobs.convert import Wish, convert
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import MODELS, SECTIONS, SPOTS
from cml_sync.model.wiring import slots_by_name
from cml_sync.packages.diff.change import Change, What
from cml_sync.packages.diff.compare import compare
from cml_sync.packages.diff.spill import Spill
from cml_sync.packages.diff.terms import Terms
from cml_sync.packages.forms.opening import open_source
from cml_sync.packages.forms.xml_form import field_path

if TYPE_CHECKING:
    from cml_sync.problems import Problem

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="the real files are not beside the repository"),
]

FORMS = ("2.05", "2.07", "2.10", "3.1", "ut11", "bitrix")
STEP = re.compile(r"\.?([^.\[\]#]+)(?:\[(?:[^\\\]]|\\.)*\])?(?:#[0-9]+)?")

MADE = {
    "stock": {"Предложение/Склад", "Предложение/Количество"},
    "basis_id": {"Контейнер"},  # that documents stood in one container says which belong together
    "requisites": {"ЗначенияРеквизитов/ЗначениеРеквизита"},
}
"""Fields of the normal form that are made of more than themselves: what else tells of them."""

WITHIN = {
    "representatives": ("Representative", "Контрагент"),  # says the same within
    "characteristics": ("Characteristic", "Ид"),  # they are found by it
    "full_name": ("Counterparty", "РеквизитыФизЛица"),  # says it within
    "okpo": ("Counterparty", "КодПоОКПО"),  # the same under another name
    "options": ("Property", "ВариантыЗначений/Вариант"),  # the same under another name
}
"""Fields of the normal form, and another field of the standard that they are made of."""


class Told(NamedTuple):
    """What the problems of a conversion name."""

    fields: set[tuple[str, str]]
    paths: set[str]


def told_of(problems: "list[Problem]") -> Told:
    values = [problem.message.values for problem in problems if problem.code == "CML790"]
    return Told(
        {(str(one["model"]), str(one["path"])) for one in values},
        {problem.place.path for problem in problems if problem.code != "CML790"},
    )


def models() -> dict[str, type[Element]]:
    return {
        **{section.value: SECTIONS[section] for section in Section},
        **{kind.value: MODELS[kind] for kind in Kind},
    }


def named(kind: str, path: str) -> Iterator[tuple[str, str]]:
    """The models and the fields on the way to a value of the normal form."""
    model = models().get(kind)
    for step in STEP.finditer(path):
        slot = None if model is None else slots_by_name(model).get(step[1])
        if model is None or slot is None:
            return
        yield model.__name__, slot.wire.path
        if step[1] in WITHIN:
            yield WITHIN[step[1]]
        model = slot.element


def is_told(kind: str, field: str, told: Told) -> bool:
    paths = {path for step in STEP.finditer(field) for path in MADE.get(step[1], ())}
    return not (told.fields.isdisjoint(named(kind, field)) and told.paths.isdisjoint(paths))


def untold(change: Change, told: Told) -> list[str]:
    """What of a change no problem names."""
    if change.what is What.CHANGED:
        return [row.field for row in change.fields if not is_told(change.kind, row.field, told)]
    spots = {
        field_path(kind, spot.section)
        for spot, kind in SPOTS.items()
        if change.kind in {kind.value, spot.section and spot.section.value}
    }
    return [] if change.what is What.REMOVED and told.paths & spots else [change.what.value]


@pytest.mark.parametrize("form", FORMS)
def test_what_differs_afterwards_was_told(tmp_path: Path, form: str) -> None:
    names = well_formed(below=LARGE)
    found: set[str] = set()
    differed = 0
    for number, name in enumerate(names):
        problems: list[Problem] = []
        output = tmp_path / str(number)
        convert([CORPUS / name], Wish(to=form, output=output), on_problem=problems.append)
        told = told_of(problems)
        with Spill() as spill, open_source([CORPUS / name]) as old, open_source([output]) as new:
            for change in compare(old, new, spill, Terms()):
                differed += 1
                found |= {f"{name}: {change.kind} {field}" for field in untold(change, told)}
    assert found == set()
    assert len(names) > 90
    assert differed > 0
