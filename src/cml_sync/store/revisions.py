"""The layouts of the store that this program knows."""

from typing import Final

REVISIONS: Final = ("0001",)
"""Their names, the newest last; a test compares them with `migrations.versions`."""
