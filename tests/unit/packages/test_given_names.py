import pytest

from cml_sync.packages.given_names import NameStyle, part_name
from cml_sync.packages.naming import read_hint, safe_name
from cml_sync.packages.parts import PartKind

TOKEN = "1f0e2d3c-4b5a-4978-8695-a4b3c2d1e0f9"
WRITTEN = [kind for kind in PartKind if kind not in (PartKind.EMPTY, PartKind.UNREADABLE)]


@pytest.mark.parametrize(
    ("kind", "portion", "style", "name"),
    [
        (PartKind.CATALOG, 1, NameStyle.PORTIONS, "import0_1.xml"),
        (PartKind.GOODS, 12, NameStyle.PORTIONS, "import0_12.xml"),
        (PartKind.OFFERS, 1, NameStyle.PORTIONS, "offers0_1.xml"),
        (PartKind.RESTS, 3, NameStyle.PORTIONS, "offers0_3.xml"),
        (PartKind.DOCUMENTS, 1, NameStyle.PORTIONS, f"orders-{TOKEN}_1.xml"),
        (PartKind.COUNTERPARTIES, 1, NameStyle.PORTIONS, "contragents0_1.xml"),
        (PartKind.CATALOG, 1, NameStyle.SINGLE, "import.xml"),
        (PartKind.PRICES, 1, NameStyle.SINGLE, "offers.xml"),
        (PartKind.DOCUMENTS, 1, NameStyle.SINGLE, "orders.xml"),
        (PartKind.GOODS, 2, NameStyle.SPLIT, f"goods_1_2_{TOKEN}.xml"),
        (PartKind.PRICE_TYPES, 1, NameStyle.SPLIT, f"priceLists_1_1_{TOKEN}.xml"),
    ],
)
def test_parts_are_called_as_1c_calls_them(
    kind: PartKind, portion: int, style: NameStyle, name: str
) -> None:
    assert part_name(kind, portion, style, TOKEN) == name


@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("style", list(NameStyle))
def test_every_given_name_is_safe_and_tells_its_portion(kind: PartKind, style: NameStyle) -> None:
    name = part_name(kind, 1, style, TOKEN)
    assert safe_name(name) == name
    assert read_hint(name).stem is not None
    if style is not NameStyle.SINGLE:
        assert read_hint(name).portion == 1


@pytest.mark.parametrize("kind", [PartKind.EMPTY, PartKind.UNREADABLE])
def test_what_is_never_written_has_no_name(kind: PartKind) -> None:
    with pytest.raises(ValueError, match="ever written"):
        part_name(kind, 1, NameStyle.PORTIONS, TOKEN)


def test_a_single_file_has_no_second_portion() -> None:
    with pytest.raises(ValueError, match="no portion 2"):
        part_name(PartKind.OFFERS, 2, NameStyle.SINGLE, TOKEN)
