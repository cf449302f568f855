"""A part that stands around another one: whatever it does to the entries, the rest is the same."""

from datetime import datetime

from cml_sync.packages.forms.form import SourcePart
from cml_sync.packages.parts import PartKind


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
