"""A group with the groups inside it, each with the path that leads to it."""

from collections.abc import Iterator

from cml_sync.model.classifier import Group


def groups_with_paths(record: Group) -> Iterator[tuple[Group, str]]:
    """The group and all inside it in document order, however deep, without recursion.

    The path is below the record: empty for the record itself, then ``Группы/Группа[2]`` and so on.
    """
    pending = [(record, "")]
    while pending:
        group, at = pending.pop()
        yield group, at
        if group.children:
            way = f"{at}/Группы" if at else "Группы"
            below = [
                (child, f"{way}/Группа[{number}]")
                for number, child in enumerate(group.children, start=1)
            ]
            pending.extend(reversed(below))
