from cml_sync.checks.rule import Found, Level, Rule, rule
from cml_sync.checks.selection import Selection
from cml_sync.messages import text
from cml_sync.model.kinds import Kind
from cml_sync.problems import Finding, Place, Problem, Severity


def _rule(code: str, severity: Severity = Severity.ERROR, receivers: tuple[str, ...] = ()) -> Rule:
    def check(_view: object) -> tuple[Found, ...]:
        """Nothing is wrong."""
        return ()

    title = text("A title")
    return rule(code, severity, on=(Kind.OFFER,), title=title, receivers=receivers)(check)


def test_a_level_takes_the_rules_up_to_it() -> None:
    references = Selection(level=Level.REFERENCES)
    assert references.takes(_rule("CML101"))
    assert references.takes(_rule("CML201"))
    assert not references.takes(_rule("CML301"))


def test_everything_is_applied_unless_told_otherwise() -> None:
    assert Selection().takes(_rule("CML308", Severity.ADVICE))


def test_selected_prefixes_beat_the_level() -> None:
    prices = Selection(level=Level.SYNTAX, select=("CML3",))
    assert prices.takes(_rule("CML301"))
    assert not prices.takes(_rule("CML101"))


def test_ignored_prefixes_are_left_out_everywhere() -> None:
    selection = Selection(select=("CML3",), ignore=("CML301", "CML7"))
    assert not selection.takes(_rule("CML301"))
    assert selection.takes(_rule("CML302"))
    assert not selection.shows(found("CML702"))


def test_rules_about_a_receiver_are_applied_only_for_it_and_then_at_every_level() -> None:
    about = _rule("CML710", receivers=("bitrix", "opencart"))
    assert not Selection().takes(about)
    assert not Selection(receivers=frozenset({"ut11"}), select=("CML710",)).takes(about)
    assert Selection(Level.SYNTAX, receivers=frozenset({"bitrix"})).takes(about)
    assert not Selection(receivers=frozenset({"bitrix"}), ignore=("CML71",)).takes(about)
    assert not Selection(receivers=frozenset({"bitrix"}), select=("CML3",)).takes(about)


def test_problems_of_the_reader_follow_the_same_choice() -> None:
    advice = found("CML761", Severity.ADVICE)
    assert Selection().shows(advice)
    assert not Selection(level=Level.BUSINESS).shows(advice)
    assert Selection(level=Level.BUSINESS, select=("CML76",)).shows(advice)
    assert Selection(level=Level.SYNTAX).shows(found("CML760"))
    assert not Selection(select=("CML3",)).shows(found("CML760"))


def found(code: str, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(Finding(code, severity, text("something")), text("something"), Place())
