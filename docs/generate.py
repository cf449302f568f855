"""Writes the generated pages of docs/: commands and checks, in both languages.

Run by ``make docs``; ``make check`` runs it with ``--check``, which only compares.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Rule
from cml_sync.cli.app import app
from cml_sync.cli.click_words import speaking
from cml_sync.cli.problems import SEVERITIES
from cml_sync.cli.session import Session
from cml_sync.jobs import findings as pulled
from cml_sync.messages import LANGUAGES
from cml_sync.problems import Finding
from cml_sync.xml.findings import FINDINGS

HERE: Final = Path(__file__).parent
NOTE: Final = "<!-- written by `make docs`; do not edit -->\n"
WIDTH: Final = 96


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the generated parts, in one language."""

    commands: str
    checks: str
    columns: str
    reader: str
    pull: str


WORDS: Final = {
    "en": Words(
        commands="# Commands\n\n"
        "What every command says with `--help`. Data goes to stdout, everything for people to"
        " stderr.\n",
        checks="# Checks\n\n"
        "What `cml-sync validate` finds, by code. Codes do not change. Errors make it end with"
        " exit code 1, warnings and advice do not.\n\n"
        "The level is the least `--level` at which a rule is applied: `syntax`, `structure`,"
        " `references`, `business` (the default), `strict`. *reader* marks what is found while a"
        " file is read, at every level (advice at `strict` only); `pull` reports it as well."
        " *pull* marks what only a pull or a push reports.\n",
        columns="| code | severity | level | what |\n|---|---|---|---|",
        reader="*reader*",
        pull="*pull*",
    ),
    "ru": Words(
        commands="# Команды\n\n"
        "То, что каждая команда говорит в ответ на `--help`. Данные идут в stdout, сообщения для"
        " людей — в stderr.\n",
        checks="# Проверки\n\n"
        "Что находит `cml-sync validate`, по кодам. Коды не меняются. Ошибки завершают проверку"
        " с кодом 1, предупреждения и советы — нет.\n\n"
        "Уровень — наименьший `--level`, при котором правило применяется: `syntax`, `structure`,"
        " `references`, `business` (по умолчанию), `strict`. Пометка *чтение*: находится при"
        " чтении файла, на любом уровне (советы — только при `strict`); о том же сообщает и"
        " `pull`. Пометка *обмен*: об этом сообщают только `pull` и `push`. Подробно о каждом"
        " правиле — [по-английски](../en/checks.md).\n",
        columns="| код | важность | уровень | что |\n|---|---|---|---|",
        reader="*чтение*",
        pull="*обмен*",
    ),
}


def main(*, check: bool) -> int:
    """Write the pages, or compare them; 1 if a page is stale."""
    stale = []
    for path, content in pages():
        if check:
            if not path.is_file() or path.read_text(encoding="utf-8") != content:
                stale.append(path)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
    for path in stale:
        print(f"{path} is stale: run `make docs`", file=sys.stderr)  # noqa: T201 - a script
    return 1 if stale else 0


def pages() -> Iterator[tuple[Path, str]]:
    """Path and content of every generated page."""
    for language in LANGUAGES:
        session = session_in(language)
        with speaking(language, os.environ):
            commands_page = "\n".join(_commands_page(session))
        yield HERE / language / "commands.md", commands_page
        yield HERE / language / "checks.md", "\n".join(_checks_page(session)) + "\n"


def session_in(language: str) -> Session:
    """A session that speaks `language` and does nothing."""
    return Session(
        environ={},
        folder=HERE,
        clock=lambda: datetime.now(tz=UTC),  # noqa: TID251 - a script
        sleep=lambda _: None,
        language=language,
    )


def commands(session: Session) -> Iterator[click.Context]:
    """The context of every command, groups before what is in them."""
    settings = {**app.context_settings, "terminal_width": WIDTH, "obj": session}
    yield from _below(click.Context(app, info_name="cml-sync", **settings))


def _below(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            inner = context.command.get_command(context, name)
            if inner is not None:
                yield from _below(click.Context(inner, context, name))


def _commands_page(session: Session) -> Iterator[str]:
    yield NOTE
    yield WORDS[session.language].commands
    for context in commands(session):
        yield f"## {context.command_path}\n\n```text\n{context.get_help()}\n```\n"


def _checks_page(session: Session) -> Iterator[str]:
    words = WORDS[session.language]
    english = session.language == "en"
    yield NOTE
    yield words.checks
    yield words.columns
    found = [(rule.finding, rule.level.name.lower(), english) for rule in RULES]
    found += [(finding, words.reader, False) for finding in FINDINGS]
    found += [(finding, words.pull, False) for finding in _of_jobs()]
    for finding, level, has_article in sorted(found, key=lambda row: row[0].code):
        yield _row(session, finding, level, link=has_article)
    if english:
        for rule in RULES:
            yield from _article(session, rule)


def _of_jobs() -> Iterator[Finding]:
    yield from (value for value in vars(pulled).values() if isinstance(value, Finding))


def _row(session: Session, finding: Finding, level: str, *, link: bool = False) -> str:
    code = f"[{finding.code}](#{finding.code.lower()})" if link else finding.code
    severity = session.say(SEVERITIES[finding.severity])
    return f"| {code} | {severity} | {level} | {session.say(finding.title)} |"


def _article(session: Session, rule: Rule) -> Iterator[str]:
    """The article is the docstring of the rule; there is none in Russian yet."""
    yield f"\n## {rule.code}\n"
    severity = session.say(SEVERITIES[rule.finding.severity])
    yield f"**{session.say(rule.finding.title)}** ({severity})\n"
    yield str(rule.article).replace("``", "`")


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
