import io

from tests.unit.checks.staging import MOMENT, order, part, problems, section

from cml_sync.checks.checker import Checker
from cml_sync.checks.rule import Level
from cml_sync.checks.selection import Selection
from cml_sync.messages import text
from cml_sync.model.documents import Container
from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.offers import Offer, OffersPackage, Price
from cml_sync.problems import Finding, Place, Problem, Severity
from cml_sync.xml.entries import PartHeader, RecordRead, SectionClosed, SectionOpened
from cml_sync.xml.reader import open_part

READ = Problem(Finding("CML760", Severity.ERROR, text("A value")), text("Wrong"), Place("a.xml"))
HEADER = PartHeader(
    "a.xml",
    "utf-8",
    "UTF-8",
    True,
    "",
    CommercialInformation(schema_version="2.07", generated_at=MOMENT),
)
CATALOG = Catalog(id="c", changes_only=True)


def test_the_problems_of_the_reader_come_first() -> None:
    checker = Checker()
    checker.begin(HEADER)
    list(checker.look(SectionOpened(Section.CATALOG, CATALOG, Place("a.xml", 2))))
    entry = RecordRead(Kind.PRODUCT, Product(), Section.CATALOG, Place("a.xml", 3), (READ,))
    assert [problem.code for problem in checker.look(entry)] == [
        "CML760",
        "CML101",
        "CML103",
    ]
    assert list(checker.look(SectionClosed(Section.CATALOG, CATALOG, (READ,)))) == [READ]


def test_the_documents_of_a_container_are_checked_one_by_one() -> None:
    broken = order(number=None, id=None)
    [problem] = problems(part(Container(documents=(order(), broken))))
    assert problem.code == "CML121"
    assert problem.place.path == "[2]/Документ[2]"
    assert problem.place.line == 2


def test_the_index_is_not_filled_for_the_structure_alone() -> None:
    checker = Checker(Selection(level=Level.STRUCTURE))
    checker.begin(HEADER)
    product = Product(id="p", name="Кружка")
    list(checker.look(RecordRead(Kind.PRODUCT, product, None, Place("a.xml", 3, record_id="p"))))
    assert checker.index.counts[Kind.PRODUCT] == 0


def test_giving_a_part_up_silences_what_needs_the_whole_package() -> None:
    empty = Catalog(id="c", changes_only=False)
    assert [one.code for one in problems(part(section(empty)))] == ["CML901"]
    checker = Checker()
    checker.begin(HEADER)
    list(checker.look(SectionOpened(Section.CATALOG, empty, Place("a.xml", 2))))
    list(checker.look(SectionClosed(Section.CATALOG, empty)))
    checker.give_up()
    assert list(checker.finish()) == []


def test_package_rules_name_the_file_where_it_began() -> None:
    package = OffersPackage(id="c#", catalog_id="c", changes_only=True)
    offer = Offer(id="p", prices=(Price(price_type_id="r", value=1, currency="PRO"),))
    found = problems(part(section(package, offer), file="offers0_1.xml"))
    assert {one.place.file for one in found} == {"offers0_1.xml"}


FILE = """<?xml version="1.0" encoding="UTF-8"?>
<КоммерческаяИнформация ВерсияСхемы="2.07" ДатаФормирования="2026-03-01T04:00:00">
  <ПакетПредложений СодержитТолькоИзменения="true"><Ид>c#</Ид><ИдКаталога>c</ИдКаталога>
    <Предложения>
      <Предложение><Ид>p</Ид>
        <БазоваяЕдиница Код="7">шт</БазоваяЕдиница>
        <Цены>
          <Цена><ИдТипаЦены>t</ИдТипаЦены><ЦенаЗаЕдиницу>1</ЦенаЗаЕдиницу></Цена>
          <!-- --><Цена><ИдТипаЦены>u</ИдТипаЦены><ЦенаЗаЕдиницу>-1</ЦенаЗаЕдиницу></Цена>
        </Цены>
      </Предложение>
    </Предложения>
  </ПакетПредложений>
  <Контейнер>
    <Документ><Номер>1</Номер></Документ>
    <Документ><Ид>2</Ид></Документ>
  </Контейнер>
</КоммерческаяИнформация>
"""


def test_a_problem_has_the_line_and_column_of_what_it_names() -> None:
    reader = open_part(io.BytesIO(FILE.encode()), "a.xml")
    checker = Checker(Selection(select=("CML301", "CML412", "CML121")))
    checker.begin(reader.header)
    found = [problem for entry in reader for problem in checker.look(entry)]
    found += checker.finish()
    assert [(one.code, one.place.line, one.place.column) for one in found] == [
        ("CML301", 9, 51),
        ("CML121", 16, 5),
        ("CML412", 6, 9),
    ]
    assert found[0].place.path.endswith("Предложение[1]/Цены/Цена[2]/ЦенаЗаЕдиницу")
    assert found[1].place.path.endswith("Контейнер[1]/Документ[2]")


def test_the_problems_of_a_record_come_in_the_order_of_its_lines() -> None:
    assert _lines_of_prices(Checker()) == [("CML302", 2, 7), ("CML301", 3, 7)]


def test_places_nobody_looks_at_are_not_looked_for() -> None:
    checker = Checker(places=lambda: False)
    assert {line for _, line, _ in _lines_of_prices(checker)} == {1}


def _lines_of_prices(checker: Checker) -> list[tuple[str, int | None, int | None]]:
    prices = "".join(
        f"\n<Цена><ЦенаЗаЕдиницу>{price}</ЦенаЗаЕдиницу><ИдТипаЦены>{kind}</ИдТипаЦены></Цена>"
        for price, kind in (("0", "a"), ("-1", "b"))
    )
    words = (
        "<КоммерческаяИнформация><ПакетПредложений><Предложения><Предложение><Ид>п</Ид><Цены>"
        f"{prices}</Цены></Предложение></Предложения></ПакетПредложений></КоммерческаяИнформация>"
    )
    reader = open_part(io.BytesIO(words.encode()), "offers.xml")
    checker.begin(reader.header)
    return [
        (problem.code, problem.place.line, problem.place.column)
        for entry in reader
        for problem in checker.look(entry)
        if problem.code in {"CML301", "CML302"}
    ]


def test_a_problem_of_a_part_has_the_place_of_its_root() -> None:
    data = b'<?xml version="1.0" encoding="UTF-8"?>\n ' + "<КоммерческаяИнформация/>".encode()
    reader = open_part(io.BytesIO(data), "a.xml")
    checker = Checker(Selection(select=("CML131",)))
    checker.begin(reader.header)
    assert [(one.place.line, one.place.column) for one in checker.end()] == [(2, 2)]


def test_what_the_reader_found_in_a_record_comes_in_the_order_of_its_lines() -> None:
    words = (
        "<КоммерческаяИнформация><Документ><Дата>завтра</Дата>\n<Номер>1</Номер>\n"
        "<Время>рано</Время></Документ></КоммерческаяИнформация>"
    )
    reader = open_part(io.BytesIO(words.encode()), "orders.xml")
    checker = Checker(Selection(select=("CML760",)))
    checker.begin(reader.header)
    found = [problem for entry in reader for problem in checker.look(entry)]
    lines = [problem.place.line for problem in found if problem.code == "CML760"]
    assert lines == [1, 3]
