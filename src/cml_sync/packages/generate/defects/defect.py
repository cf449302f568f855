"""What a defect is: a code, what it is planted into, and the function that does it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

from cml_sync.model.kinds import Kind, Section
from cml_sync.packages.generate.planted import Spot
from cml_sync.packages.generate.shape import Shape, Sizes
from cml_sync.packages.generate.world import World


class Need(StrEnum):
    """What a package must have for a defect; its value is the reason it names."""

    SPLIT = "split"  # 3.1
    CLASSIC = "classic"  # 2.x
    WAREHOUSES = "warehouses"
    OPTIONS = "options"
    VARIANTS = "variants"
    SINCE_2_06 = "schema 2.06"
    NO_VARIANTS = "no variants"
    FULL = "full"
    TEN = "ten offers"
    FIFTY = "fifty products"
    CHANGES = "changes"
    BOTH = "goods and orders"
    SINCE_2_07 = "schema 2.07"
    UT = "1C:УТ 11"
    PICTURES = "pictures"
    NO_PICTURES = "no pictures"
    GROUPS = "groups"
    PRICE_TYPES = "price types"
    NO_PRICE_TYPES = "no price types"
    NO_NAMESPACE = "no namespace"
    GOODS = "goods"
    GOODS_ALONE = "goods alone"
    ORDERS = "orders alone"
    NESTED = "nested"  # payments with their order in one record


class Site(NamedTuple):
    """Where a defect is planted.

    Attributes:
        world: everything that is invented for the package.
        code: of the defect.
        number: of this case among those of its code, from 0.
        record: the number of the record that is changed; 0 for what is not a record.
    """

    world: World
    code: str
    number: int
    record: int = 0

    @property
    def sizes(self) -> Sizes:
        """How much there is of everything."""
        return self.world.sizes

    @property
    def shape(self) -> Shape:
        """The form in which it is said."""
        return self.world.shape

    @property
    def beyond(self) -> int:
        """A number that no record of the package has: for records that are added."""
        return 100_000_000 + int(self.code[3:]) * 100_000 + self.number

    def guid(self, purpose: str = "") -> str:
        """An id that nothing else has."""
        return self.world.draws.guid(f"{self.code} {purpose}".encode()[:16], self.number)


Plant = Callable[[Any, Site], Any]
"""What spoils a record, a header, a list of parts or bytes; what it is given depends on the spot.
For `Spot.NEW` it is given None and makes the records that are added."""


class Defect(NamedTuple):
    """A defect.

    Attributes:
        code: of the rule or of the finding of the reader.
        spot: what it is planted into.
        plant: the function that does it.
        kind: of the records that are added.
        section: whose header is changed.
        also: codes of what it brings about besides, once for each case or once at all.
        most: how many cases a package can have; None for as many as there are records.
        needs: what the package must have.
        receiver: for whom a package must be checked to have it found.
        raw: it is written in bytes that only XML has.
        together: all cases are told in one problem, with their number.
        ends: what is done, besides, to the first and the last bytes of the part it is planted into.
    """

    code: str
    spot: Spot
    plant: Plant
    kind: Kind | None = None
    section: Section | None = None
    also: tuple[str, ...] = ()
    most: int | None = None
    needs: tuple[Need, ...] = ()
    receiver: str = ""
    raw: bool = False
    together: bool = False
    ends: Callable[[bytes], bytes] | None = None

    @property
    def in_bytes(self) -> bool:
        """Whether only XML can have it."""
        return self.raw or self.ends is not None or self.spot in (Spot.HEAD, Spot.TAIL)
