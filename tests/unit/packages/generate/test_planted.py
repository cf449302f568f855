"""What is to be spoilt."""

from cml_sync.packages.generate.planted import NOTHING, Planted, Spot


def test_nothing_is_spoilt_by_default() -> None:
    assert NOTHING.spoilt(Spot.PRODUCT) == {}
    assert not NOTHING.in_bytes


def test_what_only_xml_can_hold() -> None:
    assert Planted(raw=True).in_bytes
    assert Planted(heads=(lambda head: head,)).in_bytes
    assert not Planted(headers=(lambda header: header,)).in_bytes
