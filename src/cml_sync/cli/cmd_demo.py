"""``cml-sync demo``: the whole exchange on this machine, for a look."""

import tempfile
from dataclasses import replace
from pathlib import Path

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.demo_stage import set_up
from cml_sync.cli.errors import FolderNotEmptyError
from cml_sync.cli.extras import need_serve
from cml_sync.cli.options import Option
from cml_sync.cli.session import current
from cml_sync.errors import ExitCode
from cml_sync.messages import text


@click.command(
    "demo",
    cls=Command,
    text_help=text(
        "Run the main job for real: a folder plays 1C, our own server plays a shop on a loopback "
        "port. Goods go from 1C to the shop, orders from the shop to 1C, an order status back; "
        "then all of it once more, to see that nothing is sent twice."
    ),
    exit_codes=(ExitCode.OTHER_SIDE, ExitCode.INTERRUPTED),
    example="cml-sync demo --folder ./look",
)
@click.option(
    "--folder",
    cls=Option,
    type=click.Path(path_type=Path),
    text_help=text("play there and leave everything to look at; otherwise in a temporary folder"),
)
def command(folder: Path | None) -> int:
    """Run the demo."""
    session = current()
    need_serve()
    from cml_sync.cli.demo import show_demo  # noqa: PLC0415 - needs the extra `serve`

    if folder is not None and folder.exists() and any(folder.iterdir()):
        raise FolderNotEmptyError(folder)
    place = folder.absolute() if folder else Path(tempfile.mkdtemp(prefix="cml-sync-demo-"))
    place.mkdir(parents=True, exist_ok=True)
    stage = set_up(place)
    show_demo(replace(session, config=stage.ours), stage)
    return ExitCode.DONE
