"""5xx: how counterparties can be reached. No message shows the data of a person."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from cml_sync.checks.knowledge.masked import masked
from cml_sync.checks.parties import Named, people
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.messages import Text, text, text_n
from cml_sync.model.addresses import Address
from cml_sync.model.kinds import Kind
from cml_sync.model.parties import Counterparty
from cml_sync.model.views import fold
from cml_sync.model.words import AddressPart
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_PARTIES: Final = (Kind.COUNTERPARTY, Kind.DOCUMENT)
_MAIL: Final = pattern(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]{2,}")
_MAIL_KINDS: Final = ("почта", "mail", "электроннаяпочта")
_PHONE_KINDS: Final = ("телефон", "факс", "phone")
_EXTENSION: Final = pattern(r"доб|вн|ext|#|x|,|;", re.IGNORECASE)
_DIGITS: Final = range(5, 16)
_POSTCODE: Final = fold(AddressPart.POSTCODE)
_POSTCODE_FORM: Final = pattern(r"[0-9]{5,6}|[A-Za-z0-9][A-Za-z0-9 -]{2,9}")


@rule("CML512", Severity.WARNING, on=_PARTIES, title=text("E-mail address that cannot be one"))
def wrong_mail(view: Named) -> Iterator[Found]:
    """A contact called an e-mail address does not look like one.

    Why: receipts and notices never arrive; 1C and shops that find customers by their address make
    a new one with every order.

    Mend: correct it in the card of the counterparty; the shop must check the address when it is
    typed. Several addresses belong into contacts of their own.

    Source: `Контакт/Тип` = "Почта" (schema 2.04), "Электронная почта" (1C-Bitrix). Warehouses are
    passed by: 1C:УТ writes their postal address as "Почта".
    """
    for at, party in people(view.record):
        for number, contact in enumerate(party.contacts, start=1):
            value = (contact.value or "").strip()
            if value and _is_mail(contact.kind or "") and not _are_mails(value):
                yield Found(
                    text("The e-mail address is `{value}`", value=masked(value)),
                    text("Correct the address, or change the type of the contact"),
                    at=f"{at}Контакты/Контакт[{number}]/Значение",
                )


@rule("CML513", Severity.ADVICE, on=_PARTIES, title=text("Telephone number that cannot be one"))
def wrong_phone(view: Named) -> Iterator[Found]:
    """A contact called a telephone has fewer than 5 or more than 15 digits.

    Why: nobody can call; receivers that send messages refuse the number, some the whole customer.

    Mend: correct it in the card of the counterparty. Two numbers belong into contacts of their
    own.

    Source: `Контакт/Тип` = "Телефон рабочий" and others (schema 2.04); ITU-T E.164: at most 15
    digits. An extension after a word or comma is not counted.
    """
    for at, party in people(view.record):
        for number, contact in enumerate(party.contacts, start=1):
            value = (contact.value or "").strip()
            if value and _is_phone(contact.kind or "") and not _is_number(value):
                yield Found(
                    text("The telephone number is `{value}`", value=masked(value)),
                    at=f"{at}Контакты/Контакт[{number}]/Значение",
                )


@rule("CML517", Severity.ADVICE, on=_PARTIES, title=text("Postcode that cannot be one"))
def wrong_postcode(view: Named) -> Iterator[Found]:
    """The postcode of an address is no postcode.

    Why: delivery services count prices by it; 1C reads the address anew and puts the rest into
    the wrong fields.

    Mend: correct the address; the shop must not put the town or the whole address into the
    postcode.

    Source: `АдресноеПоле/Тип` = "Почтовый индекс" (schema 2.04): 6 digits in Russia.
    """
    for at, party in people(view.record):
        for tag, address in _addresses(party):
            for number, field in enumerate(address.fields, start=1):
                value = (field.value or "").strip()
                if not value or fold(field.kind or "") != _POSTCODE:
                    continue
                if _POSTCODE_FORM.fullmatch(value) is None or not value.strip("0"):
                    yield Found(
                        _about_postcode(value),
                        text("Write the six digits alone, or leave the field out"),
                        at=f"{at}{tag}/АдресноеПоле[{number}]/Значение",
                    )


def _about_postcode(value: str) -> Text:
    """What is wrong with a postcode; it may be a whole address, so it is not shown."""
    if not value.strip("0"):
        return text("The postcode is nothing but zeros")
    return text_n(
        "The postcode is not one: it has {count} character",
        "The postcode is not one: it has {count} characters",
        len(value),
    )


def _addresses(party: Counterparty) -> Iterator[tuple[str, Address]]:
    for tag, address in (
        ("Адрес", party.address),
        ("ЮридическийАдрес", party.legal_address),
        ("АдресРегистрации", party.registration_address),
    ):
        if address is not None:
            yield tag, address


@lru_cache(maxsize=256)
def _is_mail(kind: str) -> bool:
    folded = fold(kind)
    return any(folded.startswith(word) for word in _MAIL_KINDS) or "mail" in folded


@lru_cache(maxsize=256)
def _is_phone(kind: str) -> bool:
    folded = fold(kind)
    return any(word in folded for word in _PHONE_KINDS) and "внутренний" not in folded


def _are_mails(value: str) -> bool:
    return all(_MAIL.fullmatch(one) for one in re.split(r"[,;\s]+", value) if one)


def _is_number(value: str) -> bool:
    before_extension = _EXTENSION.split(value, maxsplit=1)[0]
    return sum(sign.isdigit() for sign in before_extension) in _DIGITS


RULES: Final[tuple[Rule, ...]] = (wrong_mail, wrong_phone, wrong_postcode)
