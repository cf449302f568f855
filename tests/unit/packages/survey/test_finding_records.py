import io

from cml_sync.model.kinds import Kind
from cml_sync.packages.survey.finding_records import MOST, Finder, FoundRow
from cml_sync.xml.entries import RecordRead
from cml_sync.xml.reader import open_part

GOODS = """<КоммерческаяИнформация ВерсияСхемы="2.07">
<Классификатор><Ид>k</Ид><Группы>
 <Группа><Ид>a</Ид><Группы><Группа><Ид>b</Ид></Группа></Группы></Группа>
</Группы></Классификатор>
<Каталог><Ид>c</Ид><Товары>
 <Товар><Ид>p</Ид><Артикул>A-1</Артикул><Штрихкод>46</Штрихкод>
  <Группы><Ид>b</Ид></Группы></Товар>
 <Товар><Ид>q</Ид><Артикул>A-1</Артикул></Товар>
</Товары></Каталог>
<ПакетПредложений><Ид>c#</Ид><ТипыЦен><ТипЦены><Ид>r</Ид></ТипЦены></ТипыЦен><Предложения>
 <Предложение><Ид>p#1</Ид><Цены><Цена><ИдТипаЦены>r</ИдТипаЦены></Цена>
  <Цена><ИдТипаЦены>r</ИдТипаЦены></Цена></Цены></Предложение>
 <Предложение><Ид>p#2</Ид></Предложение>
</Предложения></ПакетПредложений>
<Документ><Ид>d</Ид><Номер>17</Номер><Контрагенты><Контрагент><Ид>k-1</Ид>
 <Наименование>Иванов</Наименование></Контрагент></Контрагенты></Документ>
</КоммерческаяИнформация>
"""


def find(*asked: str, kinds: tuple[Kind, ...] = (), text: str = GOODS) -> tuple[FoundRow, ...]:
    finder = Finder(asked, kinds)
    for look in (finder.look, finder.look_for_references):
        for entry in open_part(io.BytesIO(text.encode()), "goods.xml"):
            if isinstance(entry, RecordRead):
                look(entry)
    return finder.rows()


def test_a_product_and_who_refers_to_it() -> None:
    [row] = find(" p ")
    [record] = row.records
    assert (record.kind, record.matched, record.id) == (Kind.PRODUCT, "Ид", "p")
    assert (record.place.file, record.place.line, record.place.column) == ("goods.xml", 6, 2)
    [offers] = record.referred_by
    assert (offers.source, offers.count) == ("offer", 2)
    assert [place.line for place in offers.examples] == [11, 13]


def test_articles_and_barcodes_and_several_records() -> None:
    by_article, by_barcode = find("A-1", "46")
    assert [record.id for record in by_article.records] == ["p", "q"]
    assert [(record.matched, record.id) for record in by_barcode.records] == [("Штрихкод", "p")]


def test_a_group_in_a_group_has_its_own_place() -> None:
    [row] = find("b")
    [group] = row.records
    assert (group.place.line, group.place.column) == (3, 28)
    assert [(one.source, one.count) for one in group.referred_by] == [("product", 1)]


def test_prices_are_counted_for_a_price_type() -> None:
    [row] = find("r")
    [reference] = row.records[0].referred_by
    assert (reference.source, reference.count) == ("price", 2)
    assert len(reference.examples) == 1


def test_parties_in_documents_are_found_and_masked() -> None:
    by_number, party = find("17", "k-1")
    assert [(record.kind, record.matched) for record in by_number.records] == [
        (Kind.DOCUMENT, "Номер")
    ]
    [found] = party.records
    assert found.kind is Kind.COUNTERPARTY
    assert "Иванов" not in found.model_dump_json()
    assert found.id == "***"


def test_nothing_and_twice_the_same() -> None:
    [row] = find("zzz", "zzz")
    assert (row.count, row.records) == (0, ())


def test_only_the_kinds_that_were_asked_for() -> None:
    [row] = find("A-1", kinds=(Kind.OFFER,))
    assert row.count == 0


def test_a_change_of_an_offer_is_found_by_both_its_ids() -> None:
    text = """<КоммерческаяИнформация ВерсияСхемы="2.07"><ИзмененияПакетаПредложений>
    <Предложения><Предложение><Ид>p</Ид><ИдХарактеристики>c</ИдХарактеристики></Предложение>
    </Предложения></ИзмененияПакетаПредложений></КоммерческаяИнформация>"""
    whole, part = find("p#c", "p", text=text)
    assert [record.matched for record in whole.records] == ["ИдХарактеристики"]
    assert [record.matched for record in part.records] == ["Ид"]


def test_more_than_are_shown_are_counted() -> None:
    head, tail = GOODS.split("<Товары>")
    many = "<Товар><Ид>p</Ид></Товар>" * (MOST + 5)
    [row] = find("p", text=f"{head}<Товары>{many}{tail}")
    assert (row.count, len(row.records)) == (MOST + 6, MOST)
