from cml_sync.model.kinds import Kind, Section
from cml_sync.model.records import SPOTS
from cml_sync.xml.reading.structure import PlaceNode, RecordNode, root_node


def found(node: PlaceNode, section: Section | None = None) -> set[tuple[Section | None, str, Kind]]:
    """Every record below `node`: its section, its field, its kind."""
    records: set[tuple[Section | None, str, Kind]] = set()
    for child in node.children.values():
        if isinstance(child, RecordNode):
            records.add((section, child.field, child.kind))
        else:
            records |= found(child, child.section or section)
    return records


def test_every_spot_of_a_record_is_in_the_tree() -> None:
    assert found(root_node()) == {(spot.section, spot.field, kind) for spot, kind in SPOTS.items()}


def test_a_container_stands_between_a_section_and_its_records() -> None:
    catalog = root_node().children["Каталог"]
    assert isinstance(catalog, PlaceNode)
    assert catalog.section is Section.CATALOG
    container = catalog.children["Товары"]
    assert isinstance(container, PlaceNode)
    assert (container.section, container.plan) == (None, None)
    assert {"КоммерческаяИнформация", "Каталог", "Товары", "Товар"} <= root_node().tags()
