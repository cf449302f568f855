import io

from cml_sync.model.goods import Catalog, Product
from cml_sync.model.information import CommercialInformation
from cml_sync.xml.reading.whole import read_whole

ROOT = "КоммерческаяИнформация"


def test_a_part_becomes_one_value_with_its_records_in_their_sections() -> None:
    text = (
        f'<{ROOT} ВерсияСхемы="2.07"><Каталог><Ид>1</Ид><Товары><Товар><Ид>а</Ид></Товар>'
        f"<Товар><Ид>б</Ид></Товар></Товары></Каталог><Каталог/><Документ><Номер>7</Номер>"
        f"</Документ><Прочее/></{ROOT}>"
    )
    found, problems = read_whole(io.BytesIO(text.encode()), "x.xml")
    assert isinstance(found, CommercialInformation)
    assert found.catalogs == (
        Catalog(id="1", products=(Product(id="а"), Product(id="б"))),
        Catalog(),
    )
    assert [document.number for document in found.documents] == ["7"]
    assert [kept.xml for kept in found.unknown] == ["<Прочее/>"]
    assert found.model_fields_set == {"schema_version", "catalogs", "documents", "unknown"}
    assert [problem.code for problem in problems] == ["CML167"]
