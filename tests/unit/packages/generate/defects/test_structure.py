"""The defects of one chapter; that each is found is in `test_registry`."""

from cml_sync.packages.generate.defects import structure
from cml_sync.packages.generate.defects.registry import DEFECTS


def test_they_are_listed() -> None:
    codes = [one.code for one in structure.DEFECTS]
    assert len(codes) == len(set(codes))
    assert {DEFECTS[code] for code in codes} == set(structure.DEFECTS)
