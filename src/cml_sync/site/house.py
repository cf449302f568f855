"""What the site is handed: who may call, where things lie, and everything ambient."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from cml_sync.config.settings import Endpoint, Serve
from cml_sync.config.words import Role
from cml_sync.jobs.context import Ambient
from cml_sync.messages import Text, Translations
from cml_sync.xml.dialects import DIALECTS

_FOLDER: Final = "serve"


def tell_nobody(_: Text) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class House:
    """The surroundings of the site.

    Attributes:
        serve: the section of the configuration.
        password: of the caller, fetched.
        endpoints: by name.
        state: the state folder.
        ambient: of the jobs; its progress is replaced, its transports are not opened.
        new_token: makes at least 128 random bits as letters and digits.
        translations: into the language of the answers.
        tell: is told what happens, for whoever watches the server.
        patience: seconds that an answer may wait for an import before it is ``progress``.
        lock_wait: seconds that a request waits for another run on the store.
        import_wait: seconds that an import does, while the caller hears ``progress``.
        silence: seconds in which at least some bytes of an upload must come.
    """

    serve: Serve
    password: SecretStr
    endpoints: Mapping[str, Endpoint]
    state: Path
    ambient: Ambient
    new_token: Callable[[], str]
    translations: Translations = field(default_factory=NullTranslations)
    tell: Callable[[Text], None] = tell_nobody
    patience: float = 5.0
    lock_wait: float = 20.0
    import_wait: float = 600.0
    silence: float = 60.0

    @property
    def folder(self) -> Path:
        """Below it the uploads of every session have a folder of their own."""
        return self.state / _FOLDER

    @property
    def caller(self) -> Endpoint:
        """Who calls us: an erp whose answers УТ 11 can read.

        An endpoint of the same name lends its guards and its time zone.
        """
        name = self.serve.endpoint
        known = self.endpoints.get(name)
        if known is not None:
            return known.model_copy(update={"dialect": DIALECTS["ut11"], "role": Role.ERP})
        return Endpoint(
            name=name,
            role=Role.ERP,
            url=f"http://{self.serve.listen}",
            dialect=DIALECTS["ut11"],
            transport=self.serve,
        )
