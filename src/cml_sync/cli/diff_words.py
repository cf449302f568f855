"""`--ignore-field` and `--tolerance`: what is typed there must mean a field that `diff` can show.

A mistyped one would leave out nothing, and say so to nobody.
"""

import click

from cml_sync.cli.options import say
from cml_sync.messages import text
from cml_sync.packages.diff.terms import Tolerance, parse_tolerance


def fields(ctx: click.Context, param: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    """The callback of `--ignore-field`: patterns of fields.

    Raises:
        click.BadParameter: one means no field.
    """
    return tuple(_field(ctx, param, word.strip()) for word in words)


def tolerances(
    ctx: click.Context, param: click.Parameter, words: tuple[str, ...]
) -> tuple[Tolerance, ...]:
    """The callback of `--tolerance`: a number, or a pattern of fields and a number.

    Raises:
        click.BadParameter: one is none, or means no field.
    """
    try:
        found = tuple(map(parse_tolerance, words))
    except ValueError as error:
        message = say(ctx, text("`{word}` is no tolerance: 0.01, or FIELD=0.01", word=str(error)))
        raise click.BadParameter(message, ctx, param) from error
    for one in found:
        if one.field:
            _field(ctx, param, one.field)
    return found


def _field(ctx: click.Context, param: click.Parameter, word: str) -> str:
    from cml_sync.packages.diff.vocabulary import (  # noqa: PLC0415 - if anything is typed
        is_field,
        nearest_fields,
    )

    if is_field(word):
        return word
    near = ", ".join(f"`{field}`" for field in nearest_fields(word))
    message = (
        text("there is no field `{word}`; did you mean {fields}?", word=word, fields=near)
        if near
        else text("there is no field `{word}`; name one as `cml-sync diff` shows it", word=word)
    )
    raise click.BadParameter(say(ctx, message), ctx, param)
