from cml_sync.checks.parties import inn_of, parties, people
from cml_sync.model.documents import Document
from cml_sync.model.parties import Counterparty, PersonDetails, Representative

BOSS = Counterparty(name="Пётр")
SHOP = Counterparty(
    name="ООО",
    representatives=(Representative(name="Анна"), Representative(counterparty=BOSS)),
)


def test_the_parties_of_a_document_have_a_path_each() -> None:
    document = Document(counterparties=(BOSS, SHOP))
    assert list(parties(document)) == [
        ("Контрагенты/Контрагент[1]/", BOSS),
        ("Контрагенты/Контрагент[2]/", SHOP),
    ]
    assert list(parties(SHOP)) == [("", SHOP)]
    assert list(parties(Document())) == []


def test_people_are_the_parties_and_those_who_speak_for_them() -> None:
    found = [(at, party.name) for at, party in people(Document(counterparties=(SHOP, BOSS)))]
    assert found == [
        ("Контрагенты/Контрагент[1]/", "ООО"),
        ("Контрагенты/Контрагент[1]/Представители/Представитель[1]/", "Анна"),
        ("Контрагенты/Контрагент[1]/Представители/Представитель[2]/", "Пётр"),
        ("Контрагенты/Контрагент[2]/", "Пётр"),
    ]


def test_an_inn_is_found_where_it_is_wrapped() -> None:
    wrapped = PersonDetails(inn="2")
    assert inn_of(Counterparty(inn="1", person=wrapped)) == "1"
    assert inn_of(Counterparty(person=wrapped)) == "2"
    assert inn_of(Counterparty(inn="", person=PersonDetails(inn=""))) is None
    assert inn_of(Counterparty()) is None
