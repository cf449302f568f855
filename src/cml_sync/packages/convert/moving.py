"""Groups that changes have under another parent: they leave their old place."""

from collections.abc import Collection, Mapping
from typing import Final

from cml_sync.model.classifier import Group
from cml_sync.model.kinds import Kind, Section
from cml_sync.model.views import is_deleted
from cml_sync.packages.convert.laying_over import Deleted, laid_over
from cml_sync.packages.convert.layouts import WITH_CLASSIFIER
from cml_sync.packages.forms.form import Source
from cml_sync.xml.entries import RecordRead, SectionOpened
from cml_sync.xml.writing.changing import changed

_BEHIND_GROUPS: Final = frozenset({Kind.PRODUCT, Kind.OFFER, Kind.OFFER_CHANGE})
_TOP: Final = ""


class Places:
    """Where the changes have their groups."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._parents: dict[str, str] = {}

    def note(self, group: Group, parent: str = _TOP) -> None:
        """Remember the parents of a group of the changes, and of all below it.

        What stands below one that is deleted has no place there.
        """
        if group.id:
            self._parents[group.id] = parent
        for child in () if is_deleted(group) else group.children:
            self.note(child, group.id or _TOP)

    def moved(self, full: Source) -> Mapping[str, Group]:
        """The groups of `full` that the changes have elsewhere, by id, as they stand there.

        What stands below one and has not been moved itself goes with it. Where parts repeat a
        classifier it is all that any of them says. None of a package with several classifiers:
        groups of two may share an id.

        Args:
            full: is read as far as its first goods, if the changes have groups.

        Raises:
            FindingsError: it cannot be read as far as that.
        """
        found: dict[str, Group] = {}
        classifiers: set[str] = set()
        for part in full.parts if self._parents else ():
            if part.kind not in WITH_CLASSIFIER:
                continue
            with part.read() as reading:
                met = False
                for entry in reading:
                    if isinstance(entry, SectionOpened):
                        if entry.section is Section.CLASSIFIER:
                            met = True
                            classifiers.add(getattr(entry.header, "id", None) or "")
                    elif isinstance(entry, RecordRead) and isinstance(entry.record, Group):
                        self._look(entry.record, _TOP, found)
                    elif met and isinstance(entry, RecordRead) and entry.kind in _BEHIND_GROUPS:
                        break
        if len(classifiers) > 1:
            return {}
        return {key: without(group, found) for key, group in found.items()}

    def _look(self, group: Group, parent: str, found: dict[str, Group]) -> None:
        if group.id and self._parents.get(group.id, parent) != parent:
            both = laid_over(found.get(group.id), group, Deleted.MARK)
            found[group.id] = both if isinstance(both, Group) else group
        for child in group.children:
            self._look(child, group.id or _TOP, found)


def without(group: Group, moved: Collection[str]) -> Group:
    """`group` without those below it that stand in `moved`; itself if there are none."""
    children = tuple(without(child, moved) for child in group.children if child.id not in moved)
    same = len(children) == len(group.children) and all(
        new is old for new, old in zip(children, group.children, strict=True)
    )
    return group if same else changed(group, {"children": children})
