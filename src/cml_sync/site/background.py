"""Work that takes longer than an answer may: it goes on in a thread, and is asked how far it is."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Generic, TypeVar

from cml_sync.jobs.context import Progress
from cml_sync.messages import Text, text, text_n

T = TypeVar("T")

Tell = Callable[[Progress], None]
"""Is told how far a job is."""


class Work(Generic[T]):
    """One piece of work.

    Attributes:
        said: how far it is.
    """

    def __init__(self, executor: Executor, function: Callable[[Tell], T]):
        """It begins as soon as the executor has room.

        Args:
            executor: of threads.
            function: does it, and tells how far it is.
        """
        self.said: Text = text("waiting for another exchange to end")
        self._ended: Future[None] = Future()
        self._future: Future[T] = executor.submit(function, self._tell)
        self._future.add_done_callback(lambda _: self._ended.set_result(None))

    @property
    def done(self) -> bool:
        """It has ended."""
        return self._future.done()

    @property
    def broken(self) -> bool:
        """It has ended with an exception."""
        return self._future.done() and self._future.exception() is not None

    async def wait(self, seconds: float | None) -> bool:
        """Wait for its end, but no longer than so many seconds; whether it has ended."""
        if not self._future.done():
            # Not the future of the work itself: asyncio would print what it raised, values and all.
            await asyncio.wait([asyncio.wrap_future(self._ended)], timeout=seconds)
        return self._future.done()

    def result(self) -> T:
        """What came of it; what it raised comes out here."""
        return self._future.result()

    def _tell(self, progress: Progress) -> None:
        if progress.done:
            self.said = text_n(
                "{name}: {count} record",
                "{name}: {count} records",
                progress.done,
                name=progress.name,
            )
        elif progress.name:
            self.said = text("{name} is being read", name=progress.name)
