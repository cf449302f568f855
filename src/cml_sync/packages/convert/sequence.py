"""A classifier before whatever refers to it, as the schemas have it.

3.1 has it behind the header of the catalogue, and receivers of 2.x take what comes in order.
"""

from collections.abc import Iterator

from cml_sync.model.kinds import Section
from cml_sync.packages.convert.layouts import WITH_CLASSIFIER
from cml_sync.packages.forms.form import Reading, SourcePart
from cml_sync.xml.entries import Entry, SectionOpened


def classifier_first(part: SourcePart, reading: Reading) -> Iterator[Entry]:
    """The entries of a part, its classifiers before everything else if the first of them is not.

    A part in which the first of them stands behind something is read twice; others are read as far
    as their first classifier before.

    Args:
        part: which.
        reading: a walk through it that has not begun.

    Raises:
        FindingsError: it cannot be read.
    """
    if part.kind not in WITH_CLASSIFIER or not _is_late(part):
        yield from reading
        return
    with part.read() as first:
        yield from (entry for entry in first if entry.section is Section.CLASSIFIER)
    yield from (entry for entry in reading if entry.section is not Section.CLASSIFIER)


def _is_late(part: SourcePart) -> bool:
    """Whether a classifier stands behind something else."""
    behind = False
    with part.read() as reading:
        for entry in reading:
            if isinstance(entry, SectionOpened) and entry.section is Section.CLASSIFIER:
                return behind
            behind = True
    return False
