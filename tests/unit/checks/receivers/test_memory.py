from cml_sync.checks.receivers.memory import MOST_TOLD, Memory


def test_a_rule_is_told_once_that_a_file_is_new() -> None:
    memory = Memory()
    asked = [("CML756", "a"), ("CML756", "a"), ("CML756", "b"), ("CML758", "a")]
    assert [memory.first(*one) for one in asked] == [True, False, True, True]


def test_cases_without_end_are_not_remembered() -> None:
    memory = Memory()
    told = sum(memory.first(f"CML740{number}", "a") for number in range(MOST_TOLD + 5))
    assert told == MOST_TOLD
