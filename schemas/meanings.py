"""What the elements of the standard mean, in English and in Russian.

The English stands at the models: the docstring of a class, and its ``Attributes:``. What a
docstring does not say, because a name says it to whoever reads Python, is in ``meanings.toml``
beside this file, and so is all of the Russian, by its English sentence.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from cml_sync.model import words
from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.wiring import slots_by_name
from schemas.docstrings import read_docstring

LANGUAGES: Final = ("en", "ru")

_TABLE: Final = Path(__file__).with_name("meanings.toml")
_NAMED: Final = re.compile(r"^(?:``[^`]+``, )*``[^`]+``(?: \(since [\d.]+\)\.$|\.$|[:;] |, (?!``))")
_WORDS: Final = re.compile(r"`words\.(\w+)`")


def of_model(model: type[Element], language: str) -> str:
    """What an element is; Markdown."""
    return _shown(_of_model(model), language)


def of_field(model: type[Element], name: str, language: str) -> str:
    """What a field of `model` means; Markdown. Raises KeyError if nobody says it."""
    return _shown(_of_field(model, name), language)


def models() -> tuple[type[Element], ...]:
    """Every model that stands somewhere below the root, the root first."""
    found: list[type[Element]] = [CommercialInformation]
    for model in found:
        for slot in slots_by_name(model).values():
            if slot.element is not None and slot.element not in found:
                found.append(slot.element)
    return tuple(found)


def sentences() -> Iterator[str]:
    """Every English sentence, which is the key of its Russian."""
    for model in models():
        yield _of_model(model)
        for name in slots_by_name(model):
            yield _of_field(model, name)


@cache
def table() -> Mapping[str, Mapping[str, str]]:
    """``fields``: English, by field or by class and field; ``ru``: Russian, by the English."""
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def _of_model(model: type[Element]) -> str:
    return read_docstring(model.__doc__ or "")[0].rstrip(".")


def _of_field(model: type[Element], name: str) -> str:
    fields = table()["fields"]
    for owner in model.__mro__:
        said = read_docstring(owner.__doc__ or "")[1].get(name, "")
        bare = _NAMED.sub("", said).rstrip(".")
        if bare or f"{owner.__name__}.{name}" in fields:
            return bare or fields[f"{owner.__name__}.{name}"]
    return fields[name]


def _shown(sentence: str, language: str) -> str:
    if language != "en":
        sentence = table()[language][sentence]
    return _WORDS.sub(_listed, sentence).replace("``", "`")


def _listed(found: re.Match[str]) -> str:
    """The words themselves instead of their name in our code."""
    meant = getattr(words, found[1])
    listed = list(meant) if isinstance(meant, type) and issubclass(meant, StrEnum) else [meant]
    return ", ".join(f"`{word}`" for word in listed)
