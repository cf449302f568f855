from cml_sync.checks.receivers.receiver import RECEIVERS, chosen, named
from cml_sync.checks.registry import RULES
from cml_sync.checks.view import Part
from cml_sync.model.information import CommercialInformation
from cml_sync.problems import Severity
from cml_sync.xml.entries import PartHeader

RECEIVER_RULES = [rule for rule in RULES if rule.receivers]


def test_every_receiver_has_rules_and_every_rule_names_known_receivers() -> None:
    assert {name for rule in RECEIVER_RULES for name in rule.receivers} == set(RECEIVERS)


def test_codes_are_those_of_receivers_and_none_is_advice() -> None:
    assert [rule.code for rule in RECEIVER_RULES] == [f"CML{n}" for n in range(710, 760)]
    assert all(rule.finding.severity is not Severity.ADVICE for rule in RECEIVER_RULES)


def test_the_title_names_the_receivers() -> None:
    for rule in RECEIVER_RULES:
        title = str(rule.finding.title)
        assert all(RECEIVERS[name].title in title for name in rule.receivers), rule.code


def test_a_rule_asks_for_whom_a_part_is_checked() -> None:
    header = PartHeader("f", "utf-8", "UTF-8", False, "", CommercialInformation())
    part = Part(header, None, None, frozenset({"bitrix", "umi"}))
    assert list(chosen(part, "ut11", "umi", "bitrix")) == ["umi", "bitrix"]
    assert named("umi", "bitrix") == "UMI.CMS, 1C-Bitrix"
