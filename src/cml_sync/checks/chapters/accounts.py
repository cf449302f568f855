"""5xx: bank accounts of counterparties."""

from collections.abc import Iterable, Iterator
from typing import Final

from cml_sync.checks.knowledge.digits import fits_bic, fits_bic_as_correspondent, is_account, is_bic
from cml_sync.checks.knowledge.masked import masked
from cml_sync.checks.parties import Named, parties
from cml_sync.checks.rule import Found, Rule, rule
from cml_sync.messages import text, text_n
from cml_sync.model.kinds import Kind
from cml_sync.model.parties import BankAccount, Counterparty
from cml_sync.problems import Severity

_PARTIES: Final = (Kind.COUNTERPARTY, Kind.DOCUMENT)
_CHECK_PARTY: Final = text("Correct it in the card of the counterparty in 1C")
_CHOOSE_BANK: Final = text("Choose the bank from the classifier of banks in 1C")


@rule("CML503", Severity.WARNING, on=_PARTIES, title=text("БИК that cannot be right"))
def wrong_bic(view: Named) -> Iterator[Found]:
    """The `БИК` of a bank is not made of nine digits.

    Why: payments to it are refused.

    Mend: in 1C, choose the bank from the classifier of banks.

    Source: `Банк/БИК` (schema 2.04): 9 digits.
    """
    for at, account in _accounts(view):
        bic = account.bank.bic if account.bank else None
        if bic and not is_bic(bic.strip()):
            yield Found(
                text("The БИК `{bic}` is not made of nine digits", bic=bic.strip()),
                _CHECK_PARTY,
                at=f"{at}/Банк/БИК",
            )


@rule("CML504", Severity.WARNING, on=_PARTIES, title=text("Account number that cannot be right"))
def wrong_account(view: Named) -> Iterator[Found]:
    """An account number at a Russian bank is not made of twenty signs.

    Why: payments to it are refused.

    Mend: in 1C, correct the account in the card of the counterparty.

    Source: `РасчетныйСчет/НомерСчета` (pattern since schema 2.06): 20 signs, the sixth may be a
    letter. Accounts at banks with a SWIFT code have other forms.
    """
    for at, account in _accounts(view):
        abroad = account.bank is not None and bool(account.bank.swift)
        if account.number and not abroad and not is_account(account.number):
            yield Found(
                text_n(
                    "The account number `{account}` has {count} sign or an unfit one",
                    "The account number `{account}` has {count} signs or unfit ones",
                    len(account.number),
                    account=masked(account.number),
                ),
                _CHECK_PARTY,
                at=f"{at}/НомерСчета",
            )


@rule("CML505", Severity.WARNING, on=_PARTIES, title=text("Account that does not fit its bank"))
def account_of_another_bank(view: Named) -> Iterator[Found]:
    """The key in an account number (its ninth digit) does not fit the `БИК` of the bank.

    Why: a digit of the account or the bank is wrong; the bank refuses the payment, or it goes
    astray.

    Mend: in 1C, open the account of the counterparty, choose the bank from the classifier and
    compare the number with the invoice of the counterparty.

    Source: `РасчетныйСчет/НомерСчета`, `Банк/БИК` (schema 2.04); key of accounts of the Bank of
    Russia.
    """
    for at, account in _accounts(view):
        bic = _bic(account)
        if (
            bic is not None
            and account.number
            and is_account(account.number)
            and not fits_bic(account.number, bic)
        ):
            yield Found(
                text(
                    "The key of account `{account}` does not fit the БИК `{bic}`",
                    account=masked(account.number),
                    bic=bic,
                ),
                _CHECK_PARTY,
                at=f"{at}/НомерСчета",
            )


@rule("CML506", Severity.WARNING, on=_PARTIES, title=text("Correspondent account of another bank"))
def foreign_correspondent(view: Named) -> Iterator[Found]:
    """The correspondent account of a bank is not one of 20 digits that fits its `БИК`.

    Why: payment orders carry both; the bank refuses them if they belong to different banks.

    Mend: in 1C, choose the bank from the classifier of banks; load the classifier anew if the bank
    has merged with another.

    Source: `Банк/СчетКорреспондентский`, `БИК` (schema 2.04): the last three digits are those of
    the БИК, and the key fits.
    """
    for at, account in _accounts(view):
        bic, bank = _bic(account), account.bank
        number = (bank.correspondent_account or "").strip() if bank is not None else ""
        if bic is None or not number:
            continue
        if not is_account(number) or not fits_bic_as_correspondent(number, bic):
            yield Found(
                text(
                    "The correspondent account `{account}` does not fit the БИК `{bic}`",
                    account=number,
                    bic=bic,
                ),
                _CHOOSE_BANK,
                at=f"{at}/Банк/СчетКорреспондентский",
            )


def _bic(account: BankAccount) -> str | None:
    """The БИК of the bank if it has the form of one."""
    written = (account.bank.bic or "").strip() if account.bank is not None else ""
    return written if is_bic(written) and written.strip("0") else None


def _accounts(view: Named) -> Iterator[tuple[str, BankAccount]]:
    """Every account of the counterparties of a record, with its path."""
    for at, party in parties(view.record):
        for number, account in enumerate(_of(party), start=1):
            yield f"{at}РасчетныеСчета/РасчетныйСчет[{number}]", account


def _of(party: Counterparty) -> Iterable[BankAccount]:
    if party.bank_account is None:
        return party.bank_accounts
    return (*party.bank_accounts, party.bank_account)


RULES: Final[tuple[Rule, ...]] = (
    wrong_bic,
    wrong_account,
    account_of_another_bank,
    foreign_correspondent,
)
