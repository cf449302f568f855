"""Which catalogues came whole, so that what did not come is known to be gone."""

from dataclasses import dataclass, field
from typing import Final

from cml_sync.jobs.findings import portion_missing
from cml_sync.jobs.plan import FULL_SETS, stored_kind
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.merging import PRICE_FIELDS, REST_FIELDS
from cml_sync.packages.naming import read_hint
from cml_sync.problems import Problem

_SAYS_NOTHING: Final = (
    PRICE_FIELDS | REST_FIELDS | {"id", "row_version", "deletion_mark", "status", "status_element"}
)
_LISTS: Final = {Kind.PRODUCT: "products", Kind.OFFER: "offers"}


@dataclass(slots=True)
class _Set:
    """What is known of one kind of one catalogue."""

    first_said_full: bool
    files: list[str] = field(default_factory=list)
    holds_list: bool = False


class Fullness:
    """Watches the sections of one package, in the order of processing."""

    def __init__(self) -> None:
        self._sets: dict[tuple[Kind, str], _Set] = {}
        self._seen: dict[tuple[Kind, str], bool] = {}

    def saw(self, kind: Kind, scope: str, record: Element) -> None:
        """A record came; parts with prices or rests only say nothing about what is offered."""
        place = (stored_kind(kind), scope)
        if not self._seen.get(place, False):
            self._seen[place] = bool(record.model_fields_set - _SAYS_NOTHING)

    def closed(self, section: Section, header: Element, scope: str, file: str) -> None:
        """A section ended; only what the first one of its set said counts."""
        kind = FULL_SETS.get(section)
        if kind is None:
            return
        said = getattr(header, "changes_only", None)
        found = self._sets.setdefault((kind, scope), _Set(first_said_full=said is False))
        found.files.append(file)
        # `<Товары/>` says "nothing is left"; a header without it (3.1) says nothing about goods.
        found.holds_list = found.holds_list or _LISTS[kind] in header.model_fields_set

    def sets(self) -> tuple[list[tuple[Kind, str]], list[Problem]]:
        """The sets that came whole, and what is wrong with those that only claim so."""
        whole: list[tuple[Kind, str]] = []
        problems: list[Problem] = []
        for place, found in self._sets.items():
            if not found.first_said_full or not self._seen.get(place, found.holds_list):
                continue
            portions = _portions(found.files)
            if portions and portions != list(range(1, len(portions) + 1)):
                listed = ", ".join(map(str, portions))
                problems.append(portion_missing(found.files[0], listed))
            else:
                whole.append(place)
        return whole, problems


def _portions(files: list[str]) -> list[int]:
    """The numbers in the names (``import0_2.xml``), sorted; empty if a name has none."""
    numbers = [read_hint(file.rpartition("!")[2]).portion for file in files]
    return sorted({n for n in numbers if n is not None}) if None not in numbers else []
