"""Articles of what the reader finds, by code, for `explain` and the reference page."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.messages import Text

ARTICLES: Final[Mapping[str, Text]] = MappingProxyType({})
