import pytest
from tests.unit.checks.staging import Sample, StagedPart, catalog, codes, part, problems, sample

from cml_sync.checks.chapters.texts import RULES
from cml_sync.model.classifier import Group, PriceType
from cml_sync.model.goods import Product, PropertyValue
from cml_sync.model.requisites import Requisite


def described(written: str) -> Product:
    return Product(id="p", name="Чай", description=written)


def versioned(length: int, version: str) -> StagedPart:
    return part(catalog(described("я" * length), changes_only=True), version=version)


def valued(length: int) -> Product:
    values = (PropertyValue(id="x", values=("я" * length,)),)
    return Product(id="p", name="Чай", property_values=values)


def required(length: int) -> Product:
    return Product(id="p", name="Чай", requisites=(Requisite(name="Вид", values=("я" * length,)),))


SAMPLES = (
    sample("CML807", described("<script>x()</script>"), described("<p>скрипт</p>")),
    sample("CML807", described('<a href="javascript:x()">'), described("Java: язык")),
    sample("CML808", described("<p>Чай</p>"), described("температура < 90")),
    sample("CML811", described("Цена: " + "Чай".encode().decode("cp1251")), described("Чай Рёв")),
    sample("CML811", PriceType(id="r", name="Ðîçíèöà"), PriceType(id="r", name="Crème brûlée")),
    sample("CML811", Group(id="g", name="Ð§Ð°Ð¹"), Group(id="g", name="Чай")),
    sample("CML812", Product(id="p", name="Кружка ????"), Product(id="p", name="Кружка??")),
    sample("CML812", described("м\ufffd"), described("м²")),
    sample("CML817", versioned(3001, "2.07"), versioned(3000, "2.07")),
    sample("CML817", versioned(256, "2.06"), versioned(256, "2.07")),
    sample("CML817", versioned(3001, "3.1"), versioned(9000, "2.05")),
    sample("CML818", valued(1001), valued(1000)),
    sample("CML818", required(1001), required(1000)),
    sample("CML819", described("&lt;p&gt;Чай&lt;/p&gt;"), described("вес &lt; 5 кг")),
)


@pytest.mark.parametrize("case", SAMPLES, ids=lambda case: case.code)
def test_a_sample_is_found_and_its_near_miss_is_not(case: Sample) -> None:
    assert case.code in codes(*case.found)
    assert case.code not in codes(*case.near)


def test_every_rule_has_a_sample() -> None:
    assert {case.code for case in SAMPLES} == {rule.code for rule in RULES}


def test_the_long_value_is_named() -> None:
    short = PropertyValue(id="x", values=("я",))
    long = PropertyValue(id="y", values=("я" * 1001, "я"))
    record = Product(id="p", name="Чай", property_values=(short, long))
    found = problems(part(catalog(record, changes_only=True)))
    [told] = [problem for problem in found if problem.code == "CML818"]
    assert told.place.path.endswith("ЗначенияСвойств/ЗначенияСвойства[2]")
    assert str(told.message) == "The value has 1001 characters, 1000 fit"
