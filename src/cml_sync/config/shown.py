"""The settings as plain data, to be shown: of a secret only its source."""

from dataclasses import asdict
from typing import Any

from cml_sync.config.settings import Endpoint, Settings
from cml_sync.transports.url_errors import shown_url


def shown(settings: Settings) -> dict[str, Any]:
    """Everything that holds, as JSON can say it."""
    return {
        "path": str(settings.path),
        "state": str(settings.state),
        "endpoint": {name: _endpoint(endpoint) for name, endpoint in settings.endpoints.items()},
        "job": {
            name: {"schedule": job.schedule, "steps": [str(step) for step in job.steps]}
            for name, job in settings.jobs.items()
        },
        "serve": settings.serve.model_dump(mode="json") if settings.serve else None,
    }


def _endpoint(endpoint: Endpoint) -> dict[str, Any]:
    values = endpoint.model_dump(mode="json", exclude={"name", "dialect"})
    dialect = asdict(endpoint.dialect)
    for name, value in dialect.items():
        if isinstance(value, frozenset):
            dialect[name] = sorted(value)
    for place in (values, values["transport"]):
        if "url" in place:
            place["url"] = shown_url(place["url"])
    return {**values, "dialect": dialect}
