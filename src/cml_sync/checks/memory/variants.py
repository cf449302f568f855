"""What is remembered of goods and their variants, a few bits of each."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from cml_sync.checks.memory.tables import IdTable, Marks, Placed
from cml_sync.model.goods import Product
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer

if TYPE_CHECKING:
    from cml_sync.problems import Place

_LISTED: Final = 1
_OFFERED: Final = 2
_SENTINEL: Final = "-999999999,9"
"""What 3.1 writes for a number that was never filled in, without its spaces."""


class Goods:
    """The forms in which products and their offers come, and what tells variants apart.

    Only what is listed or offered by variant costs memory; what only one rule asks for is noted by
    that rule, so that it costs nothing where the rule is not applied.

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
        self._features = IdTable()
        self.ungrouped: Place | None = None
        self.ungrouped_count = 0
        self.articles = IdTable()
        self.single: set[str] = set()
        self.option_texts = Marks()
        self.labels = IdTable()
        self.barcodes = {kind: IdTable() for kind in (Kind.PRODUCT, Kind.OFFER)}
        self.folded_ids = {kind: IdTable() for kind in Kind}

    def product(self, record: Product, at: Placed) -> None:
        """Remembers a product that is not deleted."""
        if not record.group_ids:
            self.ungrouped = self.ungrouped or at.place
            self.ungrouped_count += 1
        if record.id and "#" in record.id:
            self._forms.mark(record.id.partition("#")[0], bits=_LISTED)

    def is_listed_by_variant(self, product: str) -> bool:
        """Whether the catalogue has `product` once for each of its variants (``Ид#Ид``)."""
        return len(self._forms) > 0 and self._forms.bits(product) & _LISTED > 0

    def is_offered_by_variant(self, product: str) -> bool:
        """Whether `note_variant` was told of a variant of `product`."""
        return self._forms.bits(product) & _OFFERED > 0

    def note_variant(self, product: str) -> None:
        """Remembers that a variant of `product` is offered."""
        self._forms.mark(product, bits=_OFFERED)

    def note_features(self, record: Offer, scope: str) -> bool:
        """Remembers what makes a variant; says whether another one was the same."""
        features = _features(record)
        return bool(features) and self._features.mark(features, scope=scope) > 0


def _features(record: Offer) -> tuple[str, ...]:
    """The product and the values that make the variant, empty ones left out; or nothing."""
    identifier = record.id
    if not identifier:
        return ()
    values: list[str] = []
    for item in record.characteristics:
        data = item.__dict__  # an attribute of a model takes twice as long
        value = data["value"]
        if value and (feature := _feature(data["name"] or data["id"], value)):
            values.append(feature)
    if not values:
        return ()
    values.sort()
    return (identifier.partition("#")[0], *values)


@lru_cache(maxsize=4096)  # colours and sizes are few
def _feature(name: str | None, value: str) -> str:
    value = value.strip()
    if not value or (value.startswith("-999") and "".join(value.split()) == _SENTINEL):
        return ""
    return f"{name}={value.casefold()}"
