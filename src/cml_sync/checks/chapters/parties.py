"""5xx: counterparties, their names, roles and numbers. No message shows the data of a person."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from cml_sync.checks.knowledge.digits import is_inn, is_kpp, is_ogrn, is_okpo
from cml_sync.checks.knowledge.masked import masked
from cml_sync.checks.parties import Named, inn_of, parties
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import RecordView, SectionView
from cml_sync.messages import Text, text, text_n
from cml_sync.model.classifier import Classifier
from cml_sync.model.documents import Document
from cml_sync.model.goods import Catalog
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import OffersPackage
from cml_sync.model.parties import Counterparty
from cml_sync.model.views import full_name, is_organisation, representatives
from cml_sync.patterns import pattern
from cml_sync.problems import Severity

_PARTIES: Final = (Kind.COUNTERPARTY, Kind.DOCUMENT)
_OWNED: Final = (Section.CLASSIFIER, Section.CATALOG, Section.OFFERS_PACKAGE)
_CHECK_PARTY: Final = text("Correct it in the card of the counterparty in 1C")
_OGRN: Final = pattern(r"<(ОГРН(?:ИП)?)>\s*([^<\s][^<]*?)\s*</")
_COMPANY, _PERSON = 10, 12
_OLDEST: Final = 1900


@rule("CML501", Severity.WARNING, on=_PARTIES, title=text("ИНН that cannot be right"))
def wrong_inn(view: Named) -> Iterator[Found]:
    """The `ИНН` of a counterparty has a wrong length or wrong check digits.

    Why: 1C finds counterparties by it; with a wrong one every order makes a new counterparty, and
    invoices are refused.

    Mend: in 1C, open the counterparty and let 1C fill in the requisites by ИНН. A lost leading
    zero is the usual reason.

    Source: `Контрагент/ИНН` (schema 2.04): 10 digits of a company, 12 of a person.
    """
    for at, party in parties(view.record):
        inn = inn_of(party)
        if inn and not is_inn(inn):
            yield Found(_about_inn(inn), _CHECK_PARTY, at=f"{at}ИНН")


@rule("CML502", Severity.WARNING, on=_PARTIES, title=text("КПП that cannot be right"))
def wrong_kpp(view: Named) -> Iterable[Found]:
    """The `КПП` of a counterparty is not made of nine signs, or of zeros alone.

    Why: invoices with it are refused; 1C tells branches of one company apart by it.

    Mend: in 1C, open the counterparty and let 1C fill in the requisites by ИНН.

    Source: `Контрагент/КПП` (schema 2.04): 9 signs.
    """
    return [
        Found(
            _about_kpp(party.kpp),
            _CHECK_PARTY,
            at=f"{at}КПП",
        )
        for at, party in parties(view.record)
        if party.kpp and not is_kpp(party.kpp)
    ]


@rule("CML507", Severity.WARNING, on=_PARTIES, title=text("Company that looks like a person"))
def company_as_person(view: Named) -> Iterator[Found]:
    """A counterparty has the ИНН of a company (10 digits), and nothing that says it is one.

    Why: 1C tells a company from a person by `ОфициальноеНаименование`; without it the company
    becomes a private person, and invoices for it cannot be made.

    Mend: the shop must write `ОфициальноеНаименование` for companies. In 1C, set the kind of the
    counterparty ("Юридическое лицо").

    Source: `Контрагент/ОфициальноеНаименование` (schema 2.04), the group of legal entities.
    """
    for at, party in parties(view.record):
        inn = party.inn
        if (
            inn
            and len(inn) == _COMPANY
            and not is_organisation(party)
            and not party.kpp
            and is_inn(inn)
        ):
            yield Found(
                text("The ИНН `{inn}` is that of a company without a name", inn=masked(inn)),
                text("Fill in `ОфициальноеНаименование`"),
                at=f"{at}ИНН",
            )


@rule("CML508", Severity.WARNING, on=_PARTIES, title=text("Counterparty without a name"))
def nameless_party(view: Named) -> Iterator[Found]:
    """A counterparty has no name of any kind.

    Why: 1C makes a counterparty called nothing, or refuses the order; nobody finds it again.

    Mend: the shop must write a name, "Розничный покупатель" if it knows none.

    Source: `Контрагент/Наименование`, `ОфициальноеНаименование`, `ПолноеНаименование` (schema
    2.04). A counterparty marked as deleted may do without.
    """
    for at, party in parties(view.record):
        if (full_name(party) or "").strip() or party.deletion_mark or _has_person_name(party):
            continue
        if party.unknown or not party.model_fields_set:
            continue
        yield Found(text("The counterparty has no name"), at=at.rstrip("/"))


@rule(
    "CML509",
    Severity.ADVICE,
    on=(Kind.DOCUMENT,),
    needs=("counterparties",),
    title=text("Counterparty without a role"),
)
def party_without_role(view: RecordView[Document]) -> Iterable[Found]:
    """A counterparty of a document has no `Роль`.

    Why: receivers look for "Покупатель"; without it they take the first counterparty, or none.

    Mend: the shop must write "Покупатель" for the buyer.

    Source: `Документ/Контрагенты/Контрагент/Роль` (schema 2.04), required.
    """
    return [
        Found(text("The counterparty has no role"), at=f"Контрагенты/Контрагент[{number}]")
        for number, party in enumerate(view.record.counterparties, start=1)
        if not (party.role or "").strip()
    ]


@rule(
    "CML510",
    Severity.WARNING,
    on=(Kind.DOCUMENT,),
    needs=("counterparties",),
    title=text("Two counterparties with one id"),
)
def two_with_one_id(view: RecordView[Document]) -> Iterator[Found]:
    """Two counterparties of a document have the same `Ид` and different names or ИНН.

    Why: 1C finds them by the id and takes both for the same; the second one renames the first.

    Mend: the shop must give a company and the person who orders for it ids of their own. One and
    the same counterparty in two roles may of course have one id.

    Source: `Документ/Контрагенты/Контрагент/Ид` (schema 2.04).
    """
    if len(view.record.counterparties) < 2:  # noqa: PLR2004 - only one
        return
    seen: dict[str, tuple[str | None, str | None]] = {}
    for at, party in parties(view.record):
        who = (full_name(party), inn_of(party))
        if party.id and seen.setdefault(party.id, who) != who:
            yield Found(
                text("Counterparty `{id}` has another name or ИНН before", id=masked(party.id)),
                text("Give each counterparty an id of its own"),
                at=f"{at}Ид",
            )


@rule("CML511", Severity.WARNING, on=_PARTIES, title=text("One counterparty with two ИНН"))
def two_inns(view: Named) -> Iterator[Found]:
    """The same `Ид` of a counterparty has different ИНН in different records of the package.

    Why: 1C finds it by the id and changes the ИНН with every record: orders of two companies end
    up at one counterparty.

    Mend: look whether the shop uses the id of the user for every company the user orders for.

    Source: `Контрагент/Ид`, `ИНН` (schema 2.04).
    """
    known = view.index.inns
    for at, party in parties(view.record):
        if not party.id or not party.inn:
            continue
        before = known.get(hash(party.id))
        if before is not None and before != hash(party.inn.strip()):
            yield Found(
                text(
                    "Counterparty `{id}` had another ИНН than `{inn}` before",
                    id=masked(party.id),
                    inn=masked(party.inn),
                ),
                text("Give each counterparty an id of its own"),
                at=f"{at}ИНН",
            )


@rule("CML514", Severity.WARNING, on=_PARTIES, title=text("ОГРН that cannot be right"))
def wrong_ogrn(view: Named) -> Iterator[Found]:
    """The `ОГРН` or `ОГРНИП` of a counterparty has a wrong length or a wrong check digit.

    Why: contracts and electronic documents with it are refused.

    Mend: in 1C, open the counterparty and let 1C fill in the requisites by ИНН.

    Source: `Контрагент/ОГРН`, in no schema but written by many: 13 digits, 15 of an entrepreneur.
    """
    for at, party in parties(view.record):
        for item in party.unknown:
            written = _OGRN.match(item.xml) if not item.at else None
            if written is not None and not is_ogrn(written[2]):
                yield Found(
                    text(
                        "{name} `{number}` has a wrong length or check digit",
                        name=written[1],
                        number=masked(written[2]),
                    ),
                    _CHECK_PARTY,
                    at=f"{at}{written[1]}",
                )


@rule("CML515", Severity.ADVICE, on=_PARTIES, title=text("ОКПО that cannot be right"))
def wrong_okpo(view: Named) -> Iterator[Found]:
    """The `ОКПО` of a counterparty has a wrong length or a wrong check digit.

    Why: it is printed on waybills; a wrong one is a sign of a card that was filled in by hand.

    Mend: in 1C, open the counterparty and let 1C fill in the requisites by ИНН.

    Source: `Контрагент/ОКПО` (schema 2.04), `КодПоОКПО` (3.1): 8 digits, 10 of an entrepreneur.
    """
    for at, party in parties(view.record):
        number = (party.okpo or party.okpo_code or "").strip()
        if number and not is_okpo(number):
            yield Found(
                text(
                    "The ОКПО `{number}` has a wrong length or check digit", number=masked(number)
                ),
                _CHECK_PARTY,
                at=f"{at}ОКПО",
            )


@rule("CML516", Severity.WARNING, on=_PARTIES, title=text("Birth date that cannot be right"))
def wrong_birth_date(view: Named) -> Iterator[Found]:
    """The birth date of a person is after the file was made, or before 1900.

    Why: a two-digit year or a default of the site; checks of age and greetings go wrong.

    Mend: correct the date in the card of the person, or leave it out.

    Source: `Контрагент/ДатаРождения` (schema 2.04).
    """
    for at, party in parties(view.record):
        born = party.birth_date or (party.person.birth_date if party.person else None)
        if born is not None and (born.year < _OLDEST or born > _made_on(view)):
            yield Found(
                text("The birth date is in the year {year}", year=born.year),
                _CHECK_PARTY,
                at=f"{at}ДатаРождения",
            )


@rule("CML518", Severity.WARNING, on=_PARTIES, title=text("Person with a КПП"))
def person_with_kpp(view: Named) -> Iterator[Found]:
    """A counterparty has the ИНН of a person (12 digits) and a КПП.

    Why: only companies have a КПП; invoices for an entrepreneur with one are refused.

    Mend: in 1C, open the counterparty, correct its kind ("Индивидуальный предприниматель") and
    clear the КПП.

    Source: `Контрагент/ИНН`, `КПП` (schema 2.04); tax code of Russia, article 84.
    """
    for at, party in parties(view.record):
        inn = inn_of(party)
        if inn and party.kpp and len(inn.strip()) == _PERSON and party.kpp.strip("0 "):
            yield Found(
                text("The ИНН `{inn}` is that of a person, who has no КПП", inn=masked(inn)),
                _CHECK_PARTY,
                at=f"{at}КПП",
            )


@rule(
    "CML519",
    Severity.ADVICE,
    scope=Scope.SECTION,
    on=_OWNED,
    title=text("ИНН of the owner that cannot be right"),
)
def wrong_owner(
    view: SectionView[Classifier] | SectionView[Catalog] | SectionView[OffersPackage],
) -> Iterable[Found]:
    """The `ИНН` of the owner of a catalogue has a wrong length or wrong check digits.

    Why: receivers of several companies tell them apart by it.

    Mend: in 1C, correct the requisites of the organisation ("Организации") that the exchange node
    names.

    Source: `Каталог/Владелец/ИНН`, also of `Классификатор` and `ПакетПредложений` (schema 2.04).
    """
    owner = view.header.owner
    if owner is not None and owner.inn and not is_inn(owner.inn):
        return (Found(_about_inn(owner.inn), at="Владелец/ИНН"),)
    return ()


def _about_kpp(kpp: str) -> Text:
    if not kpp.strip("0"):
        return text("The КПП is nothing but zeros")
    return text_n(
        "The КПП has {count} sign or other signs than digits",
        "The КПП has {count} signs or other signs than digits",
        len(kpp),
    )


def _about_inn(inn: str) -> Text:
    shown, count = masked(inn), len(inn)
    if count not in (_COMPANY, _PERSON):
        return text_n(
            "The ИНН `{inn}` has {count} character, not 10 or 12",
            "The ИНН `{inn}` has {count} characters, not 10 or 12",
            count,
            inn=shown,
        )
    if not inn.strip("0"):
        return text("The ИНН is nothing but zeros")
    return text("The ИНН `{inn}` has wrong check digits", inn=shown)


def _has_person_name(party: Counterparty) -> bool:
    person = party.person
    names = (person.last_name, person.first_name) if person else ()
    return any(names) or any(full_name(one) for one in representatives(party))


def _made_on(view: Named) -> date:
    moment = view.part.header.information.generated_at
    return moment.date() if moment is not None else date.max


RULES: Final[tuple[Rule, ...]] = (
    wrong_inn,
    wrong_kpp,
    company_as_person,
    nameless_party,
    party_without_role,
    two_with_one_id,
    two_inns,
    wrong_ogrn,
    wrong_okpo,
    wrong_birth_date,
    person_with_kpp,
    wrong_owner,
)
