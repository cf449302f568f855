from decimal import Decimal

from cml_sync.checks.knowledge.versions import KNOWN, name_limit


def test_names_may_be_longer_since_207() -> None:
    assert name_limit(Decimal("2.021")) == 250
    assert name_limit(Decimal("2.06")) == 250
    assert name_limit(Decimal("2.07")) == 255
    assert name_limit(Decimal("2.10")) == 255
    assert name_limit(None) == 255


def test_versions_without_a_schema_are_known_too() -> None:
    assert {Decimal("2.021"), Decimal("2.10"), Decimal("3.1")} < KNOWN
    assert Decimal("2.7") not in KNOWN
