import pytest
from tests.unit.checks.staging import Sample, codes, order, problems, sample, staged

from cml_sync.checks.chapters.contacts import RULES
from cml_sync.model.parties import Counterparty


def reached(kind: str, value: str) -> Counterparty:
    contacts = ({"kind": kind, "value": value},)
    return Counterparty.model_validate({"id": "u", "name": "Иванова Анна", "contacts": contacts})


def living(postcode: str, kind: str = "Почтовый индекс") -> Counterparty:
    address = {"presentation": "Москва", "fields": ({"kind": kind, "value": postcode},)}
    return Counterparty.model_validate({"id": "u", "name": "Иванова Анна", "address": address})


SAMPLES = (
    sample("CML512", reached("Почта", "anna.example.org"), reached("Почта", "anna@example.org")),
    sample("CML512", reached("Электронная почта", "anna@example"), reached("Почта", " ")),
    sample("CML512", reached("E-mail", "нет"), reached("ВебСайт", "example.org")),
    sample("CML512", reached("Почта", "a@b.ru, нет"), reached("Почта", "a@b.ru; c@d.example.org")),
    sample("CML513", reached("Телефон рабочий", "нет"), reached("Телефон рабочий", "23-45-6")),
    sample(
        "CML513",
        reached("ТелефонРабочий", "8 916 123-45-67 8 916 123-45-68"),
        reached("ТелефонРабочий", "+7 (495) 123-45-67 доб. 123456789"),
    ),
    sample("CML513", reached("Телефон", "1234"), reached("Телефон внутренний", "1234")),
    sample("CML517", living("Москва, Тверская"), living("125009")),
    sample("CML517", living("000000"), living("LV-1010")),
    sample("CML517", living("Россия"), living("Россия", kind="Страна")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_a_representative_is_looked_at_wherever_it_is_nested() -> None:
    person = {"name": "Петрова", "contacts": ({"kind": "Почта", "value": "petrova"},)}
    buyer = {"name": "Кружка", "role": "Покупатель", "representatives": ({"counterparty": person},)}
    [found] = problems(staged(order(counterparties=(buyer,))))
    assert found.place.path.endswith(
        "Контрагенты/Контрагент[1]/Представители/Представитель[1]/Контакты/Контакт[1]/Значение"
    )
    assert str(found.message) == "The e-mail address is `p•••••a`"


def test_a_postcode_stands_where_it_is_and_is_not_shown() -> None:
    told = {}
    for written in ("000000", "Москва, Тверская, 1"):
        [found] = [one for one in problems(staged(living(written))) if one.code == "CML517"]
        told[str(found.message)] = found.place.path
    assert told == {
        "The postcode is nothing but zeros": "[2]/Адрес/АдресноеПоле[1]/Значение",
        "The postcode is not one: it has 19 characters": "[2]/Адрес/АдресноеПоле[1]/Значение",
    }
