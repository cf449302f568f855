import asyncio
import gc
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from cml_sync.jobs.context import Progress
from cml_sync.site.background import Tell, Work


@pytest.fixture
def executor() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as found:
        yield found


def test_it_is_not_waited_for_longer_than_said(executor: ThreadPoolExecutor) -> None:
    gate: Future[int] = Future()

    async def ask() -> tuple[bool, bool, bool]:
        work = Work(executor, lambda _: gate.result(10))
        early = await work.wait(0.01)
        done = work.done
        gate.set_result(7)
        late = await work.wait(None)
        assert work.result() == 7
        return early, done, late

    assert asyncio.run(ask()) == (False, False, True)


def test_it_tells_how_far_it_is(executor: ThreadPoolExecutor) -> None:
    def job(tell: Tell) -> None:
        tell(Progress("1c", "fetch", "import0_1.xml"))
        said.append(str(work.said))
        tell(Progress("1c", "apply", "import0_1.xml", 1500))
        said.append(str(work.said))
        tell(Progress("1c", "confirm"))
        said.append(str(work.said))

    said: list[str] = []
    gate: Future[None] = Future()
    executor.submit(gate.result, 10)
    work = Work(executor, job)
    assert str(work.said) == "waiting for another exchange to end"
    gate.set_result(None)
    executor.shutdown()
    assert said == ["import0_1.xml is being read", *["import0_1.xml: 1500 records"] * 2]


def test_what_it_raises_comes_out_with_its_result(executor: ThreadPoolExecutor) -> None:
    def job(_: Tell) -> None:
        raise KeyError

    work = Work(executor, job)
    executor.shutdown()
    assert (work.done, work.broken) == (True, True)
    with pytest.raises(KeyError):
        work.result()


def test_what_it_raises_while_somebody_waits_is_not_logged(
    executor: ThreadPoolExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    gate: Future[int] = Future()

    def job(_: Tell) -> None:
        gate.result(10)
        raise KeyError

    async def ask() -> bool:
        work = Work(executor, job)
        await work.wait(0.01)
        gate.set_result(1)
        return await work.wait(None)

    assert asyncio.run(ask())
    gc.collect()
    assert caplog.text == ""
