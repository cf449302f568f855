"""Every defect is found, exactly as often as it was planted, and nothing else beside it."""

from pathlib import Path

import pytest
from tests.unit.packages.generate.inventing import counted, problems, shape, write

from cml_sync.checks.registry import BY_CODE
from cml_sync.jobs.generate import Wanted
from cml_sync.model.kinds import Kind
from cml_sync.packages.generate.defects import references
from cml_sync.packages.generate.defects.defect import Defect, Need
from cml_sync.packages.generate.defects.registry import DEFECTS, joined
from cml_sync.packages.generate.defects.unplantable import UNPLANTABLE
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.shape import Sizes
from cml_sync.xml.findings import FINDINGS

OF_ORDERS = (Kind.DOCUMENT, Kind.CONTAINER)


NEEDED = {
    Need.BOTH: Sizes(products=6, orders=6),
    Need.ORDERS: Sizes(orders=6),
    Need.NO_PRICE_TYPES: Sizes(products=6, price_types=0),
    Need.VARIANTS: Sizes(products=6, variants=2),
    Need.FIFTY: Sizes(products=50),
}


def sizes(defect: Defect) -> Sizes:
    for need, needed in NEEDED.items():
        if need in defect.needs:
            return needed
    if defect.spot in (Spot.ORDER, Spot.DEAL) or defect.kind in OF_ORDERS or _for_ut(defect):
        return Sizes(orders=6)
    return Sizes(products=10, pictures=Need.NO_PICTURES not in defect.needs)


def _for_ut(defect: Defect) -> bool:
    return Need.UT in defect.needs


def dialect(defect: Defect) -> str:
    if _for_ut(defect):
        return "ut11"
    if Need.NO_NAMESPACE in defect.needs:
        return "django-cml"
    if Need.SPLIT in defect.needs or Need.NESTED in defect.needs:
        return "3.1"
    return "2.07"


@pytest.mark.parametrize("code", DEFECTS)
def test_a_defect_is_found_as_often_as_planted_and_nothing_else(code: str, tmp_path: Path) -> None:
    defect = DEFECTS[code]
    count = min(2, defect.most or 2)
    wanted = Wanted(
        output=tmp_path / "package",
        sizes=sizes(defect),
        shape=shape(dialect(defect), changes_only=Need.CHANGES in defect.needs),
        seed=11,
        defects=((code, count),),
    )
    write(wanted)
    found = counted(
        problems(wanted.output, defect.receiver),
        frozenset({code} if defect.together else ()),
    )
    assert found[code] == count, found
    assert found.keys() - {code} == set(defect.also)


@pytest.mark.parametrize(
    "code", [one.code for one in references.DEFECTS if Need.FULL not in one.needs]
)
def test_among_changes_a_reference_is_as_wrong(code: str, tmp_path: Path) -> None:
    defect = DEFECTS[code]
    wanted = Wanted(
        output=tmp_path / "package",
        sizes=sizes(defect),
        shape=shape(dialect(defect), changes_only=True),
        seed=11,
        defects=((code, 1),),
    )
    write(wanted)
    found = counted(problems(wanted.output))
    assert found[code] == 1, found
    assert found.keys() - {code} <= set(defect.also)


def test_there_are_many_of_them_and_all_are_known() -> None:
    known = set(BY_CODE) | {finding.code for finding in FINDINGS}
    assert DEFECTS.keys() <= known
    assert len(DEFECTS) >= 300


def test_of_the_others_somebody_says_why_not() -> None:
    known = set(BY_CODE) | {finding.code for finding in FINDINGS}
    assert known - DEFECTS.keys() == UNPLANTABLE.keys()


def test_a_code_stands_once() -> None:
    one = DEFECTS["CML101"]
    with pytest.raises(ValueError, match="two defects"):
        joined((one,), (one,))
