import pytest

from cml_sync.xml.finding_articles import ARTICLES
from cml_sync.xml.findings import FINDINGS


def test_every_finding_of_the_reader_has_an_article() -> None:
    assert set(ARTICLES) == {finding.code for finding in FINDINGS}


@pytest.mark.parametrize("code", sorted(ARTICLES))
def test_an_article_says_what_why_how_to_mend_and_where_from(code: str) -> None:
    summary, *paragraphs = str(ARTICLES[code]).split("\n\n")
    assert summary.endswith(".")
    assert [paragraph.split(":")[0] for paragraph in paragraphs] == ["Why", "Mend", "Source"]
