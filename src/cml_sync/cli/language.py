"""Which language to speak: the option, our variable, then the locale, as other programs do."""

from collections.abc import Mapping, Sequence
from typing import Final

from cml_sync.messages import LANGUAGES

_LOCALE: Final = ("CML_SYNC_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language: ``--lang`` anywhere on the line, else the first locale variable that is set.

    Looked for before click reads the line, so that its own complaints are translated as well.
    """
    for argument, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if argument == "--lang" and following in LANGUAGES:
            return following
        if argument.startswith("--lang=") and argument[7:] in LANGUAGES:
            return argument[7:]
    for name in _LOCALE:
        if value := environ.get(name):
            language = value.replace("-", "_").split("_", 1)[0].split(".", 1)[0].lower()
            return language if language in LANGUAGES else "en"
    return "en"
