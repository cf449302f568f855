"""7xx: schema and dialect; most problems of this chapter are found by the reader itself."""

from collections.abc import Iterator
from typing import Final

from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.versions import KNOWN
from cml_sync.checks.view import PartView
from cml_sync.messages import text
from cml_sync.problems import Severity


@rule("CML781", Severity.WARNING, scope=Scope.PART, title=text("Unknown schema version"))
def unknown_version(view: PartView) -> Iterator[Found]:
    """`ВерсияСхемы` is no version of CommerceML that is known.

    Why: receivers choose by it how to read units, stock and payments, and take a wrong guess.

    Mend: 1C writes a right one; look for the extension or script that made this file.

    Source: `КоммерческаяИнформация@ВерсияСхемы`; schemas are published for 2.04 to 2.10.
    """
    written = view.part.header.information.schema_version
    if written and view.part.version not in KNOWN:
        yield Found(text("The schema version is `{version}`", version=written))


RULES: Final[tuple[Rule, ...]] = (unknown_version,)
