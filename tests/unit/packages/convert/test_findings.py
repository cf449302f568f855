"""What conversions give cause to say: codes are never used again, articles say what to do."""

from cml_sync.packages.convert.findings import FOUND_BY_CONVERT
from cml_sync.problems import Severity


def test_codes_and_severities_stay_as_they_are() -> None:
    assert {finding.code: finding.severity for finding, _ in FOUND_BY_CONVERT} == {
        "CML793": Severity.WARNING,
        "CML794": Severity.WARNING,
        "CML795": Severity.WARNING,
    }


def test_an_article_says_why_what_to_do_and_where_that_is_known_from() -> None:
    for _, article in FOUND_BY_CONVERT:
        paragraphs = [part.partition(":")[0] for part in str(article).split("\n\n")[1:]]
        assert paragraphs == ["Why", "Mend", "Source"]
