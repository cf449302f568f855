"""paramiko's SFTP client, with what it leaves out: the extensions, and every answer read.

Of paramiko's own ways of being fast, pipelined writing drops the answers of failed writes, and
prefetching needs a thread that outlives a lost connection. Here requests run ahead of their
answers as well, but every answer is looked at, and there is no thread.
"""

import stat
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from paramiko import Message, SFTPAttributes, SFTPClient
from paramiko.sftp import (
    CMD_ATTRS,
    CMD_CLOSE,
    CMD_DATA,
    CMD_EXTENDED,
    CMD_EXTENDED_REPLY,
    CMD_FSTAT,
    CMD_HANDLE,
    CMD_INIT,
    CMD_NAME,
    CMD_OPEN,
    CMD_READ,
    CMD_STATUS,
    CMD_VERSION,
    CMD_WRITE,
    SFTP_EOF,
    SFTP_FLAG_CREATE,
    SFTP_FLAG_EXCL,
    SFTP_FLAG_READ,
    SFTP_FLAG_WRITE,
    SFTP_NO_SUCH_FILE,
    SFTP_OK,
    SFTPError,
    int64,
)

POSIX_RENAME: Final = "posix-rename@openssh.com"
FSYNC: Final = "fsync@openssh.com"
STATVFS: Final = "statvfs@openssh.com"

PIECE: Final = 32 * 1024
"""What every server takes in one request (draft-ietf-secsh-filexfer-02, section 3)."""

_AHEAD: Final = 64
_NAMES: Final = 8
_LEAST_NAME: Final = 12
"""Bytes before the names of a listing, and of the shortest one."""
_VERSION: Final = 3
_CREATE: Final = SFTP_FLAG_WRITE | SFTP_FLAG_CREATE | SFTP_FLAG_EXCL


class StatusError(OSError):
    """The server answered a request with a status that is not OK; the connection is fine.

    Attributes:
        status: the SFTP code (2 no such file, 3 permission denied, 4 failure, 8 not supported).
    """

    def __init__(self, status: int, words: str):
        super().__init__(words)
        self.status = status
        self.words = words

    @property
    def is_missing(self) -> bool:
        """Whether there is no such file."""
        return self.status == SFTP_NO_SUCH_FILE


class SftpClient(SFTPClient):
    """An SFTP channel that knows the server's extensions.

    Attributes:
        extensions: names that the server said it has.
    """

    extensions: frozenset[str]

    if TYPE_CHECKING:  # the private part of paramiko 5 that this module leans on

        def _send_packet(self, t: int, packet: Message) -> None: ...
        def _request(self, t: int, *args: object) -> tuple[int, Message]: ...
        def _async_request(self, fileobj: object, t: int, *args: object) -> int: ...
        def _read_response(self, waitfor: int | None = None) -> tuple[int, Message]: ...

    def _send_version(self) -> int:
        hello = Message()
        hello.add_int(_VERSION)
        self._send_packet(CMD_INIT, hello)
        kind, data = self._read_packet()
        if kind != CMD_VERSION:
            message = "no version came"
            raise SFTPError(message)
        answer = Message(data)
        version = answer.get_int()
        names = []
        while answer.get_remainder():
            names.append(answer.get_binary().decode(errors="replace"))
            answer.get_binary()
        self.extensions = frozenset(names)
        return version

    def _read_packet(self) -> tuple[int, bytes]:
        kind, data = super()._read_packet()  # type: ignore[misc]
        if kind == CMD_NAME and len(data) < _NAMES + _LEAST_NAME * Message(data[4:]).get_int():
            # paramiko would go on reading names where there are none, without end
            message = "more names were announced than came"
            raise SFTPError(message)
        return kind, data

    def _convert_status(self, msg: Message) -> None:
        status, words = msg.get_int(), msg.get_binary().decode(errors="replace")
        if status == SFTP_EOF:
            raise EOFError(words)
        if status != SFTP_OK:
            raise StatusError(status, words)

    def ask(self, kind: int, *args: object) -> tuple[int, Message]:
        """Send one request and wait for its answer.

        Raises:
            StatusError: the server says no.
        """
        return self._request(kind, *args)

    def send(self, pipeline: "_Pipeline", kind: int, *args: object) -> int:
        """Send a request whose answer will be handed to `pipeline`; its number."""
        return self._async_request(pipeline, kind, *args)

    def receive(self) -> None:
        """Wait for one answer to whatever was sent."""
        self._read_response()

    def judge(self, answer: Message) -> None:
        """Raise what a status answer says, if it is not OK."""
        self._convert_status(answer)

    def handle(self, path: str, flags: int) -> bytes:
        """Open a file.

        Raises:
            StatusError: the server says no.
        """
        kind, answer = self.ask(CMD_OPEN, path, flags, SFTPAttributes())
        if kind != CMD_HANDLE:
            raise SFTPError(kind)
        return answer.get_binary()

    def free_bytes(self, path: str) -> int | None:
        """Room left for us on the disk of `path`; None where the server cannot say."""
        if STATVFS not in self.extensions:
            return None
        kind, answer = self.ask(CMD_EXTENDED, STATVFS, path)
        if kind != CMD_EXTENDED_REPLY:
            return None
        _, fragment, _, _, available = (answer.get_int64() for _ in range(5))
        return fragment * available


class _Pipeline:
    """Requests that run ahead of their answers."""

    def __init__(self, client: SftpClient):
        self._client = client
        self._sent: deque[int] = deque()
        self._answers: dict[int, tuple[int, Message]] = {}

    def __len__(self) -> int:
        return len(self._sent)

    def send(self, kind: int, *args: object) -> None:
        """Send a request without waiting."""
        self._sent.append(self._client.send(self, kind, *args))

    def take(self) -> tuple[int, Message]:
        """The answer to the oldest request; servers may answer in any order."""
        number = self._sent.popleft()
        while number not in self._answers:
            self._client.receive()
        return self._answers.pop(number)

    def _async_response(self, kind: int, answer: Message, number: int) -> None:
        self._answers[number] = (kind, answer)

    def _check_exception(self) -> None:
        """Called by paramiko on whoever waits for answers; answers are judged when taken."""


class Upload:
    """A file of the server that did not exist before and is being written."""

    def __init__(self, client: SftpClient, path: str):
        self._client = client
        self._handle = client.handle(path, _CREATE)
        self._pipeline = _Pipeline(client)
        self.size = 0

    def write(self, block: bytes) -> None:
        """Send `block`, waiting only where too many answers are due.

        Raises:
            StatusError: an earlier or this piece could not be written.
        """
        for start in range(0, len(block), PIECE):
            piece = block[start : start + PIECE]
            self._pipeline.send(CMD_WRITE, self._handle, int64(self.size), piece)
            self.size += len(piece)
            if len(self._pipeline) > _AHEAD:
                self._take()

    def finish(self) -> int:
        """Wait for every answer, have the file written to the disk where the server can; its size.

        Raises:
            StatusError: a piece could not be written.
        """
        while self._pipeline:
            self._take()
        if FSYNC in self._client.extensions:
            self._client.ask(CMD_EXTENDED, FSYNC, self._handle)
        size = _size_of(self._client, self._handle)
        self._client.ask(CMD_CLOSE, self._handle)
        return size

    def abandon(self) -> None:
        """Let go of the file without waiting for anything but that."""
        self._client.ask(CMD_CLOSE, self._handle)

    def _take(self) -> None:
        kind, answer = self._pipeline.take()
        if kind != CMD_STATUS:
            raise SFTPError(kind)
        self._client.judge(answer)


class Download:
    """A file of the server that is being read.

    Attributes:
        size: in bytes, when it was opened.
    """

    def __init__(self, client: SftpClient, path: str):
        self._client = client
        self._handle = client.handle(path, SFTP_FLAG_READ)
        self.size = _size_of(client, self._handle)

    def size_now(self) -> int:
        """Its size at this moment, in bytes."""
        return _size_of(self._client, self._handle)

    def blocks(self) -> Iterator[bytes]:
        """Its bytes up to `size`, in order; it ends early where the file does.

        Raises:
            StatusError: the server cannot read on.
        """
        pipeline = _Pipeline(self._client)
        due: deque[int] = deque()
        start = 0
        while start < self.size or due:
            while start < self.size and len(due) < _AHEAD:
                length = min(PIECE, self.size - start)
                pipeline.send(CMD_READ, self._handle, int64(start), length)
                due.append(length)
                start += length
            yield self._take(pipeline, due.popleft(), start - sum(due))

    def _take(self, pipeline: _Pipeline, length: int, end: int) -> bytes:
        """One piece; where a server sends less than was asked for, the rest is asked for again."""
        data = self._data(*pipeline.take())
        while data and len(data) < length:
            more = self._more(end - length + len(data), length - len(data))
            if not more:
                break
            data += more
        return data

    def _more(self, start: int, length: int) -> bytes:
        try:
            return self._data(*self._client.ask(CMD_READ, self._handle, int64(start), length))
        except EOFError:  # paramiko's way to tell that the file ends here
            return b""

    def _data(self, kind: int, answer: Message) -> bytes:
        if kind == CMD_DATA:
            return answer.get_binary()
        try:
            self._client.judge(answer)
        except EOFError:
            return b""
        raise SFTPError(kind)

    def close(self) -> None:
        """Let go of the file."""
        self._client.ask(CMD_CLOSE, self._handle)


def is_file(attributes: SFTPAttributes) -> bool:
    """Whether it is an ordinary file, not a link."""
    return stat.S_ISREG(attributes.st_mode or 0)


def is_folder(attributes: SFTPAttributes) -> bool:
    """Whether it is a folder, not a link to one."""
    return stat.S_ISDIR(attributes.st_mode or 0)


def _size_of(client: SftpClient, handle: bytes) -> int:
    kind, answer = client.ask(CMD_FSTAT, handle)
    if kind != CMD_ATTRS:
        raise SFTPError(kind)
    attributes = SFTPAttributes()
    attributes._unpack(answer)  # type: ignore[attr-defined]  # noqa: SLF001 - no public way
    return int(attributes.st_size or 0)
