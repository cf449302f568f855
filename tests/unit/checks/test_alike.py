from tests.unit.checks.staging import part, problems, section

from cml_sync.checks.alike import remember_alike, told_alike
from cml_sync.checks.checker import Checker
from cml_sync.checks.memory.index import Index
from cml_sync.checks.memory.merging import Copy, take_over
from cml_sync.checks.registry import BY_CODE
from cml_sync.checks.selection import Selection
from cml_sync.messages import text
from cml_sync.model.goods import BaseUnit, Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.problems import Place, Problem, Severity
from cml_sync.xml.entries import PartHeader, RecordRead
from cml_sync.xml.findings import EMPTY_DATE, ODD_DATE

CATALOG = Catalog(id="c", name="Каталог", classifier_id="c", changes_only=True)


def product(number: int, code: str) -> Product:
    return Product(id=f"p{number}", name="Кружка", base_unit=BaseUnit(code=code, text="шт"))


def told(*codes: str) -> list[tuple[str, str | None, int | None, str | None]]:
    staged = part(section(CATALOG, *(product(n, code) for n, code in enumerate(codes))))
    found = problems(staged, selection=Selection(select=("CML412",)))
    return [
        (str(one.message), one.place.file, one.place.line, one.place.record_id) for one in found
    ]


def test_one_cause_in_many_records_is_told_once_at_the_first() -> None:
    [(message, file, line, identifier)] = told("796", "7", "796", "7", "7")
    assert message == "The code of the base unit is `7`, 3 times"
    assert (file, line, identifier) == ("import0_1.xml", 4, "p1")


def test_a_single_case_is_told_without_a_number() -> None:
    assert [message for message, *_ in told("7", "796")] == ["The code of the base unit is `7`"]


def test_what_says_something_else_is_told_apart() -> None:
    assert [message for message, *_ in told("7", "8", "7")] == [
        "The code of the base unit is `7`, 2 times",
        "The code of the base unit is `8`",
    ]


def test_each_file_is_told_of() -> None:
    first = part(section(CATALOG, product(1, "7")), file="import0_1.xml")
    second = part(section(CATALOG, product(2, "7")), file="import0_2.xml")
    found = problems(first, second, selection=Selection(select=("CML412",)))
    assert [one.place.file for one in found] == ["import0_1.xml", "import0_2.xml"]


def test_advice_of_the_reader_is_counted_and_its_warnings_are_told_at_once() -> None:
    checker = Checker(Selection())
    information = CommercialInformation()
    checker.begin(
        PartHeader("a.xml", "utf-8", "UTF-8", bom=False, namespace="", information=information)
    )
    advice = Problem(EMPTY_DATE, text("empty"), Place("a.xml", 2, 3))
    warning = Problem(ODD_DATE, text("odd"), Place("a.xml", 2, 9))
    assert EMPTY_DATE.severity is Severity.ADVICE
    at_once = []
    for number in range(3):
        record = product(number, "796")
        entry = RecordRead(Kind.PRODUCT, record, None, Place("a.xml", 2), (advice, warning))
        at_once += [one.code for one in checker.look(entry) if one.code[3] == "7"]
    assert at_once == ["CML764"] * 3
    last = [str(one.message) for one in checker.finish() if one.code == EMPTY_DATE.code]
    assert last == ["empty, 3 times"]


def test_too_many_different_ones_are_told_by_themselves() -> None:
    index = Index(pending_limit=1)
    finding = BY_CODE["CML412"].finding
    place = Place("a.xml", 1)
    assert remember_alike(index, Problem(finding, text("one"), place))
    assert not remember_alike(index, Problem(finding, text("two"), place))
    assert [str(one.message) for one in told_alike(index)] == ["one"]


def test_cases_that_another_process_met_are_added() -> None:
    index, other = Index(), Index()
    problem = Problem(BY_CODE["CML412"].finding, text("one"), Place("a.xml", 1))
    copy = Copy(other)
    for known in (index, other, other):
        assert remember_alike(known, problem)
    assert take_over(index, copy.added())
    assert [str(one.message) for one in told_alike(index)] == ["one, 3 times"]
