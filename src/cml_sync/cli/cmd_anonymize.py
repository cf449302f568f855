"""``cml-sync anonymize PATH… -o OUT``: a package without its people, to be handed on."""

import os
import secrets
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import click

from cml_sync.cli.commands import Command
from cml_sync.cli.doubled import tell_doubled
from cml_sync.cli.options import ANY_PATH, PACKAGE, Option
from cml_sync.cli.session import Session, current
from cml_sync.cli.written import on_cleared
from cml_sync.errors import ExitCode
from cml_sync.jobs.anonymize import Destination, anonymize
from cml_sync.jobs.anonymize_report import AnonymizeReport
from cml_sync.messages import system_reason, text, text_n
from cml_sync.packages.anonymize.errors import AnonymizeKeyError
from cml_sync.packages.forms.output import STDOUT

KEY_VARIABLE: Final = "CML_SYNC_ANONYMIZE_KEY"
"""Holds the key where no file is named."""

_SHORTEST: Final = 16
_LONGEST: Final = 4096
_FRESH: Final = 32
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@click.command(
    "anonymize",
    cls=Command,
    text_help=text(
        "Write a package anew with people and companies who do not exist: names, contacts, "
        "addresses, tax numbers, accounts and comments are replaced, the same by the same. "
        "Structure, ids, sums, dates of documents and goods stay."
    ),
    exit_codes=(ExitCode.FINDINGS, ExitCode.STORE),
    example="cml-sync anonymize orders.xml -o orders-for-support.xml\n"
    "cml-sync anonymize webdata/ -o safe/ --key-file anonymize.key",
)
@click.argument("paths", type=PACKAGE, nargs=-1, required=True)
@click.option(
    "-o",
    "out",
    cls=Option,
    type=ANY_PATH,
    required=True,
    metavar="OUT",
    text_help=text("a folder, a file whose name ends with .xml or .jsonl, or - for stdout"),
)
@click.option(
    "--key-file",
    cls=Option,
    type=ANY_PATH,
    metavar="FILE",
    text_help=text(
        "the key: with the same one the same values are replaced by the same, in every run; "
        "otherwise {variable}, otherwise a new one that nobody learns",
        variable=KEY_VARIABLE,
    ),
)
@click.option(
    "--goods",
    cls=Option,
    is_flag=True,
    text_help=text(
        "replace names, descriptions, codes, barcodes and properties of goods as well; prices and "
        "stock stay"
    ),
)
@click.option(
    "--keep",
    cls=Option,
    multiple=True,
    metavar="FIELD",
    text_help=text(
        "leave the values of this element, attribute or requisite as they are; may be repeated"
    ),
)
@click.option(
    "--replace",
    cls=Option,
    is_flag=True,
    text_help=text("what stands at OUT may go, once the new is whole"),
)
def command(
    paths: tuple[Path, ...],
    out: Path,
    key_file: Path | None,
    goods: bool,
    keep: tuple[str, ...],
    replace: bool,
) -> int:
    """Anonymise a package."""
    session = current()
    destination = Destination(
        path=out,
        replace=replace,
        stdout=session.stdout.buffer if out == STDOUT else None,
        on_cleared=on_cleared(session, out),
    )
    report = anonymize(paths, destination, _key(key_file, session.environ), goods=goods, keep=keep)
    if session.json:
        stream = session.stderr if out == STDOUT else session.stdout
        click.echo(report.model_dump_json(by_alias=True, indent=1), file=stream)
    else:
        _show(session, report)
    return report.exit_code


def _key(file: Path | None, environ: Mapping[str, str]) -> bytes:
    """The key that was given, or a new one.

    Raises:
        AnonymizeKeyError: it cannot be read, others can read it, or it is too short.
    """
    if file is not None:
        return _checked(_read(file), str(file))
    given = environ.get(KEY_VARIABLE)
    if given is not None:
        return _checked(given.encode("utf-8", "surrogateescape"), KEY_VARIABLE)
    return secrets.token_bytes(_FRESH)


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            if os.fstat(opened.fileno()).st_mode & _OTHERS:
                hint = text("keep it, and run `chmod 600 {file}`", file=str(file))
                raise AnonymizeKeyError(str(file), text("others can read it"), hint)
            return opened.read(_LONGEST)
    except OSError as error:
        raise AnonymizeKeyError(str(file), system_reason(error)) from error


def _checked(key: bytes, source: str) -> bytes:
    bare = key.strip()
    if len(bare) < _SHORTEST:
        raise AnonymizeKeyError(
            source, text("it is shorter than {count} characters", count=_SHORTEST)
        )
    return bare


def _show(session: Session, report: AnonymizeReport) -> None:
    for name in report.not_met:
        session.tell(text("`--keep {name}` was met nowhere", name=name))
    for loss in report.losses:
        session.tell_line(f"{loss.code} {session.say(loss.message)}")
    tell_doubled(session, report.doubled, report.doubles)
    if session.quiet:
        return
    if report.left_out:
        session.tell(
            text_n(
                "{count} file that no product names as its picture was left out",
                "{count} files that no product names as its picture were left out",
                report.left_out,
            )
        )
    session.tell(
        text(
            "{out}: {values} replaced in {records}",
            out=str(report.output),
            values=text_n("{count} value", "{count} values", report.replaced),
            records=text_n(
                "{changed} of {count} record",
                "{changed} of {count} records",
                sum(report.records.values()),
                changed=sum(report.changed.values()),
            ),
        )
    )
