"""Invented customers: people and companies that there are not, with addresses nobody has."""

from cml_sync.model.addresses import Contact
from cml_sync.model.parties import Bank, BankAccount, Counterparty
from cml_sync.model.words import ContactKind, Role
from cml_sync.packages.generate import vocabulary as words
from cml_sync.packages.generate.digits import account, inn_of_company, inn_of_person, kpp
from cml_sync.packages.generate.lists import address, telephone

_COMPANIES: int = 4
"""One customer of so many is a company."""


def customer(number: int) -> Counterparty:
    """A buyer; the same number is always the same one."""
    return _company(number) if number % _COMPANIES == 0 else _person(number)


def _person(number: int) -> Counterparty:
    last = words.SURNAMES[number % len(words.SURNAMES)]
    first = words.FIRST_NAMES[number // 7 % len(words.FIRST_NAMES)]
    middle = words.MIDDLE_NAMES[number // 3 % len(words.MIDDLE_NAMES)]
    name = f"{last} {first} {middle}"
    return Counterparty(
        id=f"client-{number}",
        name=name,
        full_name=name,
        last_name=last,
        first_name=first,
        middle_name=middle,
        inn=inn_of_person(number),
        address=address(number),
        contacts=_contacts(number, ContactKind.MOBILE_PHONE),
        role=Role.BUYER.value,
    )


def _company(number: int) -> Counterparty:
    name = f"ООО {words.COMPANIES[number % len(words.COMPANIES)]} {number + 1}"
    digits, bic = account(number)
    bank = Bank(name="АО Пример-Банк", bic=bic)
    return Counterparty(
        id=f"client-{number}",
        name=name,
        official_name=name,
        legal_address=address(number),
        inn=inn_of_company(number),
        kpp=kpp(number),
        bank_accounts=(BankAccount(number=digits, bank=bank),),
        address=address(number),
        contacts=_contacts(number, ContactKind.WORK_PHONE),
        role=Role.BUYER.value,
    )


def _contacts(number: int, phone: ContactKind) -> tuple[Contact, ...]:
    return (
        Contact(kind=phone.value, value=telephone(number)),
        Contact(kind=ContactKind.MAIL.value, value=f"client{number}@example.org"),
    )
