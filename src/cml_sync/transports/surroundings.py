"""What a transport is handed when it is made: time, chance, secrets and the user's home."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from cml_sync.transports.base import Clock, Sleep

NewToken = Callable[[], str]
"""Makes a fresh word of 8 to 64 hexadecimal digits, as `secrets.token_hex` does; handed in."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are at the other side; fetched when an endpoint is opened, never kept in options.

    Attributes:
        login: the user name; None where the URL names it or nobody asks.
        password: of that user.
        passphrase: unlocks the SSH key.
        source: where the password comes from, in words for messages; never the password.
    """

    login: str | None = None
    password: SecretStr | None = None
    passphrase: SecretStr | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything ambient.

    Attributes:
        clock: the moment now, with its zone.
        sleep: waits for so many seconds.
        monotonic: seconds that never run backwards, for deadlines.
        new_token: makes a fresh random word.
        home: the user's home folder, where `.ssh/known_hosts` is.
        credentials: who we are at the other side.
    """

    clock: Clock
    sleep: Sleep
    monotonic: Callable[[], float]
    new_token: NewToken
    home: Path
    credentials: Credentials = Credentials()
