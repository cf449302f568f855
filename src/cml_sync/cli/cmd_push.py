"""``cml-sync push KIND…``: send what an endpoint does not have yet, or files as they are."""

from pathlib import Path

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.errors import PathsNeedKindError, UnknownKindError
from cml_sync.cli.exchange import (
    ALLOW_DELETIONS,
    DRY_RUN,
    EXCHANGE_CODES,
    WAIT,
    report_exchange,
)
from cml_sync.cli.house import opened, settings_of
from cml_sync.cli.options import Option
from cml_sync.cli.session import current
from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.push import PushRequest, push
from cml_sync.messages import text


@click.command(
    "push",
    cls=Command,
    configured=True,
    params=[DRY_RUN, ALLOW_DELETIONS, WAIT],
    text_help=text(
        "Send every endpoint what it has not confirmed yet. Goods go to the shops; orders go from "
        "the shops to 1C, and 1C's answers to the shops; --to names others. With paths behind one "
        "kind, those files are sent as they are, past the store: nobody looks into them, so check "
        "them with validate first."
    ),
    exit_codes=(*EXCHANGE_CODES, ExitCode.FINDINGS, ExitCode.HELD, ExitCode.NOTHING),
    example=(
        "cml-sync push catalog offers\n"
        "cml-sync push orders --to shop\n"
        "cml-sync push catalog webdata/ --to shop"
    ),
)
@click.argument("words", nargs=-1, required=True, metavar="KIND... [PATH]...")
@click.option(
    "--to",
    "targets",
    cls=Option,
    multiple=True,
    metavar="ENDPOINT",
    text_help=text("serve this endpoint; may be repeated"),
)
@click.option(
    "--full",
    cls=Option,
    is_flag=True,
    text_help=text("send everything as a full set, not only what changed"),
)
@click.option(
    "--error-on-empty",
    cls=Option,
    is_flag=True,
    text_help=text("end with 9 if there was nothing to send"),
)
def command(
    words: tuple[str, ...],
    targets: tuple[str, ...],
    full: bool,
    dry_run: bool,
    allow_deletions: int | None,
    wait: float,
    error_on_empty: bool,
) -> int:
    """Send what an endpoint does not have yet."""
    session = current()
    kinds, paths = _kinds_and_paths(words)
    request = PushRequest(
        kinds=kinds,
        endpoints=targets,
        paths=paths,
        full=full,
        dry_run=dry_run,
        allow_deletions=allow_deletions,
        error_on_empty=error_on_empty,
    )
    line = f"push {' '.join(kind.value for kind in kinds)}"
    with opened(session, settings_of(session), line, wait=wait) as context:
        report = push(context, request)
    return report_exchange(session, report)


def _kinds_and_paths(words: tuple[str, ...]) -> tuple[tuple[ExchangeKind, ...], tuple[Path, ...]]:
    """The words up to the first that is no kind; the others are paths."""
    known = {kind.value: kind for kind in ExchangeKind}
    kinds: list[ExchangeKind] = []
    for word in words:
        if word not in known:
            break
        kinds.append(known[word])
    paths = tuple(Path(word) for word in words[len(kinds) :])
    if not kinds:
        raise UnknownKindError(words[0], tuple(known))
    if paths and len(kinds) > 1:
        raise PathsNeedKindError
    return tuple(kinds), paths
