"""What rules about receivers remember of a package."""

from typing import Final

from cml_sync.checks.memory.tables import IdTable

MOST_TOLD: Final = 10_000
"""So many cases are told; a file that was made to have more says nothing new."""


class Memory:
    """A few facts across records and parts.

    Attributes:
        full: the file in which a section first stood for a full set, by its name and id.
        begun: the products whose variants were met, by part.
        product: the product whose variants stand one behind the other just now, with its part.
    """

    def __init__(self) -> None:
        self.full: dict[tuple[str, str], str] = {}
        self.begun = IdTable()
        self.product = ("", "")
        self._told: set[tuple[str, str]] = set()

    def first(self, code: str, file: str) -> bool:
        """Whether this is the first time that `code`, a rule or one of its cases, is asked for."""
        key = (code, file)
        if key in self._told or len(self._told) >= MOST_TOLD:
            return False
        self._told.add(key)
        return True
