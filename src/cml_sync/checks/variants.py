"""What is remembered of goods and their variants, a few bits of each."""

from typing import Final

from cml_sync.checks.tables import IdTable, Marks
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer
from cml_sync.problems import Place

LISTED_BY_VARIANT: Final = 1
"""A product stands in the catalogue once for each of its variants (`Ид#Ид`)."""
OFFERED_BY_VARIANT: Final = 2
"""An offer of a product has a characteristic."""

_SENTINEL: Final = "-999999999,9"
"""What 3.1 writes for a number that was never filled in, without its spaces."""


class Goods:
    """The forms in which products and their offers come, and what tells variants apart.

    Only ids with a `#` cost memory.

    Attributes:
        ungrouped: the first place of the products without a group.
        ungrouped_count: how many there are.
        articles, labels: of products by likeness, as the rules about twins remember them.
        barcodes: of products and of offers, in the same way.
        folded_ids: ids with capital letters, in small ones.
        single: the properties that say that a product has one value of them.
        option_texts: the texts of property options that have an id, by `index.option_key`.
    """

    def __init__(self) -> None:
        self._forms = Marks()
        self._variants = IdTable()
        self._features = IdTable()
        self.ungrouped: Place | None = None
        self.ungrouped_count = 0
        self.articles = IdTable()
        self.single: set[str] = set()
        self.option_texts = Marks()
        self.labels = IdTable()
        self.barcodes = {kind: IdTable() for kind in (Kind.PRODUCT, Kind.OFFER)}
        self.folded_ids = {kind: IdTable() for kind in Kind}

    def product(self, record: Product, place: Place) -> None:
        """Remembers a product that is not deleted."""
        if not record.group_ids:
            self.ungrouped = self.ungrouped or place
            self.ungrouped_count += 1
        if record.id and "#" in record.id:
            self._forms.mark(record.id.partition("#")[0], bits=LISTED_BY_VARIANT)
            self._variants.mark(record.id)

    def offer(self, record: Offer, scope: str) -> None:
        """Remembers an offer that is not deleted."""
        if record.id and "#" in record.id:
            self._forms.mark(record.id.partition("#")[0], bits=OFFERED_BY_VARIANT)
            if record.characteristics and (features := _features(record)):
                self._features.mark(features, scope=scope)

    def forms(self, product: str) -> int:
        """The forms in which a product was met: `LISTED_BY_VARIANT`, `OFFERED_BY_VARIANT`."""
        return self._forms.bits(product)

    def lists(self, identifier: str) -> bool:
        """Whether the catalogue has the variant `identifier`."""
        return self._variants.knows(identifier)

    def is_repeated(self, record: Offer, scope: str) -> bool:
        """Whether another offer of this product has the same values of its characteristics."""
        key = _features(record)
        return bool(key) and self._features.bits(key, scope=scope) > 0


def _features(record: Offer) -> str:
    """The product and the values that make the variant, empty ones left out; or nothing."""
    values: list[str] = []
    for item in record.characteristics:
        value = (item.value or "").strip()
        if value and not (value.startswith(_SENTINEL[:4]) and "".join(value.split()) == _SENTINEL):
            values.append(f"{item.name or item.id}={value.casefold()}")
    if not values or not record.id:
        return ""
    if len(values) > 1:
        values.sort()
    return "\0".join((record.id.partition("#")[0], *values))
