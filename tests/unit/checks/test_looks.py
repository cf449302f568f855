from cml_sync.checks.looks import LOOKS
from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Scope


def test_every_rule_that_shares_a_look_is_there_and_looks_at_records_of_its_kind() -> None:
    on = {rule.code: rule.on for rule in RULES if rule.scope is Scope.RECORD}
    for kind, looks in LOOKS.items():
        for code in looks:
            assert code in on
            assert kind in on[code] or any(kind in on[code] for kind in LOOKS)


def test_a_look_is_shared() -> None:
    for looks in LOOKS.values():
        for look in set(looks.values()):
            assert sum(one is look for one in looks.values()) > 1
