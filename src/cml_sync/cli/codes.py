"""`--select` and `--ignore`: what is typed there must be the beginning of a code that there is.

A mistyped one would choose nothing, and a check that looks at nothing finds nothing wrong.
"""

import re

import click

from cml_sync.checks.registry import RULES
from cml_sync.checks.selection import Selection
from cml_sync.cli.errors import ReceiverNeededError, UnknownCodeError
from cml_sync.xml.findings import FINDINGS


def beginnings(_: click.Context, __: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    """The callback of an option: beginnings of codes in their usual form.

    Raises:
        UnknownCodeError: no code begins so.
    """
    if not words:
        return ()
    from cml_sync.jobs.codes import beginning, nearest  # noqa: PLC0415 - seldom wanted

    known = tuple(sorted({rule.code for rule in RULES} | {one.code for one in FINDINGS}))
    found = []
    for word in re.split(r"[\s,;]+", ",".join(words).strip(" ,;")):
        begun, codes = beginning(word, known)
        if not codes:
            raise UnknownCodeError(word, nearest(begun, known))
        found.append(begun)
    return tuple(found)


def check_receivers(selection: Selection) -> None:
    """Every selected beginning chooses something.

    Raises:
        ReceiverNeededError: one chooses nothing but rules about other receivers than are named.
    """
    others = {one.code for one in FINDINGS} | {rule.code for rule in RULES if not rule.receivers}
    for begun in selection.select:
        if any(code.startswith(begun) for code in others):
            continue
        chosen = [rule for rule in RULES if rule.code.startswith(begun)]
        if not any(rule.receivers & selection.receivers for rule in chosen):
            raise ReceiverNeededError(
                begun, sorted({name for rule in chosen for name in rule.receivers})
            )
