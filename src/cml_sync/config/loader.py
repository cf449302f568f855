"""From a file to settings: every problem of the file is found in one go, each with its line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from cml_sync.config.complaints import Complaint, complaints, field_names, unknown_key
from cml_sync.config.errors import ConfigProblemsError
from cml_sync.config.lines import Key, line_of
from cml_sync.config.lookup import default_state
from cml_sync.config.partner import HIDDEN_KEYS, OWN_KEYS, Reader, compose
from cml_sync.config.secrets import anchored
from cml_sync.config.settings import ENDPOINT_NAME, Endpoint, Job, Serve, Settings
from cml_sync.config.source import Source, read_source, with_environment
from cml_sync.errors import ConfigurationError
from cml_sync.messages import Text, text
from cml_sync.problems import Place

M = TypeVar("M", bound=BaseModel)

_TOP: Final = ("state", "endpoint", "job", "serve")


def load_settings(path: Path, environ: Mapping[str, str]) -> Settings:
    """Read and check a configuration file; secrets are not fetched.

    Args:
        path: the file.
        environ: ``CML_SYNC_…`` variables beat the file.

    Raises:
        ConfigUnreadableError: it cannot be read as TOML.
        ConfigProblemsError: it says things that cannot be; all of them.
    """
    source = read_source(path)
    reading = _Reading(source)
    tables = with_environment(source.tables, environ)
    for key in tables:
        if key not in _TOP:
            reading.found.append(unknown_key(key, (), _TOP, reading.place((key,))))
    settings = {
        "path": path,
        "state": _state(reading, tables.get("state"), environ),
        "endpoints": reading.named(tables, "endpoint", reading.endpoint),
        "jobs": reading.named(tables, "job", reading.job),
        "serve": reading.serve(tables["serve"]) if "serve" in tables else None,
    }
    reading.check_steps(settings["jobs"], settings["endpoints"])
    if reading.found:
        raise ConfigProblemsError(sorted(reading.found, key=lambda found: found[0].line or 0))
    return Settings.model_validate(settings)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One file being read, and what was found wrong so far."""

    source: Source
    found: list[Complaint] = field(default_factory=list)

    def place(self, key: Key) -> Place:
        return Place(file=str(self.source.path), line=line_of(self.source.lines, key))

    def complain(self, key: Key, sentence: Text, hint: Text | None = None) -> None:
        self.found.append((self.place(key), sentence, hint))

    def table(
        self, model: type[M], values: object, key: Key, known: tuple[str, ...] = ()
    ) -> M | None:
        """One validated table; None if something is wrong with it."""
        try:
            return model.model_validate(values)
        except ValidationError as error:
            names = known or field_names(model)
            self.found.extend(
                complaints(error, key, names, self.source.lines, str(self.source.path))
            )
            return None

    def named(
        self, tables: Mapping[str, Any], group: str, read: Callable[[str, Any], M | None]
    ) -> dict[str, M]:
        """The tables ``[group.NAME]``, those left out that something is wrong with."""
        below = tables.get(group, {})
        if not isinstance(below, Mapping):
            self.complain((group,), text("`{name}` must be a table", name=group))
            return {}
        read_ones = {name: read(name, values) for name, values in below.items()}
        return {name: value for name, value in read_ones.items() if value is not None}

    def endpoint(self, name: str, values: Any) -> Endpoint | None:
        key = ("endpoint", name)
        if not ENDPOINT_NAME.match(name):
            self.complain(
                key,
                text("`{name}` is not a name for an endpoint", name=name),
                text("use small Latin letters, digits, - and _"),
            )
        if not isinstance(values, Mapping):
            self.complain(key, text("`{name}` must be a table", name=".".join(key)))
            return None
        folder = self.source.path.parent
        composed = compose(name, anchored(values, folder), folder, self._reader(key))
        return self.table(Endpoint, composed, key, OWN_KEYS)

    def _reader(self, above: Key) -> Reader:
        def read(model: type[BaseModel], values: object, below: Key) -> BaseModel | None:
            names = tuple(name for name in field_names(model) if name not in HIDDEN_KEYS)
            known = names if below else (*names, *OWN_KEYS)
            return self.table(model, values, (*above, *below), known)

        def refuse(below: Key, error: ConfigurationError) -> None:
            self.complain((*above, *below), error.message, error.hint)

        return Reader(read, refuse)

    def serve(self, values: Any) -> Serve | None:
        if isinstance(values, Mapping):
            values = anchored(values, self.source.path.parent)
        return self.table(Serve, values, ("serve",))

    def job(self, name: str, values: Any) -> Job | None:
        table = {**values, "name": name} if isinstance(values, Mapping) else values
        return self.table(Job, table, ("job", name), ("schedule", "steps"))

    def check_steps(self, jobs: Any, endpoints: Any) -> None:
        """Steps may only name endpoints that exist."""
        for job in jobs.values():
            for step in job.steps:
                if step.endpoint is not None and step.endpoint not in endpoints:
                    self.complain(
                        ("job", job.name, "steps"),
                        text("there is no endpoint `{name}`", name=step.endpoint),
                    )


def _state(reading: _Reading, value: object, environ: Mapping[str, str]) -> Path:
    config = reading.source.path
    if value is None:
        return default_state(config, environ)
    if not isinstance(value, str) or not value:
        reading.complain(("state",), text("`{name}` must be a folder in quotes", name="state"))
        return config.parent
    return (config.parent / Path(value).expanduser()).absolute()
