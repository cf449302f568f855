from cml_sync.checks.receivers.memory import Memory


def test_a_rule_is_told_once_that_a_file_is_new() -> None:
    memory = Memory()
    asked = [("CML756", "a"), ("CML756", "a"), ("CML756", "b"), ("CML758", "a")]
    assert [memory.first(*one) for one in asked] == [True, False, True, True]
