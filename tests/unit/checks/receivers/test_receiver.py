from cml_sync.checks.memory.index import Index
from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.registry import RULES
from cml_sync.checks.view import Part, RecordView
from cml_sync.model.documents import Container, Document
from cml_sync.model.element import Element
from cml_sync.model.goods import Product
from cml_sync.model.information import CommercialInformation
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer
from cml_sync.problems import Place, Severity
from cml_sync.xml.entries import PartHeader

MODELS: dict[object, type[Element]] = {
    Kind.PRODUCT: Product,
    Kind.OFFER: Offer,
    Kind.DOCUMENT: Document,
    Kind.CONTAINER: Container,
}
RECEIVER_RULES = [rule for rule in RULES if rule.receivers]


def test_every_receiver_has_rules_and_every_rule_names_known_receivers() -> None:
    assert {name for rule in RECEIVER_RULES for name in rule.receivers} == set(RECEIVERS)


def test_codes_are_those_of_receivers_and_none_is_advice() -> None:
    assert [rule.code for rule in RECEIVER_RULES] == [f"CML{n}" for n in range(710, 760)]
    assert all(rule.finding.severity is not Severity.ADVICE for rule in RECEIVER_RULES)


def test_the_title_names_the_receivers() -> None:
    for rule in RECEIVER_RULES:
        title = str(rule.finding.title)
        assert all(str(RECEIVERS[name].title) in title for name in rule.receivers), rule.code


def test_a_rule_finds_nothing_where_the_fields_it_needs_are_not_set() -> None:
    header = PartHeader("f", "utf-8", "UTF-8", False, "", CommercialInformation())
    part = Part(header, None, None, frozenset(RECEIVERS))
    for rule in RECEIVER_RULES:
        for kind in rule.on if rule.needs else ():
            assert isinstance(kind, Kind)
            record = MODELS[kind].model_validate({})
            view = RecordView(kind, record, Place("f"), part, None, "", Index())
            assert list(rule.check(view)) == [], rule.code


def test_a_rule_asks_for_whom_a_part_is_checked() -> None:
    header = PartHeader("f", "utf-8", "UTF-8", False, "", CommercialInformation())
    part = Part(header, None, None, frozenset({"bitrix", "umi"}))
    assert list(chosen(part, "ut11", "umi", "bitrix")) == ["umi", "bitrix"]
    assert str(named("umi", "bitrix")) == "UMI.CMS, 1C-Bitrix"
