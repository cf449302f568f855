"""Taxes, discounts and expenses, as price types, goods and documents have them."""

from typing import Annotated

from cml_sync.model.element import Element
from cml_sync.model.values import Amount, Code, Flag, LongText, Name, Quantity
from cml_sync.model.wire import Space, Wire


class TaxRate(Element):
    """``СтавкаНалога`` of a product (schema 2.04).

    Attributes:
        name: ``Наименование``: the name of the tax, in practice ``НДС``.
        rate: ``Ставка``: per cent as text, or words such as ``Без НДС``.
    """

    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    rate: Annotated[Code | None, Wire("Ставка")] = None


class Excise(Element):
    """``Акциз`` of a product (schema 2.04).

    Attributes:
        amount: ``СуммаЗаЕдиницу``: money per base unit, in `currency`.
    """

    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    amount: Annotated[Amount | None, Wire("СуммаЗаЕдиницу")] = None
    currency: Annotated[Code | None, Wire("Валюта")] = None


class PriceTax(Element):
    """``Налог`` of a price type or of a price (type ``Налог``, schema 2.04).

    Attributes:
        included: ``УчтеноВСумме``: the price holds the tax already.
        excise: ``Акциз``: the tax is an excise.
    """

    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    included: Annotated[Flag | None, Wire("УчтеноВСумме")] = None
    excise: Annotated[Flag | None, Wire("Акциз")] = None


class Tax(PriceTax):
    """``Налоги/Налог`` of a document or of its line (schema 2.04).

    Attributes:
        amount: ``Сумма`` in the currency of the document.
        rate: ``Ставка``: per cent as text, or words.
    """

    amount: Annotated[Amount | None, Wire("Сумма")] = None
    rate: Annotated[Code | None, Wire("Ставка")] = None


class Discount(Element):
    """``Скидки/Скидка`` of a document or of its line (type ``Скидка``, schema 2.04).

    Attributes:
        amount: ``Сумма`` in the currency of the document.
        percent: ``Процент``.
        included: ``УчтеноВСумме``: the total has been lessened by it already.
    """

    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    amount: Annotated[Amount | None, Wire("Сумма")] = None
    percent: Annotated[Quantity | None, Wire("Процент")] = None
    included: Annotated[Flag | None, Wire("УчтеноВСумме")] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None


class Expense(Discount):
    """``ДопРасходы/ДопРасход``: an additional expense, shaped like a discount (schema 2.04)."""
