"""Whether the packages of an extra are installed."""

from importlib.util import find_spec

from cml_sync.cli.errors import ServeExtraMissingError


def need_serve() -> None:
    """Raises ServeExtraMissingError if the packages of the extra ``serve`` are not there."""
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise ServeExtraMissingError
