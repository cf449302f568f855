"""Schema versions and what they limit."""

from decimal import Decimal
from typing import Final

KNOWN: Final = frozenset(
    Decimal(version)
    for version in (
        "2.021", "2.03", "2.04", "2.05", "2.06", "2.07", "2.08", "2.09", "2.10", "3.0", "3.1",
    )
)  # fmt: skip
"""Versions that are met; a schema is published for 2.04 to 2.10."""

_LONGER_SINCE: Final = Decimal("2.07")
_SHORT: Final = 250
_LONG: Final = 255


def name_limit(version: Decimal | None) -> int:
    """How many characters a name may have (``НаименованиеТип``): 250, since 2.07 255."""
    return _SHORT if version is not None and version < _LONGER_SINCE else _LONG
