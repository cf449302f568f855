"""The defects of one chapter; that each is found is in `test_registry`."""

from cml_sync.packages.generate.defects import receivers
from cml_sync.packages.generate.defects.registry import DEFECTS


def test_they_are_listed() -> None:
    codes = [one.code for one in receivers.DEFECTS]
    assert len(codes) == len(set(codes))
    assert {DEFECTS[code] for code in codes} == set(receivers.DEFECTS)
