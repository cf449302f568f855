"""A real OpenSSH server on a loopback port, with its own keys and no trace outside its folder."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
PidFile none
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PermitRootLogin yes
PubkeyAuthentication yes
PasswordAuthentication no
KbdInteractiveAuthentication no
MaxStartups 100
LogLevel ERROR
{more}
"""
_SFTP = "Subsystem sftp internal-sftp"


@dataclass(frozen=True)
class Sshd:
    """A running server.

    Attributes:
        folder: its configuration and keys.
        port: on 127.0.0.1.
        user: who may log in: the one who runs the tests.
        key: a private key that it accepts.
        known_hosts: a file that vouches for its host key.
        process: the listening process.
    """

    folder: Path
    port: int
    user: str
    key: Path
    known_hosts: Path
    process: subprocess.Popen[bytes]

    def children(self) -> list[int]:
        """The processes that serve connections."""
        found, waiting = [], [self.process.pid]
        while waiting:
            pid = waiting.pop()
            tasks = Path(f"/proc/{pid}/task/{pid}/children")
            inner = [int(word) for word in tasks.read_text().split()] if tasks.exists() else []
            found += inner
            waiting += inner
        return found

    def freeze(self) -> None:
        """Stop answering without hanging up."""
        for pid in self.children():
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Go on answering."""
        for pid in self.children():
            os.kill(pid, signal.SIGCONT)

    def kill_connections(self) -> None:
        """Let every connection break off."""
        for pid in self.children():
            os.kill(pid, signal.SIGKILL)


def make_key(path: Path, passphrase: str = "", kind: str = "ed25519") -> Path:
    """A fresh private key; its public half stands beside it."""
    subprocess.run(
        ["ssh-keygen", "-q", "-t", kind, "-N", passphrase, "-C", "", "-f", str(path)], check=True
    )
    return path


def known_hosts_line(port: int, host_key: Path) -> str:
    """The line that vouches for a host key."""
    return f"[127.0.0.1]:{port} {host_key.with_suffix('.pub').read_text()}"


def free_port() -> int:
    """A loopback port that nobody uses."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running_sshd(folder: Path, more: str = _SFTP) -> Iterator[Sshd]:
    """Start a server whose files stand in `folder`; `more` is added to its configuration."""
    program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
    if program is None or shutil.which("ssh-keygen") is None:
        pytest.skip("OpenSSH is missing: apt-get install openssh-server")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # Debian's sshd insists on it
    port = free_port()
    host_key, key = make_key(folder / "host_key"), make_key(folder / "key")
    shutil.copy(key.with_suffix(".pub"), folder / "authorized_keys")
    known_hosts = folder / "known_hosts"
    known_hosts.write_text(known_hosts_line(port, host_key))
    config = folder / "sshd_config"
    config.write_text(_CONFIG.format(port=port, folder=folder, more=more))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([program, "-D", "-e", "-f", str(config)], stderr=log)
    try:
        _wait_until_listening(process, port, folder / "log")
        yield Sshd(folder, port, getpass.getuser(), key, known_hosts, process)
    finally:
        for pid in (*Sshd(folder, port, "", key, known_hosts, process).children(), process.pid):
            os.kill(pid, signal.SIGCONT)
            os.kill(pid, signal.SIGKILL)
        process.wait()


def _wait_until_listening(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    pause = threading.Event()
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            pause.wait(0.05)
        else:
            return
    process.kill()
    process.wait()
    pytest.fail(f"sshd did not start: {log.read_text()}")
