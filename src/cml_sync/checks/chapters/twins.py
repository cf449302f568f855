"""83x: records that are nearly the same one."""

from collections.abc import Iterable
from typing import Any, Final

from cml_sync.checks.knowledge.names import likeness
from cml_sync.checks.memory.gather import is_marked, repeated_scope
from cml_sync.checks.memory.tables import IdTable
from cml_sync.checks.rule import Found, Level, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.classifier import Unit
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.problems import Severity

_LISTS: Final = (
    Kind.PROPERTY,
    Kind.CATEGORY,
    Kind.PRICE_TYPE,
    Kind.UNIT,
    Kind.WAREHOUSE,
)
_GOODS: Final = (Kind.PRODUCT, Kind.OFFER)


def _name(view: RecordView[Any]) -> str | None:
    record = view.record
    if isinstance(record, Unit):
        return record.short_name or record.full_name
    name: str | None = record.name
    return name


@rule("CML831", Severity.WARNING, on=_LISTS, title=text("Names that look the same"))
def twin_names(view: RecordView[Any]) -> Iterable[Found]:
    """Two entries of one list have names that differ only in what nobody sees.

    Why: that is case, spaces, no-break spaces, or Latin letters that look like Cyrillic ones.
    People take the two for one, receivers that go by name take them for two.

    Mend: in 1C, join the two ("Поиск и удаление дублей"), or name them apart.

    Source: `Свойство/Наименование`, `ТипЦены/Наименование`, `Склад/Наименование` (schema 2.04).
    """
    name = _name(view)
    if not name or view.record.deletion_mark:
        return ()
    twin = view.index.names.like(view.kind, name)
    if twin is None or twin.name == name or twin.id in (None, _id(view)):
        return ()
    return (
        Found(
            text(
                "`{name}` looks the same as `{other}` (id `{id}`)",
                name=name,
                other=twin.name,
                id=twin.id,
            ),
            text("Join the two in 1C, or name them apart"),
        ),
    )


@rule(
    "CML832",
    Severity.ADVICE,
    on=(Kind.PROPERTY, Kind.CATEGORY, Kind.UNIT, Kind.WAREHOUSE),
    title=text("The same name twice in a list"),
)
def same_names(view: RecordView[Any]) -> Iterable[Found]:
    """Two properties, units, warehouses or categories have the same name and different ids.

    Why: it is legal, and 1C often has several properties called "Цвет", each for other goods. But a
    receiver that goes by name takes them for one, and filters of the shop show the name twice.

    Mend: in 1C, name them apart, or use one common requisite ("Общие реквизиты") instead of
    several.

    Source: `Свойство/Наименование` (schema 2.04), not unique.
    """
    name = _name(view)
    if not name or view.record.deletion_mark:
        return ()
    twin = view.index.names.like(view.kind, name)
    if twin is None or twin.name != name or twin.id == _id(view):
        return ()
    return (Found(text("`{name}` is also the name of `{id}`", name=name, id=twin.id)),)


def _id(view: RecordView[Any]) -> str | None:
    record = view.record
    identifier = (record.id or record.code) if isinstance(record, Unit) else record.id
    return identifier.strip() if identifier else None


@rule(
    "CML833",
    Severity.ADVICE,
    on=(Kind.PRODUCT,),
    needs=("sku",),
    counted=True,
    title=text("Two products with one article"),
)
def same_article(view: RecordView[Product]) -> Iterable[Found]:
    """Two products have the same article, or articles that differ only in what nobody sees.

    Why: shops that find goods by article put both onto one card, whichever comes later; `14123` and
    `14 123` become two cards of one thing.

    Mend: in 1C, look whether one of the two is a copy ("Поиск и удаление дублей"); correct the
    article.

    Source: `Товар/Артикул` (schema 2.04), not unique. Case, spaces and look-alike letters are not
    told apart.
    """
    article = view.record.sku
    if not article:
        return ()
    if _is_second(view, view.index.goods.articles, likeness(article)):
        return (Found(text("Another product has article `{sku}`", sku=article), at="Артикул"),)
    return ()


@rule(
    "CML834",
    Severity.WARNING,
    on=_GOODS,
    needs=("barcode",),
    level=Level.BUSINESS,
    title=text("Two goods with one barcode"),
)
def same_barcode(view: RecordView[Product]) -> Iterable[Found]:
    """Two products, or two offers, have the same barcode.

    Why: the till sells either of them; marketplaces refuse the second one.

    Mend: in 1C, look into the register of barcodes ("Штрихкоды номенклатуры") and give one of the
    two a barcode of its own.

    Source: `Товар/Штрихкод` (schema 2.04). A product and its own offers may share one.
    """
    barcode = view.record.barcode
    if not barcode:
        return ()
    if _is_second(view, view.index.goods.barcodes[view.kind], barcode):
        message = text("Other goods have barcode `{barcode}`, too", barcode=barcode)
        return (Found(message, at="Штрихкод"),)
    return ()


@rule(
    "CML835",
    Severity.ADVICE,
    on=(Kind.PRODUCT,),
    needs=("name",),
    title=text("Two products of one name in one group"),
)
def same_name(view: RecordView[Product]) -> Iterable[Found]:
    """Two products of one group have names that people cannot tell apart.

    Why: customers see the goods twice; mostly one of the two is a copy made by accident.

    Mend: in 1C, join the two ("Поиск и удаление дублей"), or name them apart.

    Source: `Товар/Наименование`, `Товар/Группы/Ид` (schema 2.04). Case, spaces and look-alike
    letters are not told apart.
    """
    record = view.record
    if not record.name or not record.group_ids:
        return ()
    key = f"{record.group_ids[0]}\0{likeness(record.name)}"
    if _is_second(view, view.index.goods.labels, key):
        return (
            Found(
                text("Another product of this group has the name `{name}`", name=record.name),
                at="Наименование",
            ),
        )
    return ()


@rule(
    "CML836",
    Severity.WARNING,
    on=(Kind.PRODUCT, Kind.GROUP, Kind.PROPERTY, Kind.PRICE_TYPE, Kind.WAREHOUSE),
    title=text("Ids that differ only in case"),
)
def same_id(view: RecordView[Any]) -> Iterable[Found]:
    """Two records have ids that are the same but for capital and small letters.

    Why: ids are compared as they are written, but many databases do not tell capitals apart: one of
    the two replaces the other there.

    Mend: look for the extension or script that changes the case of ids; 1C writes GUIDs in small
    letters.

    Source: `Ид` (schema 2.04); compared exactly.
    """
    identifier = view.identifier
    if not identifier:
        return ()
    folded = identifier.casefold()
    table = view.index.goods.folded_ids[view.kind]
    if folded != identifier:
        if not table.mark(folded) and not view.index.repeated[view.kind].knows(folded):
            return ()
        own = None if view.kind is Kind.GROUP else repeated_scope(view)  # where it stands by now
        if view.met or view.index.repeated[view.kind].knows(identifier, but_for=own):
            return ()
    elif not len(table) or not table.knows(identifier):
        return ()
    return (Found(text("Id `{id}` was met before in other letters", id=identifier)),)


def _is_second(view: RecordView[Product], table: IdTable, key: str) -> bool:
    """Remembers `key`, and says whether another product or offer of the catalogue had it.

    Variants of one product share its properties, and what stands twice is told by another rule.
    """
    record = view.record
    if not record.id or is_marked(record) or not table.mark(key, scope=view.scope):
        return False
    variant = view.kind is Kind.PRODUCT and "#" in record.id
    if variant and view.index.goods.is_listed_by_variant(record.id.partition("#")[0]):
        return False
    return not view.met


RULES: Final[tuple[Rule, ...]] = (
    twin_names,
    same_names,
    same_article,
    same_barcode,
    same_name,
    same_id,
)
