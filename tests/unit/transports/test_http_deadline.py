import httpcore
import pytest
from tests.servers.talk import FakeTime

from cml_sync.transports.http_deadline import Deadline


def test_no_step_gets_more_time_than_the_request_has_left() -> None:
    time = FakeTime()
    deadline = Deadline(time.monotonic)
    deadline.start(10)
    assert deadline.clip(180, httpcore.ReadTimeout) == 10
    assert deadline.clip(3, httpcore.ReadTimeout) == 3
    time.sleep(8)
    assert deadline.clip(None, httpcore.ReadTimeout) == 2
    assert not deadline.over


def test_when_no_time_is_left_the_step_is_late() -> None:
    time = FakeTime()
    deadline = Deadline(time.monotonic)
    deadline.start(10)
    time.sleep(10)
    assert deadline.over
    with pytest.raises(httpcore.WriteTimeout):
        deadline.clip(180, httpcore.WriteTimeout)


def test_a_new_request_has_its_own_time() -> None:
    time = FakeTime()
    deadline = Deadline(time.monotonic)
    deadline.start(10)
    time.sleep(11)
    deadline.start(5)
    assert deadline.clip(180, httpcore.ReadTimeout) == 5
