"""The Russian catalogue is complete, and says the same things."""

import ast
import re
import string
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from tests.architecture import tree

from cml_sync.checks.registry import RULES
from docs.collecting import KEYWORDS

FOLDER = tree.SOURCE / "locale" / "ru" / "LC_MESSAGES"
CYRILLIC = re.compile("[А-Яа-яЁё]")


@cache
def collected() -> frozenset[str | tuple[str, ...]]:
    """Every template in the code."""
    found = extract_from_dir(
        str(tree.SOURCE), method_map=[("**.py", "docs.collecting.collect")], keywords=KEYWORDS
    )
    return frozenset(
        message if isinstance(message, str) else tuple(message) for _, _, message, _, _ in found
    )


def written() -> set[str]:
    """The same as Python itself reads it; Babel passes over calls that it finds hard to see."""
    calls = [
        node.args[0]
        for path in tree.sources()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in KEYWORDS
        and node.args
    ]
    return {ast.literal_eval(first) for first in calls}


def catalogue() -> Catalog:
    with (FOLDER / "cml_sync.po").open("rb") as file:
        return read_po(file, locale="ru")


def sentences(message: Message) -> list[str]:
    """Every form of the translation; none where there is none."""
    found = message.string
    if found is None:
        return []
    return [found] if isinstance(found, str) else [str(form) for form in found]


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_text_is_in_the_catalogue_and_nothing_else() -> None:
    known = {
        message.id if isinstance(message.id, str) else tuple(message.id)
        for message in catalogue()
        if message.id
    }
    assert collected() - known == set()
    assert known - collected() == set()


def test_babel_sees_every_text() -> None:
    seen = {message if isinstance(message, str) else message[0] for message in collected()}
    assert written() - seen == set()


def test_every_article_is_collected_as_it_is_said() -> None:
    assert {rule.article.template for rule in RULES} - collected() == set()


def test_every_text_is_translated() -> None:
    missing = [
        message.id
        for message in catalogue()
        if message.id and not (sentences(message) and all(sentences(message)))
    ]
    assert missing == []


def test_translations_name_the_same_values() -> None:
    wrong = []
    for message in catalogue():
        english = message.id if isinstance(message.id, str) else message.id[-1]
        if english and "= " not in english:  # samples of TOML have braces of their own
            wrong += [english for said in sentences(message) if places(said) != places(english)]
    assert wrong == []


def test_russian_texts_are_russian() -> None:
    said_in_latin = [
        message.id
        for message in catalogue()
        if message.id
        and re.search("[a-z]{3}", re.sub(r"\{\w+\}", "", str(message.id)))
        and not CYRILLIC.search(str(message.string))
    ]
    assert said_in_latin == []


def test_the_compiled_catalogue_is_fresh() -> None:
    with (FOLDER / "cml_sync.mo").open("rb") as file:
        compiled = read_mo(file)
    for message in catalogue():
        if message.id:
            found = compiled.get(message.id if isinstance(message.id, str) else message.id[0])
            assert found is not None, message.id
            assert sentences(found) == sentences(message)


def test_no_sentence_is_put_together_by_adding() -> None:
    glued = [
        f"{path}:{number}"
        for path in tree.sources()
        for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\btext\(f[\"']|\btext\([^)\"']*\+", line)
    ]
    assert glued == []
