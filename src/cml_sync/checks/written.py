"""What records have in words, with the path of each below the record."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.groups import groups_with_paths
from cml_sync.model.classifier import Category, Group, PriceType, Property, Unit
from cml_sync.model.goods import Product
from cml_sync.model.warehouses import Warehouse

Listed = Group | Property | Category | PriceType | Unit | Warehouse
"""An entry of one of the small lists of a package."""

NAME: Final = "Наименование"
DESCRIPTION: Final = "Описание"


def labels(record: Product | Listed) -> Iterable[tuple[str, str]]:
    """What records are looked up by: names, of goods the article and the barcode, too."""
    if not isinstance(record, Product):
        return list_names(record)
    written = ((NAME, record.name), ("Артикул", record.sku), ("Штрихкод", record.barcode))
    return [(at, value) for at, value in written if value]


def texts(record: Product | Listed) -> Iterable[tuple[str, str]]:
    """What customers read: names, of goods the description, too."""
    if not isinstance(record, Product):
        return list_names(record)
    name, description = record.name, record.description
    if not description:
        return ((NAME, name),) if name else ()
    return ((NAME, name or ""), (DESCRIPTION, description))


def list_names(record: Listed) -> Iterator[tuple[str, str]]:
    """The name of an entry of a list, those of the groups inside it and of its options."""
    if isinstance(record, Group):
        for group, at in groups_with_paths(record):
            if group.name:
                yield f"{at}/{NAME}" if at else NAME, group.name
        return
    name = record.short_name if isinstance(record, Unit) else record.name
    if name:
        yield ("НаименованиеКраткое" if isinstance(record, Unit) else NAME), name
    if isinstance(record, Property):
        for number, option in enumerate(record.options, start=1):
            if option.value:
                yield f"ВариантыЗначений/Справочник[{number}]/Значение", option.value
