"""What can be wrong with the configuration and its secrets; each ends with exit code 11."""

from collections.abc import Sequence
from pathlib import Path

from cml_sync.errors import ConfigurationError
from cml_sync.messages import Text, text, text_n
from cml_sync.problems import Place


class ConfigNotFoundError(ConfigurationError):
    """No configuration file stands where one was looked for."""

    code = "E1101"

    def __init__(self, looked: Sequence[Path]):
        super().__init__(
            text("no configuration found; looked at {places}", places=", ".join(map(str, looked))),
            hint=text(
                "name one with --config, or copy a file of examples/config to ./cml-sync.toml"
            ),
        )


class ConfigUnreadableError(ConfigurationError):
    """The file is there and cannot be read as TOML."""

    code = "E1102"

    def __init__(
        self, path: Path, reason: Text, line: int | None = None, column: int | None = None
    ):
        super().__init__(
            text("the configuration cannot be read: {reason}", reason=reason),
            place=Place(file=str(path), line=line, column=column),
            hint=text("the file must be TOML, saved as UTF-8"),
        )


class ConfigProblemsError(ConfigurationError):
    """The file was read and says things that cannot be; all of them at once.

    Attributes:
        problems: (place, sentence, hint) of each, in the order of the file.
    """

    code = "E1103"

    def __init__(self, problems: Sequence[tuple[Place, Text, Text | None]]):
        super().__init__(
            text_n(
                "the configuration has {count} problem",
                "the configuration has {count} problems",
                len(problems),
            ),
            hint=text("mend the lines named above, then run `cml-sync config check`"),
        )
        self.problems = tuple(problems)

    def __str__(self) -> str:
        """The English sentences, one a line."""
        lines = [f"{place}: {sentence}" for place, sentence, _ in self.problems]
        return "\n".join([super().__str__(), *lines])


class SecretMissingError(ConfigurationError):
    """A secret is not where the configuration says."""

    code = "E1104"

    def __init__(self, owner: str, reason: Text):
        super().__init__(
            text("the secret `{owner}` cannot be had: {reason}", owner=owner, reason=reason),
            hint=text("set it there, then run `cml-sync config check`"),
        )


class UnknownEndpointError(ConfigurationError):
    """A name that no endpoint of the configuration has."""

    code = "E1105"

    def __init__(self, name: str, known: Sequence[str]):
        super().__init__(
            text(
                "there is no endpoint `{name}`; the configuration has {known}",
                name=name,
                known=", ".join(known) or "-",
            ),
            hint=text("check the spelling, or add a table [endpoint.{name}]", name=name),
        )


class UnknownJobError(ConfigurationError):
    """A name that no job of the configuration has."""

    code = "E1106"

    def __init__(self, name: str, known: Sequence[str]):
        super().__init__(
            text(
                "there is no job `{name}`; the configuration has {known}",
                name=name,
                known=", ".join(known) or "-",
            ),
            hint=text("check the spelling, or add a table [job.{name}]", name=name),
        )


class NoEndpointError(ConfigurationError):
    """A command needs an endpoint of a role and the configuration has none."""

    code = "E1107"

    def __init__(self, role: str):
        super().__init__(
            text("the configuration has no endpoint with the role `{role}`", role=role),
            hint=text('add a table [endpoint.NAME] with role = "{role}"', role=role),
        )


class KeyOfUrlError(ConfigurationError):
    """A key of an endpoint says what another one says already."""

    code = "E1109"

    def __init__(self, key: str, instead: str):
        super().__init__(
            text("`{key}` is said by `{instead}` already", key=key, instead=instead),
            hint=text("leave `{key}` out", key=key),
        )


class ProtocolWithoutDialogueError(ConfigurationError):
    """Switches of the dialogue for an endpoint that is reached without it."""

    code = "E1110"

    def __init__(self, scheme: str):
        super().__init__(
            text("a table `protocol` means nothing to an endpoint with {scheme}:", scheme=scheme),
            hint=text("leave it out; it belongs to the HTTP exchange dialogue"),
        )
