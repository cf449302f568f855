"""Customers that there are not."""

from cml_sync.checks.knowledge.digits import is_inn
from cml_sync.model.views import is_organisation
from cml_sync.packages.generate.customers import customer


def test_the_same_number_is_the_same_customer() -> None:
    assert customer(5) == customer(5)
    assert customer(5).id != customer(6).id


def test_companies_and_people_have_their_own_numbers() -> None:
    company, person = customer(4), customer(5)
    assert (is_organisation(company), is_organisation(person)) == (True, False)
    assert (len(company.inn or ""), len(person.inn or "")) == (10, 12)
    assert is_inn(company.inn or "")
    assert is_inn(person.inn or "")
    assert person.kpp is None


def test_mail_goes_nowhere() -> None:
    for number in range(20):
        mail = customer(number).contacts[1].value or ""
        assert mail.endswith("@example.org")
