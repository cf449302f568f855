"""``cml-sync explain [CODE…]``: what a code means, and what to do about it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from textwrap import fill
from typing import Any, Final

import click

from cml_sync.checks.rule import Scope
from cml_sync.cli.commands import EXIT_MEANINGS, Command
from cml_sync.cli.errors import UnknownCodeError
from cml_sync.cli.known_errors import known_errors
from cml_sync.cli.options import Option
from cml_sync.cli.problems import SEVERITIES
from cml_sync.cli.session import Session, current
from cml_sync.jobs.codes import beginning, nearest
from cml_sync.jobs.explain import CHAPTERS, Explanation, Origin, explanations
from cml_sync.messages import Text, text

WIDTH: Final = 96

ORIGINS: Final[Mapping[Origin, Text]] = {
    Origin.RULE: text("a rule of `validate`"),
    Origin.READER: text("found while a file is read"),
    Origin.JOB: text("found by pull and push"),
    Origin.GUARD: text("holds a run until a person has looked"),
    Origin.ERROR: text("stops a run"),
}

SCOPES: Final[Mapping[Scope, Text]] = {
    Scope.RECORD: text("looks at every record"),
    Scope.SECTION: text("looks at every section"),
    Scope.PART: text("looks at every part"),
    Scope.PACKAGE: text("looks at the package as a whole"),
    Scope.STORE: text("compares the package with the store"),
}


@click.command(
    "explain",
    cls=Command,
    text_help=text(
        "Say what codes mean: of findings (CML301, 301), of guards (G2) and of errors (E401). "
        "The beginning of codes lists those (CML3); without a code, all are listed."
    ),
    example="cml-sync explain CML301\ncml-sync explain e401 g2\ncml-sync explain CML3",
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option(
    "--all", "everything", cls=Option, is_flag=True, text_help=text("list every code by chapter")
)
def command(codes: tuple[str, ...], everything: bool) -> None:
    """Explain codes."""
    session = current()
    known = explanations(known_errors())
    meant = [_meant(word, known) for word in codes] if codes and not everything else [(*known,)]
    chosen = [known[code] for code in dict.fromkeys(chain.from_iterable(meant))]
    if session.json:
        rows = [explained(session, one) for one in chosen]
        document = {"schema": "cml-sync.explain/1", "explanations": rows}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1), file=session.stdout)
    elif any(len(found) > 1 for found in meant):
        click.echo("\n".join(_listed(session, chosen)), file=session.stdout)
    else:
        pages = ("\n".join(_page(session, one)) for one in chosen)
        click.echo("\n\n".join(pages), file=session.stdout)


def explained(session: Session, one: Explanation) -> dict[str, Any]:
    """An explanation as data, in the language of the session; keys are only ever added."""
    return {
        "code": one.code,
        "origin": one.origin.value,
        "chapter": session.say(CHAPTERS[one.chapter]),
        "title": session.say(one.title),
        "severity": one.severity.value if one.severity else None,
        "level": one.level.name.lower() if one.level is not None else None,
        "scope": one.scope.value if one.scope else None,
        "receivers": list(one.receivers),
        "exit_code": int(one.exit_code) if one.exit_code is not None else None,
        "article": session.say(one.article),
    }


def _meant(word: str, known: Mapping[str, Explanation]) -> tuple[str, ...]:
    code, found = beginning(word, tuple(known))
    if not found:
        raise UnknownCodeError(word, nearest(code, tuple(known)))
    return found


def _title(session: Session, one: Explanation) -> str:
    """Without the full stop of a title that is a sentence."""
    return session.say(one.title).removesuffix(".")


def _listed(session: Session, chosen: Iterable[Explanation]) -> Iterator[str]:
    for number, (chapter, rows) in enumerate(groupby(chosen, key=lambda one: one.chapter)):
        if number:
            yield ""
        yield session.say(CHAPTERS[chapter])
        for one in rows:
            yield f"  {one.code:<7} {_title(session, one)}"


def _page(session: Session, one: Explanation) -> Iterator[str]:
    yield f"{one.code}  {_title(session, one)}"
    facts = [session.say(ORIGINS[one.origin])]
    if one.severity is not None:
        facts.insert(0, session.say(SEVERITIES[one.severity]))
    if one.level is not None:
        facts.append(session.say(text("from --level {level} on", level=one.level.name.lower())))
    if one.scope is not None:
        facts.append(session.say(SCOPES[one.scope]))
    if one.receivers:
        named = ", ".join(one.receivers)
        facts.append(session.say(text("only with --for {receivers}", receivers=named)))
    if one.exit_code is not None:
        meaning = EXIT_MEANINGS[one.exit_code]
        facts.append(
            session.say(
                text("exit code {code}: {meaning}", code=int(one.exit_code), meaning=meaning)
            )
        )
    yield f"  {' · '.join(facts)}"
    if one.article != one.title:
        for paragraph in session.say(one.article).replace("``", "`").split("\n\n"):
            yield ""
            yield fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)
