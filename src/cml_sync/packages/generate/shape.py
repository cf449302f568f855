"""What is asked for, and what the dialect it is said in has words for."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from cml_sync.model.wire import Wire
from cml_sync.xml.dialects import Dialect, StockForm, Units, version_number

DEFAULT_MOMENT: Final = datetime(2026, 3, 2, 3, 0)  # noqa: DTZ001 - the format knows no time zones
"""When packages say that they were made, if nobody says otherwise: there is no clock in here."""

SPLIT_SINCE: Final = Decimal(3)
_OPTIONS_SINCE: Final = Wire("", since="2.05")
_WAREHOUSES_SINCE: Final = Wire("", since="2.06")
_CHANGES_SINCE: Final = Wire("", since="2.07")
_SUBORDINATES_SINCE: Final = Wire("", since="2.10")
_VENDOR: Final = Wire("", beyond="BX")
_UT: Final = "ut11"
_VAT: Final = ((date(2026, 1, 1), "22"), (date(2019, 1, 1), "20"), (date(2004, 1, 1), "18"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of everything.

    Attributes:
        products: of the catalogue.
        variants: of every product, told by a characteristic each; 0: the product itself is offered.
        groups: in a tree of three floors.
        price_types: every offer has a price of each.
        warehouses: every offer has stock in each.
        orders: with their payments, shipments and returns.
        pictures: one for every product.
    """

    products: int = 0
    variants: int = 0
    groups: int = 8
    price_types: int = 2
    warehouses: int = 2
    orders: int = 0
    pictures: bool = False

    @property
    def offers(self) -> int:
        """How many offers there are."""
        return self.products * max(1, self.variants)


@dataclass(frozen=True, slots=True)
class Shape:
    """The form in which a package says it.

    Attributes:
        dialect: of the receiver.
        moment: when it is said to be made: local time of the writer.
        changes_only: it says so of itself.
    """

    dialect: Dialect
    moment: datetime = DEFAULT_MOMENT
    changes_only: bool = False

    @property
    def version(self) -> str:
        """As `ВерсияСхемы`."""
        return self.dialect.schema_version or "2.07"

    @property
    def split(self) -> bool:
        """Parts by what they hold, as 3.1 has them."""
        number = version_number(self.version)
        return number is not None and number >= SPLIT_SINCE

    @property
    def lists_options(self) -> bool:
        """Properties list their values with ids (since 2.05)."""
        return self._has(_OPTIONS_SINCE)

    @property
    def has_warehouses(self) -> bool:
        """Warehouses, and stock of each, can be said (since 2.06)."""
        return self._has(_WAREHOUSES_SINCE) and self.dialect.stocks is not StockForm.TOTAL

    @property
    def has_changes(self) -> bool:
        """New prices and stock can be said in a section of their own (since 2.07)."""
        return not self.split and self._has(_CHANGES_SINCE)

    @property
    def subordinates(self) -> bool:
        """Payments and shipments stand below their order (since 2.10)."""
        return not self.split and self._has(_SUBORDINATES_SINCE)

    @property
    def names_basis(self) -> bool:
        """A payment can name its order."""
        return self.dialect.vocabulary is None or self._has(_VENDOR)

    @property
    def unit_codes(self) -> bool:
        """Units of prices and lines are said by their codes (since 2.08)."""
        return self.dialect.units in (Units.CODE, Units.AS_IS)

    @property
    def orders_alone(self) -> bool:
        """Orders come without payments and shipments: 1C:УТ 11 stops at any other document."""
        return self.dialect.name == _UT

    def vat(self, day: date) -> str:
        """The usual Russian rate of a day, in percent; one that 1C:УТ 11 knows."""
        if self.dialect.name == _UT:
            return "10"
        return next((rate for since, rate in _VAT if day >= since), "18")

    def _has(self, wire: Wire) -> bool:
        # a preset that writes everything still has the words of its version only
        vocabulary = self.dialect.vocabulary or frozenset()
        return replace(self.dialect, vocabulary=vocabulary, schema_version=self.version).says(wire)
