"""paramiko's SFTP client is spoken to over a real socket pair by a server of a few lines."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import cast

import paramiko
import pytest
from paramiko import sftp as wire

from cml_sync.transports.sftp_client import PIECE, Download, SftpClient, StatusError, Upload

Answer = Callable[[int, paramiko.Message], tuple[int, bytes]]
"""Given a kind of request and its body, the kind of the answer and its body."""


class Server:
    """Answers requests in an order of its own.

    Attributes:
        seen: kinds of the requests.
        hold: how many requests of this kind to collect before they are answered, last one first.
    """

    def __init__(self, answer: Answer, extensions: dict[str, str], hold: dict[int, int]):
        self.seen: list[int] = []
        self._answer, self._extensions, self._hold = answer, extensions, hold
        self._held: list[bytes] = []

    def run(self, line: socket.socket) -> None:
        """Answer until the other end closes."""
        with line, suppress(ConnectionError):
            while head := line.recv(4, socket.MSG_WAITALL):
                body = line.recv(struct.unpack(">I", head)[0], socket.MSG_WAITALL)
                self._take(line, body[0], paramiko.Message(body[1:]))

    def _take(self, line: socket.socket, kind: int, message: paramiko.Message) -> None:
        self.seen.append(kind)
        if kind == wire.CMD_INIT:
            hello = paramiko.Message()
            hello.add_int(3)
            for name, version in self._extensions.items():
                hello.add_string(name)
                hello.add_string(version)
            self._send(line, wire.CMD_VERSION, hello.asbytes())
            return
        number = message.get_int()
        answer, body = self._answer(kind, message)
        packet = bytes([answer]) + struct.pack(">I", number) + body
        self._held.append(struct.pack(">I", len(packet)) + packet)
        if self.seen.count(kind) >= self._hold.get(kind, 0):
            line.sendall(b"".join(reversed(self._held)))
            self._held.clear()

    def _send(self, line: socket.socket, kind: int, body: bytes) -> None:
        line.sendall(struct.pack(">IB", len(body) + 1, kind) + body)


class Line(socket.socket):
    """A socket that can pass for a channel."""

    def get_name(self) -> str:
        """What paramiko's log calls it."""
        return "line"


@contextmanager
def speaking(
    answer: Answer,
    extensions: dict[str, str] | None = None,
    hold: dict[int, int] | None = None,
) -> Iterator[tuple[SftpClient, Server]]:
    server = Server(answer, extensions or {}, hold or {})
    pair, far = socket.socketpair()
    near = Line(fileno=pair.detach())
    thread = threading.Thread(target=server.run, args=(far,))
    thread.start()
    try:
        yield SftpClient(cast("paramiko.Channel", near)), server
    finally:
        near.close()
        thread.join()


def status(code: int, words: bytes = b"words") -> tuple[int, bytes]:
    body = struct.pack(">II", code, len(words)) + words + struct.pack(">I", 0)
    return wire.CMD_STATUS, body


def text(content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + content


def attributes(size: int) -> tuple[int, bytes]:
    return wire.CMD_ATTRS, struct.pack(">IQ", 1, size)


class Disk:
    """A file on the server."""

    def __init__(self, content: bytes = b"", most: int = PIECE, fails_at: int | None = None):
        self.content = bytearray(content)
        self.most = most
        self.fails_at = fails_at

    def __call__(self, kind: int, message: paramiko.Message) -> tuple[int, bytes]:
        """The answer to one request."""
        if kind == wire.CMD_OPEN:
            return wire.CMD_HANDLE, text(b"handle")
        if kind == wire.CMD_FSTAT:
            return attributes(len(self.content))
        if kind == wire.CMD_READ:
            message.get_binary()
            start, length = message.get_int64(), message.get_int()
            piece = bytes(self.content[start : start + min(length, self.most)])
            return (wire.CMD_DATA, text(piece)) if piece else status(wire.SFTP_EOF)
        if kind == wire.CMD_WRITE:
            message.get_binary()
            start, piece = message.get_int64(), message.get_binary()
            if start == self.fails_at:
                return status(wire.SFTP_FAILURE)
            self.content[start : start + len(piece)] = piece
        return status(wire.SFTP_OK)


CONTENT = bytes(range(256)) * 1024 + b"end"


def test_extensions_of_the_server_are_known() -> None:
    with speaking(Disk(), {"fsync@openssh.com": "1", "x": "2"}) as (client, _):
        assert client.extensions == {"fsync@openssh.com", "x"}


def test_a_file_is_read_whole() -> None:
    with speaking(Disk(CONTENT)) as (client, _):
        download = Download(client, "a")
        assert download.size == len(CONTENT)
        assert b"".join(download.blocks()) == CONTENT


def test_answers_may_come_in_any_order() -> None:
    requests = len(CONTENT) // PIECE + 1
    with speaking(Disk(CONTENT), hold={wire.CMD_READ: requests}) as (client, _):
        assert b"".join(Download(client, "a").blocks()) == CONTENT


def test_what_a_server_leaves_out_is_asked_for_again() -> None:
    with speaking(Disk(CONTENT, most=1000)) as (client, _):
        assert b"".join(Download(client, "a").blocks()) == CONTENT


def test_a_file_that_shrinks_ends_early() -> None:
    disk = Disk(CONTENT)
    with speaking(disk) as (client, _):
        download = Download(client, "a")
        del disk.content[100_000:]
        assert sum(map(len, download.blocks())) == 100_000
        assert download.size_now() == 100_000


def test_a_file_is_written_whole() -> None:
    disk = Disk()
    with speaking(disk) as (client, server):
        upload = Upload(client, "a")
        upload.write(CONTENT)
        assert upload.finish() == upload.size == len(CONTENT)
        assert bytes(disk.content) == CONTENT
        assert wire.CMD_EXTENDED not in server.seen


def test_the_server_is_asked_to_write_to_the_disk_where_it_can() -> None:
    with speaking(Disk(), {"fsync@openssh.com": "1"}) as (client, server):
        upload = Upload(client, "a")
        upload.write(b"x")
        upload.finish()
        assert server.seen[-4:] == [
            wire.CMD_WRITE,
            wire.CMD_EXTENDED,
            wire.CMD_FSTAT,
            wire.CMD_CLOSE,
        ]


@pytest.mark.parametrize("fails_at", [0, PIECE, len(CONTENT) // PIECE * PIECE])
def test_no_failed_piece_is_overlooked(fails_at: int) -> None:
    with speaking(Disk(fails_at=fails_at)) as (client, _):
        upload = Upload(client, "a")
        with pytest.raises(StatusError) as failed:  # noqa: PT012 - either may tell
            upload.write(CONTENT)
            upload.finish()
        assert failed.value.status == wire.SFTP_FAILURE
        assert failed.value.words == "words"


def test_a_missing_file_is_told_apart_from_other_failures() -> None:
    with (
        speaking(lambda *_: status(wire.SFTP_NO_SUCH_FILE)) as (client, _),
        pytest.raises(StatusError) as missing,
    ):
        Download(client, "a")
    assert missing.value.is_missing


def test_free_room_is_what_is_left_for_us() -> None:
    numbers = struct.pack(">11Q", 4096, 512, 99, 50, 7, 0, 0, 0, 0, 0, 255)

    def answer(kind: int, message: paramiko.Message) -> tuple[int, bytes]:
        del kind, message
        return wire.CMD_EXTENDED_REPLY, numbers

    with speaking(answer, {"statvfs@openssh.com": "2"}) as (client, _):
        assert client.free_bytes("/") == 7 * 512
    with speaking(answer) as (client, _):
        assert client.free_bytes("/") is None


def test_names_that_are_announced_and_do_not_come_end_the_conversation() -> None:
    def answer(kind: int, message: paramiko.Message) -> tuple[int, bytes]:
        del message
        if kind == wire.CMD_OPENDIR:
            return wire.CMD_HANDLE, struct.pack(">I", 1) + b"h"
        return wire.CMD_NAME, struct.pack(">I", 0xFFFFFFFF)

    with speaking(answer) as (client, _), pytest.raises(paramiko.SFTPError, match="announced"):
        client.listdir_attr("/")
