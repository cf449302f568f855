"""An SSH server made of paramiko, for what a real sshd cannot be made to do without real users."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import paramiko


class Script(paramiko.ServerInterface):
    """What the server answers.

    Args:
        password: the only one that is right.
        silent: never answer the request for SFTP.
    """

    def __init__(self, password: str, *, silent: bool = False):
        self.password = password
        self.silent = silent
        self.released = threading.Event()

    def get_allowed_auths(self, username: str) -> str:
        """Which ways to log in there are."""
        del username
        return "password"

    def check_auth_password(self, username: str, password: str) -> int:
        """Whether the password is right."""
        del username
        right = password == self.password
        return paramiko.common.AUTH_SUCCESSFUL if right else paramiko.common.AUTH_FAILED

    def check_channel_request(self, kind: str, chanid: int) -> int:
        """Channels are given to everybody who is logged in."""
        del kind, chanid
        return paramiko.common.OPEN_SUCCEEDED

    def check_channel_subsystem_request(self, channel: paramiko.Channel, name: str) -> bool:
        """There is no subsystem, and a silent server does not even say so."""
        del channel, name
        if self.silent:
            self.released.wait(30)
        return False


@contextmanager
def scripted_ssh(script: Script, host_key: Path) -> Iterator[int]:
    """Run the server; the port on 127.0.0.1."""
    transports: list[paramiko.Transport] = []  # noqa: TID251 - a server has no host key to check
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        done = threading.Event()

        def serve() -> None:
            while not done.is_set():
                try:
                    connection, _ = listener.accept()
                except TimeoutError:
                    continue
                transport = paramiko.Transport(connection)  # noqa: TID251
                transports.append(transport)
                transport.set_log_channel("tests.scripted_ssh")
                transport.add_server_key(paramiko.PKey.from_path(host_key))
                try:
                    transport.start_server(event=threading.Event(), server=script)
                except paramiko.SSHException:
                    transport.close()

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield int(listener.getsockname()[1])
        finally:
            done.set()
            script.released.set()
            thread.join()
            for transport in transports:
                transport.close()
                transport.join(5)
