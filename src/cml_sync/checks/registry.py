"""All rules, joined from their chapters: the only list of them."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from cml_sync.checks.chapters import (
    accounts,
    amounts,
    barcodes,
    catalogs,
    contacts,
    currencies,
    deletions,
    delivery,
    dialect,
    documents,
    ids,
    lists,
    moments,
    names,
    package,
    parties,
    payments,
    pictures,
    prices,
    property_values,
    quality,
    references,
    repeated,
    states,
    stock,
    store,
    structure,
    taxes,
    texts,
    tiers,
    trees,
    twins,
    unit_uses,
    units,
)
from cml_sync.checks.receivers import accepted, bitrix, orders, replies, shops, written
from cml_sync.checks.rule import Rule


def joined(*chapters: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """The rules of `chapters`, sorted by code.

    Raises:
        ValueError: two rules have the same code.
    """
    rules = sorted((rule for chapter in chapters for rule in chapter), key=lambda rule: rule.code)
    for first, second in pairwise(rules):
        if first.code == second.code:
            message = f"{first.code} is the code of two rules"
            raise ValueError(message)
    return tuple(rules)


RULES: Final = joined(
    structure.RULES,
    lists.RULES,
    references.RULES,
    repeated.RULES,
    ids.RULES,
    trees.RULES,
    deletions.RULES,
    catalogs.RULES,
    prices.RULES,
    currencies.RULES,
    taxes.RULES,
    tiers.RULES,
    stock.RULES,
    units.RULES,
    unit_uses.RULES,
    barcodes.RULES,
    parties.RULES,
    accounts.RULES,
    contacts.RULES,
    documents.RULES,
    amounts.RULES,
    moments.RULES,
    payments.RULES,
    states.RULES,
    delivery.RULES,
    dialect.RULES,
    quality.RULES,
    names.RULES,
    texts.RULES,
    pictures.RULES,
    twins.RULES,
    property_values.RULES,
    package.RULES,
    store.RULES,
    written.RULES,
    replies.RULES,
    orders.RULES,
    bitrix.RULES,
    shops.RULES,
    accepted.RULES,
)

BY_CODE: Final[Mapping[str, Rule]] = MappingProxyType({rule.code: rule for rule in RULES})
"""Every rule by its code, for `explain`."""
