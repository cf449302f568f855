"""5xx: who buys."""

from datetime import date
from typing import Any, Final

from cml_sync.model.kinds import Kind, Section
from cml_sync.model.parties import Bank, BankAccount
from cml_sync.packages.generate.defects import making as make
from cml_sync.packages.generate.defects.defect import Defect, Need, Site
from cml_sync.packages.generate.defects.making import but
from cml_sync.packages.generate.digits import account, inn_of_company, inn_of_person
from cml_sync.packages.generate.planted import Spot

_BIC: Final = "049999999"


def _buyer(code: str, also: tuple[str, ...] = (), **fields: Any) -> Defect:
    return Defect(
        code,
        Spot.ORDER,
        lambda one, site: make.bought_by(one, make.buyer(site, **fields)),
        also=also,
    )


def _account(code: str, number: str, **bank: Any) -> Defect:
    made = BankAccount(number=number, bank=Bank.model_validate({"bic": _BIC, **bank}))
    return _buyer(code, bank_accounts=(made,))


def _reached(code: str, kind: str, value: str) -> Defect:
    return _buyer(code, contacts=({"kind": kind, "value": value},))


def _wrong_inn(one: Any, site: Site) -> Any:
    right = inn_of_company(site.number + 1)
    wrong = f"{right[:-1]}{(int(right[-1]) + 1) % 10}"
    return make.bought_by(one, make.buyer(site, inn=wrong, official_name="ООО Вымысел"))


def _company_as_person(one: Any, site: Site) -> Any:
    return make.bought_by(one, make.buyer(site, inn=inn_of_company(site.number + 1)))


def _nameless(one: Any, site: Site) -> Any:
    return make.bought_by(one, make.buyer(site, name=""))


def _two_of_one_id(one: Any, site: Site) -> Any:
    first = make.buyer(site)
    return make.bought_by(one, first, but(first, name="Образцов Пётр", role="Плательщик"))


def _two_inns(site: Site) -> Any:
    orders = (
        make.bought_by(make.order(site, number), make.buyer(site, inn=inn_of_person(7 + number)))
        for number in range(2)
    )
    return make.documents(site, *orders)


def _ogrn(one: Any, site: Site) -> Any:
    return make.bought_by(one, make.odd(make.buyer(site), "<ОГРН>1239900000011</ОГРН>"))


def _person_with_kpp(one: Any, site: Site) -> Any:
    return make.bought_by(one, make.buyer(site, inn=inn_of_person(5), kpp="000001001"))


def _owner(one: Any, _: Site) -> Any:
    return but(one, owner=but(one.owner, inn="7700000001"))


DEFECTS: Final = (
    Defect("CML501", Spot.ORDER, _wrong_inn),
    _buyer("CML502", kpp="7701010010", official_name="ООО Вымысел"),
    _account("CML503", "40702810900000000001", bic="4999999"),
    _account("CML504", "407028109"),
    _account("CML505", "40702810300000000002"),
    _account("CML506", account(1)[0], correspondent_account="301018"),
    Defect("CML507", Spot.ORDER, _company_as_person),
    Defect("CML508", Spot.ORDER, _nameless),
    Defect("CML509", Spot.ORDER, lambda one, site: make.bought_by(one, make.buyer(site, role=""))),
    Defect("CML510", Spot.ORDER, _two_of_one_id),
    Defect("CML511", Spot.NEW, lambda _, site: _two_inns(site), Kind.DOCUMENT),
    _reached("CML512", "Почта", "client.example.org"),
    _reached("CML513", "Телефон рабочий", "нет"),
    Defect("CML514", Spot.ORDER, _ogrn, also=("CML167",)),
    _buyer("CML515", okpo="99900017"),
    _buyer("CML516", birth_date=date(2170, 1, 1)),
    _buyer(
        "CML517",
        address={
            "presentation": "г. Примерск",
            "fields": ({"kind": "Почтовый индекс", "value": "Примерск, Садовая"},),
        },
    ),
    Defect("CML518", Spot.ORDER, _person_with_kpp),
    Defect(
        "CML519",
        Spot.SECTION,
        _owner,
        section=Section.CATALOG,
        most=1,
        needs=(Need.CLASSIC,),
    ),
)
