"""The sessions: each with a cookie, a folder and a batch of its own, so that two 1C never mix."""

import asyncio
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cml_sync.jobs.hand_out import Batch
from cml_sync.site.background import Work
from cml_sync.site.imports import Imported
from cml_sync.site.uploads import Uploads
from cml_sync.transports.base import Clock

IDLE: Final = timedelta(minutes=15)
"""A session that nobody has used for so long is over."""

WAITING: Final = timedelta(hours=6)
"""So long may 1C work through the documents it was handed before it confirms them; were its session
over by then, the same documents would come again for ever."""

MOST: Final = 64
"""More than so many sessions at a time are not kept: the one used least recently goes."""


@dataclass(slots=True)
class Session:
    """One session.

    Attributes:
        folder: of its files.
        sessid: the second token; empty for a caller who never logged in.
        uploads: what was uploaded.
        used: when it was last used.
        lock: of its uploads: one request at a time changes them.
        imports: what is being imported, or was, by name.
        taken: pictures that its imports took.
        batch: the documents that were handed out last; None if none were asked for.
        confirmed: the caller has confirmed them.
        answers: how many answers were written for it.
        goods: the catalogue that is being written for it.
    """

    folder: Path
    sessid: str
    uploads: Uploads
    used: datetime
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    imports: dict[str, Work[Imported]] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    batch: Batch | None = None
    confirmed: bool = False
    answers: int = 0
    goods: Work[Path] | None = None
    _settled: set[str] = field(default_factory=set)

    @property
    def busy(self) -> bool:
        """Something is at work for it."""
        goods = self.goods is not None and not self.goods.done
        return goods or self.lock.locked() or self.importing

    @property
    def importing(self) -> bool:
        """An import is at work."""
        return any(not work.done for work in self.imports.values())

    def is_over(self, now: datetime) -> bool:
        """Nobody has used it for too long."""
        waits = self.batch is not None and bool(self.batch.documents) and not self.confirmed
        return not self.busy and self.used + (WAITING if waits else IDLE) <= now

    def settle(self) -> None:
        """Note that imports have ended: what was there is not to be appended to any more."""
        for name, work in self.imports.items():
            if name not in self._settled and work.done and not work.broken:
                self._settled.add(name)
                imported = work.result()
                self.uploads.close(imported.uploads)
                self.taken |= imported.pictures

    def forget(self, upload: str) -> None:
        """This file came anew: how earlier imports of it ended is of no interest now."""
        archive = upload.lower().endswith(".zip")
        for name in [*self.imports] if archive else [upload]:
            self.imports.pop(name, None)
            self._settled.discard(name)

    def clear(self) -> None:
        """Begin anew: no files, no imports."""
        self.uploads.clear()
        self.imports.clear()
        self._settled.clear()
        self.taken = frozenset()

    def new_folder(self) -> Path:
        """A folder for one answer; not made yet."""
        self.answers += 1
        return self.folder / f"answer-{self.answers}"

    def discard(self) -> None:
        """Remove its files."""
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(slots=True)
class Sessions:
    """All sessions of one server.

    Attributes:
        folder: below it each has its own.
        limit: bytes one may upload.
        clock: the moment now.
        new_token: makes random words.
    """

    folder: Path
    limit: int
    clock: Clock
    new_token: Callable[[], str]
    _by_token: dict[bytes, Session] = field(default_factory=dict)
    _by_address: dict[str, Session] = field(default_factory=dict)
    _count: int = 0

    def open(self, address: str) -> tuple[str, Session]:
        """A new session, and the token that its cookie holds."""
        token = self.new_token()
        session = self._new(self.new_token())
        self._by_token[_key(token)] = session
        self._by_address[address] = session
        return token, session

    def find(self, token: str) -> Session | None:
        """The session of a cookie, if it is not over; it is used now."""
        return self._use(self._by_token.get(_key(token)))

    def of_address(self, address: str) -> Session:
        """The session of a caller that sends no cookie: the one it opened last, or a new one."""
        session = self._use(self._by_address.get(address))
        if session is None:
            session = self._by_address[address] = self._new("")
        return session

    def over(self) -> list[Session]:
        """Forget the sessions that are over, or too many; they are to be discarded."""
        now = self.clock()
        kept = sorted(self._all(), key=lambda session: session.used, reverse=True)
        gone = [
            session
            for place, session in enumerate(kept)
            if session.is_over(now) or (place >= MOST and not session.busy)
        ]
        lost = {id(session) for session in gone}
        self._by_token = {k: s for k, s in self._by_token.items() if id(s) not in lost}
        self._by_address = {k: s for k, s in self._by_address.items() if id(s) not in lost}
        return gone

    def discard_all(self) -> None:
        """Forget all of them, and remove their files."""
        self._by_token.clear()
        self._by_address.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _all(self) -> list[Session]:
        every = [*self._by_token.values(), *self._by_address.values()]
        return list({id(session): session for session in every}.values())

    def _new(self, sessid: str) -> Session:
        self._count += 1
        folder = self.folder / f"{self._count:06}"
        uploads = Uploads(folder / "files", self.limit)
        return Session(folder, sessid, uploads, self.clock())

    def _use(self, session: Session | None) -> Session | None:
        now = self.clock()
        if session is None or session.is_over(now):
            return None
        session.used = now
        return session


def _key(token: str) -> bytes:
    # What is looked up is a digest, so that the time it takes tells nothing of the token.
    return hashlib.sha256(token.encode()).digest()
