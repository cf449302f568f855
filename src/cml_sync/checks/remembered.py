"""What the rules of scope `STORE` look at: a package beside the last applied state.

Plain facts, put together by whoever has the store; this floor knows none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Generic, TypeVar

from cml_sync.checks.memory.index import Target
from cml_sync.checks.memory.tables import Sighting
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.problems import Place

R = TypeVar("R", bound=Element)


@dataclass(frozen=True, slots=True)
class Compared(Generic[R]):
    """One record beside the state in which it was applied last.

    Attributes:
        kind: of the record, as it came.
        record: as it came.
        known: as it was; a change of an offer is compared with the offer.
        place: of `record`.
    """

    kind: Kind
    record: R
    known: Element
    place: Place


@dataclass(frozen=True, slots=True)
class SetView:
    """The records of one kind and catalogue.

    Attributes:
        kind: of the records.
        catalog_id: the catalogue, without ``#``.
        place: of its first section in the package.
        met: how many different ones the package holds.
        known: how many of those the store knows, live or not.
        before: how many the store holds live.
        absent: how many of the live ones a full set came without; None if no full set came.
        unpriced: how many offers had a price above zero and would have none.
    """

    kind: Kind
    catalog_id: str
    place: Place
    met: int
    known: int
    before: int
    absent: int | None = None
    unpriced: int = 0


@dataclass(frozen=True, slots=True)
class Late:
    """A part that was made before one that has been applied.

    Attributes:
        place: of the part.
        made: the moment in the part.
        newest: that of the part that has been applied.
    """

    place: Place
    made: datetime
    newest: datetime


@dataclass(frozen=True, slots=True)
class NewCatalog:
    """A catalogue of the package of which the store holds nothing.

    Attributes:
        id: of the catalogue, without ``#``.
        place: of the first part that names it.
        met: how many products and offers it holds in the package.
        known: how many of them the store knows, in another catalogue.
        other: that catalogue.
    """

    id: str
    place: Place
    met: int
    known: int
    other: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole package beside the last applied state.

    Attributes:
        unresolved: ids to which the package refers, and which neither it nor the store defines.
        sets: what each kind of goods of each catalogue would come to.
        late: the parts that are older than what has been applied.
        new_catalogs: the catalogues that are new, though some of their goods are not.
    """

    unresolved: Mapping[Target, Sequence[tuple[str, Sighting]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    sets: Sequence[SetView] = ()
    late: Sequence[Late] = ()
    new_catalogs: Sequence[NewCatalog] = ()
