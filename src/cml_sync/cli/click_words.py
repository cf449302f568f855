"""What click itself says to whoever types a command line, for the catalogue and for the screen.

click marks its sentences for `gettext` and looks them up in the domain of the process. `speaking`
makes that our catalogue while a command line is read; the list is what Babel collects.
"""

import gettext
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Final

from cml_sync.messages import DOMAIN, Text, text, text_n

_VARIABLE: Final = "LANGUAGE"

CLICK_WORDS: Final[tuple[Text, ...]] = (
    text("Usage:"),
    text("Options"),
    text("Positional arguments"),
    text("default: {default}"),
    text("env var: {var}"),
    text("required"),
    text("(dynamic)"),
    text("Missing command."),
    text("Missing argument"),
    text("Missing option"),
    text("Missing parameter"),
    text("Missing {param_type}"),
    text("Missing parameter: {param_name}"),
    text("Choose from:\n\t{choices}"),
    text("No such command {name!r}."),
    text("No such option {name!r}."),
    text_n("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    text("Invalid value: {message}"),
    text("Invalid value for {param_hint}: {message}"),
    text_n("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    text("{value!r} is not a valid {number_type}."),
    text("{value} is not in the range {range}."),
    text("{value!r} is not a valid boolean. Recognized values: {states}"),
    text("{name} {filename!r} does not exist."),
    text("{name} {filename!r} is a file."),
    text("{name} {filename!r} is a directory."),
    text("{name} {filename!r} is not readable."),
    text("{name} {filename!r} is not writable."),
    text("{name} {filename!r} is not executable."),
    text("Could not open file {filename!r}: {message}"),
    text("unknown error"),
    text_n("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
    text("Option {name!r} does not take a value."),
    text_n(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1
    ),
    text("Argument {name!r} takes {nargs} values."),
    text_n(
        "Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given.", 1
    ),
)
"""In the words of click 8.5; a version with other words says those in English.

Left out are the names of kinds of values (``path``): click looks them up when a command is loaded,
and spells them as ``PATH`` in the help of all languages.
"""


@contextmanager
def speaking(language: str, environ: MutableMapping[str, str]) -> Iterator[None]:
    """Let click speak `language` meanwhile.

    Args:
        language: ``en`` or ``ru``.
        environ: of this process: Python's own lookup of a catalogue reads ``LANGUAGE`` there.
    """
    if language == "en":
        yield  # click's own words
        return
    from importlib import resources  # noqa: PLC0415 - English needs no catalogue

    domain, before = gettext.textdomain(), environ.get(_VARIABLE)
    with resources.as_file(resources.files("cml_sync").joinpath("locale")) as folder:
        gettext.bindtextdomain(DOMAIN, str(folder))
        gettext.textdomain(DOMAIN)
        environ[_VARIABLE] = language
        try:
            yield
        finally:
            gettext.textdomain(domain)
            if before is None:
                environ.pop(_VARIABLE, None)
            else:
                environ[_VARIABLE] = before
