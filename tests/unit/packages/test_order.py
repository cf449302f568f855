from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cml_sync.packages.order import processing_order
from cml_sync.packages.parts import PartKind


@dataclass(frozen=True)
class Placed:
    """A part as far as the order cares."""

    kind: PartKind
    relative: str
    generated_at: datetime | None = None


SHOP = (
    Placed(PartKind.GROUPS, "groups/groups.xml"),
    Placed(PartKind.UNITS, "units/units.xml"),
    Placed(PartKind.PRICE_TYPES, "priceLists/priceLists.xml"),
    Placed(PartKind.WAREHOUSES, "storages/storages.xml"),
    Placed(PartKind.PROPERTIES, "propertiesGoods/1.xml"),
    Placed(PartKind.CATALOG, "import0_1.xml"),
    Placed(PartKind.GOODS, "import0_2.xml"),
    Placed(PartKind.GOODS, "import0_10.xml"),
    Placed(PartKind.CATALOG, "import1_1.xml"),
    Placed(PartKind.GOODS, "import1_2.xml"),
    Placed(PartKind.OFFERS, "offers0_1.xml"),
    Placed(PartKind.OFFERS, "offers0_2.xml"),
    Placed(PartKind.OFFERS, "offers0_10.xml"),
    Placed(PartKind.OFFERS, "offers1_1.xml"),
    Placed(PartKind.PRICES, "a.xml"),
    Placed(PartKind.RESTS, "0.xml"),
    Placed(PartKind.CHANGES, "offers0_3.xml"),
    Placed(PartKind.COUNTERPARTIES, "contragents.xml"),
    Placed(PartKind.DOCUMENTS, "orders.xml"),
    Placed(PartKind.EMPTY, "import.xml"),
    Placed(PartKind.UNREADABLE, "groups.xml"),
)


@given(st.permutations(SHOP))
def test_the_order_does_not_depend_on_how_the_parts_came(came: list[Placed]) -> None:
    assert processing_order(came) == SHOP


def test_the_classifier_of_a_catalogue_comes_before_its_portions_whatever_they_are_called() -> None:
    first, second = Placed(PartKind.CATALOG, "z.xml"), Placed(PartKind.GOODS, "a.xml")
    assert processing_order([second, first]) == (first, second)


def test_the_later_document_has_the_last_word() -> None:
    later = Placed(PartKind.DOCUMENTS, "orders-a_1.xml", datetime(2026, 3, 3, tzinfo=UTC))
    earlier = Placed(
        PartKind.DOCUMENTS,
        "orders-b_1.xml",
        datetime(2026, 3, 2, 23),  # noqa: DTZ001 - 1C writes no zone
    )
    unknown = Placed(PartKind.DOCUMENTS, "orders-c_1.xml")
    assert processing_order([later, earlier, unknown]) == (unknown, earlier, later)


def test_of_two_first_portions_the_later_one_comes_later() -> None:
    older = Placed(PartKind.CATALOG, "b/import0_1.xml", datetime(2026, 3, 1, tzinfo=UTC))
    newer = Placed(PartKind.CATALOG, "a/import0_1.xml", datetime(2026, 3, 2, tzinfo=UTC))
    assert processing_order([newer, older]) == (older, newer)


@pytest.mark.parametrize("kind", list(PartKind))
def test_every_kind_has_its_place(kind: PartKind) -> None:
    part = Placed(kind, "1.xml")
    assert processing_order([part]) == (part,)
