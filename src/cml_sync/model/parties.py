"""Counterparties: organisations and persons, their addresses, contacts, accounts and people."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, ClassVar, Final

from cml_sync.model.addresses import Address, Contact
from cml_sync.model.element import Element, Versions
from cml_sync.model.values import Code, Day, Flag, Id, LongText, Name
from cml_sync.model.warehouses import Warehouse
from cml_sync.model.wire import Space, Wire


class IdentityDocument(Element):
    """``УдостоверениеЛичности``: a passport or the like (schema 2.04)."""

    kind: Annotated[Name | None, Wire("ВидДокумента", space=Space.RIGHT)] = None
    series: Annotated[Code | None, Wire("Серия")] = None
    number: Annotated[Code | None, Wire("Номер")] = None
    issued_on: Annotated[Day | None, Wire("ДатаВыдачи")] = None
    issued_by: Annotated[Name | None, Wire("КемВыдан", space=Space.RIGHT)] = None


class Bank(Element):
    """``Банк``, ``БанкКорреспондент`` (schema 2.04, type ``Банк``).

    Attributes:
        bic: the code of the bank, nine digits; 1C pads it with spaces, and 3.1 writes it before
            the name.
        swift: the code of SWIFT; stands instead of the BIC.
    """

    correspondent_account: Annotated[Code | None, Wire("СчетКорреспондентский")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    address: Annotated[Address | None, Wire("Адрес")] = None
    contacts: Annotated[tuple[Contact, ...], Wire("Контакты/Контакт")] = ()
    bic: Annotated[Code | None, Wire("БИК")] = None
    swift: Annotated[Code | None, Wire("SWIFT")] = None


class BankAccount(Element):
    """``РасчетныйСчет`` (schema 2.04).

    Attributes:
        number: the number of the account, twenty characters in the standard; other lengths occur.
    """

    number: Annotated[Code | None, Wire("НомерСчета")] = None
    bank: Annotated[Bank | None, Wire("Банк")] = None
    correspondent_bank: Annotated[Bank | None, Wire("БанкКорреспондент")] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None


class PersonDetails(Element):
    """``РеквизитыФизЛица``: the name of a *group* of the schema, written as an element.

    No schema has it inside a counterparty; Simpla and its kin wrap the person's fields in it.
    `views.full_name` looks here, too.
    """

    full_name: Annotated[Name | None, Wire("ПолноеНаименование", space=Space.RIGHT)] = None
    salutation: Annotated[Name | None, Wire("Обращение", space=Space.RIGHT)] = None
    last_name: Annotated[Name | None, Wire("Фамилия", space=Space.RIGHT)] = None
    first_name: Annotated[Name | None, Wire("Имя", space=Space.RIGHT)] = None
    middle_name: Annotated[Name | None, Wire("Отчество", space=Space.RIGHT)] = None
    birth_date: Annotated[Day | None, Wire("ДатаРождения")] = None
    birth_place: Annotated[Address | None, Wire("МестоРождения")] = None
    gender: Annotated[Code | None, Wire("Пол")] = None
    inn: Annotated[Code | None, Wire("ИНН")] = None
    kpp: Annotated[Code | None, Wire("КПП")] = None
    identity_document: Annotated[IdentityDocument | None, Wire("УдостоверениеЛичности")] = None
    registration_address: Annotated[Address | None, Wire("АдресРегистрации")] = None
    employer: Annotated["Employer | None", Wire("Организация")] = None
    position: Annotated[Name | None, Wire("Должность", space=Space.RIGHT)] = None


class Counterparty(Element):
    """``Контрагент``, ``Владелец``, ``Изготовитель`` …: an organisation or a person.

    Type ``Контрагент`` (schema 2.04): a choice of the groups ``РеквизитыЮрЛица`` and
    ``РеквизитыФизЛица``, which share `inn` and `kpp`. `official_name` tells an organisation
    from a person (`views.is_organisation`). In a document `role`, `bank_account` and
    `warehouse` follow.

    Attributes:
        okpo_code: ``КодПоОКПО``, what 3.1 writes instead of `okpo`.
        inn: the tax number: ten digits of an organisation, twelve of a person; may be empty.
        kpp: the code of the reason for registration, nine digits; may be empty.
        relation: ``Отношение``: what a representative is to the one it represents.
        role: the role of this counterparty in the deal (``Покупатель``).
    """

    id: Annotated[Id | None, Wire("Ид")] = None
    row_version: Annotated[Code | None, Wire("НомерВерсии", beyond="3.1")] = None
    deletion_mark: Annotated[Flag | None, Wire("ПометкаУдаления", beyond="3.1")] = None
    name: Annotated[Name | None, Wire("Наименование", space=Space.RIGHT)] = None
    official_name: Annotated[Name | None, Wire("ОфициальноеНаименование", space=Space.RIGHT)] = None
    legal_address: Annotated[Address | None, Wire("ЮридическийАдрес")] = None
    full_name: Annotated[Name | None, Wire("ПолноеНаименование", space=Space.RIGHT)] = None
    salutation: Annotated[Name | None, Wire("Обращение", space=Space.RIGHT)] = None
    last_name: Annotated[Name | None, Wire("Фамилия", space=Space.RIGHT)] = None
    first_name: Annotated[Name | None, Wire("Имя", space=Space.RIGHT)] = None
    middle_name: Annotated[Name | None, Wire("Отчество", space=Space.RIGHT)] = None
    birth_date: Annotated[Day | None, Wire("ДатаРождения")] = None
    birth_place: Annotated[Address | None, Wire("МестоРождения")] = None
    gender: Annotated[Code | None, Wire("Пол")] = None
    inn: Annotated[Code | None, Wire("ИНН")] = None
    kpp: Annotated[Code | None, Wire("КПП")] = None
    main_activity: Annotated[Name | None, Wire("ОсновнойВидДеятельности", space=Space.RIGHT)] = None
    egrpo: Annotated[Code | None, Wire("ЕГРПО")] = None
    okved: Annotated[Code | None, Wire("ОКВЭД")] = None
    okdp: Annotated[Code | None, Wire("ОКДП")] = None
    okopf: Annotated[Code | None, Wire("ОКОПФ")] = None
    okfs: Annotated[Code | None, Wire("ОКФС")] = None
    okpo: Annotated[Code | None, Wire("ОКПО")] = None
    okpo_code: Annotated[Code | None, Wire("КодПоОКПО", beyond="3.1")] = None
    registered_on: Annotated[Day | None, Wire("ДатаРегистрации")] = None
    head: Annotated["Head | None", Wire("Руководитель")] = None
    bank_accounts: Annotated[tuple[BankAccount, ...], Wire("РасчетныеСчета/РасчетныйСчет")] = ()
    identity_document: Annotated[IdentityDocument | None, Wire("УдостоверениеЛичности")] = None
    registration_address: Annotated[Address | None, Wire("АдресРегистрации")] = None
    employer: Annotated["Employer | None", Wire("Организация")] = None
    position: Annotated[Name | None, Wire("Должность", space=Space.RIGHT)] = None
    person: Annotated[PersonDetails | None, Wire("РеквизитыФизЛица", beyond="leg")] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None
    address: Annotated[Address | None, Wire("Адрес")] = None
    contacts: Annotated[tuple[Contact, ...], Wire("Контакты/Контакт")] = ()
    representatives: Annotated[
        tuple["Representative", ...], Wire("Представители/Представитель")
    ] = ()
    relation: Annotated[Name | None, Wire("Отношение", beyond="BX", space=Space.RIGHT)] = None
    role: Annotated[Code | None, Wire("Роль")] = None
    bank_account: Annotated[BankAccount | None, Wire("РасчетныйСчет")] = None
    warehouse: Annotated[Warehouse | None, Wire("Склад")] = None


_IN_DEALS: Final = ("role", "bank_account", "warehouse")
_OF_ANYBODY: Final = ("comment", "address", "contacts")
_OF_PERSONS: Final = (
    *("full_name", "salutation", "last_name", "first_name", "middle_name"),
    *("birth_date", "birth_place", "gender"),
    *("identity_document", "registration_address", "employer", "position"),
)
_OF_ORGANISATIONS: Final = (
    *("official_name", "legal_address", "main_activity", "egrpo", "okved", "okdp", "okopf"),
    *("okfs", "okpo", "registered_on", "head", "bank_accounts"),
)
_WHOLE_UNTIL: Final = "2.05"
"""The last version in which heads and employers are whole counterparties."""


def _whole_once(*gone: str) -> Mapping[str, Versions]:
    """Which versions have the fields of somebody who was a whole counterparty up to 2.05.

    Args:
        gone: the fields that newer versions lack.
    """
    return MappingProxyType(
        dict.fromkeys(("id", "name", "representatives", *gone), Versions(until=_WHOLE_UNTIL))
        | dict.fromkeys(_IN_DEALS, Versions(beyond="ext"))
    )


class Head(Counterparty):
    """``Руководитель``: who heads an organisation.

    A whole ``Контрагент`` up to schema 2.05, a type of its own since 2.06, whose
    ``АресРегистрации`` lacks a letter officially.
    """

    INHERITED: ClassVar[Mapping[str, Versions]] = _whole_once(
        *("full_name", "salutation", "birth_date", "birth_place", "gender", "inn", "kpp"),
        *(*_OF_ORGANISATIONS, "employer", "comment", "address"),
    )

    registration_address: Annotated[
        Address | None,
        Wire("АресРегистрации", aliases=("АдресРегистрации",), alias_until=_WHOLE_UNTIL),
    ] = None


class Employer(Counterparty):
    """``Организация``, ``МестоРаботы``: where a person works.

    A whole ``Контрагент`` up to schema 2.05, nothing but the details of an organisation since 2.06.
    """

    INHERITED: ClassVar[Mapping[str, Versions]] = _whole_once(*_OF_PERSONS, *_OF_ANYBODY)


class Representative(Counterparty):
    """``Представитель``: a contact person of a counterparty (schema 2.04).

    In schema 2.04 nothing but `relation`, a whole ``Контрагент`` in 2.05, which has no
    representatives of its own since 2.06.

    Attributes:
        relation: ``Отношение``, last in the schema, first in 3.1; in practice ``Контактное лицо``.
        counterparty: the nested form of Bitrix, ``Представитель/Контрагент{Отношение, Ид,
            Наименование}``, the only one that 1C:УТ reads. `views.representatives` joins both.
    """

    INHERITED: ClassVar[Mapping[str, Versions]] = MappingProxyType(
        dict.fromkeys(
            ("id", "name", "inn", "kpp", *_OF_ORGANISATIONS, *_OF_PERSONS, *_OF_ANYBODY),
            Versions(since=_WHOLE_UNTIL),
        )
        | {"representatives": Versions(since=_WHOLE_UNTIL, until=_WHOLE_UNTIL)}
        | dict.fromkeys(_IN_DEALS, Versions(beyond="ext"))
    )

    relation: Annotated[Name | None, Wire("Отношение", space=Space.RIGHT)] = None
    counterparty: Annotated[Counterparty | None, Wire("Контрагент", beyond="BX")] = None


class Signer(Element):
    """``Подписант``: who signs a catalogue, classifier, package or document (since 2.06)."""

    last_name: Annotated[Name | None, Wire("Фамилия", space=Space.RIGHT)] = None
    first_name: Annotated[Name | None, Wire("Имя", space=Space.RIGHT)] = None
    middle_name: Annotated[Name | None, Wire("Отчество", space=Space.RIGHT)] = None
    salutation: Annotated[Name | None, Wire("Обращение", space=Space.RIGHT)] = None
    identity_document: Annotated[IdentityDocument | None, Wire("УдостоверениеЛичности")] = None
    registration_address: Annotated[Address | None, Wire("АдресРегистрации")] = None
    workplace: Annotated[Employer | None, Wire("МестоРаботы")] = None
    position: Annotated[Name | None, Wire("Должность", space=Space.RIGHT)] = None
    comment: Annotated[LongText | None, Wire("Комментарий", space=Space.KEEP)] = None
