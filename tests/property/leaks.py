"""Looks for people in what was anonymised: every personal value of the input, in all its output.

Which values are personal is said here once more, by fields of the models, so that a mistake in the
list of `model/personal.py` is not looked past.
"""

import re
import unicodedata
from collections.abc import Iterator

from cml_sync.model.addresses import Address, AddressField, Contact
from cml_sync.model.documents import SitePayment, SubordinateDocument
from cml_sync.model.element import Element
from cml_sync.model.parties import (
    Bank,
    BankAccount,
    Counterparty,
    IdentityDocument,
    PersonDetails,
    Signer,
)
from cml_sync.model.taxes import Discount
from cml_sync.model.warehouses import Warehouse
from cml_sync.packages.anonymize.texts import NEUTRAL, OF_ADDRESSES

SHORTEST = 4
STAYING = OF_ADDRESSES | NEUTRAL | {"контактное", "лицо"}
"""Words that tell nothing of anybody and stay, as the page says."""

PERSONAL: dict[type[Element], str] = {
    Counterparty: (
        "name official_name full_name salutation last_name first_name middle_name inn kpp okpo"
        " okpo_code egrpo main_activity position comment"
    ),
    PersonDetails: "full_name salutation last_name first_name middle_name inn kpp position",
    Signer: "last_name first_name middle_name salutation position comment",
    IdentityDocument: "series number issued_by",
    Bank: "name bic correspondent_account swift",
    BankAccount: "number comment",
    Address: "presentation comment",
    AddressField: "value",
    Contact: "value comment",
    Warehouse: "comment phones",
    Discount: "comment",
    SitePayment: "transaction_number",
    SubordinateDocument: "comment",
}


def personal(element: Element) -> Iterator[str]:
    """Every personal value of `element` and of what is in it."""
    for model, names in PERSONAL.items():
        if isinstance(element, model):
            for name in names.split():
                value = getattr(element, name)
                for one in value if isinstance(value, tuple) else (value,):
                    if one:
                        yield one
    for value in element.__dict__.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Element):
                yield from personal(one)


def folded(text: str) -> str:
    """`text` without regard to case, composition and the width of spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def said(value: str) -> str | None:
    """What is looked for; None for what tells nothing: too short, or without letters and digits."""
    bare = folded(value)
    words = (word for word in re.findall(r"\w+", bare) if word not in STAYING)
    telling = re.sub("[_0]", "", "".join(words))
    return bare if len(telling) >= SHORTEST else None
