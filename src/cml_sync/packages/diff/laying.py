"""What may be laid over another package: changes, and nothing that calls itself full."""

from typing import Final

from cml_sync.model.kinds import Section
from cml_sync.packages.diff.errors import FullChangesError
from cml_sync.xml.entries import SectionOpened

_GOODS: Final = frozenset({Section.CATALOG, Section.OFFERS_PACKAGE})


def check_changes(entry: SectionOpened) -> None:
    """That a section does not call itself full; one that says nothing may hold changes.

    Raises:
        FullChangesError: it does.
    """
    if entry.section in _GOODS and getattr(entry.header, "changes_only", None) is False:
        raise FullChangesError(entry.place)
