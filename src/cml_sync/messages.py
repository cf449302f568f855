"""Texts for people: an English template with named values, translated only where it is shown.

The floors below `cli` and `site` never translate: they build a `Text`, and whoever prints it hands
in the translations. So one report can be shown in two languages, and no global language exists.
Babel collects the templates from the calls of `text` and `text_n` (``make messages``).
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Any, Final

DOMAIN: Final = "cml_sync"
_LONGEST: Final = 1_000
_DIGITS: Final = 30
LANGUAGES: Final = ("en", "ru")

Translations = gettext.NullTranslations


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence for a person: a template in English and the values it names.

    Attributes:
        template: the English sentence with ``{name}`` places; the key of the translation.
        values: what stands in those places; a `Text` among them is translated as well.
        plural: the English plural, where the sentence counts something.
        count: the number that picks the plural form.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    plural: str | None = None
    count: int | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """For another process: what cannot be changed cannot be pickled either."""
        return _made, (self.template, dict(self.values), self.plural, self.count)

    def __str__(self) -> str:
        """The English sentence."""
        return self.translated(_ENGLISH)

    def translated(self, translations: Translations) -> str:
        """The sentence in the language of `translations`."""
        if self.plural is None or self.count is None:
            template = translations.gettext(self.template) if self.template else ""
        else:
            template = translations.ngettext(self.template, self.plural, self.count)
        if not self.values:
            return template
        return template.format_map(
            {name: _shown(value, translations) for name, value in self.values.items()}
        )


def _shown(value: object, translations: Translations) -> object:
    if isinstance(value, Text):
        return value.translated(translations)
    if isinstance(value, str):
        return shortened(value, _LONGEST)
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < _DIGITS:
        return f"{value:f}"  # nobody reads 1E+3
    return value


def shortened(value: str, most: int) -> str:
    """`value`, cut to `most` characters: an id in a file may take a megabyte."""
    return value if len(value) <= most else f"{value[:most]}…"


def _made(
    template: str, values: Mapping[str, object], plural: str | None, count: int | None
) -> Text:
    return Text(template, MappingProxyType(values), plural, count)


def text(template: str, /, **values: object) -> Text:
    """A sentence for people; `template` must be a literal, so that it can be collected."""
    return Text(template, MappingProxyType(values))


def text_n(singular: str, plural: str, count: int, /, **values: object) -> Text:
    """A sentence that counts: ``{count}`` is filled in with `count`."""
    return Text(singular, MappingProxyType({"count": count, **values}), plural, count)


_SYSTEM_REASONS: Final = (
    text("Permission denied"),
    text("Operation not permitted"),
    text("No such file or directory"),
    text("Not a directory"),
    text("Is a directory"),
    text("File exists"),
    text("File name too long"),
    text("Too many levels of symbolic links"),
    text("Too many open files"),
    text("No space left on device"),
    text("Disk quota exceeded"),
    text("File too large"),
    text("Read-only file system"),
    text("Device or resource busy"),
    text("Input/output error"),
    text("Stale file handle"),
)
"""What the system says, for the catalogue; in words that are not here it says it in English."""


def system_reason(error: OSError) -> Text:
    """Why the system refused, in its own words."""
    return system_words(error.strerror or type(error).__name__)


def system_words(reason: str) -> Text:
    """What the system said; translated where it is known."""
    return Text(reason)


def packed(message: Text) -> str:
    """A text as one line that can be remembered, and translated when it is shown."""
    import json  # noqa: PLC0415 - not for a small file without problems

    return json.dumps(_plain(message), ensure_ascii=False)


def unpacked(line: str) -> Text:
    """The text that `packed` made a line of. Raises ValueError for any other line."""
    import json  # noqa: PLC0415 - as above

    return _read(json.loads(line))


def _plain(value: object) -> object:
    if not isinstance(value, Text):
        return value if isinstance(value, str | int) else str(value)
    values = {name: _plain(inner) for name, inner in value.values.items()}
    return {"text": value.template, "values": values, "plural": value.plural, "count": value.count}


def _read(plain: Any) -> Text:
    values = {
        name: _read(value) if isinstance(value, dict) else value
        for name, value in plain["values"].items()
    }
    return Text(plain["text"], MappingProxyType(values), plain["plural"], plain["count"])


@cache
def load_translations(language: str) -> Translations:
    """The catalogue of `language` (``ru``, ``en``); an unknown language reads as English.

    Read once: a report of a million problems asks for it with each of them.
    """
    name = language.replace("-", "_").split("_", 1)[0].lower()
    if name == "en":
        return _ENGLISH
    from importlib import resources  # noqa: PLC0415 - English needs no catalogue

    catalogue = resources.files("cml_sync").joinpath("locale", name, "LC_MESSAGES", f"{DOMAIN}.mo")
    if not catalogue.is_file():
        return _ENGLISH
    with catalogue.open("rb") as file:
        return gettext.GNUTranslations(file)


_ENGLISH: Final = gettext.NullTranslations()
