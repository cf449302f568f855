import pytest
from pydantic import ValidationError

from cml_sync.transports.switches import ProtocolSwitches


def test_the_defaults_do_nothing_that_only_some_partners_bear() -> None:
    switches = ProtocolSwitches()
    assert switches.finish == ()
    assert not switches.import_sale
    assert not switches.success_prefix
    assert switches.zip_for(sale=True) == "never"
    assert switches.zip_for(sale=False) == "auto"


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_piece": 81},
        {"zip": "always"},
        {"finish": ["delete"]},
        {"init_version": "2.09&x=1"},
        {"user_agent": "a\r\nCookie: b"},
        {"poll": {"stagnation": 1}},
        {"unknown": 1},
    ],
)
def test_a_wrong_switch_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ProtocolSwitches.model_validate(wrong)
