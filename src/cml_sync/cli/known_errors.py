"""Every class of errors that has a code; the outermost floor is the only one that sees all."""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from cml_sync.errors import CmlSyncError

MODULES: Final = (
    "cml_sync.errors",
    "cml_sync.xml.errors",
    "cml_sync.xml.writing.unwritable",
    "cml_sync.packages.errors",
    "cml_sync.packages.diff.errors",
    "cml_sync.packages.survey.errors",
    "cml_sync.packages.convert.errors",
    "cml_sync.packages.anonymize.errors",
    "cml_sync.packages.forms.csv.errors",
    "cml_sync.packages.forms.jsonl.errors",
    "cml_sync.packages.forms.output_errors",
    "cml_sync.packages.generate.errors",
    "cml_sync.transports.errors",
    "cml_sync.transports.dialogue_errors",
    "cml_sync.transports.file_errors",
    "cml_sync.transports.http_errors",
    "cml_sync.transports.ssh_errors",
    "cml_sync.transports.url_errors",
    "cml_sync.transports.registry",
    "cml_sync.store.errors",
    "cml_sync.config.errors",
    "cml_sync.jobs.errors",
    "cml_sync.jobs.lock",
    "cml_sync.jobs.receive",
    "cml_sync.site.errors",
    "cml_sync.site.server",
    "cml_sync.cli.errors",
    "cml_sync.cli.diff_errors",
)
"""Where they stand."""


def known_errors() -> Iterator[type[CmlSyncError]]:
    """The classes with a code of their own."""
    for name in MODULES:
        for value in vars(import_module(name)).values():
            if (
                isinstance(value, type)
                and issubclass(value, CmlSyncError)
                and value.__module__ == name
                and "code" in vars(value)
            ):
                yield value
