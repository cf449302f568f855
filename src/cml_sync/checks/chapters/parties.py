"""5xx: counterparties, their numbers and accounts."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.digits import is_account, is_bic, is_inn, is_kpp
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.checks.view import RecordView
from cml_sync.messages import text
from cml_sync.model.documents import Document
from cml_sync.model.kinds import Kind
from cml_sync.model.parties import BankAccount, Counterparty
from cml_sync.problems import Severity

_PARTIES: Final = (Kind.COUNTERPARTY, Kind.DOCUMENT)
_CHECK_PARTY: Final = text("Correct it in the card of the counterparty in 1C")

Named = RecordView[Counterparty] | RecordView[Document]


@rule("CML501", Severity.WARNING, on=_PARTIES, title=text("ИНН that cannot be right"))
def wrong_inn(view: Named) -> Iterator[Found]:
    """The `ИНН` of a counterparty has a wrong length or wrong check digits.

    Why: 1C finds counterparties by it; with a wrong one every order makes a new counterparty, and
    invoices are refused.

    Mend: in 1C, open the counterparty and let 1C fill in the requisites by ИНН. A lost leading
    zero is the usual reason.

    Source: `Контрагент/ИНН` (schema 2.04): 10 digits of a company, 12 of a person.
    """
    for at, party in _parties(view):
        person = party.person.inn if party.person else None
        inn = party.inn or person
        if inn and not is_inn(inn):
            yield Found(
                text("The ИНН has {count} signs or wrong check digits", count=len(inn)),
                _CHECK_PARTY,
                at=f"{at}ИНН",
            )


@rule("CML502", Severity.WARNING, on=_PARTIES, title=text("КПП that cannot be right"))
def wrong_kpp(view: Named) -> Iterator[Found]:
    """The `КПП` of a counterparty is not made of nine signs.

    Why: invoices with it are refused; 1C tells branches of one company apart by it.

    Mend: in 1C, open the counterparty and let 1C fill in the requisites by ИНН.

    Source: `Контрагент/КПП` (schema 2.04): 9 signs.
    """
    for at, party in _parties(view):
        if party.kpp and not is_kpp(party.kpp):
            yield Found(
                text("The КПП has {count} signs or other signs than digits", count=len(party.kpp)),
                _CHECK_PARTY,
                at=f"{at}КПП",
            )


@rule("CML503", Severity.WARNING, on=_PARTIES, title=text("БИК that cannot be right"))
def wrong_bic(view: Named) -> Iterator[Found]:
    """The `БИК` of a bank is not made of nine digits.

    Why: payments to it are refused.

    Mend: in 1C, choose the bank from the classifier of banks.

    Source: `Банк/БИК` (schema 2.04): 9 digits.
    """
    for at, party in _parties(view):
        for number, account in enumerate(_accounts(party), start=1):
            bic = account.bank.bic if account.bank else None
            if bic and not is_bic(bic.strip()):
                yield Found(
                    text("The БИК has {count} signs or other signs than digits", count=len(bic)),
                    _CHECK_PARTY,
                    at=f"{at}РасчетныеСчета/РасчетныйСчет[{number}]",
                )


@rule("CML504", Severity.WARNING, on=_PARTIES, title=text("Account number that cannot be right"))
def wrong_account(view: Named) -> Iterator[Found]:
    """An account number at a Russian bank is not made of twenty signs.

    Why: payments to it are refused.

    Mend: in 1C, correct the account in the card of the counterparty.

    Source: `РасчетныйСчет/НомерСчета` (pattern since schema 2.06): 20 signs, the sixth may be a
    letter. Accounts at banks with a SWIFT code have other forms.
    """
    for at, party in _parties(view):
        for number, account in enumerate(_accounts(party), start=1):
            abroad = account.bank is not None and bool(account.bank.swift)
            if account.number and not abroad and not is_account(account.number):
                yield Found(
                    text(
                        "The account number has {count} signs or unfit ones",
                        count=len(account.number),
                    ),
                    _CHECK_PARTY,
                    at=f"{at}РасчетныеСчета/РасчетныйСчет[{number}]",
                )


def _parties(view: Named) -> Iterator[tuple[str, Counterparty]]:
    """The counterparties of a record, each with the path that leads to its children."""
    if isinstance(view.record, Document):
        for number, party in enumerate(view.record.counterparties, start=1):
            yield f"Контрагенты/Контрагент[{number}]/", party
    else:
        yield "", view.record


def _accounts(party: Counterparty) -> Iterable[BankAccount]:
    return (*party.bank_accounts, *((party.bank_account,) if party.bank_account else ()))


RULES: Final[tuple[Rule, ...]] = (wrong_inn, wrong_kpp, wrong_bic, wrong_account)
