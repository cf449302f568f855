"""Writes the generated pages of docs/: commands, checks and elements, in both languages.

Run by ``make docs``; ``make check`` runs it with ``--check``, which only compares.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

import click

from cml_sync.checks.receivers.receiver import RECEIVERS
from cml_sync.checks.registry import RULES
from cml_sync.checks.rule import Scope
from cml_sync.cli.app import app
from cml_sync.cli.click_words import speaking
from cml_sync.cli.problems import SEVERITIES
from cml_sync.cli.session import Session
from cml_sync.jobs.explain import CHAPTERS, Explanation, Origin, explanations
from cml_sync.messages import LANGUAGES
from docs import elements

HERE: Final = Path(__file__).parent
NOTE: Final = "<!-- written by `make docs`; do not edit -->\n"
WIDTH: Final = 96


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around the generated parts, in one language."""

    commands: str
    checks: str
    columns: str
    scopes: Mapping[Scope, str]
    origins: Mapping[Origin, str]
    only_for: str
    receivers: str
    receiver_columns: str
    versions: str
    seen_in: str


WORDS: Final = {
    "en": Words(
        commands="# Commands\n\n"
        "What every command says with `--help`. Data goes to stdout, everything for people to"
        " stderr.\n",
        checks="# Checks\n\n"
        "What `cml-sync validate` finds, by code; `cml-sync explain CODE` says the same offline."
        " Codes do not change. Errors make it end with exit code 1, warnings and advice do not.\n\n"
        "The level is the least `--level` at which a rule is applied: `syntax`, `structure`,"
        " `references`, `business` (the default), `strict`. *reader* marks what is found while a"
        " file is read, at every level (advice at `strict` only); `pull` reports it as well."
        " *exchange* marks what only a pull or a push reports. Rules about one receiver are applied"
        " with `--for NAME`, at every level; rules about the store with `--store`.\n",
        columns="| code | severity | level | what |\n|---|---|---|---|",
        scopes={
            Scope.RECORD: "each record",
            Scope.SECTION: "each section",
            Scope.PART: "each part",
            Scope.PACKAGE: "the package as a whole",
            Scope.STORE: "the package against the store",
        },
        origins={Origin.READER: "*reader*", Origin.JOB: "*exchange*", Origin.GUARD: "*guard*"},
        only_for="only with `--for`:",
        receivers="# Receivers\n\n"
        "What `cml-sync validate --for NAME` warns of: what this receiver does to the very files"
        " that are checked. `--for` may be repeated; its rules are applied at every `--level`."
        " *Error*: the receiver loses or garbles data, or refuses the file; *warning*: it does"
        " something that may not be meant. Another version may behave otherwise: those whose code"
        " was read or which were driven are named.\n",
        receiver_columns="| code | severity | what it does |\n|---|---|---|",
        versions="Versions",
        seen_in="seen in",
    ),
    "ru": Words(
        commands="# Команды\n\n"
        "То, что каждая команда говорит в ответ на `--help`. Данные идут в stdout, сообщения для"
        " людей — в stderr.\n",
        checks="# Проверки\n\n"
        "Что находит `cml-sync validate`, по кодам; `cml-sync explain КОД` говорит то же без сети."
        " Коды не меняются. Ошибки завершают проверку с кодом 1, предупреждения и советы — нет.\n\n"
        "Уровень — наименьший `--level`, при котором правило применяется: `syntax`, `structure`,"
        " `references`, `business` (по умолчанию), `strict`. Пометка *чтение*: находится при"
        " чтении файла, на любом уровне (советы — только при `strict`); о том же сообщает и"
        " `pull`. Пометка *обмен*: об этом сообщают только `pull` и `push`. Правила об одном"
        " получателе применяются с `--for ИМЯ`, на любом уровне; правила о хранилище — со"
        " `--store`.\n",
        columns="| код | важность | уровень | что |\n|---|---|---|---|",
        scopes={
            Scope.RECORD: "каждая запись",
            Scope.SECTION: "каждый раздел",
            Scope.PART: "каждая часть",
            Scope.PACKAGE: "пакет целиком",
            Scope.STORE: "пакет в сравнении с хранилищем",
        },
        origins={
            Origin.READER: "*чтение*",
            Origin.JOB: "*обмен*",
            Origin.GUARD: "*предохранитель*",
        },
        only_for="только с `--for`:",
        receivers="# Получатели\n\n"
        "О чём предупреждает `cml-sync validate --for ИМЯ`: что этот получатель сделает именно с"
        " этими файлами. `--for` можно повторять; его правила применяются на любом `--level`."
        " *Ошибка*: получатель теряет или портит данные или не принимает файл; *предупреждение*:"
        " он делает то, чего могли не ожидать. Другая версия может вести себя иначе: названы те,"
        " чей код прочитан или которые проверены в работе.\n",
        receiver_columns="| код | важность | что он делает |\n|---|---|---|",
        versions="Версии",
        seen_in="увидено в",
    ),
}


def main(*, check: bool) -> int:
    """Write the pages, or compare them; 1 if a page is stale."""
    wanted = dict(pages())
    # The folder holds nothing else: a page of a model that is gone goes, too.
    gone = sorted(set(HERE.glob(f"*/{elements.FOLDER}/*.md")) - set(wanted))
    stale = gone if check else []
    for path, content in wanted.items():
        if check:
            if not path.is_file() or path.read_text(encoding="utf-8") != content:
                stale.append(path)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, encoding="utf-8")
    if not check:
        for path in gone:
            path.unlink()
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
        yield HERE / language / "receivers.md", "\n".join(_receivers_page(session)) + "\n"
        for name, content in elements.pages(language):
            yield HERE / language / elements.FOLDER / name, f"{NOTE}\n{content}"


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
    yield NOTE
    yield words.checks
    for chapter, rows in groupby(explanations().values(), key=lambda one: one.chapter):
        known = list(rows)
        yield f"## {session.say(CHAPTERS[chapter])}\n"
        yield words.columns
        yield from (_row(session, one) for one in known)
        for one in known:
            yield from _article(session, one)
        yield ""


def _row(session: Session, one: Explanation) -> str:
    severity = session.say(SEVERITIES[one.severity]) if one.severity else ""
    level = one.level.name.lower() if one.level is not None else _origin(session, one)
    title = session.say(one.title)
    return f"| [{one.code}](#{one.code.lower()}) | {severity} | {level} | {title} |"


def _article(session: Session, one: Explanation) -> Iterator[str]:
    words = WORDS[session.language]
    facts = [session.say(SEVERITIES[one.severity])] if one.severity else []
    if one.level is None:
        facts.append(_origin(session, one))
    else:
        facts.append(f"`{one.level.name.lower()}`")
    if one.scope is not None:
        facts.append(words.scopes[one.scope])
    if one.receivers:
        facts.append(f"{words.only_for} {', '.join(f'`{name}`' for name in one.receivers)}")
    yield f"\n### {one.code}\n"
    yield f"**{session.say(one.title)}** ({' · '.join(facts)})\n"
    yield session.say(one.article).replace("``", "`")


def _receivers_page(session: Session) -> Iterator[str]:
    words = WORDS[session.language]
    yield NOTE
    yield words.receivers
    for name, receiver in RECEIVERS.items():
        facts = [f"{words.versions}: {receiver.versions}"] if receiver.versions else []
        facts += [f"{words.seen_in} {receiver.source}"] if receiver.source else []
        yield f"## {name}\n"
        yield (
            f"**{session.say(receiver.title)}**"
            + (f" ({'; '.join(facts)})" if facts else "")
            + "\n"
        )
        yield words.receiver_columns
        for rule in RULES:
            if name in rule.receivers:
                severity = session.say(SEVERITIES[rule.finding.severity])
                # The title names all the receivers in front.
                title = session.say(replace(rule.finding.title, values={"receivers": ""}))
                link = f"[{rule.code}](checks.md#{rule.code.lower()})"
                yield f"| {link} | {severity} | {title.removeprefix(': ')} |"
        yield ""


def _origin(session: Session, one: Explanation) -> str:
    return WORDS[session.language].origins[one.origin]


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
