from datetime import date

import pytest
from tests.unit.checks.staging import (
    Sample,
    StagedPart,
    codes,
    order,
    part,
    problems,
    sample,
    section,
    staged,
)

from cml_sync.checks.chapters.parties import RULES
from cml_sync.model.classifier import Classifier
from cml_sync.model.documents import Document
from cml_sync.model.element import Unknown
from cml_sync.model.goods import Catalog
from cml_sync.model.parties import Counterparty, PersonDetails

COMPANY = "7700000009"
OTHER_COMPANY = "5000000004"
PERSON = "500100732259"


def party(**fields: object) -> Counterparty:
    return Counterparty.model_validate({"id": "u", "name": "Иванова Анна Петровна", **fields})


def buyers(*parties: Counterparty) -> Document:
    return order(counterparties=parties)


def with_ogrn(number: str, name: str = "ОГРН") -> Counterparty:
    return party(unknown=(Unknown(xml=f"<{name}>{number}</{name}>"),))


def orders_of(*inns: str) -> StagedPart:
    return part(
        *(
            order(id=f"o-{n}", number=str(n), counterparties=(party(role="Покупатель", inn=inn),))
            for n, inn in enumerate(inns)
        )
    )


def owned(inn: str) -> StagedPart:
    return part(section(Catalog(id="c", changes_only=True, owner=party(inn=inn))))


SAMPLES = (
    sample("CML501", party(inn="7700000001"), party(inn=COMPANY)),
    sample("CML501", party(inn="0000000000"), party(inn="")),
    sample(
        "CML501",
        party(person=PersonDetails(inn="500100732258")),
        party(person=PersonDetails(inn=PERSON)),
    ),
    sample("CML501", buyers(party(inn="770")), buyers(party(inn=PERSON))),
    sample("CML502", party(kpp="7701010010"), party(kpp="7701AB001")),
    sample("CML502", party(kpp="000000000"), party(kpp="010101001")),
    sample("CML507", party(inn=COMPANY), party(inn=COMPANY, official_name="ООО Кружка")),
    sample("CML507", buyers(party(inn=COMPANY)), buyers(party(inn=PERSON))),
    sample("CML508", Counterparty(id="u"), Counterparty(id="u", first_name="Анна")),
    sample("CML508", party(name=" "), party(name="", full_name="Иванова Анна")),
    sample("CML508", Counterparty(id="u"), Counterparty(id="u", deletion_mark=True)),
    sample("CML509", buyers(party()), buyers(party(role="Покупатель"))),
    sample(
        "CML510",
        buyers(party(inn=PERSON), party(inn=PERSON, name="Петрова Вера")),
        buyers(party(role="Покупатель"), party(role="Плательщик")),
    ),
    sample(
        "CML510",
        buyers(party(), party(inn=PERSON)),
        buyers(party(), party(id="v", name="Петрова Вера")),
    ),
    sample("CML511", orders_of(PERSON, COMPANY), orders_of(PERSON, PERSON)),
    sample("CML514", with_ogrn("1239900000011"), with_ogrn("1239900000010")),
    sample(
        "CML514", with_ogrn("315990000000016", "ОГРНИП"), with_ogrn("315990000000015", "ОГРНИП")
    ),
    sample("CML515", party(okpo="99900017"), party(okpo="99900016")),
    sample("CML515", party(okpo_code="123"), party(okpo_code="")),
    sample("CML516", party(birth_date=date(2070, 1, 1)), party(birth_date=date(1970, 1, 1))),
    sample(
        "CML516",
        party(person=PersonDetails(birth_date=date(1870, 1, 1))),
        party(person=PersonDetails(birth_date=date(1970, 1, 1))),
    ),
    sample("CML518", party(inn=PERSON, kpp="770101001"), party(inn=COMPANY, kpp="770101001")),
    sample("CML518", party(inn=PERSON, kpp="770101001"), party(inn=PERSON, kpp="000000000")),
    sample("CML519", owned("7700000001"), owned(COMPANY)),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_of_a_number_only_the_ends_are_shown() -> None:
    [found] = problems(staged(party(inn="500100732258")))
    assert str(found.message) == "The ИНН `50•••••58` has wrong check digits"


def test_an_inn_of_another_length_tells_it() -> None:
    [found] = problems(staged(party(inn="770000009")))
    assert str(found.message) == "The ИНН `7•••••9` has 9 characters, not 10 or 12"
    [found] = problems(staged(party(inn="7")))
    assert str(found.message).endswith("has 1 character, not 10 or 12")


def test_the_owner_of_a_classifier_is_looked_at() -> None:
    header = Classifier(id="c", owner=party(inn="770"))
    assert "CML519" in codes(part(section(header)))


def test_the_place_of_a_buyer_is_named() -> None:
    document = buyers(party(role="Покупатель"), party(id="v", role="Плательщик", inn="770"))
    [found] = problems(staged(document))
    assert found.place.path.endswith("Контрагенты/Контрагент[2]/ИНН")


def test_zeros_in_place_of_a_number_are_called_so() -> None:
    found = problems(staged(party(inn="0000000000", kpp="000000000")))
    assert [str(one.message) for one in found if one.code in {"CML501", "CML502"}] == [
        "The ИНН is nothing but zeros",
        "The КПП is nothing but zeros",
    ]
