"""What stands around a part, or around a walk through it: but for the entries it says the same."""

from datetime import datetime

from cml_sync.model.information import CommercialInformation
from cml_sync.packages.forms.form import Reading, SourcePart
from cml_sync.packages.parts import PartKind
from cml_sync.problems import Problem
from cml_sync.xml.entries import PartHeader


class PartAround:
    """All of a `form.SourcePart` but `read`, as the part inside says it.

    Args:
        part: the one inside.
    """

    def __init__(self, part: SourcePart) -> None:
        self._part = part

    @property
    def name(self) -> str:
        """As the user knows it."""
        return self._part.name

    @property
    def relative(self) -> str:
        """Inside the package, with forward slashes."""
        return self._part.relative

    @property
    def kind(self) -> PartKind:
        """What it holds."""
        return self._part.kind

    @property
    def size(self) -> int:
        """In bytes."""
        return self._part.size

    @property
    def generated_at(self) -> datetime | None:
        """When it was made, as its root says."""
        return self._part.generated_at


class ReadingAround:
    """All of a `form.Reading` but its entries, as the walk inside says it.

    Args:
        reading: the one inside.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @property
    def header(self) -> PartHeader:
        """What is known before the first entry."""
        return self._reading.header

    @property
    def information(self) -> CommercialInformation:
        """The root without its sections; complete only after the last entry."""
        return self._reading.information

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Findings about the part as a whole so far."""
        return self._reading.problems
