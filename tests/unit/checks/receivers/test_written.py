import pytest
from tests.unit.checks.receivers.bytes_of import Case, case, checked, goods, root

from cml_sync.checks.receivers.written import RULES

SINGLE = "<?xml version='1.0' encoding='UTF-8'?>\n"
NAMESPACE = ' ВерсияСхемы="2.07" xmlns="urn:1C.ru:commerceml_2"'
PREFIXED = ' ВерсияСхемы="2.07" xmlns:c="urn:1C.ru:commerceml_2"'
ENCODED = '<?xml version="1.0" encoding="{}"?>\n'
PRODUCT = "<Ид>p</Ид><Наименование>{}</Наименование>"

CASES = (
    case("CML710", "bitrix", root("", start=SINGLE), root("")),
    case("CML710", "bitrix", root("", start=""), root("")),
    case(
        "CML711",
        "bitrix",
        goods(flags=" СодержитТолькоИзменения='true'"),
        goods(PRODUCT.format("Кружка ='белая'")),
    ),
    case(
        "CML712",
        "bitrix",
        goods(flags='\nСодержитТолькоИзменения="true"'),
        goods(flags=' СодержитТолькоИзменения\n="true"'),
    ),
    case(
        "CML713",
        "bitrix",
        goods(PRODUCT.format("<![CDATA[Кружка]]>")),
        goods(PRODUCT.format("&lt;![CDATA[Кружка]]&gt;")),
    ),
    case(
        "CML714",
        "bitrix",
        goods(PRODUCT.format("100 &#8381;")),
        goods(PRODUCT.format("&#60;b&#62; &amp; &quot;")),
    ),
    case(
        "CML714",
        "bitrix",
        goods(PRODUCT.format("О&apos;Хара")),
        goods(PRODUCT.format("О'Хара<!-- &#8381; -->")),
    ),
    case(
        "CML715",
        "bitrix",
        root("", ' ВерсияСхемы="2.07" Ид="a > b"'),
        root("", ' ВерсияСхемы="2.07" Ид="a &gt; b"'),
    ),
    case("CML716", "bitrix", root("<c:Каталог/>", PREFIXED), root("<Каталог/>", ' c="x:y"')),
    case("CML716", "umi", root("<c:Каталог/>", PREFIXED), root("<Каталог/>")),
    case("CML717", "bitrix", root("<!-- <Каталог/> -->"), root("<!-- Каталог -->")),
    case("CML718", "django-cml", root("", NAMESPACE), root("", ' Ид="urn:1C.ru:commerceml_2"')),
    case(
        "CML719",
        "bitrix",
        root("", start=ENCODED.format("UTF-16")).encode("utf-16"),
        root("", start=ENCODED.format("windows-1251")).encode("cp1251"),
    ),
    case("CML719", "bitrix", root("", start=ENCODED.format("windows-1251")), root("")),
    case(
        "CML719",
        "dobromyslov",
        root("", start=ENCODED.format("windows-1251")).encode("cp1251"),
        root("").encode("utf-8-sig"),
    ),
)


@pytest.mark.parametrize("one", CASES, ids=lambda one: f"{one.code}-{one.receiver}")
def test_a_sample_is_found_and_its_near_miss_is_not(one: Case) -> None:
    assert one.code in {problem.code for problem in checked(one.receiver, *one.found)}
    assert one.code not in {problem.code for problem in checked(one.receiver, *one.near)}


def test_every_rule_has_a_sample() -> None:
    assert {one.code for one in CASES} == {rule.code for rule in RULES}


def test_the_first_place_is_told_and_the_rest_is_counted() -> None:
    content = goods(PRODUCT.format("а &#8381;"), PRODUCT.format("б &#8381; в &#8382;"))
    (problem,) = checked("bitrix", ("import.xml", content.encode()))
    assert (problem.place.file, problem.place.line) == ("import.xml", 2)
    assert content.split("\n")[1][(problem.place.column or 0) - 1 :].startswith("&#8381;")
    assert str(problem.message) == (
        "3 references to characters stay as they are written, the first one here"
    )


def test_rules_about_others_are_not_applied() -> None:
    assert checked("ut11", ("import.xml", goods(PRODUCT.format("<![CDATA[К]]>")).encode())) == []
