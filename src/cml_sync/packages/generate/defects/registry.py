"""All defects that can be planted, by code: the only list of them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.packages.generate.defects import (
    documents,
    markup,
    package,
    parties,
    prices,
    receivers,
    references,
    shops,
    structure,
    texts,
)
from cml_sync.packages.generate.defects.defect import Defect


def joined(*chapters: tuple[Defect, ...]) -> Mapping[str, Defect]:
    """The defects of `chapters` by code, sorted.

    Raises:
        ValueError: two have the same code.
    """
    defects = sorted((one for chapter in chapters for one in chapter), key=lambda one: one.code)
    by_code = {one.code: one for one in defects}
    if len(by_code) < len(defects):
        message = "two defects have the same code"
        raise ValueError(message)
    return MappingProxyType(by_code)


DEFECTS: Final = joined(
    structure.DEFECTS,
    references.DEFECTS,
    prices.DEFECTS,
    parties.DEFECTS,
    documents.DEFECTS,
    markup.DEFECTS,
    texts.DEFECTS,
    package.DEFECTS,
    receivers.DEFECTS,
    shops.DEFECTS,
)
"""Every defect by its code."""
