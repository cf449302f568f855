from cml_sync.model.information import ROOT, CommercialInformation, CounterpartyList
from cml_sync.model.wiring import wiring


def test_the_root_has_its_attributes() -> None:
    assert ROOT == "КоммерческаяИнформация"
    assert list(wiring(CommercialInformation).attributes) == [
        "ВерсияСхемы",
        "ДатаФормирования",
        "Ид",
        "ФорматДаты",
        "ФорматВремени",
        "РазделительДатаВремя",
        "ФорматСуммы",
        "ФорматКоличества",
        "СинхронизацияТоваров",
    ]


def test_every_root_child_that_occurs_has_a_field() -> None:
    assert set(wiring(CommercialInformation).children) == {
        "Классификатор",
        "Каталог",
        "ПакетПредложений",
        "ИзмененияПакетаПредложений",
        "Документ",
        "Контейнер",
        "Контрагенты",
        "Контрагент",
        "ПользовательскиеСправочники",
    }


def test_the_version_is_kept_as_text() -> None:
    assert CommercialInformation.model_validate({"schema_version": "210"}).schema_version == "210"


def test_a_list_of_counterparties_streams_them() -> None:
    assert [slot.name for slot in wiring(CounterpartyList).streamed()] == ["counterparties"]
