import re

from cml_sync.xml.findings import FINDINGS


def test_codes_are_unique_and_of_the_chapters_structure_and_dialect() -> None:
    codes = [finding.code for finding in FINDINGS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"CML(?:16|76|79)[0-9]", code) for code in codes)
