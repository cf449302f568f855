import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import paramiko
import pytest

from cml_sync.transports.base import Offered, Topic
from cml_sync.transports.file_errors import TooManyFilesError
from cml_sync.transports.sftp import MOST_FILES, SftpTransport
from cml_sync.transports.sftp_options import SftpOptions

if TYPE_CHECKING:
    from cml_sync.transports.ssh_session import SshSession

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(name: str, mode: int) -> paramiko.SFTPAttributes:
    attributes = paramiko.SFTPAttributes()
    attributes.filename, attributes.st_mode, attributes.st_size = name, mode, 1
    return attributes


class Folders:
    """A server, and the connection to it: a folder in which there are always the same things."""

    def __init__(self, *entries: paramiko.SFTPAttributes):
        self.entries = list(entries)

    @contextmanager
    def asking(self, path: str) -> Iterator["Folders"]:
        """The server itself."""
        del path
        yield self

    def listdir_attr(self, path: str) -> list[paramiko.SFTPAttributes]:
        """What is in every folder."""
        del path
        return self.entries


def transport_to(folders: Folders) -> SftpTransport:
    options = SftpOptions(host="1c.example.ru", path="/out")
    return SftpTransport(options, cast("SshSession", folders), lambda: NOW, lambda: "0" * 16)


def test_a_folder_without_end_is_left() -> None:
    folders = Folders(
        *(entry(f"{n}.xml", stat.S_IFREG) for n in range(999)), entry("a", stat.S_IFDIR)
    )
    with pytest.raises(
        TooManyFilesError, match=rf"^`/out/a/.*` holds more than {MOST_FILES} files"
    ):
        transport_to(folders).offered(Topic.CATALOG)


def test_links_and_hidden_things_are_passed_by() -> None:
    folders = Folders(
        entry("a.xml", stat.S_IFREG), entry("b.xml", stat.S_IFLNK), entry(".git", stat.S_IFDIR)
    )
    assert transport_to(folders).offered(Topic.CATALOG) == (Offered("a.xml", 1),)
