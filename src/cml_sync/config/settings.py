"""What a configuration file says, as models. Everything is checked when the file is read."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializeAsAny,
    model_validator,
)

from cml_sync.config.secrets import SecretSource
from cml_sync.config.words import ExchangeKind, Role, Verb
from cml_sync.messages import text
from cml_sync.transports.errors import OptionError
from cml_sync.transports.retrying import RetryPolicy
from cml_sync.xml.dialects import Dialect

ENDPOINT_NAME: Final = re.compile(r"^[a-z0-9][a-z0-9_-]{0,39}$")
_SIZE: Final = re.compile(r"^\s*(\d+)\s*(B|KB|MB|GB|KiB|MiB|GiB)?\s*$", re.IGNORECASE)
_UNITS: Final = {"": 1, "b": 1, "kb": 1000, "mb": 1000**2, "gb": 1000**3} | {
    "kib": 1024,
    "mib": 1024**2,
    "gib": 1024**3,
}


def _read_size(value: object) -> object:
    if not isinstance(value, str):
        return value
    match = _SIZE.match(value)
    if match is None:
        raise OptionError(
            text("`{value}` is not a size: use a number of bytes, or 200 KB, 10 MiB", value=value)
        )
    return int(match[1]) * _UNITS[(match[2] or "").lower()]


def _check_schedule(value: str) -> str:
    try:
        CronSim(value, datetime(2026, 1, 1, tzinfo=UTC))
    except CronSimError as error:
        raise OptionError(
            text(
                "`{value}` is not a schedule: use five cron fields, for example `*/10 * * * *`",
                value=value,
            )
        ) from error
    return value


def _check_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise OptionError(
            text("`{value}` is not a time zone: use a name such as Europe/Moscow", value=value)
        ) from error
    return value


Bytes = Annotated[int, BeforeValidator(_read_size), Field(gt=0)]
"""A number of bytes; the file may say ``200 KB`` or ``10 MiB``."""

ZoneName = Annotated[str, AfterValidator(_check_zone)]
"""An IANA time zone."""


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Guards(_Table):
    """When a run stops and waits for a person."""

    max_deleted: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.1, description="share of the goods that one run may delete or withdraw"
    )
    min_items: Annotated[int, Field(ge=0)] = Field(
        default=20, description="catalogues smaller than this are not held to the share"
    )


class Endpoint(_Table):
    """One partner. Keys beyond these belong to its transport and stand in `transport`."""

    name: str = Field(description="the name of its table")
    role: Role = Field(description="erp or shop; picks who is asked and served by default")
    url: str = Field(description="https://… the exchange dialogue, sftp://…, file://… a folder")
    login: str | None = Field(default=None, description="user name at the partner")
    password: SecretSource | None = Field(default=None, description="where the password is")
    passphrase: SecretSource | None = Field(
        default=None, description="where the passphrase of the SSH key is"
    )
    preset: str = Field(default="plain", description="a known kind of partner")
    timezone: ZoneName = Field(
        default="Europe/Moscow", description="zone of the partner's dates; CommerceML writes none"
    )
    dialect: Dialect = Field(description="how its CommerceML looks; keys here change the preset's")
    retry: RetryPolicy = Field(
        default=RetryPolicy(), description="how often what may pass by itself is tried again"
    )
    guards: Guards = Field(
        default=Guards(), description="when a pull from it or a push to it stops"
    )
    transport: SerializeAsAny[BaseModel] = Field(description="options of the transport")


class Step(_Table):
    """One step of a job, as written: ``pull offers --from erp``."""

    verb: Verb
    kinds: tuple[ExchangeKind, ...]
    endpoint: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        return _read_step(value) if isinstance(value, str) else value

    def __str__(self) -> str:
        """The step as it is written."""
        words = [self.verb.value, *(kind.value for kind in self.kinds)]
        if self.endpoint:
            words += ["--from" if self.verb is Verb.PULL else "--to", self.endpoint]
        return " ".join(words)


def _read_step(line: str) -> Mapping[str, object]:
    words = line.split()
    endpoint = None
    if len(words) > 2 and words[-2] in {"--from", "--to"}:  # noqa: PLR2004 - an option and its value
        endpoint = words[-1]
        if (words[-2] == "--from") != (words[0] == Verb.PULL.value):
            raise OptionError(text("`{line}`: pull has --from, push has --to", line=line))
        words = words[:-2]
    verbs, kinds = [verb.value for verb in Verb], [kind.value for kind in ExchangeKind]
    if len(words) < 2 or words[0] not in verbs or not set(words[1:]) <= set(kinds):  # noqa: PLR2004 - a verb and a kind
        raise OptionError(
            text(
                "`{line}` is not a step: use pull or push, then one or more of {kinds}",
                line=line,
                kinds=", ".join(kinds),
            )
        )
    return {"verb": words[0], "kinds": tuple(words[1:]), "endpoint": endpoint}


def _check_steps(value: tuple[Step, ...]) -> tuple[Step, ...]:
    # After the steps themselves: a length rule of pydantic would complain of every bad step twice.
    if not value:
        raise OptionError(text("name at least one step"))
    return value


class Job(_Table):
    """Named steps with a schedule."""

    name: str
    schedule: Annotated[str, AfterValidator(_check_schedule)] | None = Field(
        default=None, description="five cron fields"
    )
    steps: Annotated[tuple[Step, ...], AfterValidator(_check_steps)] = Field(
        description='"pull offers", "push offers --to shop"'
    )


class Serve(_Table):
    """The shop's side of the dialogue, so that a real 1C can connect to us."""

    listen: str = Field(
        default="127.0.0.1:8771",
        pattern=r"^[^\s:]+:\d{1,5}$",
        description="address and port; put a TLS proxy in front of anything but loopback",
    )
    endpoint: str = Field(
        default="1c",
        pattern=ENDPOINT_NAME.pattern,
        description="the name under which the caller is remembered",
    )
    login: str = Field(min_length=1, description="user name the caller must give")
    password: SecretSource = Field(description="where the caller's password is")
    file_limit: Bytes = Field(default=200 * 1024, description="largest piece of an upload")
    zip: bool = Field(default=True, description="offer to take one zip instead of single files")
    upload_limit: Bytes = Field(default=2 * 1000**3, description="largest upload of one session")


class Settings(_Table):
    """The whole configuration.

    Attributes:
        path: the file it was read from.
        state: the folder of the store, the spool and the reports.
    """

    path: Path
    state: Path
    endpoints: Mapping[str, Endpoint] = Field(default=MappingProxyType({}))
    jobs: Mapping[str, Job] = Field(default=MappingProxyType({}))
    serve: Serve | None = None

    def with_role(self, role: Role) -> tuple[Endpoint, ...]:
        """The endpoints of a role, in the order of the file."""
        return tuple(endpoint for endpoint in self.endpoints.values() if endpoint.role is role)
