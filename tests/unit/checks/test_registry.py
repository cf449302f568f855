from typing import get_type_hints

import pytest

from cml_sync.checks import remembered
from cml_sync.checks.chapters import prices
from cml_sync.checks.registry import BY_CODE, RULES, joined
from cml_sync.checks.rule import Rule, Scope
from cml_sync.xml import findings


def test_a_code_given_twice_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="CML301 is the code of two rules"):
        joined(prices.RULES, (prices.negative_price,))


def test_rules_are_sorted_and_found_by_code() -> None:
    assert [rule.code for rule in RULES] == sorted(BY_CODE)
    assert BY_CODE["CML301"] is prices.negative_price


def test_the_reader_and_the_rules_share_no_code() -> None:
    assert {finding.code for finding in findings.FINDINGS} & set(BY_CODE) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_an_article_says_what_why_and_how_to_mend(rule: Rule) -> None:
    article = str(rule.article)
    summary, *paragraphs = article.split("\n\n")
    assert summary.endswith(".")
    assert [paragraph.split(":")[0] for paragraph in paragraphs] == ["Why", "Mend", "Source"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_takes_the_view_of_its_scope(rule: Rule) -> None:
    annotation = str(get_type_hints(rule.check, localns=vars(remembered))["view"])
    views = {
        Scope.RECORD: "RecordView",
        Scope.SECTION: "SectionView",
        Scope.PART: "PartView",
        Scope.PACKAGE: "PackageView",
        Scope.STORE: "Compared" if rule.on else "Outcome",
    }
    assert views[rule.scope] in annotation


def test_every_chapter_has_rules() -> None:
    assert {rule.code[:4] for rule in RULES} == {f"CML{chapter}" for chapter in range(1, 10)}
