"""22x: the tree of groups, and goods outside it."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.groups import groups_with_paths
from cml_sync.checks.knowledge.names import likeness
from cml_sync.checks.memory.gather import parent_named
from cml_sync.checks.memory.index import Target
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView, RecordView
from cml_sync.messages import text, text_n
from cml_sync.model.classifier import Group
from cml_sync.model.kinds import Kind
from cml_sync.model.views import is_deleted
from cml_sync.problems import Severity

_DEEP: Final = 8
_MERGE: Final = text("Merge the two groups in 1C, or name them apart")


@rule("CML221", Severity.ADVICE, on=(Kind.GROUP,), title=text("Deep tree of groups"))
def deep_tree(view: RecordView[Group]) -> Iterable[Found]:
    """Groups are nested more than eight levels deep.

    Why: menus of shops show three or four; some receivers stop at a fixed depth and put what lies
    deeper at the top.

    Mend: in 1C, make the tree flatter, or export a shallower classification of the goods.

    Source: `Группа/Группы/Группа` (schema 2.04), of any depth.
    """
    row: tuple[Group, ...] = (view.record,)
    for _ in range(_DEEP):
        row = tuple(child for group in row for child in group.children)
        if not row:
            return ()
    return (Found(text("Groups are nested more than {count} levels deep", count=_DEEP)),)


@rule("CML222", Severity.WARNING, on=(Kind.GROUP,), title=text("Two groups that look the same"))
def twin_groups(view: RecordView[Group]) -> Iterator[Found]:
    """Two groups under one parent have names that people cannot tell apart.

    Why: the menu of the shop shows the group twice, each with a part of the goods; a receiver that
    finds groups by name puts the goods into either.

    Mend: in 1C, move the goods into one of the two and mark the other one for deletion.

    Source: `Группа/Наименование` (schema 2.04). Case, white space, invisible characters and Latin
    letters that look like Cyrillic ones are not told apart. The same name under different parents
    is normal.
    """
    record = view.record
    if record.name and record.id and not is_deleted(record):
        twin = view.index.names.like(Kind.GROUP, record.name, scope=parent_named(record))
        if twin is not None and twin.id != record.id:
            yield _twins(record.name, twin.name, twin.id)
    for group, at in groups_with_paths(record):
        yield from _twin_children(group, at)


def _twin_children(group: Group, at: str) -> Iterator[Found]:
    if len(group.children) <= 1:
        return
    first: dict[str, Group] = {}
    way = f"{at}/Группы" if at else "Группы"
    for number, child in enumerate(group.children, start=1):
        if child.name and not is_deleted(child):
            twin = first.setdefault(likeness(child.name), child)
            if twin is not child and twin.id != child.id:
                found = f"{way}/Группа[{number}]"
                yield _twins(child.name, twin.name or "", twin.id or "", found)


def _twins(name: str, other: str, identifier: str, at: str = "") -> Found:
    return Found(
        text(
            "Group `{name}` looks the same as `{other}` beside it (id `{id}`)",
            name=name,
            other=other,
            id=identifier,
        ),
        _MERGE,
        at=at,
    )


@rule("CML223", Severity.ADVICE, scope=Scope.PACKAGE, title=text("Goods in no group"))
def ungrouped(view: PackageView) -> Iterable[Found]:
    """Products are in no group, though the package has groups.

    Why: a shop shows goods by groups: these are found by search alone, or not published at all.

    Mend: in 1C, move the goods from the root of the list into a group; look whether an additional
    classification of the exchange node leaves goods out.

    Source: `Товар/Группы/Ид` (schema 2.04), optional. Products marked as deleted are not counted.
    """
    goods = view.index.goods
    if goods.ungrouped is not None and view.index.groups:
        return (
            Found(
                text_n(
                    "{count} product is in no group",
                    "{count} products are in no group",
                    goods.ungrouped_count,
                ),
                text("Put the goods into groups in 1C"),
                place=goods.ungrouped,
            ),
        )
    return ()


@rule("CML224", Severity.WARNING, scope=Scope.PACKAGE, title=text("Goods in a deleted group"))
def deleted_group(view: PackageView) -> Iterable[Found]:
    """Products are in a group that is marked as deleted.

    Why: the shop hides the group and the goods in it, which are still for sale.

    Mend: in 1C, move the goods into another group, or take the deletion mark off the group.

    Source: `Группа/ПометкаУдаления` (3.1), `Группа/Статус` (1C-Bitrix).
    """
    return [
        Found(
            text_n(
                "Group `{id}` is deleted, but {count} product is in it",
                "Group `{id}` is deleted, but {count} products are in it",
                met.count,
                id=identifier,
            ),
            text("Move the goods into another group in 1C"),
            place=met.place,
        )
        for (identifier, *_), met in view.index.references(Target.GROUP).to_deleted()
    ]


RULES: Final[tuple[Rule, ...]] = (deep_tree, twin_groups, ungrouped, deleted_group)
