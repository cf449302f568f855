import re

from cml_sync.messages import text
from cml_sync.problems import Place, Problem
from cml_sync.xml.findings import (
    FINDINGS,
    ODD_NUMBER,
    PADDED,
    STRAY_TEXT,
    UNKNOWN_ELEMENT,
    repairs,
)


def test_codes_are_unique_and_of_the_chapters_structure_and_dialect() -> None:
    codes = [finding.code for finding in FINDINGS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"CML(?:16|76|79)[0-9]", code) for code in codes)


def test_an_advice_is_no_repair() -> None:
    found = (STRAY_TEXT, UNKNOWN_ELEMENT, ODD_NUMBER, PADDED)
    assert repairs(Problem(finding, text("x"), Place()) for finding in found) == 2
    assert repairs(()) == 0
