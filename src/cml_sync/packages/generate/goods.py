"""Invented goods: products, and their offers with prices and stock. Made by number, fast."""

from decimal import Decimal
from typing import Any, Final

from cml_sync.model.goods import BaseUnit, Product, PropertyValue
from cml_sync.model.offers import Offer
from cml_sync.model.parties import Counterparty
from cml_sync.model.requisites import Requisite
from cml_sync.model.taxes import PriceTax, TaxRate
from cml_sync.packages.generate import vocabulary as words
from cml_sync.packages.generate.digits import barcode
from cml_sync.packages.generate.draws import Draws, guid_of
from cml_sync.packages.generate.lists import CARE, WEIGHT, Lists, characteristic
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.xml.dialects import StockForm

_PRODUCT: Final = b"product"
_TIER: Final = Decimal(10)
_HUNDREDTH: Final = Decimal("0.01")
_TIERED: Final = 5
_MOST: Final = 60


class Goods:
    """Makes products and offers; holds nothing that grows with their number."""

    def __init__(self, draws: Draws, sizes: Sizes, shape: Shape, lists: Lists) -> None:
        self._draws, self._sizes, self._shape, self._lists = draws, sizes, shape, lists
        self._units = [self._base_unit(unit) for unit in words.UNITS]
        self._rates = (TaxRate(name="НДС", rate=shape.vat(shape.moment.date())),)
        self._brands = [self._brand(number) for number in range(len(words.BRANDS))]
        self._requisites = (
            Requisite(name="ВидНоменклатуры", values=("Товары для дома",)),
            Requisite(name="ТипНоменклатуры", values=("Товар",)),
        )
        self._marks = lists.marks()
        self._tints = [characteristic(number) for number in range(sizes.variants)]
        self._tint_ids = [draws.guid(b"tint", number) for number in range(sizes.variants)]
        self._weights = [self._weight(number) for number in range(_MOST)]
        self._care = PropertyValue(
            id=lists.properties[CARE].id, values=("Можно мыть в посудомоечной машине",)
        )
        self._by_warehouse = shape.has_warehouses and bool(lists.warehouses)
        self._unit_codes = shape.unit_codes
        self._tax = {"tax": PriceTax(name="НДС", included=True)} if shape.split else {}
        self._make = Product.model_validate
        self._make_offer = Offer.model_validate

    def product(self, number: int) -> Product:
        """A product."""
        data = self._draws.data(_PRODUCT, number)
        identifier = guid_of(data)
        unit = words.GOODS[data[16] % len(words.GOODS)][1]
        lists, brand = self._lists, data[17] % len(words.BRANDS)
        said: dict[str, Any] = {
            "id": identifier,
            **self._marks,
            "sku": _sku(number),
            "name": _name(data, number),
            "base_unit": self._units[unit],
            "description": _description(data),
            "country": words.COUNTRY,
            "brand": words.BRANDS[brand],
            "manufacturer": self._brands[brand],
            "property_values": (
                lists.colours[data[18] % len(lists.colours)],
                lists.materials[data[19] % len(lists.materials)],
                self._weights[data[20] % _MOST],
                self._care,
            ),
            "tax_rates": self._rates,
            "requisites": self._requisites,
        }
        if not self._sizes.variants:
            said["barcode"] = barcode(number)
        if lists.leaves:
            said["group_ids"] = (lists.leaves[data[21] % len(lists.leaves)],)
        if self._sizes.pictures:
            said["images"] = (picture_name(identifier),)
        return self._make(said)

    def product_id(self, number: int) -> str:
        """The id of a product, without the product."""
        return self._draws.guid(_PRODUCT, number)

    def offer_id(self, number: int) -> str:
        """The id of an offer."""
        product, variant = divmod(number, max(1, self._sizes.variants))
        identifier = self.product_id(product)
        return f"{identifier}#{self._tint_ids[variant]}" if self._sizes.variants else identifier

    def offer(self, number: int) -> Offer:
        """An offer with its prices and its stock, as 2.x says it."""
        data, said = self._described(number)
        said["prices"] = self._prices(data)
        self._add_stock(said, data)
        return self._make_offer(said)

    def described(self, number: int) -> Offer:
        """An offer without prices and stock, as the parts `offers` of 3.1 have it."""
        return self._make_offer(self._described(number)[1])

    def priced(self, number: int) -> Offer:
        """The prices of an offer, as the parts `prices` of 3.1 have them."""
        data = self._data(number)
        return self._make_offer({"id": self._id(data, number), "prices": self._prices(data)})

    def stocked(self, number: int) -> Offer:
        """The stock of an offer, as the parts `rests` of 3.1 have it."""
        data = self._data(number)
        said: dict[str, Any] = {"id": self._id(data, number)}
        self._add_stock(said, data, alone=True)
        return self._make_offer(said)

    def line(self, number: int) -> dict[str, Any]:
        """What a line of a document says of the offer that was ordered."""
        data, said = self._described(number)
        unit = words.UNITS[words.GOODS[data[16] % len(words.GOODS)][1]]
        return {
            "id": said["id"],
            "name": said["name"],
            "base_unit": self._units_of_documents(unit),
            "price": self._price(data, 0),
            "divisible": unit.divisible,
            "unit": unit,
        }

    def _data(self, number: int) -> bytes:
        return self._draws.data(_PRODUCT, number // max(1, self._sizes.variants))

    def _id(self, data: bytes, number: int) -> str:
        identifier, variants = guid_of(data), self._sizes.variants
        return f"{identifier}#{self._tint_ids[number % variants]}" if variants else identifier

    def _described(self, number: int) -> tuple[bytes, dict[str, Any]]:
        variants = self._sizes.variants
        product, variant = divmod(number, max(1, variants))
        data = self._draws.data(_PRODUCT, product)
        name = _name(data, product)
        said: dict[str, Any] = {"id": guid_of(data), **self._marks, "barcode": barcode(number)}
        said["sku"] = _sku(product)
        if variants:
            tint = self._tints[variant]
            said["id"] = f"{said['id']}#{self._tint_ids[variant]}"
            name = f"{name} ({tint.value})"
            said["characteristics"] = (tint,)
        said["name"] = name
        said["base_unit"] = self._units[words.GOODS[data[16] % len(words.GOODS)][1]]
        return data, said

    def _price(self, data: bytes, number: int) -> Decimal:
        kopecks = 9_900 + int.from_bytes(data[22:25], "little") % 2_000_000
        return Decimal(kopecks - kopecks * (number % 7) // 20).scaleb(-2)

    def _prices(self, data: bytes) -> tuple[dict[str, Any], ...]:
        rows: list[dict[str, Any]] = []
        unit = words.UNITS[words.GOODS[data[16] % len(words.GOODS)][1]]
        named = unit.code if self._unit_codes else unit.short
        tiered = data[25] % _TIERED == 0
        for number, price_type in enumerate(self._lists.price_types):
            value = self._price(data, number)
            row: dict[str, Any] = {
                "presentation": f"{value} RUB за {unit.short}",
                "price_type_id": price_type.id,
                "value": value,
                "currency": "RUB",
                "unit": named,
                "coefficient": 1,
                **self._tax,
            }
            rows.append(row)
            if tiered and not number:
                less = (value * 9 / 10).quantize(_HUNDREDTH)
                words_ = f"{less} RUB за {unit.short}"
                tier = {**row, "presentation": words_, "value": less, "min_quantity": _TIER}
                rows.append(tier)
        return tuple(rows)

    def _add_stock(self, said: dict[str, Any], data: bytes, *, alone: bool = False) -> None:
        warehouses, shape = self._lists.warehouses, self._shape
        amounts = [
            Decimal(data[26 + place % 30] % 100) + place // 30 for place in range(len(warehouses))
        ]
        if not warehouses:
            amounts = [Decimal(data[26] % 100)]
        form = (shape.dialect.stocks_alone if alone else None) or shape.dialect.stocks
        if form is StockForm.RESTS:
            rows = zip(warehouses, amounts, strict=False)
            said["rests"] = tuple(
                {"warehouses": ({"id": row.id, "quantity": amount},)} for row, amount in rows
            ) or ({"quantity": amounts[0]},)
            return
        said["quantity"] = sum(amounts)
        if self._by_warehouse:
            said["stocks"] = tuple(
                {"warehouse_id": row.id, "quantity": amount}
                for row, amount in zip(warehouses, amounts, strict=True)
            )

    def _units_of_documents(self, unit: words.UnitWords) -> BaseUnit:
        return BaseUnit(
            code=unit.code, full_name=unit.full, international=unit.international, text=unit.short
        )

    def _base_unit(self, unit: words.UnitWords) -> BaseUnit:
        return BaseUnit(text=unit.code) if self._shape.split else self._units_of_documents(unit)

    def _brand(self, number: int) -> Counterparty:
        name = words.BRANDS[number]
        return Counterparty(
            id=self._draws.guid(b"brand", number), name=name, official_name=f"ООО {name}"
        )

    def _weight(self, number: int) -> PropertyValue:
        weight = Decimal(5 + number * 5).scaleb(-2)
        return PropertyValue(id=self._lists.properties[WEIGHT].id, values=(str(weight),))


def picture_name(identifier: str) -> str:
    """Where the picture of a product lies, beside its part."""
    bare = identifier.replace("-", "")
    return f"import_files/{bare[:2]}/{bare}.png"


def _sku(number: int) -> str:
    return f"ПР-{number + 1:06d}"


def _name(data: bytes, number: int) -> str:
    noun = words.GOODS[data[16] % len(words.GOODS)][0]
    return f"{noun} «{words.SERIES[data[55] % len(words.SERIES)]}», модель {number + 1}"


def _description(data: bytes) -> str:
    text = words.TEXT
    first, second = data[56] % len(text), data[57] % len(text)
    return text[first] if first == second else f"{text[first]}\n{text[second]}"
