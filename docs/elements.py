"""The pages about the elements of the standard: docs/en/elements and docs/ru/elements.

Names, types, versions and meanings come from the models, and which rules look at what from the
rules: nothing here is written by hand but the words around it.
"""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from types import MappingProxyType
from typing import Final

from cml_sync.model.element import Element
from cml_sync.model.information import CommercialInformation
from cml_sync.model.wire import TEXT
from cml_sync.model.wiring import Slot, slots_by_name
from cml_sync.xml.dialects import VERSIONS, of_version
from docs.element_rules import rules_by_field, rules_by_model, tags
from schemas import meanings

FOLDER: Final = "elements"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the tables, in one language."""

    index: str
    sections: str
    by_name: str
    titles: Mapping[str, str]
    columns: str
    index_columns: str
    inherits: str
    stands: str
    rules: str
    own_text: str
    several: str
    types: Mapping[type, str]
    nowhere: str
    senders: Mapping[str, str]


_MODULES: Final = (
    "information",
    "classifier",
    "goods",
    "offers",
    "documents",
    "parties",
    "addresses",
    "warehouses",
    "taxes",
    "requisites",
    "reference_books",
)
"""A page for each module of the models, in this order."""

WORDS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "en": Words(
            index="# Elements of CommerceML\n\n"
            "Every element that cml-sync knows, with its Russian name as it stands in XML, its"
            " English name as it stands in JSON and in Python, the versions that have it, what it"
            " means, and which [checks](../checks.md) look at it. Fields stand in the order of the"
            " standard.\n\n"
            "*Versions* are those whose [XML Schema](../../../schemas/xsd) has the element."
            " In *italics* stands who writes an element that no official schema has: *3.1* (the"
            " 1C-Bitrix module; no schema of 3.1 is public), *1C-Bitrix*, *УНФ*, *legacy* (УТ 10"
            " and shops of its time), *third parties*.\n",
            sections="## Pages\n",
            by_name="## By Russian name\n",
            titles={
                "information": "Root",
                "classifier": "Classifier",
                "goods": "Goods",
                "offers": "Offers",
                "documents": "Documents",
                "parties": "Counterparties",
                "addresses": "Addresses and contacts",
                "warehouses": "Warehouses",
                "taxes": "Taxes and discounts",
                "requisites": "Requisites",
                "reference_books": "Reference books",
            },
            columns="| element | field | type | versions | meaning | checks |",
            index_columns="| element | field | stands in |",
            inherits="Has everything that {base} has, and:\n",
            stands="Stands at: {places}.\n",
            rules="Checks of it as a whole: {rules}.\n",
            own_text="*its own text*",
            several="{type}, several",
            types={
                str: "text",
                Decimal: "number",
                bool: "yes or no",
                date: "date",
                datetime: "moment",
                time: "time of day",
            },
            nowhere="*no*",
            senders={
                "3.1": "3.1",
                "BX": "1C-Bitrix",
                "УНФ": "УНФ",
                "leg": "legacy",
                "ext": "third parties",
            },
        ),
        "ru": Words(
            index="# Элементы CommerceML\n\n"
            "Все элементы, которые знает cml-sync: русское имя, как в XML, английское имя, как в"
            " JSON и в Python, версии, в которых элемент есть, что он значит и какие"
            " [проверки](../checks.md) на него смотрят. Поля стоят в порядке стандарта.\n\n"
            "*Версии* — те, в чьей [XML Schema](../../../schemas/xsd) есть элемент. *Курсивом*"
            " названо, кто пишет элемент, которого нет ни в одной официальной схеме: *3.1*"
            " (модуль 1С-Битрикс; схемы 3.1 никто не публиковал), *1С-Битрикс*, *УНФ*, *старые*"
            " (УТ 10 и магазины её времени), *сторонние*.\n",
            sections="## Страницы\n",
            by_name="## По русскому имени\n",
            titles={
                "information": "Корень",
                "classifier": "Классификатор",
                "goods": "Товары",
                "offers": "Предложения",
                "documents": "Документы",
                "parties": "Контрагенты",
                "addresses": "Адреса и контакты",
                "warehouses": "Склады",
                "taxes": "Налоги и скидки",
                "requisites": "Реквизиты",
                "reference_books": "Пользовательские справочники",
            },
            columns="| элемент | поле | тип | версии | значение | проверки |",
            index_columns="| элемент | поле | где стоит |",
            inherits="Здесь есть всё, что есть в {base}, и кроме того:\n",
            stands="Где стоит: {places}.\n",
            rules="Проверки элемента в целом: {rules}.\n",
            own_text="*собственный текст*",
            several="{type}, несколько",
            types={
                str: "текст",
                Decimal: "число",
                bool: "да или нет",
                date: "дата",
                datetime: "момент",
                time: "время суток",
            },
            nowhere="*нет*",
            senders={
                "3.1": "3.1",
                "BX": "1С-Битрикс",
                "УНФ": "УНФ",
                "leg": "старые",
                "ext": "сторонние",
            },
        ),
    }
)


def pages(language: str) -> Iterator[tuple[str, str]]:
    """Name and content of every page of `language`."""
    words = WORDS[language]
    yield "index.md", "\n".join(_index(words)) + "\n"
    for module in _MODULES:
        yield f"{module}.md", "\n".join(_page(module, language)) + "\n"


def _index(words: Words) -> Iterator[str]:
    yield words.index
    yield words.sections
    for module in _MODULES:
        inside = ", ".join(_link(model, "index") for model in _of_module(module))
        yield f"- [{words.titles[module]}]({module}.md): {inside}"
    yield ""
    yield words.by_name
    yield words.index_columns
    yield "|---|---|---|"
    rows = (
        (slot.tag if slot.wire.path != TEXT else "", slot, model)
        for model in meanings.models()
        for slot in _own(model)
    )
    for tag, slot, model in sorted(rows, key=lambda row: (row[0].casefold(), row[2].__name__)):
        if tag:
            name = f"@{tag}" if slot.wire.path.startswith("@") else tag
            yield f"| `{name}` | `{slot.name}` | {_link(model, 'index')} |"


def _page(module: str, language: str) -> Iterator[str]:
    words = WORDS[language]
    yield f"# {words.titles[module]}\n"
    for model in _of_module(module):
        yield f"## {model.__name__}\n"
        yield f"{_cell(meanings.of_model(model, language))}.\n"
        if model is not CommercialInformation:
            yield words.stands.format(places=", ".join(f"`{place}`" for place in _places(model)))
        if rules := rules_by_model().get(model, ()):
            yield words.rules.format(rules=_rules(rules))
        base = model.__bases__[0]
        if base is not Element:
            yield words.inherits.format(base=_link(base, module))
        if own := _own(model):
            yield words.columns
            yield "|---|---|---|---|---|---|"
            for slot in own:
                yield _row(model, slot, module, language)
            yield ""


def _row(model: type[Element], slot: Slot, module: str, language: str) -> str:
    words = WORDS[language]
    path = words.own_text if slot.wire.path == TEXT else f"`{slot.wire.path}`"
    kind = (
        _link(slot.element, module)
        if slot.element is not None
        else words.types[slot.value_type or str]
    )
    if slot.many:
        kind = words.several.format(type=kind)
    meaning = _cell(meanings.of_field(model, slot.name, language))
    rules = _rules(rules_by_field().get((model, slot.name), ()))
    return (
        f"| {path} | `{slot.name}` | {kind} | {_versions(model, slot, words)} | {meaning} |"
        f" {rules} |"
    )


def _versions(model: type[Element], slot: Slot, words: Words) -> str:
    if slot.wire.beyond is not None:
        return f"*{words.senders[slot.wire.beyond]}*"
    having = [
        version
        for version in VERSIONS
        if any(issubclass(known, model) for known in _known(version))
        and of_version(version).says(slot.wire)
    ]
    if not having:
        return words.nowhere
    return having[0] if len(having) == 1 else f"{having[0]}–{having[-1]}"


@cache
def _known(version: str) -> frozenset[type[Element]]:
    """The models that a version has words for."""
    dialect = of_version(version)
    found: list[type[Element]] = [CommercialInformation]
    for model in found:
        found.extend(
            slot.element
            for slot in slots_by_name(model).values()
            if slot.element is not None and slot.element not in found and dialect.says(slot.wire)
        )
    return frozenset(found)


def _of_module(module: str) -> list[type[Element]]:
    return [model for model in meanings.models() if model.__module__.endswith(f".{module}")]


def _own(model: type[Element]) -> list[Slot]:
    """The fields that `model` has beside those of its base."""
    slots = slots_by_name(model)
    return [slots[name] for name in inspect.get_annotations(model) if name in slots]


def _places(model: type[Element]) -> list[str]:
    """Where elements of `model` stand, by the names of one level above."""
    found = [
        f"{above}/{slot.wire.path}"
        for owner in meanings.models()
        for slot in slots_by_name(owner).values()
        if slot.element is model
        for above in tags()[owner][:1]
    ]
    return list(dict.fromkeys(found))


def _link(model: type[Element], module: str) -> str:
    there = model.__module__.rpartition(".")[2]
    page = "" if there == module else f"{there}.md"
    return f"[{model.__name__}]({page}#{model.__name__.lower()})"


def _rules(codes: tuple[str, ...]) -> str:
    return ", ".join(f"[{code}](../checks.md#{code.lower()})" for code in codes)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
