"""The short lists of a package: groups, properties, price types, warehouses and units."""

from collections.abc import Sequence
from typing import Final

from cml_sync.model.addresses import Address, AddressField, Contact
from cml_sync.model.classifier import Group, PriceType, Property, PropertyOption, Unit
from cml_sync.model.goods import Characteristic, PropertyValue
from cml_sync.model.parties import Counterparty
from cml_sync.model.taxes import PriceTax
from cml_sync.model.warehouses import Warehouse
from cml_sync.model.words import AddressPart, ContactKind, ValueType
from cml_sync.packages.generate import vocabulary as words
from cml_sync.packages.generate.draws import Draws
from cml_sync.packages.generate.shape import Shape, Sizes

ROW_VERSION: Final = "AAAAAAAAAAE="
_ROOTS: Final = 3
_BELOW: Final = 4
"""So many groups stand at the top, and below each other one."""

COLOUR: Final = 0
MATERIAL: Final = 1
WEIGHT: Final = 2
CARE: Final = 3


class Lists:
    """The short lists; few enough to be held.

    Attributes:
        catalog_id: of the catalogue and its classifier.
        owner: whose goods they are.
        groups: the tree, its roots.
        leaves: ids of the groups that hold goods.
        properties: of goods.
        price_types, warehouses, units: as they are called.
        colours, materials: values of goods, one for each option.
    """

    def __init__(self, draws: Draws, sizes: Sizes, shape: Shape) -> None:
        self._draws, self._shape = draws, shape
        self.catalog_id = draws.guid(b"catalog", 0)
        self.owner = _owner(draws)
        self.groups, self.leaves = self._tree(sizes.groups)
        self.properties = self._properties()
        self.price_types = [self.price_type(number) for number in range(sizes.price_types)]
        self.warehouses = [self.warehouse(number) for number in range(sizes.warehouses)]
        self.units = [self.unit(number) for number in range(len(words.UNITS))]
        self.colours = self._values(COLOUR, words.COLOURS)
        self.materials = self._values(MATERIAL, words.MATERIALS)

    def marks(self) -> dict[str, object]:
        """What every record of 3.1 says of itself."""
        if not self._shape.split:
            return {}
        return {"row_version": ROW_VERSION, "deletion_mark": False}

    def group(self, number: int) -> dict[str, object]:
        """A group without children."""
        names = words.GROUPS
        name = names[number % len(names)]
        if number >= len(names):
            name = f"{name}, раздел {number // len(names) + 1}"
        return {"id": self._draws.guid(b"group", number), "name": name, **self.marks()}

    def price_type(self, number: int) -> PriceType:
        """A price type in roubles, VAT included."""
        names = words.PRICE_TYPES
        name = names[number] if number < len(names) else f"Прайс-лист {number + 1}"
        tax = PriceTax(name="НДС", included=True, excise=False)
        return PriceType.model_validate(
            {
                "id": self._draws.guid(b"price type", number),
                "name": name,
                "currency": "RUB",
                "taxes": (tax,),
                **self.marks(),
            }
        )

    def warehouse(self, number: int) -> Warehouse:
        """A warehouse with its address and telephone."""
        return Warehouse.model_validate(
            {
                "id": self._draws.guid(b"warehouse", number),
                "name": "Основной склад" if not number else f"Склад {number + 1}",
                "address": address(number),
                "contacts": (Contact(kind=ContactKind.WORK_PHONE, value=telephone(number)),),
                **self.marks(),
            }
        )

    def unit(self, number: int) -> Unit:
        """A unit of ОКЕИ, as 3.1 lists it."""
        unit = words.UNITS[number]
        return Unit.model_validate(
            {
                "id": unit.code,
                "code": unit.code,
                "short_name": unit.short,
                "full_name": unit.full,
                "international": unit.international,
                **self.marks(),
            }
        )

    def option_id(self, prop: int, option: int) -> str:
        """The id of one value of a property."""
        return self._draws.guid(b"option", prop * 1000 + option)

    def _tree(self, count: int) -> tuple[list[Group], list[str]]:
        rows = [self.group(number) for number in range(count)]
        children: dict[int, list[Group]] = {}
        leaves: list[str] = []
        for number in range(count - 1, -1, -1):  # from the last: children are made before parents
            below = children.pop(number, [])[::-1]
            if below:
                rows[number]["children"] = tuple(below)
            else:
                leaves.append(str(rows[number]["id"]))
            parent = (number - _ROOTS) // _BELOW if number >= _ROOTS else -1
            children.setdefault(parent, []).append(Group.model_validate(rows[number]))
        return children.get(-1, [])[::-1], leaves[::-1]

    def _properties(self) -> list[Property]:
        rows: list[tuple[str, ValueType, Sequence[str]]] = [
            ("Цвет", ValueType.OPTION, words.COLOURS),
            ("Материал", ValueType.OPTION, words.MATERIALS),
            ("Вес, кг", ValueType.NUMBER, ()),
            ("Уход", ValueType.TEXT, ()),
        ]
        return [self._property(number, *row) for number, row in enumerate(rows)]

    def _property(
        self, number: int, name: str, value_type: ValueType, values: Sequence[str]
    ) -> Property:
        said: dict[str, object] = {
            "id": self._draws.guid(b"property", number),
            "name": name,
            **self.marks(),
        }
        if value_type is ValueType.OPTION and not self._shape.lists_options:
            said |= {"value_type": ValueType.TEXT, "option_texts": tuple(values)}
        else:
            said["value_type"] = value_type
            if values:
                said["options"] = tuple(
                    PropertyOption(id=self.option_id(number, place), value=value)
                    for place, value in enumerate(values)
                )
        if not self._shape.split:
            said["for_products"] = True
        return Property.model_validate(said)

    def _values(self, number: int, names: Sequence[str]) -> list[PropertyValue]:
        identifier = self.properties[number].id
        return [
            PropertyValue(
                id=identifier,
                values=(self.option_id(number, place) if self._shape.lists_options else name,),
            )
            for place, name in enumerate(names)
        ]


def characteristic(number: int) -> Characteristic:
    """What tells a variant of a product from the others."""
    colours = words.COLOURS
    name = colours[number % len(colours)]
    if number >= len(colours):
        name = f"{name} {number // len(colours) + 1}"
    return Characteristic(name="Цвет", value=name)


def address(number: int) -> Address:
    """An address in a town that there is not; its postcode is no one's."""
    street = f"ул. {words.STREETS[number % len(words.STREETS)]}"
    house = f"д. {number % 97 + 1}"
    postcode = f"{number % 900 + 1:06d}"
    rows = (
        (AddressPart.POSTCODE, postcode),
        (AddressPart.COUNTRY, words.COUNTRY),
        (AddressPart.CITY, words.TOWN),
        (AddressPart.STREET, street),
        (AddressPart.HOUSE, house),
    )
    fields = tuple(AddressField(kind=kind.value, value=value) for kind, value in rows)
    presentation = f"{postcode}, {words.TOWN}, {street}, {house}"
    return Address(presentation=presentation, fields=fields)


def telephone(number: int) -> str:
    """A telephone number in a code that nobody has."""
    digits = f"{number % 10**7:07d}"
    return f"+7 000 {digits[:3]}-{digits[3:5]}-{digits[5:]}"


def _owner(draws: Draws) -> Counterparty:
    name = "ООО Пример-Торг"
    return Counterparty(id=draws.guid(b"owner", 0), name=name, official_name=name)
