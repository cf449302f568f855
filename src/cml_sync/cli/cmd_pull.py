"""``cml-sync pull KIND…``: fetch from 1C or a shop into the store."""

from datetime import datetime

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.exchange import (
    ALLOW_DELETIONS,
    ALLOW_OLDER,
    DRY_RUN,
    EXCHANGE_CODES,
    WAIT,
    report_exchange,
)
from cml_sync.cli.house import opened, settings_of
from cml_sync.cli.options import Likely, Option
from cml_sync.cli.session import current
from cml_sync.config.words import ExchangeKind
from cml_sync.errors import ExitCode
from cml_sync.jobs.pull import PullRequest, pull
from cml_sync.messages import text


@click.command(
    "pull",
    cls=Command,
    configured=True,
    params=[DRY_RUN, ALLOW_DELETIONS, ALLOW_OLDER, WAIT],
    text_help=text(
        "Fetch packages and take them into the store. Goods come from the endpoints with the role "
        "erp, orders from those with the role shop, unless --from names others."
    ),
    exit_codes=(*EXCHANGE_CODES, ExitCode.FINDINGS, ExitCode.HELD, ExitCode.NOTHING),
    example="cml-sync pull catalog offers\ncml-sync pull orders --from shop",
)
@click.argument(
    "kinds", type=Likely([kind.value for kind in ExchangeKind]), nargs=-1, required=True
)
@click.option(
    "--from",
    "sources",
    cls=Option,
    multiple=True,
    metavar="ENDPOINT",
    text_help=text("ask this endpoint; may be repeated"),
)
@click.option(
    "--error-on-empty",
    cls=Option,
    is_flag=True,
    text_help=text("end with 9 if there was nothing to fetch"),
)
def command(
    kinds: tuple[str, ...],
    sources: tuple[str, ...],
    dry_run: bool,
    allow_deletions: int | None,
    allow_older: datetime | None,
    wait: float,
    error_on_empty: bool,
) -> int:
    """Fetch into the store."""
    session = current()
    request = PullRequest(
        kinds=tuple(ExchangeKind(kind) for kind in kinds),
        endpoints=sources,
        dry_run=dry_run,
        allow_deletions=allow_deletions,
        allow_older=allow_older,
        error_on_empty=error_on_empty,
    )
    with opened(session, settings_of(session), f"pull {' '.join(kinds)}", wait=wait) as context:
        report = pull(context, request)
    return report_exchange(session, report)
