from cml_sync.checks.groups import groups_with_paths
from cml_sync.model.classifier import Group


def test_groups_come_in_document_order_with_their_paths() -> None:
    inner = Group(id="c")
    tree = Group(id="a", children=(Group(id="b", children=(inner,)), Group(id="d")))
    assert [(group.id, at) for group, at in groups_with_paths(tree)] == [
        ("a", ""),
        ("b", "Группы/Группа[1]"),
        ("c", "Группы/Группа[1]/Группы/Группа[1]"),
        ("d", "Группы/Группа[2]"),
    ]
