from tests.architecture import tree

from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Level
from cml_sync.cli.known_errors import known_errors
from cml_sync.errors import CmlSyncError, ExitCode
from cml_sync.jobs import findings as of_jobs
from cml_sync.jobs.articles import FOUND_BY_JOBS, FOUND_BY_WRITER, GUARDS
from cml_sync.jobs.explain import (
    CHAPTERS,
    Origin,
    explanations,
    first_paragraph,
)
from cml_sync.jobs.guards import Guard
from cml_sync.packages.convert.findings import FOUND_BY_CONVERT
from cml_sync.packages.doubles.findings import FOUND_IN_DOUBLES
from cml_sync.packages.forms.findings import FOUND_BY_FORMS
from cml_sync.problems import Finding, Severity
from cml_sync.transports.dialogue_errors import LoginRefusedError
from cml_sync.xml.finding_articles import ARTICLES
from cml_sync.xml.findings import FINDINGS


def test_every_code_of_the_program_is_explained() -> None:
    errors = {one for one in tree.subclasses(CmlSyncError) if "code" in vars(one)}
    assert {error.__qualname__ for error in errors - set(known_errors())} == set()
    declared = {one.code for one in vars(of_jobs).values() if isinstance(one, Finding)}
    assert {finding.code for finding, _ in FOUND_BY_JOBS} == declared
    assert set(GUARDS) == set(Guard)
    assert set(ARTICLES) == {finding.code for finding in FINDINGS}
    known = explanations(known_errors())
    declared |= {
        finding.code
        for findings in (FOUND_BY_FORMS, FOUND_BY_WRITER, FOUND_BY_CONVERT, FOUND_IN_DOUBLES)
        for finding, _ in findings
    }
    expected = {rule.code for rule in RULES} | {finding.code for finding in FINDINGS} | declared
    assert {code for code in known if code.startswith("CML")} == expected


def test_chapters_stand_together_in_their_order() -> None:
    known = explanations(known_errors())
    chapters = [one.chapter for one in known.values()]
    assert list(dict.fromkeys(chapters)) == [name for name in CHAPTERS if name in chapters]
    assert sorted(chapters, key=list(CHAPTERS).index) == chapters


def test_a_rule_is_explained_with_its_facts() -> None:
    one = explanations()["CML301"]
    assert (one.origin, one.severity, one.level) == (Origin.RULE, Severity.ERROR, Level.BUSINESS)
    assert str(one.article).startswith("A price in an offer is less than zero.\n\nWhy: ")
    assert one.chapter == "CML3"


def test_an_error_says_how_the_run_ends_and_what_its_group_does_next() -> None:
    one = explanations([LoginRefusedError])["E401"]
    assert one.exit_code is ExitCode.REFUSED
    assert str(one.title) == "The other side does not accept the login or the password."
    assert str(one.article).startswith("Login, rights, certificate or host key: ")


def test_the_first_paragraph_is_one_line() -> None:
    assert first_paragraph("One\n    and more.\n\n    Attributes:\n        x: y") == "One and more."
