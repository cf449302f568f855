"""The demo as it is shown; needs the extra ``serve``."""

import json
from collections.abc import Sequence

import click
from rich.table import Table

from cml_sync.cli.demo_acts import (
    ANSWERS,
    GOODS_AND_ORDERS,
    Act,
    Played,
    check_first,
    check_second,
    play,
    shop,
)
from cml_sync.cli.demo_stage import Stage
from cml_sync.cli.session import Session
from cml_sync.cli.tables import FIRST
from cml_sync.messages import text


def show_demo(session: Session, stage: Stage) -> None:
    """Play everything and show the counts.

    Raises:
        DemoFailedError: something did not go over, or went twice.
    """
    played = _play(session, stage)
    if session.json:
        click.echo(json.dumps(_as_json(played), ensure_ascii=False), file=session.stdout)
        return
    session.data.print(_table(session, played))
    session.tell(text("nothing was sent twice"))
    session.tell(text("everything lies in {folder}", folder=stage.folder))
    session.tell(text("report: {path}", path=played[-1].report.path))


def _play(session: Session, stage: Stage) -> list[Played]:
    played: list[Played] = []

    def act(acts: Sequence[Act], round_: int) -> list[Played]:
        now = list(play(session, acts, round_))
        played.extend(now)
        return now

    with shop(session, stage):
        session.tell(text("Round 1: goods to the shop, orders to 1C, statuses back"))
        check_first(act(GOODS_AND_ORDERS, 1))
        stage.answer()
        check_first(act(ANSWERS, 1))
        session.tell(text("Round 2: the same once more"))
        check_second(act((*GOODS_AND_ORDERS, *ANSWERS), 2))
    return played


def _table(session: Session, played: Sequence[Played]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(session.say(text("round")))
    table.add_column(session.say(text("command")))
    for _, title in FIRST:
        table.add_column(session.say(title), justify="right")
    for one in played:
        numbers = [str(one.total(name)) for name, _ in FIRST]
        table.add_row(str(one.round), one.act.line, *numbers)
    return table


def _as_json(played: Sequence[Played]) -> dict[str, object]:
    return {
        "schema": "cml-sync.demo/1",
        "acts": [
            {"round": one.round, "command": one.act.line}
            | {name: one.total(name) for name, _ in FIRST}
            for one in played
        ],
    }
