"""The trees of a classifier: groups with their products, properties with their options.

Groups come from several parts, and a later part may hang a group somewhere else; so a tree is what
is left when every group has the place that was said last. What cannot be reached from the top is
shown beside it: circles, and groups that products name and nobody defines.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from cml_sync.messages import shortened
from cml_sync.model.classifier import Group, Property
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.rows import SurveyRow

MOST_GROUPS: Final = 20_000
"""So many groups are kept; how many more there are is counted."""
MOST_PROPERTIES: Final = 2_000
MOST_OPTIONS: Final = 50
"""So many options of a property are kept."""
LONGEST: Final = 100

_DEEPEST: Final = 500


class GroupRow(SurveyRow):
    """One group, in the order of the tree.

    Attributes:
        id: its ``Ид``.
        name: its ``Наименование``; None where nothing says it.
        depth: 0 at the top.
        products: how many products name it.
        products_below: those of all groups below it added.
    """

    id: str
    name: str | None
    depth: int
    products: int
    products_below: int


class OptionRow(SurveyRow):
    """One value that a property may have; without an id where there is only the text."""

    id: str | None
    value: str | None


class PropertyRow(SurveyRow):
    """A property.

    Attributes:
        value_type: ``ТипЗначений``.
        options: the first of them.
        option_count: how many it has.
    """

    id: str
    name: str | None
    value_type: str | None
    options: tuple[OptionRow, ...]
    option_count: int


class TreeRow(SurveyRow):
    """The trees of a package.

    Attributes:
        groups: from the top down.
        circles: groups that hang below themselves, and what hangs below them.
        orphans: groups that products name and nobody defines; `name` is None.
        moved: groups that stand in several places: the ids; the last place counts.
        ungrouped: products without a group.
        more_groups: how many groups are not in these lists.
        properties: with their options.
        more_properties: how many properties are not in this list.
    """

    groups: tuple[GroupRow, ...]
    circles: tuple[GroupRow, ...]
    orphans: tuple[GroupRow, ...]
    moved: tuple[str, ...]
    ungrouped: int
    more_groups: int
    properties: tuple[PropertyRow, ...]
    more_properties: int


class _Below(NamedTuple):
    """A group and where it hangs."""

    id: str
    depth: int


class Trees:
    """Gathers groups and properties, and counts products."""

    def __init__(self, most_groups: int = MOST_GROUPS) -> None:
        self._most = most_groups
        self._names: dict[str, str | None] = {}
        self._parents: dict[str, str | None] = {}
        self._moved: dict[str, None] = {}
        self._products: dict[str, int] = {}
        self._ungrouped = 0
        self._more_groups = 0
        self._properties: dict[str, PropertyRow] = {}
        self._more_properties = 0

    def look(self, kind: Kind, record: Element) -> None:
        """One record of any kind."""
        if kind is Kind.PRODUCT:
            self._product(record.__dict__["group_ids"])
        elif isinstance(record, Group):
            self._group(record, None)
        elif isinstance(record, Property):
            self._property(record)

    def row(self) -> TreeRow:
        """The trees."""
        children = self._children()
        totals = self._totals(children)
        in_tree = list(self._walk(children, [_Below(id_, 0) for id_ in children.get(None, ())]))
        reached = {below.id for below in in_tree}
        left = [id_ for id_ in self._names if id_ not in reached]
        circles = list(self._circles(children, left, reached))
        orphans = [id_ for id_ in self._products if id_ not in self._names]
        return TreeRow(
            groups=tuple(self._group_row(below, totals) for below in in_tree),
            circles=tuple(self._group_row(below, {}) for below in circles),
            orphans=tuple(self._group_row(_Below(id_, 0), {}) for id_ in orphans[: self._most]),
            moved=tuple(self._moved),
            ungrouped=self._ungrouped,
            more_groups=self._more_groups,
            properties=tuple(self._properties.values()),
            more_properties=self._more_properties,
        )

    def _product(self, group_ids: tuple[str, ...]) -> None:
        if not group_ids:
            self._ungrouped += 1
        products = self._products
        for id_ in group_ids:
            if id_ in products or id_ in self._names or len(products) < self._most:
                products[id_] = products.get(id_, 0) + 1

    def _group(self, group: Group, parent: str | None) -> None:
        id_ = group.id or ""
        if id_ not in self._names and len(self._names) >= self._most:
            self._more_groups += 1
        else:
            if self._parents.get(id_, parent) != parent:
                self._moved[id_] = None
            self._parents[id_] = parent
            name = shortened(group.name, LONGEST) if group.name else self._names.get(id_)
            self._names[id_] = name
        for child in group.children:
            self._group(child, id_)

    def _property(self, record: Property) -> None:
        id_ = record.id or ""
        if id_ not in self._properties and len(self._properties) >= MOST_PROPERTIES:
            self._more_properties += 1
            return
        options = list(_options(record))
        self._properties[id_] = PropertyRow(
            id=id_,
            name=shortened(record.name, LONGEST) if record.name else None,
            value_type=record.value_type,
            options=tuple(options[:MOST_OPTIONS]),
            option_count=len(options),
        )

    def _children(self) -> dict[str | None, list[str]]:
        children: dict[str | None, list[str]] = {}
        for id_, parent in self._parents.items():
            children.setdefault(parent if parent in self._names else None, []).append(id_)
        return children

    def _walk(self, children: dict[str | None, list[str]], top: list[_Below]) -> Iterator[_Below]:
        """The groups below `top`; each once, whatever hangs where."""
        seen: set[str] = set()
        waiting = top[::-1]
        while waiting:
            below = waiting.pop()
            if below.id in seen:
                continue
            seen.add(below.id)
            yield below
            depth = min(below.depth + 1, _DEEPEST)
            waiting += [_Below(id_, depth) for id_ in reversed(children.get(below.id, ()))]

    def _circles(
        self, children: dict[str | None, list[str]], left: list[str], reached: set[str]
    ) -> Iterator[_Below]:
        """What cannot be reached from the top hangs in circles: each begins at its first group."""
        for id_ in left:
            if id_ not in reached:
                for below in self._walk(children, [_Below(id_, 0)]):
                    if below.id not in reached:
                        reached.add(below.id)
                        yield below

    def _totals(self, children: dict[str | None, list[str]]) -> dict[str, int]:
        """The products of each group and of all below it; of the tree only."""
        totals: dict[str, int] = {}
        order = list(self._walk(children, [_Below(id_, 0) for id_ in children.get(None, ())]))
        for below in reversed(order):
            total = self._products.get(below.id, 0)
            total += sum(totals.get(child, 0) for child in children.get(below.id, ()))
            totals[below.id] = total
        return totals

    def _group_row(self, below: _Below, totals: dict[str, int]) -> GroupRow:
        products = self._products.get(below.id, 0)
        return GroupRow(
            id=below.id,
            name=self._names.get(below.id),
            depth=below.depth,
            products=products,
            products_below=totals.get(below.id, products),
        )


def _options(record: Property) -> Iterator[OptionRow]:
    for option in record.options:
        yield _option(option.id, option.value)
    for variant in record.variants:
        yield _option(variant.id, variant.value)
    for text in record.option_texts:
        yield _option(None, text)


def _option(id_: str | None, value: str | None) -> OptionRow:
    return OptionRow(id=id_, value=shortened(value, LONGEST) if value else value)
