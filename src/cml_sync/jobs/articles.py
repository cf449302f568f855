"""Articles of what only a job says: findings of a pull, a push and a writer, and the guards."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from cml_sync.jobs.findings import AMBIGUOUS_ANSWER, NO_IDENTITY, PORTION_MISSING
from cml_sync.jobs.guards import Guard
from cml_sync.messages import Text, text
from cml_sync.problems import Finding
from cml_sync.xml.writing.losses import LEFT_OUT, REPLACED

FOUND_BY_JOBS: Final[tuple[tuple[Finding, Text], ...]] = (
    (
        NO_IDENTITY,
        text(
            "A record has no `Ид`, and a document no `Номер` either, so that nobody can say next "
            "time which one it was.\n\n"
            "Why: the store keeps records by their id; without one every exchange would make a new "
            "product or order of it.\n\n"
            "Mend: in 1C the id is written by the exchange itself; look at the processing that "
            'made the file, and at "Регистрация изменений" of the record. The others go on; this '
            "one is kept aside.\n\n"
            "Source: `Ид` of every record (schema 2.04)."
        ),
    ),
    (
        PORTION_MISSING,
        text(
            "A complete set came in portions (`import0_1.xml`, `import0_2.xml` …), and one of them "
            "is not there.\n\n"
            "Why: what stands in the missing portion would look as if it had been deleted. So "
            "nothing is withdrawn for being absent; what came is applied.\n\n"
            "Mend: let 1C write the complete set again, and see that every portion is carried "
            "over before the next pull.\n\n"
            "Source: names of portions as the exchange with sites of 1C writes them."
        ),
    ),
    (
        AMBIGUOUS_ANSWER,
        text(
            "A document that came from 1C fits the orders of more than one shop.\n\n"
            "Why: sent to both it would change an order that it is not about; so it is sent to "
            "none and waits.\n\n"
            'Mend: give every shop a prefix of its own for order numbers ("Префикс" in the '
            "settings of the exchange), and let 1C send the order again.\n\n"
            "Source: `Документ/Номер`, `Документ/Ид` (schema 2.04)."
        ),
    ),
)
"""Every finding of the jobs and its article."""

FOUND_BY_WRITER: Final[tuple[tuple[Finding, Text], ...]] = (
    (
        LEFT_OUT,
        text(
            "A field has a value, and the schema version or the dialect that was written has no "
            "word for it; so it was left out.\n\n"
            "Why: what the receiver does not get it cannot know; silence about it would look as "
            "if it had never been there. Where nothing of value is lost it is advice.\n\n"
            "Mend: choose a dialect that has the element (`cml-sync convert --to`, `dialect` and "
            "`vocabulary` of the endpoint), or agree that the receiver does without it.\n\n"
            "Source: the schemas 2.04 to 2.10, and 3.1 as the module for 1C-Bitrix writes it; the "
            "page about elements says which version has what."
        ),
    ),
    (
        REPLACED,
        text(
            "The encoding that the receiver wants has no such characters; each was replaced by the "
            "one that comes nearest.\n\n"
            "Why: a name with other characters is another name: the receiver may not find the "
            "goods again by it.\n\n"
            "Mend: let the receiver take UTF-8 (`encoding` of the endpoint, `--encoding` of "
            "`cml-sync convert`), or mend the names in 1C.\n\n"
            "Source: windows-1251 has 255 characters; the list of those that are replaced stands "
            "in the writer."
        ),
    ),
)
"""What a writer says of what it could not write, and its article."""

GUARDS: Final[Mapping[Guard, tuple[Text, Text]]] = MappingProxyType(
    {
        Guard.EMPTY: (
            text("Nothing would be left"),
            text(
                "After this run the store would hold no live record of a kind of which it held "
                "some.\n\n"
                "Why: an empty export is nearly always an accident: a wrong filter, a new "
                "database, lost rights; a shop without goods is not.\n\n"
                "Mend: look at the export in 1C. If it is meant, repeat the run with the number "
                "that the message names: `--allow-deletions NUMBER`."
            ),
        ),
        Guard.SHARE: (
            text("Too large a share would go"),
            text(
                "More records would be deleted or withdrawn in one run than `max_deleted` allows "
                "(a tenth, if nothing else is configured).\n\n"
                "Why: a complete export that lost a branch of the tree looks exactly like this.\n\n"
                "Mend: look at the examples in the message. If they are meant to go, repeat the "
                "run with `--allow-deletions NUMBER`; otherwise mend the selection in the settings "
                "of the exchange in 1C."
            ),
        ),
        Guard.PRICES: (
            text("Too many offers would lose their price"),
            text(
                "More offers than `max_unpriced` allows would be without a price afterwards.\n\n"
                "Why: shops show such goods as free, or do not show them; the usual cause is a "
                "price type that is no longer exported.\n\n"
                'Mend: in 1C, look at the price types of the exchange ("Виды цен") and at their '
                "rights. This guard has no override: mend the export, or raise `max_unpriced`."
            ),
        ),
        Guard.OLDER: (
            text("The package is older than what was applied"),
            text(
                "The package was made before another one of its kind that has been applied.\n\n"
                "Why: prices and stock of yesterday would take the place of those of today.\n\n"
                "Mend: take the newest package. If the older one is meant, after a database was "
                "put back for example, repeat the run with `--allow-older` and the moment that the "
                "message names."
            ),
        ),
    }
)
"""Every guard, its title and its article."""
