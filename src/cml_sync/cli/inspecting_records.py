"""What `inspect` shows to people of single records: trees, found records, samples."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Final

import click

from cml_sync.cli.inspecting import MOST, cut, line
from cml_sync.cli.session import Session
from cml_sync.cli.show import clean, one_line, short
from cml_sync.jobs.kind_names import KINDS
from cml_sync.messages import Text, text, text_n
from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.finding_records import (
    FoundRecord,
    FoundRow,
    PlaceRow,
    ReferenceRow,
    ShownRecord,
)
from cml_sync.packages.survey.portrait import LineRow
from cml_sync.packages.survey.references import LINE, PRICE, STOCK
from cml_sync.packages.survey.tree import GroupRow, PropertyRow, TreeRow

_ONE: Final[Mapping[Kind, Text]] = MappingProxyType(
    {
        Kind.GROUP: text("group"),
        Kind.PROPERTY: text("property"),
        Kind.CATEGORY: text("category"),
        Kind.PRICE_TYPE: text("price type"),
        Kind.UNIT: text("unit"),
        Kind.WAREHOUSE: text("warehouse"),
        Kind.PRODUCT: text("product"),
        Kind.OFFER: text("offer"),
        Kind.OFFER_CHANGE: text("change of an offer"),
        Kind.DOCUMENT: text("document"),
        Kind.CONTAINER: text("container"),
        Kind.COUNTERPARTY: text("counterparty"),
        Kind.REFERENCE_BOOK: text("reference book"),
    }
)

MOST_LINES: Final = 60
"""So many lines of a record are shown."""
_WIDEST: Final = 40

_SOURCES: Final[Mapping[str, Text]] = MappingProxyType(
    {
        **KINDS,
        PRICE: text("prices"),
        STOCK: text("rows of stock"),
        LINE: text("lines of documents"),
    }
)


def show_tree(session: Session, tree: TreeRow) -> None:
    """The groups with their products, what is not in the tree, the properties."""
    if tree.groups:
        _show_groups(session, tree.groups)
    if tree.more_groups:
        more_groups = tree.more_groups
        _say(session, text_n("… and {count} more group", "… and {count} more groups", more_groups))
    if tree.circles:
        _say(session, text("groups in a circle:"))
        for row in tree.circles:
            _plain_group(session, row, 1)
    if tree.orphans:
        _say(session, text("groups that products name and nobody defines:"))
        for row in tree.orphans:
            _plain_group(session, row, 1)
    line(session, text("groups in several places"), cut([short(id_) for id_ in tree.moved]))
    if tree.ungrouped:
        _say(session, text("products without a group: {count}", count=tree.ungrouped))
    _show_properties(session, tree)


def show_found(session: Session, found: FoundRow) -> None:
    """What was found under one id."""
    if not found.records:
        _say(session, text("`{id}`: nothing found", id=short(found.asked)))
    for record in found.records:
        _record(session, record, f"{record.matched} = {short(found.asked)}")
        _references(session, record)
    more = found.count - len(found.records)
    if more > 0:
        _say(session, text_n("… and {count} more record", "… and {count} more records", more))


def show_samples(session: Session, samples: Sequence[ShownRecord]) -> None:
    """Some records of each kind."""
    for record in samples:
        _record(session, record, short(record.id or ""))


def _show_groups(session: Session, groups: Sequence[GroupRow]) -> None:
    if not session.stdout.isatty():
        for row in groups:
            _plain_group(session, row, row.depth)
        return
    from rich.tree import Tree  # noqa: PLC0415 - only on a terminal

    top = Tree(session.say(text("groups")))
    way: list[Tree] = [top]
    for row in groups:
        del way[row.depth + 1 :]
        way.append(way[-1].add(clean(_group_words(session, row))))
    session.data.print(top)


def _plain_group(session: Session, row: GroupRow, depth: int) -> None:
    click.echo(clean(f"{'  ' * depth}{_group_words(session, row)}"), file=session.stdout)


def _group_words(session: Session, row: GroupRow) -> str:
    count = str(row.products)
    if row.products_below != row.products:
        count = session.say(
            text("{count}, {below} with those below", count=count, below=row.products_below)
        )
    return f"{row.name or '?'} [{short(row.id)}] ({count})"


def _show_properties(session: Session, tree: TreeRow) -> None:
    if tree.properties:
        _say(session, text("properties:"))
        for property_ in tree.properties:
            _property(session, property_)
    if tree.more_properties:
        more = tree.more_properties
        _say(session, text_n("… and {count} more property", "… and {count} more properties", more))


def _property(session: Session, row: PropertyRow) -> None:
    kind = f" {row.value_type}" if row.value_type else ""
    words = f"  {row.name or '?'} [{short(row.id)}]{kind}"
    if row.option_count:
        shown = [option.value or option.id or "?" for option in row.options[:MOST]]
        more = row.option_count - len(shown)
        words += f": {', '.join(shown)}" + (f", … +{more}" if more else "")
    click.echo(clean(words), file=session.stdout)


def _record(session: Session, record: ShownRecord, words: str) -> None:
    click.echo(clean(f"{session.say(_ONE[record.kind])} {words}"), file=session.stdout)
    click.echo(clean(f"  {_where(record.place)}"), file=session.stdout)
    shown = list(_grouped(record.lines))
    width = min(max((len(element) for element, _ in shown), default=0), _WIDEST)
    for element, value in shown[:MOST_LINES]:
        click.echo(f"  {clean(element):{width}}  {value}", file=session.stdout)
    more = max(len(shown) - MOST_LINES, 0) + record.more_lines
    if more:
        click.echo(f"  … +{more}", file=session.stdout)


def _grouped(rows: Sequence[LineRow]) -> Iterator[tuple[str, str]]:
    """Values of one element below the record share a line."""
    for holder, group in groupby(rows, key=lambda row: row.element.rpartition("/")[0]):
        own = [(row.element, short(one_line(row.value))) for row in group]
        if holder and len(own) > 1:
            words = (f"{element[len(holder) + 1 :]} {value}" for element, value in own)
            yield holder, "; ".join(words)
        else:
            yield from ((element or ".", value) for element, value in own)


def _references(session: Session, record: FoundRecord) -> None:
    for words in _reference_words(session, record.referred_by):
        click.echo(clean(f"  ← {words}"), file=session.stdout)


def _reference_words(session: Session, rows: Sequence[ReferenceRow]) -> Iterator[str]:
    for row in rows:
        source = _SOURCES.get(row.source)
        name = session.say(source) if source else row.source
        places = ", ".join(_where(place) for place in row.examples)
        more = ", …" if row.count > len(row.examples) else ""
        yield f"{name} {row.count}: {places}{more}"


def _where(place: PlaceRow) -> str:
    known = [str(part) for part in (place.file, place.line, place.column) if part is not None]
    return ":".join(known)


def _say(session: Session, message: Text) -> None:
    click.echo(clean(session.say(message)), file=session.stdout)
