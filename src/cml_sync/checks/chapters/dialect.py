"""7xx: schema and dialect; most problems of this chapter are found by the reader itself."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any, Final

from cml_sync.checks.knowledge.spelling import is_look_alike, meant
from cml_sync.checks.knowledge.versions import KNOWN
from cml_sync.checks.rule import Found, Rule, Scope, rule
from cml_sync.checks.view import PackageView, PartView, RecordView
from cml_sync.messages import text
from cml_sync.model.documents import Document
from cml_sync.model.element import Element
from cml_sync.model.kinds import Kind
from cml_sync.model.offers import Offer, OfferChange
from cml_sync.problems import Severity

_NEWEST: Final = max(KNOWN)
_APART: Final = timedelta(days=1)
_EXPORT_AGAIN: Final = text("Empty the exchange folder and export again")


@rule(
    "CML701",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Parts of different schema versions"),
)
def mixed_versions(view: PackageView) -> Iterator[Found]:
    """The parts of one package name different schema versions.

    Why: one exchange writes one version. Old files lie among new ones, and the receiver mixes
    prices and stock of two days.

    Mend: empty the exchange folder and export again.

    Source: `КоммерческаяИнформация@ВерсияСхемы` (schema 2.04). Parts with nothing but documents are
    not compared.
    """
    editions = view.index.editions.items()
    versions = [(edition.version, file) for file, edition in editions if edition.version]
    for version, file in versions[1:]:
        first, first_file = versions[0]
        if version != first:
            yield Found(
                text(
                    "This part is of schema version {version}, `{file}` of {other}",
                    version=version,
                    file=first_file,
                    other=first,
                ),
                _EXPORT_AGAIN,
                place=view.root_of(file),
            )
            return


@rule(
    "CML702",
    Severity.WARNING,
    scope=Scope.PACKAGE,
    title=text("Parts made on different days"),
)
def distant_moments(view: PackageView) -> Iterable[Found]:
    """The parts of one package were made more than a day apart.

    Why: one export takes minutes. What an older part says of prices and stock no longer holds, and
    goods of the new one are missing in the old one.

    Mend: empty the exchange folder and export again.

    Source: `КоммерческаяИнформация@ДатаФормирования` (schema 2.04). Parts with nothing but
    documents are not compared.
    """
    made = [
        (edition.made.replace(tzinfo=None), file)
        for file, edition in view.index.editions.items()
        if edition.made is not None
    ]
    if not made:
        return ()
    (oldest, file), (newest, newest_file) = min(made), max(made)
    if not (newest - oldest > _APART):
        return ()
    return (
        Found(
            text(
                "This part was made at {made}, `{file}` at {other}",
                made=oldest.isoformat(sep=" ", timespec="minutes"),
                file=newest_file,
                other=newest.isoformat(sep=" ", timespec="minutes"),
            ),
            _EXPORT_AGAIN,
            place=view.root_of(file),
        ),
    )


@rule("CML703", Severity.WARNING, scope=Scope.PART, title=text("Newer schema version"))
def newer_version(view: PartView) -> Iterable[Found]:
    """`ВерсияСхемы` is higher than every version that is known.

    Why: what is new in it is not read, and nobody can say what it means. The rest is read as in
    3.1.

    Mend: look for a newer cml-sync, and for the description of this version by its maker.

    Source: `КоммерческаяИнформация@ВерсияСхемы`; 3.1 of 1C-Bitrix is the highest that is met.
    """
    version = view.part.version
    if version is None or version <= _NEWEST:
        return ()
    return (Found(text("Schema version {version} is not known yet", version=version)),)


@rule(
    "CML704",
    Severity.WARNING,
    on=tuple(Kind),
    counted=True,
    title=text("Element with nearly a known name"),
)
def misspelt(view: RecordView[Element]) -> Iterable[Found]:
    """An element that the standard does not know differs by one letter from one that it knows.

    Why: receivers pass unknown elements by: the value is lost, and nothing says so.

    Mend: look for the extension or script that made this file, and write the name as the standard
    has it.

    Source: the names of schema 2.04 to 2.10 and of CommerceML 3.1.
    """
    return _meant(view.record, look_alike=False) if _has_unknown(view) else ()


@rule(
    "CML705",
    Severity.ERROR,
    on=tuple(Kind),
    counted=True,
    title=text("Letters of another alphabet in the name of an element"),
)
def foreign_letters(view: RecordView[Element]) -> Iterable[Found]:
    """The name of an element looks like a known one, but is written with other letters.

    Why: a Latin letter among Cyrillic ones, or a capital instead of a small one. Nobody sees it,
    and no receiver reads the element.

    Mend: look for the extension or script that made this file, and type the name once more.

    Source: the names of schema 2.04 to 2.10 and of CommerceML 3.1.
    """
    return _meant(view.record, look_alike=True) if _has_unknown(view) else ()


def _has_unknown(view: RecordView[Any]) -> bool:
    record, kind = view.record, view.kind
    if record.unknown:
        return True
    if kind is Kind.OFFER or kind is Kind.OFFER_CHANGE:
        for price in record.prices:  # noqa: SIM110 - `any` takes twice as long, for every offer
            if price.unknown:
                return True
        return False
    if kind is Kind.DOCUMENT:
        return any(part.unknown for _, parts in _parts(record) for part in parts)
    return False


def _parts(record: Element) -> Iterable[tuple[str, tuple[Element, ...]]]:
    """The elements inside a record on which money depends; to look into all takes too long."""
    if isinstance(record, Offer | OfferChange):
        return (("Цены/Цена", record.prices),)
    if isinstance(record, Document):
        return (
            ("Товары/Товар", record.lines),
            ("Контрагенты/Контрагент", record.counterparties),
        )
    return ()


def _meant(record: Element, *, look_alike: bool) -> Iterator[Found]:
    yield from _meant_in(record, "", look_alike=look_alike)
    for path, parts in _parts(record):
        for number, part in enumerate(parts, start=1):
            yield from _meant_in(part, f"{path}[{number}]/", look_alike=look_alike)


def _meant_in(element: Element, above: str, *, look_alike: bool) -> Iterator[Found]:
    for unknown in element.unknown:
        found = meant(type(element), unknown)
        if found is None or is_look_alike(*found) is not look_alike:
            continue
        written, known = found
        if look_alike:
            message = text(
                "`{written}` is `{known}` in other letters", written=written, known=known
            )
        else:
            message = text("`{written}` is nearly `{known}`", written=written, known=known)
        inside = f"{unknown.at}/" if unknown.at else ""
        hint = text("Write `{known}`", known=known)
        yield Found(message, hint, at=f"{above}{inside}{written}")


@rule("CML781", Severity.WARNING, scope=Scope.PART, title=text("Unknown schema version"))
def unknown_version(view: PartView) -> Iterable[Found]:
    """`ВерсияСхемы` is no version of CommerceML that is known.

    Why: receivers choose by it how to read units, stock and payments, and take a wrong guess.

    Mend: 1C writes a right one; look for the extension or script that made this file.

    Source: `КоммерческаяИнформация@ВерсияСхемы`; schemas are published for 2.04 to 2.10.
    """
    written, version = view.part.header.information.schema_version, view.part.version
    if written and version not in KNOWN and (version is None or version < _NEWEST):
        return (Found(text("The schema version is `{version}`", version=written)),)
    return ()


RULES: Final[tuple[Rule, ...]] = (
    mixed_versions,
    distant_moments,
    newer_version,
    misspelt,
    foreign_letters,
    unknown_version,
)
